import { desire } from '../plan/desire.ts'
import { observe } from '../plan/observe.ts'
import { reconcile } from '../plan/reconcile.ts'
import { retire } from '../plan/retire.ts'

/** The pure part, as one thing that can be exchanged: campaign C0 puts broken ones in its place. */
export type Reconciler = {
  readonly desire: typeof desire
  readonly observe: typeof observe
  readonly reconcile: typeof reconcile
  readonly retire: typeof retire
}

export const reconciler: Reconciler = { desire, observe, reconcile, retire }
