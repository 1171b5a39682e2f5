import { placeOf } from '../support/ground.ts'
import type { House } from '../support/house.ts'
import type { ForeignDeed, Happening } from './happenings.ts'

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
function meddle({ ground, foreign }: House, deed: ForeignDeed, at: number): boolean {
  const strangers = foreign.strangers()
  const settled = ground
    .apps()
    .flatMap(({ name }) => ground.machines(name))
    .filter(({ id, state }) => !strangers.includes(id) && (state === 'started' || state === 'stopped'))
    .filter(
      ({ state }) =>
        (deed === 'start' ? state === 'stopped' : deed !== 'stop' && deed !== 'crash') || state === 'started',
    )
  const machine = settled[Math.floor(at * settled.length)]
  if (machine === undefined) return false
  const { app } = machine
  const place = placeOf(machine.name)
  if (place === undefined) return false
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
