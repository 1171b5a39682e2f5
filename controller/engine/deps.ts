import type { Fly } from '../fly/fly.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Counter } from '../rotation/counter.ts'
import type { Fence, Store } from '../store/store.ts'
import type { World } from '../world.ts'
import type { FullRegions } from './full-regions.ts'
import type { LossWatch } from './losses.ts'
import type { Memory } from './memory.ts'
import type { Reconciler } from './reconciler.ts'
import type { Settings } from './settings.ts'
import type { TokenGate } from './token-gate.ts'

/** What a pass is given. */
export type Deps = {
  readonly world: World
  readonly fly: Fly
  readonly store: Store
  readonly fence: Fence
  readonly organization: string
  readonly settings: Settings
  readonly memory: Memory
  readonly reconciler: Reconciler
  readonly fullRegions: FullRegions
  readonly losses: LossWatch
  readonly gate: TokenGate
  /** Where people hand in secrets. */
  readonly counter: Counter
  /** Told of each epoch that is found in the metadata of a Machine. */
  readonly sawEpoch: (epoch: number) => void
  /** The highest epoch found on Fly that this store has never reached: it is older than the cloud, and only observes. */
  readonly laterEpoch: () => number | undefined
  /** Keeps the figures. */
  readonly count: (outcomes: readonly Outcome[]) => void
}
