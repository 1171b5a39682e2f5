import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { examine } from '../controller/examine.ts'
import { createRealWorld } from '../controller/real-world.ts'
import type { Finding } from '../controller/serve/cli/deps.ts'
import { openStore } from '../controller/store/sqlite.ts'
import { takeLock } from '../controller/store/sqlite-lock.ts'

let directory = ''
const opened: (() => void)[] = []

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'artifact-doctor-'))
  mkdirSync(join(directory, 'specs'))
  mkdirSync(join(directory, 'data'))
})
afterEach(() => {
  for (const close of opened.splice(0)) close()
  rmSync(directory, { recursive: true })
})

/** What the doctor finds, by what it looked at. */
async function examined(env: Readonly<Record<string, string>> = {}, url = 'http://127.0.0.1:1') {
  const places = { ARTIFACT_SPECS: join(directory, 'specs'), ARTIFACT_DATA: join(directory, 'data') }
  const findings = await examine(url, { env: { ...places, ...env }, signal: new AbortController().signal })
  return Object.fromEntries(findings.map((finding): [string, Finding] => [finding.what, finding]))
}

/** Something that answers every request alike. */
async function aServer(status: number, body: unknown, date = new Date()): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', date: date.toUTCString() })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  opened.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function onFly(FLY_FLAPS_BASE_URL: string) {
  return { FLY_ORG: 'acme', FLY_ORG_TOKEN: 'fo1_secret', FLY_FLAPS_BASE_URL }
}

const token = { tokens: [{ token_id: 't', org_slug: 'acme' }] }

describe('the doctor', () => {
  test('has nothing to say about a laptop on which all is well', async () => {
    const findings = await examined()
    expect(Object.values(findings).filter(({ state }) => state === 'broken')).toEqual([])
    expect(findings.fly).toMatchObject({ state: 'note', found: expect.stringContaining('simulated') })
    expect(findings.controller).toMatchObject({ state: 'note', repair: expect.stringContaining('artifact up') })
  })

  test('names each variable that makes no sense', async () => {
    const { environment } = await examined({ ARTIFACT_PORT: 'many' })
    expect(environment).toMatchObject({ state: 'broken', found: expect.stringContaining('ARTIFACT_PORT') })
  })

  test('sees a token that Fly accepts, and a clock that goes right', async () => {
    const { fly, token: ours, clock } = await examined(onFly(await aServer(200, token)))
    expect([fly?.state, ours?.state, clock?.state]).toEqual(['ok', 'ok', 'ok'])
  })

  test('sees a clock that goes wrong', async () => {
    const { clock } = await examined(onFly(await aServer(200, token, new Date(Date.now() + 600_000))))
    expect(clock).toMatchObject({ state: 'note', found: expect.stringMatching(/is \d+ s behind Fly's/) })
  })

  test('tells a token that is refused from a Fly that cannot be reached, and shows it to nobody', async () => {
    const refused = await examined(onFly(await aServer(401, { error: 'unauthorized' })))
    expect(refused.fly?.state).toBe('ok')
    expect(refused.token).toMatchObject({ state: 'broken', repair: expect.stringContaining('fly tokens create org') })
    const unreachable = await examined(onFly('http://127.0.0.1:1'))
    expect(unreachable.fly?.state).toBe('broken')
    expect(unreachable.token).toBeUndefined()
    expect(JSON.stringify([refused, unreachable])).not.toContain('fo1_secret')
  })

  test.each([
    ['another organisation', { tokens: [{ token_id: 't', org_slug: 'globex' }] }, 'good for globex, not for acme'],
    ['one app', { tokens: [{ token_id: 't', org_slug: 'acme', apps: ['web'] }] }, 'single apps only'],
  ])('a token of %s is not enough', async (_, answer, words) => {
    const { token: ours } = await examined(onFly(await aServer(200, answer)))
    expect(ours).toMatchObject({ state: 'broken', found: expect.stringContaining(words) })
  })

  test('sees who holds the store, without taking it from anybody', async () => {
    const lock = takeLock(join(directory, 'data'))
    opened.push(() => lock.release())
    expect((await examined()).store).toMatchObject({
      state: 'note',
      found: expect.stringContaining(`in use by process ${process.pid}`),
    })
    const info = { version: '1.2.3', organization: 'acme', fly: 'simulator', observeOnly: false, storeId: 's' }
    const { store, controller } = await examined({}, await aServer(200, info))
    expect([store?.state, controller?.state]).toEqual(['ok', 'ok'])
  })

  test('sees a damaged store, and leaves nothing behind', async () => {
    const path = join(directory, 'data', 'store.db')
    const store = await openStore({ path, ...createRealWorld({ logLevel: 'silent' }) })
    await store.close()
    const before = readdirSync(join(directory, 'data'))
    expect((await examined()).store).toMatchObject({ state: 'ok' })
    expect(readdirSync(join(directory, 'data'))).toEqual(before)

    const bytes = readFileSync(path)
    writeFileSync(path, bytes.fill(0xab, 8192))
    const found = expect.stringMatching(/is damaged|is malformed/)
    expect((await examined()).store).toMatchObject({ state: 'broken', found })
    writeFileSync(path, 'no database at all, and long enough to have a header that is none'.repeat(100))
    expect((await examined()).store).toMatchObject({ state: 'broken', repair: expect.stringContaining('backup') })
  })

  test('a controller that only observes is broken', async () => {
    const info = { version: '1.2.3', organization: 'acme', fly: 'fly', observeOnly: true, storeId: 's' }
    expect((await examined({}, await aServer(200, info))).controller).toMatchObject({ state: 'broken' })
  })

  test.skipIf(process.getuid?.() === 0)('sees a directory that may not be written', async () => {
    chmodSync(join(directory, 'data'), 0o500)
    expect((await examined()).store).toMatchObject({
      state: 'broken',
      found: expect.stringContaining('may not be written'),
    })
  })

  test('a store that is not there yet is made by up', async () => {
    expect((await examined({ ARTIFACT_DATA: join(directory, 'a', 'b') })).store).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('not there yet'),
    })
  })
})
