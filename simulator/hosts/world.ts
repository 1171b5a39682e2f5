import { touch } from '../change.ts'
import type { Premises } from '../premises.ts'
import { isDestroyed } from '../rows.ts'
import { type HostRow, type HostStatus, minus, type Room, roomOf } from './host.ts'
import { migrated } from './moving.ts'

/** The truth about the hosts, and the hands of those who run them. Hosts are named by id. */
export interface HostsWorld {
  /** In order of creation; of all regions that were ever used when none is named. */
  hosts(region?: string): readonly SimulatedHost[]
  addHost(region: string, size?: Partial<Room>): SimulatedHost
  /**
   * Its size, whether it takes deploys, and whether it is reached. While it is not, its Machines and volumes are
   * `unreachable` or `unknown` as well and stand still.
   */
  setHost(host: string, change: HostChange): void
  /**
   * Fly moves the Machine, which keeps its id and gets another address; its volume becomes another one, and Fly keeps the
   * old one for a week. What runs is run again. Source: superfly/docs, reference/machine-migration
   */
  migrate(app: string, machine: string, toHost?: string): void
}

export type HostChange = { readonly status?: HostStatus; readonly deploys?: boolean } & Partial<Room>

export type SimulatedHost = {
  readonly id: string
  readonly region: string
  readonly zone: string
  readonly status: HostStatus
  readonly deploys: boolean
  readonly size: Room
  readonly taken: Room
}

export function createHostsWorld(premises: Pick<Premises, 'truth' | 'laws' | 'hosts'>): HostsWorld {
  const { truth, laws, hosts } = premises

  function hostSeen(host: HostRow): SimulatedHost {
    const { key, region, zone, status, isDeployable, size } = host
    return { id: key, region, zone, status, deploys: isDeployable, size, taken: minus(size, hosts.free(host)) }
  }

  return {
    hosts: (region) => [...(region === undefined ? truth.tables.host.all() : hosts.in(region))].map(hostSeen),
    addHost(region, size) {
      // One more than there are.
      hosts.in(region)
      return hostSeen(hosts.add(region, size))
    },
    setHost(id, { status, deploys, ...size }) {
      const host = hosts.get(id)
      truth.tables.host.put({
        ...host,
        status: status ?? host.status,
        isDeployable: deploys ?? host.isDeployable,
        size: { ...host.size, ...size },
      })
      if (status === undefined || status === host.status) return
      for (const machine of [...truth.machines()]) {
        if (machine.hostId !== id || isDestroyed(machine)) continue
        truth.putMachine(touch(machine, laws, { hostStatus: status }))
      }
    },
    migrate(app, idOrName, toHost) {
      const machine = truth.machine(idOrName) ?? truth.machineNamed(app, idOrName)
      if (machine === undefined || machine.app !== app || isDestroyed(machine)) {
        throw new Error(`the simulated app ${app} has no Machine ${idOrName}`)
      }
      if (machine.hostStatus !== 'ok') throw new Error(`the host of ${machine.id} is not reached`)
      const { hostId, region, config } = machine
      const host =
        toHost === undefined
          ? hosts.choose(region, roomOf(config.guest), ({ key }) => key !== hostId)
          : hosts.get(toHost)
      if (host === undefined || host.key === hostId) throw new Error(`there is no other host for ${machine.id}`)
      migrated(premises, machine, host)
    },
  }
}
