import { FlyError } from '../fly/errors.ts'
import { settledAs } from '../fly/states.ts'
import type { Machine } from '../fly/wire.ts'
import type { DesiredMachine } from '../plan/desired.ts'
import { parseDuration } from '../resource/durations.ts'
import { inForce } from '../store/store.ts'
import { type Deed, waitOf } from './deed.ts'

/**
 * Waits until this very version of a Machine has settled as its spec wants it and all its checks pass.
 *
 * Resolves with what went wrong instead: the version cannot get there any more, its program ended, or `healthyWithin` is
 * over. A Machine that does not have to run (proxy, schedule, once, or stopped before) only has to settle.
 */
export async function becomeWell(
  subject: {
    readonly flyApp: string
    readonly id: string
    readonly version: string
    readonly machine: DesiredMachine
    readonly isResting?: boolean
  },
  deed: Deed,
): Promise<FlyError | undefined> {
  const { clock } = deed.deps.world
  const { flyApp, id, machine } = subject
  const { strategy, healthyWithin } = inForce(deed.stored).spec.rollout
  // Then nobody waits for anything: the next look tells.
  if (strategy === 'immediate') return undefined
  const timeoutMs = parseDuration(healthyWithin)
  const begunAt = clock.monotonic()
  const deadline = begunAt + timeoutMs
  const mustRun = machine.runs === 'always' && !subject.isResting
  try {
    await settle(subject, mustRun ? 'started' : 'settled', deadline, deed)
    if (!mustRun) return undefined
    if (machine.checks === 0) return undefined
    for (;;) {
      const live = await deed.deps.fly.getMachine(flyApp, id, waitOf(deed))
      const trouble = live ? troubleOf(live, subject.version) : goneUnlessStale(id, deed)
      if (trouble) return trouble
      if (live && passing(live) >= machine.checks) return undefined
      if (clock.monotonic() >= deadline) return tooLate(live, timeoutMs)
      await clock.sleep(clock.monotonic() - begunAt < eagerMs ? eagerPauseMs : pauseMs, deed.stop)
    }
  } catch (error) {
    if (error instanceof FlyError) return error
    throw error
  }
}

// Most Machines are well within seconds: as often as Fly lets one be read, which is five times a second; then at leisure.
const eagerMs = 20_000
const eagerPauseMs = 200
const pauseMs = 2_000

async function settle(
  { flyApp, id, version }: { readonly flyApp: string; readonly id: string; readonly version: string },
  goal: 'started' | 'settled',
  deadline: number,
  deed: Deed,
): Promise<void> {
  const { fly, world, memory } = deed.deps
  for (;;) {
    try {
      await fly.waitMachine(
        flyApp,
        id,
        { states: [goal], version },
        Math.max(1_000, deadline - world.clock.monotonic()),
        waitOf(deed),
      )
      return
    } catch (error) {
      // Right after its creation a Machine may be unknown for a moment. Source: superfly/flyctl, which retries the 404.
      const isLag = error instanceof FlyError && error.code === 'NotFound' && memory.isStale(id, undefined)
      if (!isLag || world.clock.monotonic() >= deadline) throw error
      await world.clock.sleep(500, deed.stop)
    }
  }
}

function goneUnlessStale(id: string, { deps }: Deed): FlyError | undefined {
  return deps.memory.isStale(id, undefined)
    ? undefined
    : new FlyError('Unattainable', `the Machine ${id} was destroyed by somebody else meanwhile`)
}

function troubleOf(live: Machine, version: string): FlyError | undefined {
  if (live.instance_id !== version) {
    return live.instance_id > version
      ? new FlyError('VersionConflict', `${live.name} was updated by somebody else meanwhile`)
      : undefined // a stale reading
  }
  switch (settledAs(live.state)) {
    case 'running':
    case 'moving':
      return undefined
    case 'resting':
    case 'failed':
    case 'gone':
      return new FlyError('Unattainable', `${live.name} is ${live.state} instead of running: its program ended`)
    default:
      return undefined
  }
}

function passing({ checks = [] }: Machine): number {
  return checks.filter(({ status }) => status === 'passing').length
}

function tooLate(live: Machine | undefined, timeoutMs: number): FlyError {
  const failing = (live?.checks ?? []).filter(({ status }) => status !== 'passing').map(({ name }) => name)
  const which = failing.length > 0 ? `: ${failing.join(', ')}` : ''
  return new FlyError(
    'WaitTimedOut',
    `${live?.name ?? 'the Machine'} was not healthy within ${timeoutMs / 1_000} s${which}`,
  )
}
