import type { MachineState } from '../../controller/fly/wire.ts'
import type { SimulatedMachine } from '../../simulator/world.ts'
import { placeOf, placeOfVolume } from '../support/ground.ts'
import type { House } from '../support/house.ts'
import type { ForeignDeed, Happening } from './happenings.ts'
import type { SecretDeed } from './secretive.ts'
import type { VolumeDeed } from './stored.ts'

/** Lets it happen. `happens` is told of it, unless there was nothing for it to happen to. */
export async function enact(house: House, happening: Happening, happens: (what: string) => void): Promise<void> {
  switch (happening.kind) {
    case 'submit':
      await house.submit(happening.app)
      return happens('submit')
    case 'delete':
      await house.requestDeletion(happening.name)
      return happens('delete')
    case 'foreign':
      if (meddle(house, happening.deed, happening.at)) happens(happening.deed)
      return
    case 'stranger': {
      const app = house.ground.apps().at(Math.floor(happening.at * house.ground.apps().length))
      if (app === undefined || app.isDeleting) return
      house.foreign.addStranger(app.name)
      return happens('stranger')
    }
    case 'host-lost': {
      const machine = ourMachine(house, happening.at, ({ hostStatus }) => hostStatus === 'ok')
      if (machine === undefined) return
      const find = house.foreign.loseHost(machine.app, machine.place)
      void house.clock.sleep(happening.forMs).then(find)
      return happens('host-lost')
    }
    case 'release-address': {
      const held = house.ground
        .apps()
        .flatMap(({ name }) => house.ground.addresses(name).map(({ ip }) => ({ name, ip })))
      const address = held[Math.floor(happening.at * held.length)]
      if (!address?.ip) return
      house.foreign.removeAddress(address.name, address.ip)
      return happens('release-address')
    }
    case 'secret':
      if (await meddleWithSecret(house, happening.deed, happening.at)) happens(`secret ${happening.deed}`)
      return
    case 'take-over':
      await house.takeOver()
      return happens('take-over')
    case 'volume':
      if (meddleWithVolume(house, happening.deed, happening.at)) happens(`volume ${happening.deed}`)
      return
    case 'weather':
      house.weather(happening.weather, happening.forMs)
      happens(happening.weather)
      return
    case 'crash':
      house.crash(happening.downMs)
      return happens('crash')
    case 'terminate':
      await house.terminate()
      await house.advance(happening.downMs)
      await house.start()
      return happens('terminate')
    case 'clock-jump':
      house.clock.jump(happening.byMs)
      return happens('clock-jump')
    default:
      return happening satisfies never
  }
}

/** Does it to one of our Machines; false when there is none that it can be done to. */
function meddle(house: House, deed: ForeignDeed, at: number): boolean {
  const { foreign } = house
  const needed = needs[deed]
  const machine = ourMachine(
    house,
    at,
    ({ state }) => (needed ?? state) === state && (state === 'started' || state === 'stopped'),
  )
  if (machine === undefined) return false
  const { app, place } = machine
  switch (deed) {
    case 'stop':
      foreign.stop(app, place)
      break
    case 'start':
      foreign.start(app, place)
      break
    case 'destroy':
      foreign.destroy(app, place)
      break
    case 'crash':
      foreign.crash(app, place)
      break
    case 'edit env':
      foreign.edit(app, place, { env: { LEVEL: 'foreign' } })
      break
    case 'edit image':
      foreign.edit(app, place, { image: 'foreign:1' })
      break
    case 'set metadata':
      foreign.setMetadata(app, place, { ...machine.metadata, foreign: 'yes' })
      break
    case 'wipe metadata':
      foreign.setMetadata(app, place, {})
      break
    case 'lease':
      foreign.takeLease(app, place, 45)
      break
    default:
      deed satisfies never
  }
  return true
}

/** Does it to one of our volumes; false when there is none that it can be done to. */
function meddleWithVolume(house: House, deed: VolumeDeed, at: number): boolean {
  const { foreign, ground, world } = house
  const volumes = ground.apps().flatMap(({ name }) => ground.volumes(name))
  const volume = volumes[Math.floor(at * volumes.length)]
  const place = volume && placeOfVolume(volume.name)
  if (volume === undefined || place === undefined) return false
  const machine = ground.machines(volume.app).find(({ id }) => id === volume.machineId)
  switch (deed) {
    case 'migrate':
      if (machine?.hostStatus !== 'ok' || machine.state !== 'started' || volume.state !== 'created') return false
      foreign.migrate(volume.app, place)
      return true
    case 'grow':
      if (volume.state !== 'created') return false
      world.extendVolume(volume.id, volume.sizeGb + 1)
      return true
    case 'hold':
      if (machine !== undefined && placeOf(machine.name) === place) foreign.destroy(volume.app, place)
      world.holdVolume(volume.id, 90_000)
      return true
    default:
      return deed satisfies never
  }
}

/** Does it to a secret that a spec asks for; false when there is none that it can be done to. Who is paused would not answer. */
async function meddleWithSecret(house: House, deed: SecretDeed, at: number): Promise<boolean> {
  const { foreign, ground } = house
  const known = house
    .specs()
    .filter(({ spec }) => !spec.paused)
    .flatMap(({ metadata: { name }, spec }) => Object.keys(spec.secrets ?? {}).map((secret) => ({ name, secret })))
  const chosen = known[Math.floor(at * known.length)]
  if (chosen === undefined) return false
  const { name, secret } = chosen
  if (deed === 'rotate') {
    await house.hand(name, secret, { kind: 'rotate', by: 'ada' })
    return true
  }
  if (!ground.secrets(name).some((there) => there.name === secret)) return false
  if (deed === 'add') foreign.setSecret(name, 'FOREIGN_KEY', 'theirs')
  else foreign.setSecret(name, secret, deed === 'unset' ? undefined : 'theirs')
  return true
}

/** In which state a Machine must be for some of the deeds. */
const needs: Partial<Record<ForeignDeed, MachineState>> = { start: 'stopped', stop: 'started', crash: 'started' }

function ourMachine(
  { ground, foreign }: House,
  at: number,
  isFit: (machine: SimulatedMachine) => boolean,
): (SimulatedMachine & { readonly place: string }) | undefined {
  const strangers = foreign.strangers()
  const fit = ground
    .apps()
    .flatMap(({ name }) => ground.machines(name))
    .filter((machine) => !strangers.includes(machine.id) && isFit(machine))
  const machine = fit[Math.floor(at * fit.length)]
  const place = machine && placeOf(machine.name)
  return machine && place !== undefined ? { ...machine, place } : undefined
}
