import { describe, expect, test } from 'vitest'
import { desire } from '../../controller/plan/desire.ts'
import { seal } from '../../controller/plan/digest.ts'
import { noVolumes } from '../../controller/plan/observe-volumes.ts'
import { noLosses, type Observed, type ObservedMachine } from '../../controller/plan/observed.ts'
import type { Plan } from '../../controller/plan/plan.ts'
import { free } from '../../controller/plan/price.ts'
import type { Step, Wait } from '../../controller/plan/step.ts'
import { isSameStatus, report, type Told } from '../../controller/status/report.ts'
import type { ConditionType, Status } from '../../controller/status/status.ts'
import { anApp } from '../support/builders.ts'

const now = Date.UTC(2026, 0, 1)
const desired = desire(anApp('shop', { web: { regions: { ams: 1 } } }), 3)

const machine: ObservedMachine = {
  id: 'm1',
  name: 'web-ams-0-k3f9q2',
  slot: 'web/ams/0',
  incarnation: 'k3f9q2',
  version: '01A',
  region: 'ams',
  state: 'started',
  phase: 'running',
  since: now,
  versionSince: now,
  checks: { passing: 0, listed: 0, failing: [] },
  exit: undefined,
  hash: desired.machines[0]?.hash,
  metadataKeys: [],
  config: desired.machines[0]?.config,
  cordoned: false,
  digest: undefined,
  secretsVersion: undefined,
  startedAt: undefined,
}
const observed: Observed = {
  ref: 'App/shop',
  flyApp: 'shop',
  app: 'ours',
  network: 'shop',
  machines: [machine],
  strangers: [],
  images: {},
  pending: [],
  full: [],
  volumes: noVolumes,
  secrets: undefined,
  losses: noLosses,
}

function aPlan(waves: Plan['waves'] = [], waits: readonly Wait[] = []): Plan {
  return seal({
    ref: 'App/shop',
    generation: 3,
    flyApp: 'shop',
    waves,
    waits,
    failure: undefined,
    price: { asOf: '2026-08-07', before: free, after: free },
  })
}

function tell(change: Partial<Told> = {}) {
  return report({
    ref: 'App/shop',
    generation: 3,
    previous: undefined,
    fallback: undefined,
    desired,
    observed,
    plan: aPlan(),
    trouble: undefined,
    againAfterMs: undefined,
    now,
    ...change,
  })
}

function condition(status: Status, type: ConditionType) {
  return status.conditions.find((candidate) => candidate.type === type)
}

const aStep: Step = { kind: 'create-app', flyApp: 'shop', network: 'shop', effect: 'none', because: 'AppMissing' }

