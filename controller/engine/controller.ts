import type { Plan } from '../plan/plan.ts'
import type { Ref, Resource } from '../resource/resource.ts'

/** The loop, seen from outside. */
export interface Controller {
  /** Works until the signal is aborted, then lets running steps finish or gives back their leases, within `graceMs`. */
  run(signal: AbortSignal): Promise<void>
  /** Says that something about this name may have changed. Cheap, merged, never lost. */
  wake(ref: Ref, urgency?: 'person' | 'background'): void
  /** Looks at Fly now and says what a pass would do; does nothing. `undefined`: no such resource. */
  plan(ref: Ref, signal: AbortSignal): Promise<Plan | undefined>
  /** The same for a spec that need not be stored: as if it had just been accepted. */
  planResource(resource: Resource, signal: AbortSignal): Promise<Plan>
  /** Figures for metrics and for `artifact doctor`. */
  figures(): ControllerFigures
}

export type ControllerFigures = {
  readonly queued: number
  readonly running: number
  readonly passes: number
  readonly failedPasses: number
  readonly steps: Readonly<Record<string, number>>
  /** Monotonic ms since the organisation list was last read to its end; `undefined` before the first time. */
  readonly observedAgoMs: number | undefined
  /** Set when the store turned out to be older than the cloud: nothing is written to Fly. */
  readonly observeOnly: boolean
}
