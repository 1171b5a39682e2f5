import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { plain } from '../controller/plan/render.ts'
import type { UpFlags } from '../controller/serve/cli/deps.ts'
import { up } from '../controller/up.ts'
import { anApp } from './support/builders.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'artifact-up-'))
  mkdirSync(join(directory, 'specs'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const write = (file: string, text: string) => writeFileSync(join(directory, 'specs', file), text)

/** `artifact up` in this process: on free ports, with a pipe for a terminal. */
function start(flags: Partial<UpFlags> = {}, env: Record<string, string> = {}) {
  const out: string[] = []
  const err: string[] = []
  const stop = new AbortController()
  const ended = up(
    {
      specs: join(directory, 'specs'),
      data: join(directory, 'data'),
      port: '0',
      fly: undefined,
      once: false,
      timeoutMs: 20_000,
      json: false,
      ...flags,
    },
    {
      env: { ARTIFACT_SIMULATOR_PORT: '0', ARTIFACT_LOG_LEVEL: 'silent', ...env },
      signal: stop.signal,
      version: '1.2.3',
      io: {
        out: (text) => void out.push(text),
        err: (text) => void err.push(text),
        write: () => undefined,
        ask: async () => undefined,
        isTerminal: false,
        columns: undefined,
        paint: plain,
      },
    },
  )
  // Whoever starts looks at how it ends in a moment.
  ended.catch(() => undefined)
  return {
    ended,
    stop: () => stop.abort(new Error('SIGTERM')),
    out: () => out.join('\n'),
    err: () => err.join('\n'),
    async said(text: string) {
      await expect.poll(() => [...out, ...err].join('\n'), { timeout: 10_000, interval: 20 }).toContain(text)
    },
  }
}

/** A server of a test at a free port. */
async function listening(server: Server): Promise<{ readonly port: number; close(): void }> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

const urlOf = (text: string) => /API +(http:\S+)/.exec(text)?.[1] ?? ''

describe('artifact up', () => {
  test('with --once makes every App Ready and ends with 0; the next start finds them so', async () => {
    write('shop.yaml', stringify(anApp('shop')))
    const first = start({ once: true })
    expect(await first.ended, first.err()).toBe(0)
    expect(first.out()).toContain('✓ shop  Ready: ')
    expect(first.out()).toContain('✓ 1 App Ready')

    const second = start({ once: true, json: true })
    expect(await second.ended).toBe(0)
    const lines = second
      .out()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ kind }) => kind)).not.toContain('StepSucceeded')
    expect(lines.at(-1)).toMatchObject({ kind: 'Converged', isReady: true, apps: 1 })
  })

  test('with --once ends with 1 and shows the mistakes when specs have some', async () => {
    write('shop.yaml', 'apiVersion: artifact/v1\nkind: App\nmetadata:\n  name: shop\nspec:\n  machine: {}\n')
    const run = start({ once: true })
    expect(await run.ended).toBe(1)
    expect(run.err()).toContain('shop.yaml:6:3')
    expect(run.err()).toContain('did you mean `machines`')
  })

  test('with --once ends with 1 and a table when the time is over', async () => {
    write('shop.yaml', stringify(anApp('shop')))
    const run = start({ once: true, timeoutMs: 1_500 })
    expect(await run.ended).toBe(1)
    expect(run.out()).toMatch(/NAME +READY +REASON +MESSAGE\nshop +(False|Unknown)/)
  })

  test('without specs says what to write, takes it in as soon as it is there, and ends in order when told to', async () => {
    const run = start()
    await run.said('there are no specs')
    expect(run.err()).toContain('kind: App')

    write('shop.yaml', stringify(anApp('shop')))
    await run.said('generation 1 accepted')
    const url = urlOf(run.out())
    expect(await (await fetch(`${url}/v1/info`)).json()).toMatchObject({ version: '1.2.3', fly: 'simulator' })

    const following = await fetch(`${url}/v1/events?follow=1`)
    run.stop()
    expect(await run.ended).toBe(0)
    expect(await following.text()).toContain('Accepted')
    await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  })

  test('shows its health to others at a port that has nothing else', async () => {
    const { port, close } = await listening(createServer())
    close()
    const run = start({}, { ARTIFACT_HEALTH_PORT: String(port) })
    await run.said('API')
    const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).then(({ status }) => status)
    expect(await ask('/healthz')).toBe(200)
    expect(await ask('/v1/apps')).toBe(404)
    run.stop()
    expect(await run.ended).toBe(0)
  })
})

describe('artifact up that cannot start', () => {
  const refused = { exitCode: 3, repair: expect.stringMatching(/\w/) }

  test('says that the port is taken', async () => {
    const { port, close } = await listening(createServer())
    await expect(start({ port: String(port) }).ended).rejects.toMatchObject({
      ...refused,
      message: `port ${port} is taken`,
    })
    close()
  })

  test('says that another one has the store, which goes on', async () => {
    const first = start()
    await first.said('API')
    await expect(start().ended).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('another process'),
    })
    expect((await fetch(`${urlOf(first.out())}/healthz`)).status).toBe(200)
    first.stop()
    expect(await first.ended).toBe(0)
  })

  test('says that the store is damaged, and leaves it alone', async () => {
    mkdirSync(join(directory, 'data'))
    writeFileSync(join(directory, 'data/store.db'), 'this was a database once, and is one no more'.repeat(100))
    await expect(start().ended).rejects.toMatchObject({ ...refused, repair: expect.stringContaining('backup') })
  })

  test('says that the simulated Fly is damaged', async () => {
    mkdirSync(join(directory, 'data'))
    writeFileSync(join(directory, 'data', 'simulator.db'), 'no database'.repeat(1000))
    await expect(start().ended).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('the simulated Fly cannot be kept in'),
    })
  })

  test('says that the data directory cannot be made', async () => {
    writeFileSync(join(directory, 'file'), '')
    await expect(start({ data: join(directory, 'file/data') }).ended).rejects.toMatchObject(refused)
  })

  test('says everything that is wrong with the environment', async () => {
    const env = { FLY_ORG_TOKEN: 'secret', ARTIFACT_POLL_MS: '1' }
    const failure = await start({ fly: true }, env).ended.catch((error) => error)
    expect(failure).toMatchObject(refused)
    const said = `${failure.message}\n${failure.repair}`
    expect(said).toContain('FLY_ORG ')
    expect(said).toContain('ARTIFACT_POLL_MS')
    expect(said).not.toContain('secret')
  })

  test('says that Fly refuses the token, and does not show it', async () => {
    const { port, close } = await listening(
      createServer((_request, response) => {
        response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid token"}')
      }),
    )
    const env = { FLY_ORG_TOKEN: 'fm2_secret', FLY_ORG: 'demo', FLY_FLAPS_BASE_URL: `http://127.0.0.1:${port}` }
    const failure = await start({ fly: true }, env).ended.catch((error) => error)
    expect(failure).toMatchObject({ ...refused, message: expect.stringContaining('FLY_ORG_TOKEN') })
    expect(failure.message).not.toContain('secret')
    close()
  })
})
