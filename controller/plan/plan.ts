import type { Ref } from '../resource/resource.ts'
import type { PriceChange } from './price.ts'
import type { Step, Wait } from './step.ts'

/** What is to be done for one App. Never resumed: after a crash the next pass looks and plans anew. */
export type Plan = {
  readonly ref: Ref
  readonly generation: number
  readonly flyApp: string
  /** Steps of one wave may run side by side; a wave begins when all of the one before it has succeeded. */
  readonly waves: readonly (readonly Step[])[]
  readonly waits: readonly Wait[]
  /** In what the version of this spec has failed, as a sentence; `undefined` as long as it has not. */
  readonly failure: string | undefined
  readonly price: PriceChange
  /** Over everything above but the failure and the price. Who has seen a plan may ask for exactly that one to be applied. */
  readonly digest: string
}
