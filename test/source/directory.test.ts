import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { realClock } from '../../controller/real-clock.ts'
import { createDirectorySource } from '../../controller/source/directory.ts'
import type { Snapshot } from '../../controller/source/source.ts'
import type { Log } from '../../controller/world.ts'
import { anApp } from '../support/builders.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'artifact-specs-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }
const yaml = (name: string, image = 'shop:1') => stringify(anApp(name, { web: { image } }))
const write = (file: string, text: string) => writeFileSync(join(directory, file), text)
const source = (place = directory) =>
  createDirectorySource({ directory: place, clock: realClock, log: silent, settleMs: 40 })

const namesOf = ({ documents }: Snapshot) => documents.map(({ resource }) => resource.metadata.name)
const imageOf = ({ documents }: Snapshot) => documents[0]?.resource.spec.machines.web?.image

/** A source that is watched, and what it has told so far. */
function watched() {
  const snapshots: Snapshot[] = []
  const stop = new AbortController()
  let answer = true
  const ended = source().watch(async (snapshot) => {
    snapshots.push(snapshot)
    return answer
  }, stop.signal)
  return {
    snapshots,
    answers(done: boolean) {
      answer = done
    },
    /** Resolves with the first snapshot, told from now on or already the newest, of which it is so. */
    async until(isSo: (snapshot: Snapshot) => boolean): Promise<Snapshot> {
      for (const deadline = Date.now() + 5_000; Date.now() < deadline; await realClock.sleep(5)) {
        const newest = snapshots.at(-1)
        if (newest && isSo(newest)) return newest
      }
      throw new Error(`it was not told; the newest: ${JSON.stringify(snapshots.at(-1))}`)
    },
    async end() {
      stop.abort()
      await ended
    },
  }
}

describe('a directory of specs', () => {
  test('is read with everything beneath it, in order of paths', async () => {
    mkdirSync(join(directory, 'deep/er'), { recursive: true })
    write('b.yaml', `${yaml('bee')}---\n${yaml('bumble')}`)
    write('a.yml', yaml('ant'))
    write('deep/er/c.json', JSON.stringify(anApp('cat')))
    write('notes.txt', 'not a spec')
    write('.hidden.yaml', 'not: [a spec')

    const snapshot = await source().read()

    expect(snapshot.problems).toEqual([])
    expect(namesOf(snapshot)).toEqual(['ant', 'bee', 'bumble', 'cat'])
    expect(snapshot.documents[0]?.provenance).toEqual({ from: 'directory', path: join(directory, 'a.yml') })
  })

  test('with a mistake in one file still holds the others, and the text of the one', async () => {
    write('good.yaml', yaml('good'))
    write('bad.yaml', 'kind: [')

    const snapshot = await source().read()

    expect(namesOf(snapshot)).toEqual(['good'])
    expect(snapshot.problems[0]).toMatchObject({ code: 'YamlSyntax', at: { file: join(directory, 'bad.yaml') } })
    expect(snapshot.troubled).toEqual([join(directory, 'bad.yaml')])
    expect(snapshot.texts.get(join(directory, 'bad.yaml'))).toBe('kind: [')
  })

  test('names two files that hold the same App', async () => {
    write('one.yaml', yaml('twin'))
    write('two.yaml', yaml('twin'))

    const { problems } = await source().read()

    expect(problems.map(({ code }) => code)).toContain('DuplicateName')
  })

  test('is not left through a link, and not read where it is too large', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'artifact-elsewhere-'))
    writeFileSync(join(elsewhere, 'secret.yaml'), yaml('secret'))
    symlinkSync(join(elsewhere, 'secret.yaml'), join(directory, 'out.yaml'))
    symlinkSync(directory, join(directory, 'loop'))
    symlinkSync(join(directory, 'nowhere.yaml'), join(directory, 'dangling.yaml'))
    write('large.yaml', '')
    truncateSync(join(directory, 'large.yaml'), 2 ** 32)
    write('in.yaml', yaml('in'))
    symlinkSync(join(directory, 'in.yaml'), join(directory, 'not-twice.txt'))

    const snapshot = await source().read()

    expect(namesOf(snapshot)).toEqual(['in'])
    expect(snapshot.problems.map(({ code, at }) => [at?.file.slice(directory.length + 1), code])).toEqual([
      ['dangling.yaml', 'NotReadable'],
      ['large.yaml', 'TooLarge'],
      ['out.yaml', 'NotReadable'],
    ])
    rmSync(elsewhere, { recursive: true })
  })

  test('that is not there is a problem that says what to do, and nothing more', async () => {
    const place = join(directory, 'nowhere')
    const { documents, problems, troubled } = await source(place).read()
    expect(documents).toEqual([])
    expect(problems).toMatchObject([{ code: 'NotReadable', message: expect.stringContaining('--specs') }])
    expect(troubled).toEqual([place])
  })
})

