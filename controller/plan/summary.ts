import type { Plan } from './plan.ts'
import type { Step } from './step.ts'

/** How many Machines of an App a plan creates, changes and removes, and what else it does. */
export type Summary = {
  readonly create: number
  /** Updates, of which `restarts` restart a program. */
  readonly update: number
  readonly restarts: number
  /** Metadata alone. */
  readonly label: number
  readonly start: number
  readonly remove: number
  readonly assign: number
  readonly release: number
  readonly createsApp: boolean
  readonly deletesApp: boolean
  readonly waits: number
}

export function summarize({ waves, waits }: Pick<Plan, 'waves' | 'waits'>): Summary {
  const steps = waves.flat()
  const count = (kind: Step['kind']) => steps.filter((step) => step.kind === kind).length
  return {
    create: count('create-machine'),
    update: count('update-machine'),
    restarts: steps.filter(({ effect }) => effect === 'restart').length,
    label: count('set-metadata'),
    start: count('start-machine'),
    remove: count('destroy-machine'),
    assign: count('assign-address'),
    release: count('release-address'),
    createsApp: count('create-app') > 0,
    deletesApp: count('delete-app') > 0,
    waits: waits.length,
  }
}

/** The same as half a sentence: `2 to create, 1 to update (restarts)`. */
export function summaryLine(summary: Summary): string {
  const { create, update, restarts, label, start, remove, assign, release, createsApp, deletesApp, waits } = summary
  const restarting = restarts === update ? ' (restarts)' : ` (${restarts} restart)`
  const parts = [
    createsApp && 'app to create',
    create > 0 && `${create} to create`,
    update > 0 && `${update} to update${restarts > 0 ? restarting : ''}`,
    label > 0 && `${label} to label`,
    start > 0 && `${start} to start`,
    remove > 0 && `${remove} to remove`,
    assign > 0 && `${assign} ${assign === 1 ? 'address' : 'addresses'} to assign`,
    release > 0 && `${release} ${release === 1 ? 'address' : 'addresses'} to release`,
    deletesApp && 'app to delete',
  ].filter((part) => part !== false)
  if (parts.length > 0) return parts.join(', ')
  return waits > 0 ? 'nothing to do now' : 'nothing to do'
}
