import type { Outcome } from '../plan/outcome.ts'
import type { Slot } from '../resource/ownership.ts'
import type { Clock } from '../world.ts'

/** Slots whose Machine Fly has refused to start or to make again and again, since the one host of its volume is full. */
export interface FullHosts {
  /** Takes note of what became of a step. */
  learn(outcome: Outcome): void
  /** Those of an app that have been refused for so long that their data may move to another host. */
  crowded(flyApp: string): readonly Slot[]
}

export function createFullHosts({ clock }: { readonly clock: Pick<Clock, 'monotonic'> }): FullHosts {
  const refusals = new Map<string, Refused>()

  return {
    learn({ step, ...outcome }) {
      if (step.kind !== 'create-machine' && step.kind !== 'start-machine') return
      const { slot, volume } = step.machine
      const key = `${step.flyApp} ${slot}`
      if (outcome.result === 'done') refusals.delete(key)
      if (volume === undefined || outcome.result !== 'failed' || outcome.error.code !== 'HostFull') return
      const at = clock.monotonic()
      const before = refusals.get(key)
      const isSame = before !== undefined && at - before.at <= believedMs
      const count = isSame ? before.count + 1 : 1
      refusals.set(key, { flyApp: step.flyApp, slot, since: isSame ? before.since : at, at, count })
    },
    crowded(flyApp) {
      const now = clock.monotonic()
      for (const [key, { at }] of refusals) if (now - at > believedMs) refusals.delete(key)
      return [...refusals.values()]
        .filter((each) => each.flyApp === flyApp && each.count >= leastRefusals && now - each.since >= patienceMs)
        .map(({ slot }) => slot)
        .sort()
    },
  }
}

type Refused = {
  readonly flyApp: string
  readonly slot: Slot
  /** Of the first refusal in a row, and of the last; monotonic. */
  readonly since: number
  readonly at: number
  readonly count: number
}

// A host that is full now may have room in a moment: others come and go.
const patienceMs = 180_000
const leastRefusals = 3
// Longer than the longest pause between two tries, and than a fork takes to be made.
const believedMs = 600_000
