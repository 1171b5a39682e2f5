import { isVolumeLeaving } from '../../fly/volume-states.ts'
import type { Machine, MachineConfig } from '../../fly/wire.ts'
import type { Volume } from '../../fly/wire-volumes.ts'
import type { Slot } from '../../resource/ownership.ts'
import type { Resource } from '../../resource/resource.ts'
import { fingerprint } from '../canonical.ts'
import type { DesiredVolume } from '../desired-volume.ts'
import { everyDifference } from '../differences.ts'
import { machineConfig } from '../machine-config.ts'
import { mounted, mountOf } from '../mount.ts'
import { compareText } from '../slots.ts'
import type { Difference } from '../step.ts'
import { addressesFor, addressesOf, addressWords } from './addresses-from.ts'
import { groupFrom, type Likeness } from './group-from.ts'
import type { Besides, LiveApp } from './live-app.ts'
import { type Extras, sayable } from './sayable.ts'
import { unlessEmpty } from './unless-empty.ts'
import { volumeFrom, volumeOf, volumeWords } from './volume-from.ts'

/** A spec for a live app, and what it does not say of it. */
export type Imported = {
  /** As a person would write it: in the order of the schema, without defaults. */
  readonly document: object
  /** The same, read and filled with its defaults; `undefined` when it is not valid, and `objections` tell in what. */
  readonly resource: Resource | undefined
  /** Which Machine would fill which slot. */
  readonly places: readonly { readonly slot: Slot; readonly machineId: string }[]
  /** Why the app cannot be adopted with this spec: following it would change what runs. */
  readonly objections: readonly string[]
  /** What the spec does not say of the app: it stays as it is. */
  readonly besides: Besides
}

/**
 * Writes down what a live app is, as a spec. Machines of one process group that are alike make a group; those that are not
 * make groups of their own. The same app gives the same spec, in whatever order Fly lists its Machines.
 */
export function specFrom(live: LiveApp): Imported {
  const { name, network, machines } = live
  const inOrder = machines.toSorted((one, other) => compareText(one.id, other.id))
  const groups = groupsOf(inOrder, live.volumes)
  const isNamable = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)
  const write = ({ addresses, secrets, domains }: Extras) => ({
    apiVersion: 'artifact/v1',
    kind: 'App',
    metadata: { name: isNamable ? name : `app-${name}` },
    spec: {
      ...(!isNamable && { flyApp: name }),
      ...(network !== name && { network }),
      machines: Object.fromEntries(groups.map((group) => [group.name, inPlace(group)])),
      ...unlessEmpty({
        addresses: addressWords(addresses),
        secrets: Object.fromEntries(secrets.map((secret) => [secret, { provided: true }])),
        domains,
      }),
    },
  })
  const { document, read, extras } = sayable(extrasOf(live), write)
  const problems = 'problems' in read ? read.problems.map(({ message, path }) => `${message} (${path})`) : []
  return {
    document,
    resource: 'resource' in read ? read.resource : undefined,
    places: groups.flatMap(placesOf),
    objections: [
      ...(machines.length === 0 ? [`the app ${name} has no Machine that could tell what should run`] : []),
      ...inOrder.filter(({ config }) => config === undefined).map(sayUnreachable),
      ...groups.flatMap(({ name, machines, unsaid }) =>
        unsaid.map((difference) => sayUnsaid(name, machines, difference)),
      ),
      ...problems,
    ],
    besides: besidesOf(live, extras),
  }
}

function extrasOf(live: LiveApp): Extras {
  return {
    addresses: addressesOf(live),
    secrets: live.secrets.map(({ name }) => name).sort(compareText),
    domains: live.certificates.map(({ hostname }) => hostname).sort(compareText),
  }
}

function besidesOf(live: LiveApp, { addresses, secrets, domains }: Extras): Besides {
  const said = new Set(addressesFor(addresses, live).map(({ ip }) => ip))
  const mounted = new Set(live.machines.map(({ config }) => volumeOf(config, live.volumes)?.id))
  return {
    secrets: live.secrets.flatMap(({ name }) => (secrets.includes(name) ? [] : [name])).sort(compareText),
    volumes: live.volumes
      .filter(({ id, state }) => !isVolumeLeaving(state) && !mounted.has(id))
      .map(({ id, name, size_gb, region }) => `${id} (${name}, ${size_gb} GB in ${region})`)
      .sort(compareText),
    addresses: live.addresses
      .filter(({ ip }) => ip === null || !said.has(ip))
      .map(({ ip, ip_pair, type }) => `${ip ?? ip_pair?.v4 ?? 'a pair'} (${type ?? 'address'})`)
      .sort(compareText),
    hostnames: live.certificates
      .flatMap(({ hostname }) => (domains.includes(hostname) ? [] : [hostname]))
      .sort(compareText),
  }
}

