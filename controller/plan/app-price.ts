import type { Guest } from '../fly/wire.ts'
import { groupOf } from '../resource/ownership.ts'
import type { Ref } from '../resource/resource.ts'
import { mayKeep } from '../resource/volume-asset.ts'
import type { Desired, DesiredMachine } from './desired.ts'
import type { ObservedVolume, ObservedVolumes } from './observe-volumes.ts'
import type { Observed, ObservedMachine } from './observed.ts'
import {
  addressPrice,
  free,
  machinePrice,
  type Price,
  type PriceChange,
  type PriceLine,
  type Runs,
  sum,
  volumePrice,
} from './price.ts'
import { priceTable } from './price-table.ts'

/** What an App costs a month when it is as its spec says. */
export type PriceList = {
  readonly ref: Ref
  /** The day of the table of prices. */
  readonly asOf: string
  readonly lines: readonly PriceLine[]
  readonly total: Price
}

export function priceList(desired: Desired): PriceList {
  const lines = priceLines(desired)
  return { ref: desired.ref, asOf: priceTable.asOf, lines, total: sum(lines.map(({ price }) => price)) }
}

/**
 * What the parts of an App cost, as its spec says: a line for the Machines of each group in each region, in slot order, and
 * one for their volumes; then what the App gets besides.
 */
export function priceLines({ machines, addresses }: Priced): readonly PriceLine[] {
  const alike = Map.groupBy(machines, ({ slot, region }) => `${groupOf(slot)}/${region}`)
  const ofMachines = [...alike.values()].flatMap((some): PriceLine[] => {
    const [first] = some
    if (first === undefined) return []
    const { slot, region, config } = first
    const what = `${some.length} × ${guestInWords(config.guest)} in ${region}${sayWhen[first.runs]}`
    return [{ subject: groupOf(slot), what, price: sum(some.map(wantedPrice)) }, ...volumeLines(some)]
  })
  const dedicated = addresses.filter(({ kind }) => kind === 'v4')
  const ofAddresses = dedicated.map(({ count }): PriceLine => {
    const what = `${count} × dedicated IPv4 address`
    return { subject: 'addresses', what, price: addressesPrice(count) }
  })
  return [...ofMachines, ...ofAddresses]
}

/** A line for the volumes of each size: some may have grown beyond what the spec says. */
function volumeLines(machines: readonly DesiredMachine[]): readonly PriceLine[] {
  const withOne = machines.filter(({ volume }) => volume !== undefined)
  return [...Map.groupBy(withOne, ({ volume }) => volume?.sizeGb ?? 0)].map(([sizeGb, some]): PriceLine => {
    const [{ slot = '//0', region = '' } = {}] = some
    const what = `${some.length} × volume of ${sizeGb} GB in ${region}`
    return { subject: groupOf(slot), what, price: sum(some.map(() => volumePrice(sizeGb))) }
  })
}

/** The parts of what a spec means that cost something. */
type Priced = Pick<Desired, 'machines' | 'addresses'>

/** Only those of version 4 that are the app's own cost something. */
function addressesPrice(dedicated: number): Price {
  return sum(Array.from({ length: dedicated }, () => addressPrice('dedicatedIpv4')))
}

/** How the price of an App changes from what is there to what is wanted; `undefined`: it is to go. */
export function priceChange(desired: Priced | undefined, observed: Observed): PriceChange {
  return {
    asOf: priceTable.asOf,
    before: sum([
      ...observed.machines.map(observedPrice),
      ...observed.volumes.ours.map(observedVolumePrice),
      addressesPrice(observed.addresses?.ours.filter(({ kind }) => kind === 'v4').length ?? 0),
    ]),
    after: desired ? sum(pricesOnceDone(desired, observed.volumes)) : free,
  }
}

/**
 * No volume gets smaller, one that nobody knows the contents of stays until a person deletes it, and so does one whose place
 * another has taken, until the spec gives up the slot. Those that the spec has given up go when their time is over.
 */
function pricesOnceDone(desired: Priced, { ours }: ObservedVolumes): readonly Price[] {
  const live = ours.filter(({ phase }) => phase !== 'gone')
  const inUse = new Map(live.filter(({ facts }) => mayKeep(facts)).map(({ slot, sizeGb }) => [slot, sizeGb]))
  const machines = desired.machines.map((machine) => {
    const { slot, volume } = machine
    const sizeGb = Math.max(volume?.sizeGb ?? 0, inUse.get(slot) ?? 0)
    return volume && sizeGb > volume.sizeGb ? { ...machine, volume: { ...volume, sizeGb } } : machine
  })
  const stranded = live
    .filter(({ facts, idleSince }) => facts.quarantined || (facts.left && idleSince === undefined))
    .map(observedVolumePrice)
  return [...priceLines({ ...desired, machines }).map(({ price }) => price), ...stranded]
}

function wantedPrice({ config, runs }: DesiredMachine): Price {
  return machinePrice(config.guest, runs === 'always' ? 'always' : 'sometimes')
}

/** As it is, whatever the spec thinks of that: a stopped Machine costs nothing until somebody starts it. */
export function observedPrice({ config, phase }: Pick<ObservedMachine, 'config' | 'phase'>): Price {
  return machinePrice(config?.guest, runsOf(config, phase))
}

/** One that is gone costs nothing; one that is out of sight still does. */
export function observedVolumePrice({ phase, sizeGb }: Pick<ObservedVolume, 'phase' | 'sizeGb'>): Price {
  return phase === 'gone' ? free : volumePrice(sizeGb)
}

function runsOf(config: ObservedMachine['config'], phase: ObservedMachine['phase']): Runs {
  const isProxied = config?.services?.some(
    ({ autostop }) => autostop !== undefined && autostop !== false && autostop !== 'off',
  )
  if (config?.schedule !== undefined || isProxied) return 'sometimes'
  switch (phase) {
    case 'resting':
    case 'broken':
      return 'resting'
    case 'running':
    case 'moving':
    case 'unreachable':
    case 'unseen':
      return 'always'
    default:
      return phase satisfies never
  }
}

const sayWhen: Readonly<Record<DesiredMachine['runs'], string>> = {
  always: '',
  proxy: ', as long as the proxy lets it run',
  schedule: ', while its schedule runs it',
  once: ', until its program ends',
}

function guestInWords(guest: Guest | undefined): string {
  if (guest === undefined) return 'a Machine of unknown size'
  const { cpu_kind, cpus, memory_mb } = guest
  return `${cpu_kind === 'shared' ? 'shared-cpu' : cpu_kind}-${cpus}x, ${memory_mb} MB`
}
