import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createClient } from '../../controller/serve/cli/client.ts'
import type { Log } from '../../controller/world.ts'
import { anInstallation } from '../serve/an-installation.ts'
import { artifact as command } from '../serve/cli/a-command.ts'
import { anApp } from '../support/builders.ts'
import { leaksOf, spellingsOf } from '../support/canary.ts'

/*
 * Values go to Fly and nowhere else. Known ones are handed in, made ones are overheard on their way to Fly, and then all
 * that has left the process or was written to disk is searched for them, in whatever spelling.
 */

const canaries = ['canary+"one"/two\n\u00e9 three=four', 'postgres://canary:hunter2hunter2@db.internal/acme?x=1&y=2']

describe('the values of secrets', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'artifact-canary-'))
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  test('are nowhere but at Fly, whatever Fly answers and whoever asks', { timeout: 120_000 }, async () => {
    const logged: string[] = []
    const say =
      (level: string): Log['debug'] =>
      (values, message) =>
        void logged.push(
          `${level} ${message} ${JSON.stringify(values)} ${inspect(values, { depth: 9, showHidden: true })}`,
        )
    const log: Log = { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') }
    const overheard = new Set<string>()
    const urls: string[] = []
    const echoes: ((body: string) => Response | Error)[] = []
    const house = await anInstallation({
      path: join(directory, 'store.db'),
      log,
      async between(request, fly) {
        urls.push(request.url, JSON.stringify([...request.headers]))
        if (!(request.method === 'POST' && request.url.endsWith('/secrets'))) return await fly(request)
        const body = await request.clone().text()
        for (const value of Object.values(JSON.parse(body).values as Record<string, string | null>)) {
          if (value !== null) overheard.add(value)
        }
        const echo = echoes.shift()?.(body)
        if (echo instanceof Error) throw echo
        return echo ?? (await fly(request))
      },
    })
    const told: string[] = []

    async function ask(method: string, path: string, body?: string): Promise<number> {
      const headers = method === 'POST' ? { 'content-type': 'application/json' } : {}
      const init = { method, headers, ...(body !== undefined && { body }) }
      const response = await house.run(Promise.resolve(house.http.request(`http://localhost${path}`, init)))
      told.push(JSON.stringify([...response.headers]), await response.text())
      return response.status
    }

    async function artifact(line: string, input?: string): Promise<void> {
      let isOver = false
      const running = command(line, {
        ...(input !== undefined && { input }),
        deps: {
          clock: house.clock,
          connect: (url) =>
            createClient({
              url,
              user: 'ada',
              signal: house.never,
              fetch: async (to, init) => await house.http.fetch(new Request(to, init)),
            }),
        },
      }).finally(() => {
        isOver = true
      })
      while (!isOver) {
        await house.clock.advance(100)
        await new Promise((resolve) => setImmediate(resolve))
      }
      const { out, err } = await running
      told.push(out, err)
    }

    try {
      const spec = anApp(
        'shop',
        { web: { count: 2 } },
        {
          secrets: {
            ONE: { provided: true },
            TWO: { provided: true },
            KEY: { generate: { length: 32, alphabet: 'base62' }, rotateEvery: '1h' },
          },
        },
      )
      await house.run(
        house.operations.submit(
          { document: spec },
          { principal: { kind: 'local', name: 'ada' }, via: 'cli' },
          house.never,
        ),
      )
      await house.run(house.clock.sleep(10_000))

      const [one = '', two = ''] = canaries
      // Everything with which Fly might repeat what it was told.
      const page = (body: string) => new Response(`<html><title>${body}</title></html>`, { status: 502 })
      const refusals: readonly ((body: string) => Response | Error)[] = [
        (body) => Response.json({ error: `invalid values ${body}` }, { status: 422 }),
        (body) => Response.json({ error: Buffer.from(body).toString('base64') }, { status: 400 }),
        (body) =>
          new Response(body, { status: 500, headers: { 'fly-request-id': 'R1', 'x-echo': encodeURIComponent(body) } }),
        page,
        (body) => new Response(body, { status: 200 }),
        (body) => new Error(`ECONNRESET while sending ${body}`),
      ]
      for (const refusal of refusals) {
        echoes.push(refusal)
        expect(await ask('PUT', '/v1/apps/shop/secrets/ONE', one)).toBeGreaterThanOrEqual(400)
      }
      await artifact('secret set shop ONE --json --debug', one)
      await artifact('secret set shop TWO --debug', `${two}\n`)
      await artifact(`secret set shop TWO ${two.replaceAll(' ', '')} --debug`)
      await artifact('secret set shop NO_SUCH --debug --json', two)
      await house.run(house.operations.waitFor('shop', 'Ready', 600_000, house.never))
      expect(house.simulator.world.hasSecret('shop', 'ONE', one)).toBe(true)
      expect(house.simulator.world.hasSecret('shop', 'TWO', two)).toBe(true)
      echoes.push(page)
      await ask('POST', '/v1/apps/shop/secrets/KEY/rotate')
      house.simulator.world.setSecret('shop', 'KEY', 'theirs')
      await house.clock.advance(65 * 60_000)

      for (const path of [
        '',
        '/shop',
        '/shop/status',
        '/shop/plan',
        '/shop/history',
        '/shop/events?limit=1000',
        '/shop/secrets',
      ]) {
        expect(await ask('GET', `/v1/apps${path}`)).toBe(200)
      }
      await ask('GET', '/metrics')
      await ask('GET', '/v1/events?limit=1000')
      // Typed where a name belongs: whoever did it is told so in his own words, and nobody else is.
      const path = `http://localhost/v1/apps/${encodeURIComponent(two)}/pause`
      const init = { method: 'POST', headers: { 'content-type': 'application/json' } }
      expect((await house.run(Promise.resolve(house.http.request(path, init)))).status).toBe(404)
      await ask('GET', '/v1/audit?export=1')
      await ask('PUT', '/v1/apps/shop/secrets/ONE', `${one}${'x'.repeat(70_000)}`)
      for (const line of [
        'status shop',
        'secret list shop',
        'secret list shop --json',
        'events shop --json',
        'audit --json',
        'audit shop',
        'audit --export',
        'plan shop --json',
        'get app shop -o json',
        'history shop --json',
        'get app shop -o yaml',
      ]) {
        await artifact(line)
      }

      const values = [...new Set([...canaries, ...overheard])]
      expect(values.length).toBeGreaterThanOrEqual(5)
      const digests = house.simulator.world.secrets('shop').secrets.map(({ digest }) => digest)
      const files = Object.fromEntries(
        readdirSync(directory).map((name) => [`the file ${name}`, readFileSync(join(directory, name))]),
      )
      expect(Object.keys(files)).toContain('the file store.db-wal')
      const sinks = {
        'what was logged': logged.join('\n'),
        'what was told': told.join('\n'),
        'what Fly was asked besides': urls.join('\n'),
      }
      expect(leaksOf(values, { ...sinks, ...files })).toEqual([])
      for (const digest of digests)
        for (const [sink, text] of Object.entries(sinks)) expect([sink, text.includes(digest)]).toEqual([sink, false])
      // That the search finds what is there, it finds in just these sinks.
      expect(leaksOf(['"SecretMissing"'], { told: sinks['what was told'] })).not.toEqual([])
      expect(leaksOf(['SecretSet'], files)).not.toEqual([])
      expect(leaksOf(['"setSecret"'], { told: sinks['what was told'] })).not.toEqual([])
      expect(leaksOf(['asked Fly'], { logged: sinks['what was logged'] })).not.toEqual([])
    } finally {
      await house.close()
    }
  })

  test.each(
    canaries.flatMap((value) =>
      Object.entries(spellingsOf(value)).map(([spelling, text]) => [spelling, text, value] as const),
    ),
  )('would be found %s', (_, text, value) => {
    expect(leaksOf([value], { somewhere: `before ${text} after` })).not.toEqual([])
    expect(leaksOf([value], { somewhere: Buffer.from(`before ${text} after`) })).not.toEqual([])
  })

  test('would be found where something else wraps them', () => {
    const [value = ''] = canaries
    for (const before of ['', 'a', 'ab']) {
      expect(leaksOf([value], { somewhere: Buffer.from(`${before}${value} and more`).toString('base64') })).not.toEqual(
        [],
      )
    }
    expect(leaksOf([value], { somewhere: 'nothing of it' })).toEqual([])
  })
})
