import type { Machine } from '../controller/fly/wire.ts'
import { appOf, type Premises } from './premises.ts'
import { nearest } from './regions.ts'
import { type Ask, flag } from './routes.ts'
import { isDestroyed, type MachineRow } from './rows.ts'
import { machineSummary, machineView } from './views.ts'

/** The Machines of an app, as they were a while ago. */
export function listMachines(premises: Premises, ask: Ask): readonly Machine[] {
  const rows = shownMachines(premises, appOf(premises, ask).name)
  const view = flag(ask.query, 'summary') ? machineSummary : machineView
  return rows.filter(filterOf(ask.query)).map(view)
}

/** What a list of an app's Machines may show, destroyed ones included: as of a while ago, and with the faults of lists. */
export function shownMachines({ replica, faults }: Premises, app: string): readonly MachineRow[] {
  if (faults.areListsEmpty()) {
    faults.count('empty lists')
    return []
  }
  const isAffine = faults.isAffine(app)
  if (isAffine) faults.count('affinity')
  return [...replica.of(app)].filter(({ region }) => !isAffine || region === nearest)
}

/** `include_deleted`, `region`, `state` (several with commas) and `metadata.{key}={value}`. */
export function filterOf(query: URLSearchParams): (machine: MachineRow) => boolean {
  const isWanted = whereAndHow(query)
  const isDeletedIncluded = flag(query, 'include_deleted')
  const metadata = [...query]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value] as const)
  return (machine) =>
    (isDeletedIncluded || !isDestroyed(machine)) &&
    isWanted(machine) &&
    metadata.every(([key, value]) => machine.config.metadata?.[key] === value)
}

/** `region` and `state`, each several with commas. */
export function whereAndHow(
  query: URLSearchParams,
): (thing: { readonly region: string; readonly state: string }) => boolean {
  const states = wordsOf(query.get('state'))
  const regions = wordsOf(query.get('region'))
  return ({ region, state }) =>
    (states === undefined || states.includes(state)) && (regions === undefined || regions.includes(region))
}

function wordsOf(text: string | null): readonly string[] | undefined {
  return text ? text.split(',').map((word) => word.trim()) : undefined
}

const prefix = 'metadata.'