describe('watching a directory of specs', () => {
  test('tells of what is there, and of each file that is added, changed, renamed and removed', async () => {
    write('a.yaml', yaml('ant'))
    const watching = watched()
    await watching.until((snapshot) => namesOf(snapshot).join() === 'ant')

    write('b.yaml', yaml('bee'))
    await watching.until((snapshot) => namesOf(snapshot).join() === 'ant,bee')
    write('a.yaml', yaml('ant', 'shop:2'))
    await watching.until((snapshot) => imageOf(snapshot) === 'shop:2')
    renameSync(join(directory, 'a.yaml'), join(directory, 'z.yaml'))
    const renamed = await watching.until((snapshot) => namesOf(snapshot).join() === 'bee,ant')
    expect(renamed.documents[1]?.provenance).toMatchObject({ path: join(directory, 'z.yaml') })
    rmSync(join(directory, 'b.yaml'))
    await watching.until((snapshot) => namesOf(snapshot).join() === 'ant')

    await watching.end()
  })

  test('tells nothing of a file that an editor empties first and fills then', async () => {
    write('a.yaml', yaml('ant'))
    const watching = watched()
    await watching.until((snapshot) => namesOf(snapshot).length === 1)
    await realClock.sleep(100)

    truncateSync(join(directory, 'a.yaml'), 0)
    await realClock.sleep(10)
    write('a.yaml', yaml('ant', 'shop:2'))
    await watching.until((snapshot) => imageOf(snapshot) === 'shop:2')

    expect(watching.snapshots.map((snapshot) => namesOf(snapshot).length)).not.toContain(0)
    await watching.end()
  })

  test('waits until a file that is written bit by bit is whole', async () => {
    const watching = watched()
    await watching.until(() => true)
    await realClock.sleep(100)

    const text = yaml('ant')
    for (let end = 0; end <= text.length; end += 20) {
      write('a.yaml', text.slice(0, end))
      await realClock.sleep(5)
    }
    write('a.yaml', text)
    await watching.until((snapshot) => namesOf(snapshot).length === 1)

    expect(watching.snapshots.flatMap(({ problems }) => problems)).toEqual([])
    await watching.end()
  })

  test('sees a file that is replaced in one step, as editors with backups do', async () => {
    write('a.yaml', yaml('ant'))
    const watching = watched()
    await watching.until((snapshot) => namesOf(snapshot).length === 1)

    write('.a.yaml.swp', yaml('ant', 'shop:2'))
    renameSync(join(directory, '.a.yaml.swp'), join(directory, 'a.yaml'))

    await watching.until((snapshot) => imageOf(snapshot) === 'shop:2')
    await watching.end()
  })

  test('outlives a directory that goes and comes back', async () => {
    write('a.yaml', yaml('ant'))
    const watching = watched()
    await watching.until((snapshot) => namesOf(snapshot).length === 1)

    rmSync(directory, { recursive: true })
    const gone = await watching.until(({ troubled }) => troubled.includes(directory))
    expect(gone.problems[0]?.message).toContain('is not there')
    mkdirSync(directory)
    write('b.yaml', yaml('bee'))
    await watching.until((snapshot) => namesOf(snapshot).join() === 'bee')
    write('b.yaml', yaml('bee', 'shop:2'))
    await watching.until((snapshot) => imageOf(snapshot) === 'shop:2')

    await watching.end()
  })

  test('tells again what could not be taken in, although nothing has changed', async () => {
    write('a.yaml', yaml('ant'))
    const watching = watched()
    watching.answers(false)
    await watching.until(() => watching.snapshots.length >= 2)
    watching.answers(true)
    await watching.end()
  })

  test('ends when it is told to, and rejects when its listener does', async () => {
    const broken = source().watch(() => Promise.reject(new Error('deposed')), new AbortController().signal)
    await expect(broken).rejects.toThrow('deposed')
  })
})
