import type { FlyError } from '../fly/errors.ts'
import type { Step } from './step.ts'

/** What became of a step. Skipped: a wave before it did not succeed, or the spec has changed since. */
export type Outcome =
  | {
      readonly step: Step
      readonly result: 'done'
      readonly operation: string
      readonly machineId: string | undefined
      readonly tookMs: number
    }
  /** Surely not done, or done but the Machine did not get well: `error` says which. */
  | {
      readonly step: Step
      readonly result: 'failed'
      readonly operation: string | undefined
      readonly error: FlyError
      readonly tookMs: number
    }
  /** It may have been done. */
  | {
      readonly step: Step
      readonly result: 'unknown'
      readonly operation: string
      readonly error: FlyError
      readonly tookMs: number
    }
  | { readonly step: Step; readonly result: 'skipped' }
