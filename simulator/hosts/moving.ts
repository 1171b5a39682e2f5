import { takeCourse, touch } from '../change.ts'
import { joinNetwork, privateIpOf } from '../networks.ts'
import type { Premises } from '../premises.ts'
import { isDestroyed, type MachineRow } from '../rows.ts'
import { bootMs } from '../running.ts'
import { dayMs, deletedVolume, forkedVolume } from '../volumes/creation.ts'
import { attach, withVolume } from '../volumes/mounting.ts'
import type { HostRow } from './host.ts'

type Needed = Pick<Premises, 'truth' | 'laws'>

/** The same Machine on another host, with an address of that host. Source: superfly/docs, private-networking */
export function moved({ truth, laws }: Needed, machine: MachineRow, host: HostRow): MachineRow {
  const app = truth.app(machine.app)
  if (app === undefined) throw new Error(`${machine.id} has no app`)
  const network = joinNetwork(truth, app.organization, app.network).number
  const place = { hostId: host.key, privateIp: privateIpOf(network, host.number, machine.nth) }
  const event = { type: 'launch', status: 'created', source: 'flyd', request: { migrated: true } }
  return touch(machine, laws, place, event)
}

/**
 * Moves the Machine with all that it has. The volume on the new host is a fork, under an id that nobody has asked for; the
 * old one is kept for a week. Source: superfly/docs, volumes/volume-states
 */
export function migrated(premises: Needed, machine: MachineRow, host: HostRow): void {
  const { truth, laws } = premises
  const { volume: volumes } = truth.tables
  const old = volumes.get(machine.config.mounts?.[0]?.volume ?? '')
  const fork = old && forkedVolume(premises, old, host)
  const config = fork === undefined ? machine.config : withVolume(machine.config, fork)
  truth.putMachine(runAgain({ ...moved(premises, machine, host), config }, laws))
  if (old === undefined || fork === undefined) return
  attach(premises, fork, machine.id)
  volumes.put(deletedVolume(old, laws, 7 * dayMs))
}

function runAgain(machine: MachineRow, laws: Needed['laws']): MachineRow {
  if (machine.state !== 'started') return machine
  const event = { type: 'restart', status: 'restarting', source: 'flyd' }
  const restarting = touch(machine, laws, { state: 'restarting' }, event)
  return takeCourse(
    restarting,
    'restart',
    [
      { do: 'halt', isRequested: false, become: 'starting', afterMs: laws.delay('stop') },
      { do: 'run', afterMs: bootMs(machine, laws) },
    ],
    laws,
  )
}

/** Gives hosts to the Machines of a world that was kept when there were none yet. */
export function houseMachines({ truth, hosts }: Pick<Premises, 'truth' | 'hosts'>): void {
  for (const machine of [...truth.machines()]) {
    if (machine.hostId !== undefined || isDestroyed(machine)) continue
    const [host] = hosts.in(machine.region)
    if (host !== undefined) truth.putMachine({ ...machine, hostId: host.key })
  }
}
