import type { Problem } from '../resource/problem.ts'
import { type FileReading, readFile, readTogether } from '../resource/read.ts'
import type { Clock } from '../world.ts'
import type { Snapshot } from './source.ts'
import { describe, type Found, readWhole, trouble, walk } from './walk.ts'

/** What a look at a directory brought home. */
export type Look = {
  readonly snapshot: Snapshot
  /** The same as long as no file has changed. */
  readonly fingerprint: string
}

/** Looks at a directory again and again, and reads only what has changed since. */
export function createLook(options: {
  readonly directory: string
  readonly clock: Clock
  /** What has changed must stay as it is for so long until it is read. */
  readonly settleMs: number
}): () => Promise<Look> {
  const { directory, clock, settleMs } = options
  let known: ReadonlyMap<string, File> = new Map()
  let last: string | undefined

  /** Editors empty a file before they fill it, or take it away and put another there: such moments are waited out. */
  async function settled(): Promise<readonly Found[]> {
    let found = await walk(directory)
    for (let tries = 0; tries < mostTries && printOf(found) !== last; tries++) {
      last = printOf(found)
      await clock.sleep(settleMs)
      found = await walk(directory)
    }
    last = printOf(found)
    return found
  }

  async function read(path: string): Promise<File | Problem> {
    try {
      for (let tries = 0; tries < mostTries; tries++) {
        const whole = await readWhole(path)
        if (whole) return { identity: whole.identity, reading: readFile({ file: path, bytes: whole.bytes }) }
        await clock.sleep(settleMs)
      }
      return trouble(path, 'NotReadable', `${path} is being written all the time: it is read when that ends`)
    } catch (error) {
      return trouble(path, 'NotReadable', `${describe(path, error)}: correct it or take it away`)
    }
  }

  return async () => {
    const files = new Map<string, File>()
    const troubles = new Map<string, Problem>()
    for (const found of await settled()) {
      const { path } = found
      if ('problem' in found) {
        troubles.set(path, found.problem)
        continue
      }
      const before = known.get(path)
      const file = before?.identity === found.identity ? before : await read(path)
      if ('reading' in file) files.set(path, file)
      else troubles.set(path, file)
    }
    known = files
    return lookOf(files, troubles)
  }
}

// With the usual settling time three seconds: what never rests must not keep us from everything else that changed.
const mostTries = 20

function printOf(found: readonly Found[]): string {
  return found.map((one) => `${one.path} ${'problem' in one ? one.problem.message : one.identity}`).join('\n')
}

type File = { readonly identity: string; readonly reading: FileReading }

async function lookOf(files: ReadonlyMap<string, File>, troubles: ReadonlyMap<string, Problem>): Promise<Look> {
  const { documents, rules, problems } = readTogether([...files.values()].map(({ reading }) => reading))
  const troubled = new Set([...troubles.keys(), ...problems.flatMap(({ at }) => at?.file ?? [])])
  return {
    snapshot: {
      documents: documents.map(({ resource, file }) => ({ resource, provenance: { from: 'directory', path: file } })),
      rules: rules.map(({ rule, file }) => ({ rule, provenance: { from: 'directory', path: file } })),
      problems: [...troubles.values(), ...problems],
      troubled: [...troubled],
      texts: await textsOf([...troubled].filter((path) => files.has(path))),
    },
    fingerprint: JSON.stringify([
      [...files].map(([path, { identity }]) => [path, identity]),
      [...troubles].map(([path, { message }]) => [path, message]),
    ]),
  }
}

/** Read once more: texts are wanted of the few files that have problems, and would fill the memory if all were kept. */
async function textsOf(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  for (const path of paths) {
    const whole = await readWhole(path).catch(() => undefined)
    if (whole) texts.set(path, new TextDecoder().decode(whole.bytes))
  }
  return texts
}
