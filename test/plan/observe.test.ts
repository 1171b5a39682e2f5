import { describe, expect, test } from 'vitest'
import type { Machine, MachineEvent } from '../../controller/fly/wire.ts'
import { observe } from '../../controller/plan/observe.ts'
import type { Holdings, Observed, Sighting } from '../../controller/plan/observed.ts'
import type { Binding, Intent } from '../../controller/resource/ownership.ts'

const now = Date.parse('2026-11-23T12:00:00Z')
const minutes = (count: number) => count * 60_000

const binding: Binding = {
  ref: 'App/shop',
  slot: 'web/ams/0',
  incarnation: 'k3f9',
  name: 'web-ams-0-k3f9',
  machineId: 'm1',
  operation: 'op_1',
  alive: true,
}

const creation: Intent = {
  id: 'op_2',
  ref: 'App/shop',
  generation: 1,
  action: 'create-machine',
  flyApp: 'shop',
  target: 'web-ams-1-p7q2',
  slot: 'web/ams/1',
  incarnation: 'p7q2',
  because: 'Missing',
  openedAt: '2026-11-23T11:59:00Z',
  state: 'unknown',
}

function aMachine(about: Partial<Machine> = {}): Machine {
  return {
    id: 'm1',
    name: 'web-ams-0-k3f9',
    state: 'started',
    region: 'ams',
    instance_id: 'v1',
    created_at: new Date(now - minutes(60)).toISOString(),
    updated_at: new Date(now - minutes(60)).toISOString(),
    config: { image: 'shop:1', metadata: { artifact_hash: 'h1', artifact_keys: 'a,b' } },
    ...about,
  }
}

function event(type: string, status: string, agoMs: number, request?: MachineEvent['request']): MachineEvent {
  return { id: `${type}-${agoMs}`, type, status, source: 'flyd', timestamp: now - agoMs, ...(request && { request }) }
}

function see(
  machines: readonly Machine[],
  holdings: Partial<Holdings> = {},
  sighting: Partial<Sighting> = {},
): Observed {
  return observe(
    'App/shop',
    'shop',
    { app: 'present', network: 'shop', machines, gone: [], ...sighting },
    { ownsApp: true, bindings: [binding], assets: [], intents: [], ...holdings },
    now,
  )
}

const only = (machine: Partial<Machine>) => see([aMachine(machine)]).machines[0]

describe('what is ours', () => {
  test('is what the store binds, whatever its name', () => {
    expect(see([aMachine({ name: 'renamed' })]).machines).toMatchObject([
      { id: 'm1', slot: 'web/ams/0', incarnation: 'k3f9', hash: 'h1', metadataKeys: ['a', 'b'] },
    ])
  })

  test('is also what was thought dead and is seen again', () => {
    expect(see([aMachine()], { bindings: [{ ...binding, alive: false }] }).machines).toHaveLength(1)
  })

  test('is what a call of ours made whose answer was lost: by its name and its operation together', () => {
    const made = aMachine({
      id: 'm2',
      name: creation.target,
      config: { image: 'shop:1', metadata: { artifact_op: 'op_2' } },
    })
    const observed = see([aMachine(), made], { intents: [creation] })
    expect(observed.machines).toMatchObject([{ id: 'm1' }, { id: 'm2', slot: 'web/ams/1', incarnation: 'p7q2' }])
    expect(observed.pending).toEqual([])
  })

  test.each([
    ['only our name', { name: creation.target, config: { image: 'x' } }],
    ['only our operation', { name: 'other', config: { image: 'x', metadata: { artifact_op: 'op_2' } } }],
    [
      'all our marks',
      {
        name: 'other',
        config: { image: 'x', metadata: { artifact_app: 'shop', artifact_slot: 'web/ams/1', artifact_hash: 'h' } },
      },
    ],
  ])('is not what has %s', (_, about) => {
    const observed = see([aMachine({ id: 'm2', ...about })], { bindings: [], intents: [creation] })
    expect(observed).toMatchObject({
      machines: [],
      strangers: [{ id: 'm2' }],
      pending: [{ slot: 'web/ams/1', incarnation: 'p7q2', operation: 'op_2' }],
    })
  })

  test('and in no list is unseen, until a read by id confirms that it is gone', () => {
    expect(see([]).machines).toMatchObject([{ id: 'm1', phase: 'unseen', config: undefined }])
    expect(see([], {}, { gone: ['m1'] }).machines).toEqual([])
    expect(see([aMachine({ state: 'destroyed' })]).machines).toEqual([])
  })

  test('stands in an app that is ours only if we made it', () => {
    expect(see([]).app).toBe('ours')
    expect(see([], { ownsApp: false }).app).toBe('unowned')
    expect(see([], {}, { app: 'foreign' }).app).toBe('foreign')
  })
})

