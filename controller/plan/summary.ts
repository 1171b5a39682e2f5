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
  /** Machines that go first and are made anew by the plan after this. */
  readonly replace: number
  readonly volumes: { readonly create: number; readonly change: number; readonly delete: number }
  /** Values to write, and names to unset. */
  readonly secrets: number
  readonly unsets: number
  readonly claim: number
  readonly giveUp: number
  readonly createsApp: boolean
  readonly deletesApp: boolean
  readonly waits: number
}

export function summarize({ waves, waits }: Pick<Plan, 'waves' | 'waits'>): Summary {
  const steps = waves.flat()
  const count = (...kinds: readonly Step['kind'][]) => steps.filter(({ kind }) => kinds.includes(kind)).length
  return {
    create: count('create-machine'),
    update: count('update-machine', 'restart-machine'),
    restarts: steps.filter(({ kind, effect }) => kind !== 'set-secrets' && effect === 'restart').length,
    label: count('set-metadata'),
    start: count('start-machine'),
    remove: count('destroy-machine'),
    assign: count('assign-address'),
    release: count('release-address'),
    replace: count('replace-machine'),
    volumes: {
      create: count('create-volume'),
      change: count('extend-volume', 'update-volume'),
      delete: count('delete-volume'),
    },
    secrets: steps.flatMap((step) => (step.kind === 'set-secrets' ? step.secrets : [])).length,
    unsets: steps.flatMap((step) => (step.kind === 'unset-secrets' ? step.names : [])).length,
    claim: count('request-certificate'),
    giveUp: count('delete-certificate'),
    createsApp: count('create-app') > 0,
    deletesApp: count('delete-app') > 0,
    waits: waits.length,
  }
}

/** The same as half a sentence: `2 to create, 1 to update (restarts)`. */
export function summaryLine(summary: Summary): string {
  const {
    create,
    update,
    restarts,
    label,
    start,
    remove,
    replace,
    volumes,
    assign,
    release,
    secrets,
    unsets,
    claim,
    giveUp,
    createsApp,
    deletesApp,
    waits,
  } = summary
  const restarting = restarts === update ? ' (restarts)' : ` (${restarts} restart)`
  const parts = [
    createsApp && 'app to create',
    secrets > 0 && `${secrets} ${secrets === 1 ? 'secret' : 'secrets'} to write`,
    create > 0 && `${create} to create`,
    update > 0 && `${update} to update${restarts > 0 ? restarting : ''}`,
    label > 0 && `${label} to label`,
    start > 0 && `${start} to start`,
    replace > 0 && `${replace} to replace`,
    remove > 0 && `${remove} to remove`,
    assign > 0 && `${assign} ${assign === 1 ? 'address' : 'addresses'} to assign`,
    release > 0 && `${release} ${release === 1 ? 'address' : 'addresses'} to release`,
    volumes.create > 0 && `${volumesInWords(volumes.create)} to create`,
    volumes.change > 0 && `${volumesInWords(volumes.change)} to change`,
    volumes.delete > 0 && `${volumesInWords(volumes.delete)} to delete`,
    unsets > 0 && `${unsets} ${unsets === 1 ? 'secret' : 'secrets'} to unset`,
    claim > 0 && `${counted(claim, 'domain')} to claim`,
    giveUp > 0 && `${counted(giveUp, 'domain')} to give up`,
    deletesApp && 'app to delete',
  ].filter((part) => part !== false)
  if (parts.length > 0) return parts.join(', ')
  return waits > 0 ? 'nothing to do now' : 'nothing to do'
}

function volumesInWords(count: number): string {
  return count === 1 ? '1 volume' : `${count} volumes`
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
