import type { Fly } from '../fly/fly.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Fence, Store } from '../store/store.ts'
import type { World } from '../world.ts'
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
  readonly gate: TokenGate
  /** Whether the store turned out to be older than the cloud. */
  readonly isObserveOnly: () => boolean
  /** Keeps the figures. */
  readonly count: (outcomes: readonly Outcome[]) => void
}
