import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { migrations } from '../../controller/store/migrations.ts'
import { openStore } from '../../controller/store/sqlite.ts'
import { directory, expectRefusal, noon, shop } from '../contracts/store/things.ts'
import { anApp } from '../support/builders.ts'
import { canMountSmallDisk, mountSmallDisk } from './small-disk.ts'
import { aDirectory, quiet, random } from './support.ts'

const open = (path: string) => openStore({ path, log: quiet, random: random() })

describe('the file of a store', () => {
  test('its directory is made, and neither is for the eyes of others', async () => {
    using place = aDirectory()
    const path = join(place.path, 'deep', 'down', 'artifact.db')
    const store = await open(path)
    const modes = ['deep', 'deep/down', 'deep/down/artifact.db', 'deep/down/artifact.db-wal'].map((name) =>
      (statSync(join(place.path, name)).mode & 0o777).toString(8),
    )
    await store.close()
    expect(modes).toEqual(['700', '700', '600', '600'])
  })

  test('it is opened again after it was closed, by the same process too, and closing twice does no harm', async () => {
    using place = aDirectory()
    const path = join(place.path, 'artifact.db')
    const first = await open(path)
    await first.accept(await first.take('one'), anApp('shop'), directory, noon)
    await first.close()
    await first.close()
    await expectRefusal(first.list(), 'Unavailable', /artifact.db has been closed/)

    const second = await open(path)
    expect((await second.list()).stored).toMatchObject([{ ref: shop }])
    await second.close()
    expect(readdirSync(place.path).toSorted()).toEqual(['artifact.db', 'lock.db', 'lock.pid'])
  })

  test('closing waits for what was asked before', async () => {
    using place = aDirectory()
    const path = join(place.path, 'artifact.db')
    const store = await open(path)
    const fence = await store.take('one')
    const accepted = store.accept(fence, anApp('shop'), directory, noon)
    await store.close()
    expect(await accepted).toMatchObject({ changed: true })
  })

  test('a second opening is refused, in this process and in another, and says who has it', async () => {
    using place = aDirectory()
    const path = join(place.path, 'artifact.db')
    const store = await open(path)
    await expectRefusal(open(path), 'Locked', new RegExp(`process ${process.pid}`))
    expect(await opening(path)).toBe(`Locked: ${place.path} is used by another process (process ${process.pid})`)

    // The refused ones have not loosened the lock.
    expect(await opening(path)).toMatch(/^Locked/)
    await store.close()
    expect(await opening(path)).toBe('opened 0')
  })

  test('the lock ends with its process, however that ends', async () => {
    using place = aDirectory()
    const path = join(place.path, 'artifact.db')
    const holder = child('open.ts', path, 'hold')
    await firstLine(holder)
    await expectRefusal(open(path), 'Locked', new RegExp(`process ${holder.pid}`))
    await kill(holder)
    await (await open(path)).close()
  })

  test('it may be read by a backup meanwhile', async () => {
    using place = aDirectory()
    const path = join(place.path, 'artifact.db')
    const store = await open(path)
    await store.accept(await store.take('one'), anApp('shop'), directory, noon)
    using reader = new DatabaseSync(path, { readOnly: true })
    expect(reader.prepare('select ref from resources').all()).toMatchObject([{ ref: shop }])
    await store.close()
  })

  test('every write that was acknowledged is there after kill -9', async () => {
    using place = aDirectory()
    const path = join(place.path, 'artifact.db')
    for (const writes of [1, 20, 60]) {
      const writer = child('write.ts', path)
      const acknowledged = await countUntil(writer, writes)
      const store = await open(path)
      const revisions = await store.revisions(shop)
      expect(revisions.length).toBeGreaterThanOrEqual(acknowledged)
      expect(revisions.map(({ generation }) => generation)).toEqual(
        Array.from({ length: revisions.length }, (_, index) => revisions.length - index),
      )
      expect((await store.get(shop))?.resource.spec.machines.web?.image).toBe(`shop:${revisions.length}`)
      await store.close()
    }
  })
})

