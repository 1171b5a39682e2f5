import { takeCourse, touch } from './change.ts'
import { standbysOf } from './config-rules.ts'
import type { Laws } from './laws.ts'
import type { MachineRow } from './rows.ts'
import { bootMs } from './running.ts'
import type { Truth } from './truth.ts'

/** When the host of a Machine is lost, those that stand by for it are started. Source: superfly/docs, app-availability */
export function followStandbys({ truth, laws }: { readonly truth: Truth; readonly laws: Laws }): void {
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
        truth.putMachine(takeOver(other, laws))
      }
    }
  })
}

function takeOver(row: MachineRow, laws: Laws): MachineRow {
  const starting = touch(row, laws, { state: 'starting' }, { type: 'start', status: 'starting', source: 'flyd' })
  return takeCourse(starting, 'start', [{ do: 'run', afterMs: bootMs(row, laws) }], laws)
}
