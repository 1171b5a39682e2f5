import type { MachineConfig } from '../../controller/fly/wire.ts'
import type { AddressType } from '../../controller/fly/wire-addresses.ts'
import type { SimulatedVolume } from '../../simulator/volumes/world.ts'
import type { SimulatedMachine, SimulatedWorld } from '../../simulator/world.ts'
import { placeOf, placeOfVolume } from './ground.ts'
import type { Trace } from './trace.ts'
import type { DisturbedThing } from './watch.ts'

/** What others do to our Apps behind our back. Machines are named by their place: `web-ams-0`. */
export interface Foreign {
  stop(app: string, place: string): void
  start(app: string, place: string): void
  destroy(app: string, place: string): void
  /** An update by hand: these fields of the config are other ones now. */
  edit(app: string, place: string, change: Partial<MachineConfig>): void
  /** All metadata is other metadata now. */
  setMetadata(app: string, place: string, metadata: Readonly<Record<string, string>>): void
  /** Somebody else holds the Machine's lease. */
  takeLease(app: string, place: string, ttlSeconds: number): void
  /** The program ends with 1, now and at the next `restarts` starts. */
  crash(app: string, place: string, restarts?: number): void
  /** The Machine's host cannot be reached, until the returned function is called. */
  loseHost(app: string, place: string): () => void
  /** Somebody deletes the volume of a place, and all that is in it, whether a Machine has it or not. */
  deleteVolume(app: string, place: string): void
  /** Fly moves a Machine to another host, and its data to another volume. */
  migrate(app: string, place: string): void
  /** Somebody sets a secret of the App, or takes it away. */
  setSecret(app: string, name: string, value: string | undefined): void
  /** Somebody makes a Machine of his own in an App of ours. Answers its id. */
  addStranger(app: string): string
  /** Somebody assigns an address to an App of ours. Answers it. */
  addAddress(app: string, type: AddressType): string
  /** Somebody releases an address. */
  removeAddress(app: string, ip: string): void
  /** Ids of all Machines, and all addresses, that were made in this way. */
  strangers(): readonly string[]
}

export function createForeign(options: {
  readonly world: SimulatedWorld
  readonly trace: Trace
  /** Told before each deed, so that nobody takes it for ours. */
  readonly disturbed: (what: DisturbedThing) => void
  readonly deletedVolume: (app: string, volume: SimulatedVolume) => void
  readonly movedVolume: (volume: string) => void
}): Foreign {
  const { world, trace, disturbed, deletedVolume, movedVolume } = options
  const strangers: string[] = []

  function meddle(flyApp: string, place: string, what: string, deed: (machine: SimulatedMachine) => void): void {
    const machine = world.machines(flyApp).find(({ id, name }) => !strangers.includes(id) && placeOf(name) === place)
    if (machine === undefined) throw new Error(`${flyApp} has no Machine at ${place}`)
    trace.note('others', `${what} ${flyApp}/${machine.name}`)
    disturbed({ flyApp, machineId: machine.id })
    deed(machine)
  }

  return {
    stop: (app, place) => meddle(app, place, 'stop', ({ id }) => world.stop(app, id)),
    start: (app, place) => meddle(app, place, 'start', ({ id }) => world.start(app, id)),
    destroy: (app, place) => meddle(app, place, 'destroy', ({ id }) => world.destroy(app, id)),
    edit: (app, place, change) =>
      meddle(app, place, `edit ${JSON.stringify(change)} of`, ({ id }) =>
        world.edit(app, id, (config) => ({ ...config, ...change })),
      ),
    setMetadata: (app, place, metadata) =>
      meddle(app, place, 'set the metadata of', ({ id }) => world.setMetadata(app, id, metadata)),
    takeLease: (app, place, ttlSeconds) =>
      meddle(app, place, 'lease', ({ id }) => void world.takeLease(app, id, 'someone@example.com', ttlSeconds)),
    crash: (app, place, restarts = 0) =>
      meddle(app, place, 'crash', ({ id }) => world.crash(app, id, { exitCode: 1, restarts })),
    loseHost(app, place) {
      let lost = ''
      meddle(app, place, 'lose the host of', ({ id }) => {
        lost = id
        world.setHostStatus(app, id, 'unreachable')
      })
      return () => {
        if (world.app(app) === undefined || !world.machines(app).some(({ id }) => id === lost)) return
        trace.note('others', `find the host of ${app}/${lost}`)
        disturbed({ flyApp: app, machineId: lost })
        world.setHostStatus(app, lost, 'ok')
      }
    },
    deleteVolume(app, place) {
      const volume = world.volumes(app).find(({ name }) => placeOfVolume(name) === place)
      if (volume === undefined) throw new Error(`${app} has no volume of ${place}`)
      trace.note('others', `delete the volume ${app}/${volume.name}`)
      disturbed({ flyApp: app })
      deletedVolume(app, volume)
      world.deleteVolume(volume.id)
    },
    migrate: (app, place) =>
      meddle(app, place, 'move', ({ id, config }) => {
        movedVolume(config.mounts?.[0]?.volume ?? '')
        world.migrate(app, id)
      }),
    setSecret(app, name, value) {
      trace.note('others', `${value === undefined ? 'unset' : 'set'} the secret ${name} of ${app}`)
      disturbed({ flyApp: app })
      if (value === undefined) world.removeSecret(app, name)
      else world.setSecret(app, name, value)
    },
    addStranger(app) {
      // Called just as one of ours might be: a name proves nothing.
      const name = `web-ams-${7 + strangers.length}-strang`
      const { id } = world.createMachine(app, { name, region: 'ams', config: { image: 'stranger:1' } })
      strangers.push(id)
      trace.note('others', `make ${app}/${name} (${id}) of their own`)
      return id
    },
    addAddress(app, type) {
      const { ip } = world.addAddress(app, type)
      if (ip === null) throw new Error('nobody assigns pairs here')
      strangers.push(ip)
      trace.note('others', `assign ${ip} (${type}) to ${app}`)
      return ip
    },
    removeAddress(app, ip) {
      trace.note('others', `release ${ip} of ${app}`)
      disturbed({ flyApp: app })
      world.removeAddress(app, ip)
    },
    strangers: () => strangers,
  }
}