describe('a file that cannot be a store', () => {
  test('no database: it is left as it is', async () => {
    using place = aDirectory()
    const path = join(place.path, 'artifact.db')
    writeFileSync(path, 'my diary, and nothing that SQLite would know '.repeat(100))
    const before = readFileSync(path)
    await expectRefusal(open(path), 'Corrupt', /artifact.db.*left as it is/)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('a damaged page: it is found at once, and left as it is', async () => {
    using place = aDirectory()
    const path = join(place.path, 'artifact.db')
    const store = await open(path)
    const fence = await store.take('one')
    for (let index = 0; index < 50; index++) await store.accept(fence, anApp(`shop-${index}`), directory, noon)
    await store.close()
    const bytes = readFileSync(path)
    bytes.fill(0x5a, bytes.length - 3 * 4096)
    writeFileSync(path, bytes)

    await expectRefusal(open(path), 'Corrupt', /damaged/)
    expect(readFileSync(path).equals(bytes)).toBe(true)
    // The lock is free again.
    await expectRefusal(open(path), 'Corrupt')
  })

  test('a store of a later version: it is refused, and nothing is migrated', async () => {
    using place = aDirectory()
    const path = join(place.path, 'artifact.db')
    const next = migrations.length + 1
    await (await open(path)).close()
    withDatabase(path, (database) => database.exec(`insert into migrations values (${next}, 'from the future', 'abc')`))
    await expectRefusal(open(path), 'TooNew', new RegExp(`migration ${next} \\(«from the future»\\)`))
  })

  test('a store whose migration was another one: it is refused', async () => {
    using place = aDirectory()
    const path = join(place.path, 'artifact.db')
    await (await open(path)).close()
    withDatabase(path, (database) => database.exec("update migrations set hash = 'abc'"))
    await expectRefusal(open(path), 'TooNew', /another version/)
  })

  test('a path that leads through a file: it is refused with its name', async () => {
    using place = aDirectory()
    writeFileSync(join(place.path, 'file'), '')
    await expectRefusal(open(join(place.path, 'file', 'artifact.db')), 'Unavailable', /cannot be kept in .*file/)
  })

  test.skipIf(!canMountSmallDisk())('a disk that is only to be read: it is said so', async () => {
    using place = aDirectory()
    using disk = mountSmallDisk(place.path, 1)
    disk.makeReadOnly()
    await expectRefusal(open(join(disk.path, 'deep', 'down', 'artifact.db')), 'Unavailable', /read-only file system/)
  })

  test.skipIf(process.getuid?.() !== 0)(
    'a directory without permission to write: it is refused with its name',
    async () => {
      using place = aDirectory()
      const path = join(place.path, 'artifact.db')
      chmodSync(place.path, 0o555)
      expect(await opening(path, 'as nobody')).toMatch(new RegExp(`^Unavailable: ${place.path}.*permissions`))
      expect(readdirSync(place.path)).toEqual([])
    },
  )

  test.skipIf(!canMountSmallDisk())(
    'a full disk: what does not fit is refused, what was acknowledged stays, and it goes on when there is room',
    async () => {
      using place = aDirectory()
      using disk = mountSmallDisk(place.path, 2)
      const path = join(disk.path, 'artifact.db')
      const store = await open(path)
      expect(await store.hasRoom(), 'too small for the reserve').toBe(false)
      const fence = await store.take('one')
      let acknowledged = 0
      const refusal = await fill(async (index) => {
        await store.accept(fence, anApp(`shop-${index}`, large), directory, noon)
        acknowledged++
      })
      expect(refusal).toMatchObject({ code: 'Full', message: expect.stringContaining('artifact.db') })
      expect((await store.list()).stored).toHaveLength(acknowledged)

      disk.resize(8)
      await store.accept(fence, anApp('after'), directory, noon)
      await store.close()
      const again = await open(path)
      expect((await again.list()).stored).toHaveLength(acknowledged + 1)
      await again.close()
    },
  )

  test.skipIf(!canMountSmallDisk())(
    'a disk that others fill: what was begun can still be written down, and there is room again when they have gone',
    async () => {
      using place = aDirectory()
      using disk = mountSmallDisk(place.path, 40)
      const store = await open(join(disk.path, 'artifact.db'))
      const fence = await store.take('one')
      expect(await store.hasRoom()).toBe(true)
      const { bavail, bsize } = statfsSync(disk.path)
      writeFileSync(join(disk.path, 'others'), Buffer.alloc(bavail * bsize))

      const refusal = await fill((index) => store.accept(fence, anApp(`shop-${index}`, large), directory, noon))
      expect(refusal).toMatchObject({ code: 'Full' })
      expect(await store.hasRoom()).toBe(false)
      await store.accept(fence, anApp('after'), directory, noon)

      rmSync(join(disk.path, 'others'))
      expect(await store.hasRoom()).toBe(true)
      await store.close()
    },
  )
})

/** What a process of its own says that opens the store and closes it again. */
async function opening(path: string, mode = ''): Promise<string> {
  const opener = spawn(process.execPath, [join(import.meta.dirname, 'children/open.ts'), path, mode])
  const [said] = await Promise.all([text(opener.stdout), once(opener, 'exit')])
  return said.trim()
}

function child(script: string, ...given: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(import.meta.dirname, 'children', script), ...given], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
}

async function firstLine(running: ChildProcess): Promise<string> {
  const [chunk] = await once(running.stdout as NodeJS.ReadableStream, 'data')
  return String(chunk)
}

async function kill(running: ChildProcess): Promise<void> {
  running.kill('SIGKILL')
  await once(running, 'close')
}

/** Kills it once it has said `writes` lines more, and returns the last number it has said until its end. */
async function countUntil(writer: ChildProcess, writes: number): Promise<number> {
  let said = ''
  for await (const chunk of writer.stdout as NodeJS.ReadableStream) {
    said += chunk
    if (said.split('\n').length > writes) writer.kill('SIGKILL')
  }
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))
}

function withDatabase(path: string, work: (database: DatabaseSync) => void): void {
  using database = new DatabaseSync(path)
  work(database)
}

/** Takes its time to fill a disk: 60 kB of spec. */
const large = Object.fromEntries(
  Array.from({ length: 30 }, (_, index) => [`group-${index}`, { env: { TEXT: 'x'.repeat(2_000) } }]),
)

/** Goes on until it is refused, and says how. */
async function fill(write: (index: number) => Promise<unknown>): Promise<unknown> {
  for (let index = 0; index < 1_000; index++) {
    try {
      await write(index)
    } catch (error) {
      return error
    }
  }
  throw new Error('the disk did not fill up')
}
