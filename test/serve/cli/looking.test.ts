import { describe, expect, test } from 'vitest'
import type { AppView } from '../../../controller/serve/operations.ts'
import type { Revision, StoredEvent } from '../../../controller/store/store.ts'
import { withGroup } from '../../support/builders.ts'
import { artifact, aView, refusing } from './a-command.ts'

describe('artifact get', () => {
  const broken = { status: 'False', reason: 'RolloutStopped', message: 'it crashes' } as const

  test('lists Apps in a table that people and scripts can read', async () => {
    const apps = [aView('acme'), aView('globex', { ready: broken, paused: true })]
    const { out, code } = await artifact('get', { client: { list: async () => apps } })
    expect(out).toBe(
      [
        'NAME    READY  REASON                 MACHINES  GENERATION  AGE',
        'acme    True   Converged              1/1       3           5m',
        'globex  False  RolloutStopped,Paused  1/1       3           5m',
      ].join('\n'),
    )
    expect(code).toBe(0)
  })

  test('tells more of them when it may be wide', async () => {
    const apps = [aView('acme', { labels: { plan: 'gold', region: 'eu' }, ready: broken })]
    const { out } = await artifact('get apps -o wide', { client: { list: async () => apps } })
    expect(out.split('\n')[0]).toMatch(/AGE +FLY-APP +LABELS +SOURCE +MESSAGE$/)
    expect(out.split('\n')[1]).toMatch(/5m +acme-prod +plan=gold,region=eu +specs\/acme.yaml +it crashes$/)
  })

  test('says what to do when there is none yet', async () => {
    const { out, err } = await artifact('get apps', { client: { list: async () => [] } })
    expect(out).toBe('')
    expect(err).toContain('artifact apply -f FILE')
  })

  test('shows one App as a document that could be submitted again', async () => {
    const { out } = await artifact('get app acme -o yaml', { client: { get: async () => aView('acme') } })
    expect(out).toContain('apiVersion: artifact/v1\nkind: App\nmetadata:\n  name: acme\n')
    expect(out).not.toContain('status')
  })

  test('shows all Apps as one stream of documents', async () => {
    const client = {
      list: async () => [aView('acme'), aView('globex')].map(withoutResource),
      get: async (name: string) => aView(name),
    }
    const { out } = await artifact('get -o yaml', { client })
    expect(out.match(/^ {2}name: .*$/gm)).toEqual(['  name: acme', '  name: globex'])
    expect(out).toContain('\n---\n')
  })

  test('gives programs one App as an object and several as a list', async () => {
    const client = { get: async () => aView('acme'), list: async () => [aView('acme')] }
    expect(JSON.parse((await artifact('get app/acme --json', { client })).out)).toMatchObject({ name: 'acme' })
    expect(JSON.parse((await artifact('get -o json', { client })).out)).toMatchObject([{ name: 'acme' }])
  })

  test('passes labels on, and knows its kinds', async () => {
    const asked: (readonly string[])[] = []
    const client = {
      async list(labels: readonly string[]) {
        asked.push(labels)
        return []
      },
    }
    await artifact('get -l plan=gold -l region=eu apps', { client })
    await artifact('get apps -l plan=gold,region=eu', { client })
    expect(asked).toEqual([
      ['plan=gold', 'region=eu'],
      ['plan=gold', 'region=eu'],
    ])
    expect(await artifact('get apps -l gold')).toMatchObject({
      code: 1,
      err: expect.stringContaining('like plan=gold'),
    })
    expect(await artifact('get acme')).toMatchObject({ code: 1, err: expect.stringContaining('artifact get app acme') })
  })

  test('text from elsewhere cannot drive the terminal', async () => {
    const evil = aView('acme', { ready: { status: 'False', reason: 'StepFailed', message: '\u001b[2J\u202egone' } })
    const { out } = await artifact('get -o wide', { client: { list: async () => [evil] } })
    expect(out).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u)
    expect(out).toContain('\\u{1b}[2J')
  })
})