type Found = {
  readonly name: string
  readonly likeness: Likeness
  readonly volume: DesiredVolume | undefined
  readonly machines: readonly Machine[]
  readonly unsaid: readonly Difference[]
}

function groupsOf(machines: readonly Machine[], volumes: readonly Volume[]): readonly Found[] {
  const moved = movedTags(machines)
  const described = machines.map((machine) => {
    const config: MachineConfig = machine.config ?? { image: 'unknown' }
    const image = moved.has(config.image) ? `${config.image}@${machine.image_ref?.digest}` : config.image
    const likeness = groupFrom(config, image)
    const volume = volumeFrom(config, volumes)
    const meant = mounted({ config: machineConfig(likeness), volume }, mountOf(config))
    const unsaid = everyDifference({ ...meant, image: config.image }, config)
    return { machine, likeness, volume, unsaid, process: processGroup(config) }
  })
  const alike = Map.groupBy(described, ({ process, likeness, unsaid, volume }) =>
    fingerprint([process, likeness, unsaid, volume && volumeWords({ ...volume, sizeGb: 0 })], 32),
  )
  const taken = new Set<string>()
  return [...alike.values()]
    .flatMap((some): Found[] => {
      const [first] = some
      if (first === undefined) return []
      const { process, likeness, unsaid } = first
      let name = process
      for (let number = 2; taken.has(name); number++) name = `${process}-${number}`
      taken.add(name)
      return [{ name, likeness, unsaid, volume: smallest(some), machines: some.map(({ machine }) => machine) }]
    })
    .sort((one, other) => compareText(one.name, other.name))
}

/** Volumes grow by themselves, and no spec makes one smaller: so a group asks for as much as the smallest has. */
function smallest(some: readonly Pick<Found, 'volume'>[]): DesiredVolume | undefined {
  return some.flatMap(({ volume }) => volume ?? []).sort((one, other) => one.sizeGb - other.sizeGb)[0]
}

/** The group that flyctl put a Machine in, made fit for a spec. */
function processGroup({ metadata = {} }: MachineConfig): string {
  const name = (metadata.fly_process_group ?? metadata.process_group ?? 'app').toLowerCase()
  const fit = name
    .replace(/[^a-z0-9-]/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, longestName)
    .replace(/-+$/, '')
  return fit === '' ? 'app' : fit
}

// The name of a group has 20 characters at most, and there may have to be a number behind it.
const longestName = 17

/** Tags under which different images run: it has moved since the first Machine got it. */
function movedTags(machines: readonly Machine[]): ReadonlySet<string> {
  const digests = new Map<string, Set<string>>()
  for (const { config, image_ref } of machines) {
    if (config === undefined || image_ref?.digest === undefined || config.image.includes('@')) continue
    digests.set(config.image, (digests.get(config.image) ?? new Set()).add(image_ref.digest))
  }
  return new Set([...digests].filter(([, some]) => some.size > 1).map(([image]) => image))
}

/** Where it stands comes right after the image, as in the schema; what is a default there is not written. */
function inPlace({ likeness: { image, dns, ...rest }, volume, machines }: Found): object {
  const regions = countByRegion(machines)
  const services = rest.services?.map(({ protocol, ...service }) =>
    protocol === 'tcp' ? service : { protocol, ...service },
  )
  const words = volume && { volume: volumeWords(volume) }
  return { image, regions, ...rest, ...(services && { services }), ...words, ...(dns && { dns }) }
}

function countByRegion(machines: readonly Machine[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const { region } of machines.toSorted((one, other) => compareText(one.region, other.region))) {
    counts.set(region, (counts.get(region) ?? 0) + 1)
  }
  return Object.fromEntries(counts)
}

function placesOf({ name, machines }: Found): Imported['places'] {
  return [...Map.groupBy(machines, ({ region }) => region).entries()].flatMap(([region, some]) =>
    some.map(({ id }, number) => ({ slot: `${name}/${region}/${number}` as const, machineId: id })),
  )
}

function sayUnreachable({ id }: Machine): string {
  return `the host of ${id} does not answer Fly, so nobody knows what should run there; try again when it is back`
}

function sayUnsaid(group: string, machines: readonly Machine[], { path }: Difference): string {
  const [, field = ''] = path.split('/')
  const what = whatItIs[field] ?? 'a spec cannot say it yet'
  const first = machines[0]?.id ?? ''
  const whose = machines.length === 1 ? first : `${first} and ${machines.length - 1} more`
  return `${group} (${whose}) has ${path}: ${what}`
}

const whatItIs: Readonly<Record<string, string>> = {
  mounts: 'a spec gives each Machine one volume of the app, and Fly lists none like this',
  standbys: 'a standby for another Machine; destroy it, and let the spec count the Machines that should run',
  auto_destroy: 'it destroys itself when its program ends, so there would be nothing to keep',
  containers: 'Artifact cannot describe several containers yet',
}