describe('the phase of a Machine', () => {
  test.each([
    ['started', 1, 'running'],
    ['stopped', 1, 'resting'],
    ['suspended', 1, 'resting'],
    ['failed', 1, 'broken'],
    ['starting', 1, 'moving'],
    ['starting', 6, 'broken'],
    ['replacing', 6, 'moving'],
    ['replacing', 11, 'broken'],
    ['created', 9, 'moving'],
    ['created', 11, 'broken'],
    ['a-state-of-tomorrow', 1, 'moving'],
  ] as const)('%s for %i minutes is %s', (state, age, phase) => {
    expect(only({ state, events: [event('launch', 'created', minutes(age))] })?.phase).toBe(phase)
  })

  test('is moving while Fly has ended the old version and not yet begun the new one', () => {
    const replacing = event('update', 'replacing', 20_000)
    const ended = event('exit', 'stopped', 5_000)
    expect(only({ state: 'stopped', events: [ended, replacing] })?.phase).toBe('moving')
    expect(only({ state: 'stopped', events: [event('update', 'stopped', 10_000), replacing] })?.phase).toBe('resting')
    const longAgo = [event('exit', 'stopped', minutes(11)), event('update', 'replacing', minutes(12))]
    expect(only({ state: 'stopped', events: longAgo })?.phase).toBe('resting')
  })

  test('is resting while a scheduled Machine waits for its hour', () => {
    expect(only({ state: 'created', config: { image: 'x', schedule: 'daily' } })?.phase).toBe('resting')
  })

  test('is unreachable when its host is, and then nothing is said of its config', () => {
    expect(only({ host_status: 'unreachable', incomplete_config: { image: 'x' } })).toMatchObject({
      phase: 'unreachable',
      config: undefined,
      hash: undefined,
    })
  })
})

describe('the past of a Machine', () => {
  const ended = (code: number, requested = false) => ({
    MonitorEvent: { exit_event: { exit_code: code, requested_stop: requested } },
    exit_event: { exit_code: 99 },
  })
  const launch = event('launch', 'created', minutes(30))
  const start = event('start', 'started', minutes(29))

  test('is read in whatever order the events come', () => {
    const events = [event('exit', 'stopped', minutes(5), ended(137)), start, launch]
    const expected = {
      versionSince: now - minutes(30),
      since: now - minutes(5),
      exit: { code: 137, requested: false, oom: false, at: now - minutes(5) },
    }
    expect(only({ state: 'stopped', events })).toMatchObject(expected)
    expect(only({ state: 'stopped', events: events.toReversed() })).toMatchObject(expected)
  })

  test('knows a stop that was asked for', () => {
    expect(
      only({ events: [event('exit', 'stopped', minutes(5), ended(0, true)), start, launch] })?.exit?.requested,
    ).toBe(true)
  })

  test('does not blame a new version for the end of the one that it replaced', () => {
    const update = event('update', 'replacing', minutes(2))
    const endOfOld = event('exit', 'stopped', minutes(1), ended(1))
    expect(only({ state: 'starting', events: [endOfOld, update, start, launch] })?.exit).toBeUndefined()

    const restart = event('start', 'started', 30_000)
    const endOfNew = event('exit', 'stopped', 10_000, ended(3))
    expect(only({ state: 'stopped', events: [endOfNew, restart, endOfOld, update, start, launch] })?.exit?.code).toBe(3)
  })

  test('is taken from the Machine itself when Fly lists no events', () => {
    expect(only({})).toMatchObject({ since: now - minutes(60), versionSince: now - minutes(60), exit: undefined })
  })
})

describe('the checks of a Machine', () => {
  test('are counted without those that Fly’s own deploys add', () => {
    const checks = [
      { name: 'alive', status: 'passing' },
      { name: 'ready', status: 'warning' },
      { name: 'bg_deployments_compat_1', status: 'critical' },
    ]
    expect(only({ checks })?.checks).toEqual({ passing: 1, listed: 2, failing: ['ready'] })
  })
})