describe('artifact status', () => {
  test('tells the conditions, the Machines and what comes next', async () => {
    const { out } = await artifact('status acme', {
      client: { get: async () => aView('acme', { protected: true, missingSince: '2026-01-01T11:00:00.000Z' }) },
    })
    expect(out).toBe(
      [
        'App/acme · generation 3, accepted 5m ago · Fly app acme-prod',
        'SourceMissing: its file has been gone for 60m; the App stays until `artifact delete acme`',
        'protected against deletion',
        '',
        'CONDITION    STATUS  REASON     SINCE  MESSAGE',
        'Ready        True    Converged  60s    the one Machine is as generation 3 wants',
        'Reconciling  False   Converged  60s    -',
        'Stalled      False   Converged  60s    -',
        '',
        'SLOT       MACHINE         STATE    HEALTHY  CURRENT  IMAGE',
        'web/ams/0  3d8d413b29d089  started  yes      yes      shop:1',
        '',
        'next  looks again when the spec or something on Fly changes',
      ].join('\n'),
    )
  })

  test('says the same thing once, and of which generation when it is not the current one', async () => {
    const { status } = aView('acme')
    const conditions = status?.conditions.map((condition) => ({
      ...condition,
      status: 'True' as const,
      message: 'busy',
    }))
    const view = aView('acme', {
      generation: 4,
      status: status && { ...status, observedGeneration: 3, conditions: conditions ?? [] },
    })
    const { out } = await artifact('status acme', { client: { get: async () => view } })
    const messages = out
      .split('\n')
      .slice(3, 6)
      .map((line) => line.split(/ {2,}/).at(-1))
    expect(messages).toEqual(['busy (about generation 3)', 'as above', 'as above'])
  })

  test('says when the next look is, where it is by the clock', async () => {
    const { status } = aView('acme')
    const next = { what: 'tries again', at: '2026-01-01T12:00:42.000Z' }
    const view = aView('acme', { status: status && { ...status, next } })
    const { out } = await artifact('status acme', { client: { get: async () => view } })
    expect(out.split('\n').at(-1)).toBe('next  tries again, in 42s')
  })

  test('an App that nobody has looked at yet is no error', async () => {
    const get = async () => aView('acme', { status: undefined })
    const { out, code } = await artifact('status acme', { client: { get } })
    expect([code, out.split('\n').at(-1)]).toEqual([0, 'not looked at yet'])
  })

  test('an App that is not there is one line with what helps, and exit code 1', async () => {
    const get = refusing('NotFound', 'there is no App «acme»', '`artifact get` lists them')
    expect(await artifact('status acme', { client: { get } })).toMatchObject({
      code: 1,
      out: '',
      err: 'error: there is no App «acme»\n       `artifact get` lists them',
    })
  })

  test('--watch tells each change once, and ends with 130 at Ctrl-C', async () => {
    const stop = new AbortController()
    const generations = [3, 3, 4, 4]
    async function get(): Promise<AppView> {
      const generation = generations.shift()
      if (generation === undefined) stop.abort(new Error('SIGINT'))
      return aView('acme', { generation: generation ?? 4 })
    }
    const { code, out, err } = await artifact('status acme --watch', { client: { get }, deps: { signal: stop.signal } })
    expect([code, err]).toEqual([130, ''])
    expect(out.match(/generation \d,/g)).toEqual(['generation 3,', 'generation 4,'])
  })
})

describe('artifact wait', () => {
  test('asks again until the time is over: no request is longer than a request may be', async () => {
    const waits: number[] = []
    async function waitFor(name: string, condition: 'Ready' | 'Gone', timeoutMs: number) {
      waits.push(timeoutMs)
      if (waits.length < 3) return refusing('Timeout', 'not yet', '')()
      return { name, condition, generation: 3 }
    }
    const { code, err } = await artifact('wait acme --timeout 10m', {
      client: { waitFor, get: async () => aView('acme') },
    })
    expect([code, err.split('\n').at(-1)]).toEqual([0, '✓ acme is Ready after 0.0 s'])
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000)
  })

  test('says how far it came when the time is over', async () => {
    const ready = { status: 'False', reason: 'Progressing', message: '2 of 3 Machines are current' } as const
    const client = {
      waitFor: refusing('Timeout', 'not yet', '`artifact status acme` says what is next'),
      get: async () => aView('acme', { ready }),
    }
    expect(await artifact('wait acme --timeout 0s', { client })).toMatchObject({
      code: 1,
      err: expect.stringContaining('✗ acme is not Ready after 0s: Progressing: 2 of 3 Machines are current'),
    })
  })

  test('in a pipe there is a line per change; on a terminal one line that moves', async () => {
    async function during(isTerminal: boolean) {
      let looks = 0
      const client = {
        async get() {
          looks += 1
          const message = `${Math.min(looks, 2)} of 2 Machines are current`
          return aView('acme', { ready: { status: 'False', reason: 'Progressing', message } })
        },
        async waitFor(name: string, condition: 'Ready' | 'Gone') {
          while (looks < 4) await new Promise((resolve) => setImmediate(resolve))
          return { name, condition, generation: 3 }
        },
      }
      return await artifact('wait acme', { client, isTerminal })
    }
    expect((await during(false)).err).toBe(
      [
        'acme  1/1 Machines  Progressing: 1 of 2 Machines are current',
        'acme  1/1 Machines  Progressing: 2 of 2 Machines are current',
        '✓ acme is Ready after 0.0 s',
      ].join('\n'),
    )
    const { err, screen } = await during(true)
    expect(err).toBe('✓ acme is Ready after 0.0 s')
    expect(screen).toContain('\r\u001b[2K⠙ acme  1/1 Machines  Progressing: 1 of 2')
    expect(screen.endsWith('\r\u001b[2K✓ acme is Ready after 0.0 s\n')).toBe(true)
  })

  test('tells programs the end, good or bad', async () => {
    const good = { waitFor: async () => ({ name: 'acme', condition: 'Gone', generation: 3 }) as const }
    expect(JSON.parse((await artifact('wait acme --for Gone --json', { client: good })).out)).toEqual({
      name: 'acme',
      condition: 'Gone',
      generation: 3,
    })
    const bad = { waitFor: refusing('NotReady', 'App/acme cannot become Ready', 'correct the image') }
    const { code, out } = await artifact('wait acme --json', { client: bad })
    expect(code).toBe(1)
    expect(JSON.parse(out)).toEqual({
      error: { code: 'NotReady', message: 'App/acme cannot become Ready', repair: 'correct the image' },
    })
  })
})

