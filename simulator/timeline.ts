import { createAlarms } from './alarms.ts'
import { getStuck, neverAt } from './change.ts'
import type { FaultsInForce } from './faults.ts'
import type { Hosts } from './hosts/hosts.ts'
import type { Laws } from './laws.ts'
import { advance, destroyed } from './lifecycle.ts'
import type { AppRow, MachineRow, Track } from './rows.ts'
import { isDestroyed } from './rows.ts'
import type { Timers } from './timers.ts'
import type { Truth } from './truth.ts'

/** Makes happen what is to come: one timer for each thing that is pending, whoever has put it into a row. */
export function followTimeline(options: {
  readonly truth: Truth
  readonly timers: Timers
  readonly laws: Laws
  readonly hosts: Hosts
  readonly faults: FaultsInForce
}): void {
  const { truth, timers, laws, hosts, faults } = options
  const alarms = createAlarms(timers, laws.now)

  for (const app of truth.apps()) followApp(app.name, app)
  for (const machine of truth.machines()) for (const track of tracks) followTrack(machine.id, track, machine)
  truth.subscribe((change) => {
    if (change.kind === 'app') followApp(change.key, change.row)
    else if (change.kind === 'machine') for (const track of tracks) followTrack(change.key, track, change.row)
  })

  function followApp(name: string, row: AppRow | undefined): void {
    alarms.set(`app ${name}`, row?.goneAt === undefined ? undefined : row, row?.goneAt ?? 0, () => {
      for (const machine of [...truth.machines(name)]) {
        if (!isDestroyed(machine)) truth.putMachine(destroyed(machine, laws))
      }
      truth.removeApp(name)
    })
  }

  /** On a host that is not reached, everything stands still; what is stuck, does so wherever it is. */
  function followTrack(id: string, track: Track, row: MachineRow | undefined): void {
    const { [track]: toCome } = row?.hostStatus === 'ok' ? row.pending : {}
    const pending = toCome?.at === neverAt ? undefined : toCome
    alarms.set(`${track} ${id}`, pending, pending?.at ?? 0, () => {
      const machine = truth.machine(id)
      if (machine === undefined) return
      const isStuck = track === 'life' && faults.isStuck(machine)
      const hasRoom = track !== 'schedule' || hosts.lackFor(machine) === undefined
      truth.putMachine(isStuck ? getStuck(machine) : advance(machine, track, laws, { hasRoom }))
    })
  }
}

const tracks: readonly Track[] = ['life', 'program', 'checks', 'schedule']
