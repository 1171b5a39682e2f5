import { readAll } from '../../resource/read.ts'
import type { Submitted } from '../operations.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { followUntilReady } from './follow.ts'
import { CommandError, exitCodes } from './io.ts'
import { validate } from './validate.ts'

type Flags = {
  readonly file: readonly string[]
  readonly plan?: string
  readonly wait?: boolean
  readonly timeout: number
  readonly json?: boolean
}

/** `artifact apply`: submits specs, all or none of a file, and follows them if asked. */
export async function apply(flags: Flags, client: Client, deps: CliDeps): Promise<number> {
  const { io } = deps
  const inputs = await deps.readPaths(flags.file)
  const { documents, problems } = readAll(inputs)
  if (problems.length > 0 || documents.length === 0) {
    return await validate(flags.file, { json: flags.json === true }, { ...deps, readPaths: async () => inputs })
  }
  if (flags.plan !== undefined && documents.length > 1) {
    throw new CommandError('--plan goes with one App', 'apply the Apps one by one', exitCodes.usage)
  }
  const submitted: Submitted[] = []
  for (const { file, bytes } of inputs) {
    submitted.push(
      ...(await client.submit(new TextDecoder().decode(bytes), file, {
        ...(flags.plan !== undefined && { planDigest: flags.plan }),
      })),
    )
  }
  if (flags.json && !flags.wait) io.out(JSON.stringify(submitted, undefined, 2))
  if (!flags.json)
    for (const one of submitted)
      io.out(`${one.ref} ${one.changed ? io.paint.green('accepted') : 'unchanged'} · generation ${one.generation}`)
  if (!flags.wait) return exitCodes.ok

  const names = submitted.map(({ ref }) => ref.slice(ref.indexOf('/') + 1))
  const ends = await followUntilReady(names, flags.timeout, client, deps, flags.json === true)
  if (flags.json) io.out(JSON.stringify(ends, undefined, 2))
  return ends.every(({ ready }) => ready) ? exitCodes.ok : exitCodes.failed
}
