import type { Resource } from '../../controller/resource/resource.ts'
import type { SimulatedVolume } from '../../simulator/volumes/world.ts'
import type { SimulatedMachine } from '../../simulator/world.ts'
import { type ExpectedMachine, expectedOf } from './expected.ts'
import { type Ground, kindOfAddress, placeOf, placeOfVolume, specMetadataOf } from './ground.ts'
import { secretCensus } from './secret-census.ts'

/**
 * Counts the simulated world and says in what it differs from what the specs ask for; nothing when it does not. Knows
 * the specs and the world, and neither the planner nor the store.
 *
 * `strangers` are ids of Machines that are none of ours: they must be there, whatever their state. Apps that no spec
 * names must have no Machines of ours.
 */
export function census(
  ground: Omit<Ground, 'snapshots' | 'isReached'>,
  specs: readonly Resource[],
  strangers: readonly string[] = [],
): readonly string[] {
  const found: string[] = []
  const known = new Set<string>()
  for (const spec of specs) {
    const { flyApp, network, machines, addresses, domains, secrets } = expectedOf(spec)
    known.add(flyApp)
    const app = ground.apps().find(({ name }) => name === flyApp)
    if (app === undefined) {
      found.push(`the app ${flyApp} is not there`)
      continue
    }
    if (app.network !== network) found.push(`the app ${flyApp} stands in ${app.network} instead of ${network}`)
    const ours = ground.machines(flyApp).filter(({ id }) => !strangers.includes(id))
    found.push(
      ...compare(flyApp, machines, ours, ground.volumes(flyApp)),
      ...compareAddresses(flyApp, addresses, ground, strangers),
      ...secretCensus(
        ground,
        flyApp,
        secrets,
        ours.filter((machine) => !isStandingBy(machine, ours)),
      ),
      ...compareHostnames(flyApp, domains, ground, strangers),
    )
  }

  const everyId = new Set(
    ground
      .apps()
      .flatMap(({ name }) => [
        ...ground.machines(name).map(({ id }) => id),
        ...ground.addresses(name).map(({ ip }) => ip),
        ...ground.hostnames(name),
      ]),
  )
  for (const { name } of ground.apps()) {
    if (known.has(name)) continue
    const left = ground.machines(name).filter(({ id }) => !strangers.includes(id))
    for (const machine of left) found.push(`${name} has ${machine.name} (${machine.state}), which no spec asks for`)
  }
  for (const id of strangers) if (!everyId.has(id)) found.push(`the stranger ${id} is gone`)
  return found
}

/** Throws with everything that differs. */
export function expectConverged(ground: Ground, specs: readonly Resource[], strangers: readonly string[] = []): void {
  const found = census(ground, specs, strangers)
  if (found.length > 0) throw new Error(`the world is not what the specs ask for:\n  ${found.join('\n  ')}`)
}

/** Of each kind as many as the spec asks for, and those of others besides. */
function compareAddresses(
  flyApp: string,
  expected: readonly string[],
  ground: Omit<Ground, 'snapshots' | 'isReached'>,
  strangers: readonly string[],
): readonly string[] {
  const have = ground
    .addresses(flyApp)
    .filter(({ ip }) => !strangers.includes(ip ?? ''))
    .map(kindOfAddress)
    .sort()
  const want = [...expected].sort()
  return have.join() === want.join()
    ? []
    : [`${flyApp} has the addresses [${have.join(', ')}] instead of [${want.join(', ')}]`]
}

/** One that another app has is nobody's fault here. */
function compareHostnames(
  flyApp: string,
  expected: readonly string[],
  ground: Pick<Ground, 'hostnames' | 'isTaken'>,
  strangers: readonly string[],
): readonly string[] {
  const have = ground.hostnames(flyApp)
  return [
    ...expected
      .filter((hostname) => !have.includes(hostname) && !ground.isTaken(hostname, flyApp))
      .map((hostname) => `${flyApp} does not answer to ${hostname}`),
    ...have
      .filter((hostname) => !expected.includes(hostname) && !strangers.includes(hostname))
      .map((hostname) => `${flyApp} answers to ${hostname}, which no spec asks for`),
  ]
}

