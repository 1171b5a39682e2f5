import { describe, expect, test } from 'vitest'
import { RefusedError } from '../../../controller/serve/cli/client.ts'
import { artifact, aView } from './a-command.ts'

describe('artifact get', () => {
  test('lists Apps in a table that people and scripts can read', async () => {
    const apps = [
      aView('acme'),
      aView('globex', { ready: { status: 'False', reason: 'RolloutStopped', message: 'it crashes' }, paused: true }),
    ]
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

  test('says what to do when there is none yet', async () => {
    const { out, err } = await artifact('get apps', { client: { list: async () => [] } })
    expect(out).toBe('')
    expect(err).toContain('artifact apply -f FILE')
  })

  test('shows one App as a document that could be submitted again', async () => {
    const { out } = await artifact('get app acme -o yaml', { client: { get: async () => aView('acme') } })
    expect(out).toContain('apiVersion: artifact/v1\nkind: App\nmetadata:\n  name: acme\n')
  })

  test('passes labels on, and knows its kinds', async () => {
    const asked: (readonly string[])[] = []
    await artifact('get apps -l plan=gold region=eu', {
      client: {
        async list(labels) {
          asked.push(labels)
          return []
        },
      },
    })
    expect(asked).toEqual([['plan=gold', 'region=eu']])
    expect(await artifact('get pods')).toMatchObject({ code: 2, err: expect.stringContaining('the kinds are: apps') })
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
        'SourceMissing: its file has been gone for 60m; the App stays until `artifact delete`',
        'protected against deletion',
        '',
        'CONDITION    STATUS  REASON     SINCE  MESSAGE',
        'Ready        True    Converged  60s    the one Machine is as generation 3 wants (generation 3)',
        'Reconciling  False   Converged  60s    -',
        'Stalled      False   Converged  60s    -',
        '',
        'SLOT       MACHINE         STATE    HEALTHY  CURRENT  IMAGE',
        'web/ams/0  3d8d413b29d089  started  yes      yes      shop:1',
        '',
        'next  nothing to do; looked at again when the spec or something on Fly changes',
      ].join('\n'),
    )
  })

  test('an App that nobody has looked at yet is no error', async () => {
    const { out, code } = await artifact('status acme', {
      client: { get: async () => aView('acme', { status: undefined }) },
    })
    expect([code, out.split('\n').at(-1)]).toEqual([0, 'not looked at yet'])
  })

  test('an App that is not there is one line with what helps, and exit code 1', async () => {
    const get = async () =>
      Promise.reject(
        new RefusedError({ code: 'NotFound', message: 'there is no App «acme»', repair: '`artifact get` lists them' }),
      )
    expect(await artifact('status acme', { client: { get } })).toEqual({
      code: 1,
      out: '',
      err: 'error: there is no App «acme»\n       `artifact get` lists them',
    })
  })
})

describe('artifact events and history', () => {
  test('tell what happened, oldest first, and who did it', async () => {
    const events = async () => [
      {
        seq: 1,
        hash: 'h',
        ref: 'App/acme',
        at: '2026-01-01T11:00:00.000Z',
        generation: 3,
        kind: 'Accepted',
        by: { from: 'cli', user: 'ada' },
        message: 'a new spec',
        detail: {},
      } as const,
      {
        seq: 2,
        hash: 'i',
        ref: 'App/acme',
        at: '2026-01-01T11:00:01.000Z',
        generation: 3,
        kind: 'StepSucceeded',
        by: 'controller',
        message: 'create-machine web/ams/0',
        detail: {},
      } as const,
    ]
    const { out } = await artifact('events acme', { client: { events } })
    expect(out.split('\n')).toEqual([
      '2026-01-01T11:00:00.000Z App/acme g3 Accepted a new spec by ada (cli)',
      '2026-01-01T11:00:01.000Z App/acme g3 StepSucceeded create-machine web/ams/0',
    ])
  })

  test('history lists generations with who brought them and what they run', async () => {
    const { resource } = aView('acme')
    const history = async () => [
      {
        ref: 'App/acme',
        generation: 2,
        resource,
        provenance: { from: 'directory', path: 'specs/acme.yaml' },
        acceptedAt: '2026-01-01T10:00:00.000Z',
      } as const,
    ]
    const { out } = await artifact('history acme', { client: { history } })
    expect(out).toBe('GENERATION  AGE  BY               IMAGES\n2           2h   specs/acme.yaml  shop:1')
  })
})

describe('artifact explain', () => {
  test('tells what a field means, where it is and what may be in it', async () => {
    const { out, code } = await artifact('explain app.spec.rollout.maxUnavailable')
    expect(code).toBe(0)
    expect(out).toContain('default 1')
    expect(out).toContain('for example "25%"')
  })

  test('a field that is not there is told with those that are', async () => {
    const { err, code } = await artifact('explain App.spec.rolout')
    expect(code).toBe(1)
    expect(err).toContain('rollout')
  })
})

describe('artifact doctor', () => {
  test('ends with 1 when something is broken, and says what helps', async () => {
    const examine = async () => [
      { what: 'node', state: 'ok', found: 'Node 24.21.0' } as const,
      { what: 'fly', state: 'broken', found: 'Fly refuses the token', repair: 'make a new one' } as const,
    ]
    const { out, code } = await artifact('doctor', { deps: { examine } })
    expect(code).toBe(1)
    expect(out).toBe('✓ node  Node 24.21.0\n✗ fly   Fly refuses the token\n        → make a new one')
  })
})
