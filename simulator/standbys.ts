import { takeCourse, touch } from './change.ts'
import { standbysOf } from './config-rules.ts'
import type { Laws } from './laws.ts'
import { reserveStart } from './placement.ts'
import type { Premises } from './premises.ts'
import { Refusal } from './refusal.ts'
import type { MachineRow } from './rows.ts'
import { bootMs } from './running.ts'

/**
 * When the host of a Machine is lost, those that stand by for it are started, where there is room for them. Source:
 * superfly/docs, app-availability
 */
export function followStandbys(premises: Pick<Premises, 'truth' | 'laws' | 'hosts' | 'faults'>): void {
  const { truth, laws } = premises
  const lost = new Set<string>()
  truth.subscribe((change) => {
    if (change.kind !== 'machine') return
    const { key: id, row } = change
    if (row?.hostStatus !== 'unreachable') {
      lost.delete(id)
      return
    }
    if (lost.has(id)) return
    lost.add(id)
    for (const other of [...truth.machines(row.app)]) {
      if (other.state === 'stopped' && other.hostStatus === 'ok' && standbysOf(other.config).includes(id)) {
        takeOver(other)
      }
    }
  })

  function takeOver(standby: MachineRow): void {
    try {
      truth.putMachine(reserveStart(premises, standby, starting(standby, laws)))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
    }
  }
}

function starting(row: MachineRow, laws: Laws): MachineRow {
  const touched = touch(row, laws, { state: 'starting' }, { type: 'start', status: 'starting', source: 'flyd' })
  return takeCourse(touched, 'start', [{ do: 'run', afterMs: bootMs(row, laws) }], laws)
}