function compare(
  flyApp: string,
  expected: readonly ExpectedMachine[],
  have: readonly SimulatedMachine[],
  volumes: readonly SimulatedVolume[],
): readonly string[] {
  const found: string[] = []
  const unclaimed = new Set(have.filter((machine) => !isAsGoodAsGone(machine)))
  for (const want of expected) {
    const there = [...unclaimed].filter(({ name }) => placeOf(name) === want.place)
    for (const machine of there) unclaimed.delete(machine)
    const standing = there.filter((machine) => !isStandingBy(machine, there))
    if (standing.length !== 1) found.push(`${flyApp} has ${standing.length} Machines at ${want.place} instead of 1`)
    for (const machine of standing) {
      const all = [...differences(want, machine), ...volumeDifferences(want, machine, volumes)]
      found.push(...all.map((difference) => `${flyApp}/${machine.name}: ${difference}`))
    }
  }
  for (const [image, machines] of Map.groupBy(have, imageOf)) {
    const digests = new Set(machines.map(({ imageDigest }) => imageDigest))
    if (digests.size > 1) found.push(`${flyApp} runs ${digests.size} images by the name of ${image}`)
  }
  for (const machine of unclaimed)
    found.push(`${flyApp} has ${machine.name} (${machine.state}), which no slot asks for`)
  return found
}

function differences(want: ExpectedMachine, machine: SimulatedMachine): readonly string[] {
  const { config } = machine
  const { guest } = config
  return [
    want.regions.includes(machine.region) ? '' : `stands in ${machine.region} instead of ${want.regions.join(' or ')}`,
    imageOf(machine) === want.image || config.image === want.image
      ? ''
      : `runs ${config.image} instead of ${want.image}`,
    isSame(config.env ?? {}, want.env) ? '' : `has env ${show(config.env)} instead of ${show(want.env)}`,
    guest !== undefined && `${guest.cpu_kind} ${guest.cpus}x${guest.memory_mb}` === want.guest
      ? ''
      : `has the guest ${show(guest)} instead of ${want.guest}`,
    isSame(specMetadataOf(machine), want.metadata)
      ? ''
      : `has metadata ${show(specMetadataOf(machine))} instead of ${show(want.metadata)}`,
    !want.mustRun || machine.state === 'started' ? '' : `is ${machine.state} instead of started`,
  ].filter((difference) => difference !== '')
}

/** A volume may be larger than was asked for, and none may be without. */
function volumeDifferences(
  { place, volume: want }: ExpectedMachine,
  { id, config }: SimulatedMachine,
  volumes: readonly SimulatedVolume[],
): readonly string[] {
  const [mount] = config.mounts ?? []
  if (want === undefined) return mount === undefined ? [] : [`has the volume ${mount.volume} that nobody asked for`]
  const have = volumes.find((volume) => volume.id === mount?.volume)
  if (mount === undefined || have === undefined) return ['has no volume']
  return [
    mount.path === want.path ? '' : `has its volume at ${mount.path} instead of ${want.path}`,
    have.machineId === id ? '' : `has a volume that is attached to ${have.machineId}`,
    placeOfVolume(have.name) === place ? '' : `has the volume of another place, ${have.name}`,
    have.sizeGb >= want.sizeGb ? '' : `has a volume of ${have.sizeGb} GB instead of ${want.sizeGb} GB`,
    have.snapshotRetention === want.snapshotDays ? '' : `keeps snapshots for ${have.snapshotRetention} days`,
    have.hasAutoBackup === want.autoBackup ? '' : `has backups: ${have.hasAutoBackup}`,
  ].filter((difference) => difference !== '')
}

/** After a change-over the old one stands by for a while beside the new one, and nothing reaches it. */
function isStandingBy({ name, cordoned }: SimulatedMachine, all: readonly SimulatedMachine[]): boolean {
  return cordoned && all.some((other) => !other.cordoned && placeOf(other.name) === placeOf(name))
}

/** Its destruction waits for its host to be back, and nobody can do anything about that. */
function isAsGoodAsGone({ state, hostStatus }: SimulatedMachine): boolean {
  return state === 'destroying' && hostStatus !== 'ok'
}

/** By its name alone: which digest belongs to it is the spec's word, or else Artifact's. */
export function imageOf({ config }: Pick<SimulatedMachine, 'config'>): string {
  return config.image.replace(/@sha256:[0-9a-f]{64}$/, '')
}

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key])
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing'
}
