import { census } from './census.ts'
import { carriesMarks, type Ground, placeOf, specMetadataOf } from './ground.ts'
import type { House } from './house.ts'

/**
 * Everything that must hold once nothing happens any more: I1 (the world is what the specs ask for), I2 (nothing is
 * sent or written), I5 (nothing is left over) and I20 (the trail of events is whole). Lets virtual time pass. Returns
 * the first promise that is broken.
 */
export async function judgeRest(house: House, resyncMs: number): Promise<string | undefined> {
  const [difference] = census(house.ground, house.specs(), house.foreign.strangers())
  if (difference !== undefined) return `I1: ${difference}`
  const unsettled = house.evidence.unsettled()[0]
  if (unsettled)
    return `I5: the intent ${unsettled.id} to ${unsettled.action} ${unsettled.target} is ${unsettled.state}`
  const stray = strayIn(house)
  if (stray !== undefined) return `I5: ${stray}`

  const before = { deeds: house.watch.deeds(), rows: house.evidence.rowsWritten() }
  await house.advance(3 * resyncMs)
  const deeds = house.watch.deeds() - before.deeds
  const rows = house.evidence.rowsWritten() - before.rows
  if (deeds > 0) return `I2: ${deeds} deeds were sent although nothing was to be done`
  if (rows > 0) return `I2: ${rows} rows were written although nothing happened`

  const { brokenAt } = await house.run(house.store().verifyEvents())
  if (brokenAt !== undefined) return `I20: the chain of events is broken at ${brokenAt}`
  return house.watch.broken()
}

/** A Machine that says it is ours, and that no row of the store binds; or one that a row binds, and that is not there. */
function strayIn({ ground, evidence, foreign }: House): string | undefined {
  const bound = new Set(evidence.bound())
  const ids = foreign.strangers()
  for (const { name } of ground.apps()) {
    for (const machine of ground.machines(name)) {
      if (ids.includes(machine.id)) continue
      if (carriesMarks(machine) && !bound.has(machine.id))
        return `${name}/${machine.name} carries our marks and is bound by no row`
      bound.delete(machine.id)
    }
  }
  const [missing] = bound
  return missing === undefined ? undefined : `the row of the Machine ${missing} says that it lives, and it is not there`
}

/**
 * The world as far as the specs decide it: without ids, versions, times and the names that are drawn. Two houses with
 * the same specs must come to the same, whatever happened to them on the way (I3).
 */
export function normalised(house: House): unknown {
  const { ground, specs, foreign } = house
  const ids = foreign.strangers()
  return specs()
    .map((spec) => spec.spec.flyApp ?? spec.metadata.name)
    .sort()
    .map((flyApp) => ({
      flyApp,
      network: ground.apps().find(({ name }) => name === flyApp)?.network,
      machines: normalisedMachines(ground, flyApp, ids),
    }))
}

function normalisedMachines(ground: Ground, flyApp: string, strangers: readonly string[]): unknown {
  return ground
    .machines(flyApp)
    .filter(({ id }) => !strangers.includes(id))
    .map((machine) => ({
      place: placeOf(machine.name),
      region: machine.region,
      state: machine.state,
      config: { ...machine.config, metadata: specMetadataOf(machine) },
    }))
    .sort((one, other) => (String(one.place) < String(other.place) ? -1 : 1))
}