describe('the report on an App', () => {
  test('says that an earlier generation runs in the place of one that failed, and is not Ready', () => {
    const { status } = tell({ fallback: { generation: 2, reason: 'web/ams/0 did not become healthy in time' } })
    expect(condition(status, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'RolledBack',
      message: expect.stringMatching(/generation 3 failed: web\/ams\/0 did not .*; generation 2 runs in its place/),
    })
    expect(condition(status, 'Stalled')?.status).toBe('True')
    expect(status.lastReadyGeneration).toBeUndefined()
  })

  test('with nothing to do and nothing to wait for it is Ready', () => {
    const { status } = tell()
    expect(status.conditions.map(({ type, status }) => `${type} ${status}`)).toEqual([
      'Ready True',
      'Reconciling False',
      'Stalled False',
    ])
    expect(status.machines).toMatchObject([{ slot: 'web/ams/0', healthy: true, current: true, image: 'shop:1' }])
    expect(status.lastReadyGeneration).toBe(3)
  })

  test('with steps to do it says which comes first', () => {
    const { status } = tell({ plan: aPlan([[aStep]]) })
    expect(condition(status, 'Reconciling')).toMatchObject({
      status: 'True',
      reason: 'Progressing',
      message: '1 step to do: create the app shop',
    })
    expect(condition(status, 'Ready')?.status).toBe('False')
  })

  test('of several steps it tells how many there are', () => {
    const { status, events } = tell({ plan: aPlan([[aStep], [aStep]]) })
    expect(condition(status, 'Ready')?.message).toBe('2 steps to do, first: create the app shop')
    expect(events.map(({ message }) => message)).toEqual([
      'not Ready: 2 steps to do, first: create the app shop',
      'Reconciling: 2 steps to do, first: create the app shop',
    ])
  })

  test('a Machine that looks well between two crashes is not healthy', () => {
    const wait: Wait = { reason: 'CrashLooping', subject: 'web/ams/0', message: 'it ended', recheckAfterMs: 1_000 }
    expect(tell().status.machines).toMatchObject([{ healthy: true }])
    expect(tell({ plan: aPlan([], [wait]) }).status.machines).toMatchObject([{ healthy: false }])
  })

  test('without a look it tells the Machines as they were, and calls none current that a new spec may have made old', () => {
    const { status: previous } = tell()
    const blind = { previous, observed: undefined, plan: undefined }
    expect(tell(blind).status.machines).toEqual(previous.machines)
    expect(tell({ ...blind, generation: 4 }).status.machines).toMatchObject([
      { id: 'm1', healthy: true, current: false },
    ])
  })

  test('of several things that are waited for it names the worst', () => {
    const waits: Wait[] = [
      { reason: 'MachineMoving', subject: 'web/ams/0', message: 'it is starting', recheckAfterMs: 1_000 },
      { reason: 'RolloutStopped', subject: 'web/ams/1', message: 'the new version crashes', recheckAfterMs: undefined },
    ]
    const { status } = tell({ plan: aPlan([], waits), againAfterMs: 1_000 })
    expect(condition(status, 'Stalled')).toMatchObject({
      status: 'True',
      reason: 'RolloutStopped',
      message: 'the new version crashes',
    })
    expect(status.next.at, 'a time that moves on with each look would be written each time').toBeUndefined()
  })

  test('what will be looked at again says when', () => {
    const wait: Wait = {
      reason: 'CrashLooping',
      subject: 'web/ams/0',
      message: 'it crashes',
      recheckAfterMs: 60_000,
    }
    const { status } = tell({ plan: aPlan([], [wait]), againAfterMs: 60_000 })
    expect(status.next).toEqual({ what: 'looked at again', at: new Date(now + 60_000).toISOString() })
  })

  test('what is looked at every other second says the same each time, and so is written once', () => {
    const wait: Wait = {
      reason: 'MachineMoving',
      subject: 'web/ams/0',
      message: 'it is starting',
      recheckAfterMs: 2_000,
    }
    const about = { plan: aPlan([], [wait]), againAfterMs: 2_000 }
    const { status: first } = tell(about)
    const { status: second } = tell({ ...about, previous: first, now: now + 2_000 })
    expect(first.next).toEqual({ what: 'looked at again within seconds', at: undefined })
    expect(isSameStatus(first, second)).toBe(true)
  })

  test('drift that is only reported leaves it Ready, and says so', () => {
    const wait: Wait = {
      reason: 'DriftReported',
      subject: 'web/ams/0',
      message: 'somebody changed /env',
      recheckAfterMs: undefined,
    }
    expect(condition(tell({ plan: aPlan([], [wait]) }).status, 'Ready')).toMatchObject({
      status: 'True',
      reason: 'Drifted',
    })
  })

  test('what is not ours, or has no use any more, is told with what it costs a month', () => {
    const guest = { cpu_kind: 'shared', cpus: 1, memory_mb: 256 } as const
    const stranger = {
      id: 'm9',
      name: 'theirs',
      state: 'started',
      phase: 'running',
      config: { image: 'x', guest },
    } as const
    const resting = { ...stranger, id: 'm8', state: 'stopped', phase: 'resting' } as const
    const volumes = { ...noVolumes, strangers: [{ id: 'vol_9', name: 'theirs', sizeGb: 10 }] }
    const strangers = [
      { ip: '1.2.3.4', type: 'v4' },
      { ip: 'fdaa::1', type: 'private_v6' },
    ]
    const addresses = { ours: [], strangers, asked: new Set<never>() }
    const { status } = tell({ observed: { ...observed, strangers: [stranger, resting], volumes, addresses } })
    const costs = (usd: number) => ({ leastUsd: usd, mostUsd: usd, unpriced: 0 })
    expect(status.strangers).toEqual([
      { id: 'm9', name: 'theirs', state: 'started', price: costs(2.02) },
      { id: 'm8', name: 'theirs', state: 'stopped', price: costs(0) },
    ])
    expect(status.volumes).toMatchObject([{ id: 'vol_9', use: 'stranger', price: costs(1.5) }])
    expect(status.addresses).toEqual([
      { ip: '1.2.3.4', type: 'v4', ours: false, price: costs(2) },
      { ip: 'fdaa::1', type: 'private_v6', ours: false },
    ])
  })

  test('when Fly cannot be read, Ready is Unknown and the Machines are told as they were last seen', () => {
    const before = tell().status
    const trouble = { reason: 'FlyUnavailable', message: 'Fly answers 503', stalled: false } as const
    const { status } = tell({ previous: before, observed: undefined, plan: undefined, trouble, againAfterMs: 2_000 })
    expect(condition(status, 'Ready')).toMatchObject({ status: 'Unknown', reason: 'FlyUnavailable' })
    expect(status.machines).toEqual(before.machines)
    expect(status.lastReadyGeneration).toBe(3)
  })

  test('the time of a transition moves only when the status does', () => {
    const first = tell({ plan: aPlan([[aStep]]) }).status
    const second = tell({ previous: first, plan: aPlan([[aStep, aStep]]), now: now + 60_000 }).status
    expect(condition(second, 'Ready')?.lastTransitionTime).toBe(condition(first, 'Ready')?.lastTransitionTime)
    const third = tell({ previous: second, now: now + 120_000 }).status
    expect(condition(third, 'Ready')?.lastTransitionTime).toBe(new Date(now + 120_000).toISOString())
  })

  test('the same again is the same, whatever the clock says, and makes no event', () => {
    const first = tell().status
    const second = tell({ previous: first, now: now + 600_000 })
    expect(isSameStatus(first, second.status)).toBe(true)
    expect(second.events).toEqual([])
  })

  test('each condition that turns makes one event, and one that stays as it was makes none', () => {
    const first = tell({ plan: aPlan([[aStep]]) }).status
    expect(tell({ previous: first }).events.map(({ detail }) => `${detail.type} ${detail.status}`)).toEqual([
      'Ready True',
      'Reconciling False',
    ])
  })
})