describe('artifact events', () => {
  const accepted: StoredEvent = {
    seq: 1,
    hash: 'h',
    ref: 'App/acme',
    at: '2026-01-01T11:00:00.000Z',
    generation: 3,
    kind: 'Accepted',
    by: { from: 'cli', user: 'ada' },
    message: 'a new spec',
    detail: {},
  }
  const made: StoredEvent = {
    ...accepted,
    seq: 2,
    at: '2026-01-01T11:00:01.000Z',
    kind: 'StepSucceeded',
    by: 'controller',
    message: 'made web/ams/0',
  }

  test('tells what happened, oldest first, and who did it', async () => {
    const { out } = await artifact('events acme', { client: { events: async () => [accepted, made] } })
    expect(out.split('\n')).toEqual([
      '2026-01-01T11:00:00.000Z  acme  Accepted           a new spec · ada (cli)',
      '2026-01-01T11:00:01.000Z  acme  StepSucceeded      made web/ams/0',
    ])
  })

  test('does not name again whom the sentence names', async () => {
    const named = { ...accepted, message: 'generation 3 accepted from ada (cli)' }
    const { out } = await artifact('events acme', { client: { events: async () => [named] } })
    expect(out).toMatch(/from ada \(cli\)$/)
  })

  test('--follow gives programs one event per line, and says when the controller has gone', async () => {
    async function* follow() {
      yield accepted
      yield made
      throw Object.assign(new Error('gone'), {})
    }
    const { out, code } = await artifact('events --follow --json', { client: { follow } })
    const lines = out.split('\n')
    expect(lines.slice(0, 2).map((line) => JSON.parse(line))).toEqual([accepted, made])
    expect(code).toBe(1)
  })

  test('asks for as many as wanted', async () => {
    const asked: unknown[] = []
    const events = async (query: unknown) => {
      asked.push(query)
      return []
    }
    expect((await artifact('events --limit 7', { client: { events } })).err).toBe('nothing has happened yet')
    expect(asked).toEqual([{ limit: 7 }])
    expect((await artifact('events --limit 0')).code).toBe(1)
  })
})

describe('artifact history', () => {
  test('lists generations with who brought them, what they run and what they changed', async () => {
    const { resource } = aView('acme')
    const first: Revision = {
      ref: 'App/acme',
      generation: 1,
      resource,
      provenance: { from: 'directory', path: 'specs/acme.yaml' },
      acceptedAt: '2026-01-01T10:00:00.000Z',
    }
    const second: Revision = {
      ...first,
      generation: 2,
      resource: withGroup(resource, 'web', { image: 'shop:2', env: { LOG: 'info' } }),
      provenance: { from: 'cli', user: 'ada' },
      acceptedAt: '2026-01-01T11:00:00.000Z',
    }
    const { out } = await artifact('history acme', { client: { history: async () => [second, first] } })
    expect(out).toBe(
      [
        'GENERATION  AGE  BY               IMAGES  CHANGED',
        '2           60m  ada (cli)        shop:2  machines.web.image, machines.web.env',
        '1           2h   specs/acme.yaml  shop:1  -',
      ].join('\n'),
    )
  })
})

function withoutResource({ resource: _, status: __, ...summary }: AppView) {
  return summary
}
