import { flyAppOf, type Resource } from '../../controller/resource/resource.ts'
import type { SimulatedMachine } from '../../simulator/world.ts'
import { census, imageOf } from './census.ts'
import { expectedOf } from './expected.ts'
import { carriesMarks, kindOfAddress, placeOf, specMetadataOf } from './ground.ts'
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
  if (missing !== undefined) return `the row of the Machine ${missing} says that it lives, and it is not there`
  const known = new Set(evidence.volumes().flatMap(({ id, isAlive }) => (isAlive ? [id] : [])))
  for (const { name } of ground.apps()) {
    for (const volume of ground.volumes(name)) {
      if (!known.delete(volume.id)) return `no row knows the volume ${name}/${volume.name} (${volume.id})`
    }
  }
  const [lost] = known
  return lost === undefined ? undefined : `the row of the volume ${lost} says that it lives, and it is not there`
}

/**
 * The world as far as the specs decide it, a line for each app and Machine: without ids, versions, times, the names that
 * are drawn, and what it is not ours to keep. Two houses with the same specs must come to the same, whatever happened to
 * them on the way (I3).
 */
export function normalised({ ground, specs, foreign }: House): readonly string[] {
  const ids = foreign.strangers()
  const apps = new Set(specs().map(flyAppOf))
  const kept = new Set(specs().flatMap(placesThatRun))
  return ground
    .apps()
    .filter(({ name }) => apps.has(name))
    .flatMap(({ name, network }) => [
      `${name} in ${network}`,
      ...ground
        .machines(name)
        .filter(({ id }) => !ids.includes(id))
        .map((machine) => ({ machine, place: `${name}/${placeOf(machine.name)}` }))
        .map(({ machine, place }) =>
          [place, kept.has(place) ? machine.state : '', canonical(configOf(machine))].join(' '),
        ),
      ...ground
        .addresses(name)
        .filter(({ ip }) => !ids.includes(ip ?? ''))
        .map((address) => `${name} has ${kindOfAddress(address)}`),
      ...ground.hostnames(name).map((hostname) => `${name} answers to ${hostname}`),
    ])
    .sort()
}

/** What the one has and the other has not; `undefined` when they are the same. */
export function differenceOf(have: readonly string[], reference: readonly string[]): string | undefined {
  const more = have.filter((line) => !reference.includes(line))
  const less = reference.filter((line) => !have.includes(line))
  return more.length + less.length === 0 ? undefined : `I3: here ${more.join(' and ')}, elsewhere ${less.join(' and ')}`
}

/** Whether the rest runs is up to the proxy, the calendar or the program. */
function placesThatRun(spec: Resource): readonly string[] {
  const { flyApp, machines } = expectedOf(spec)
  return machines.filter(({ mustRun }) => mustRun).map(({ place }) => `${flyApp}/${place}`)
}

/** That each image is the same behind its name is for the census: which of them is pinned depends on who came first. */
function configOf(machine: SimulatedMachine): object {
  const { mounts = [], ...config } = machine.config
  const places = mounts.map(({ path }) => path)
  return { ...config, image: imageOf(machine), metadata: specMetadataOf(machine), ...(places.length > 0 && { places }) }
}

/** JSON in which the order of the keys says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  )
}
