import { isVolumeLeaving } from '../../fly/volume-states.ts'
import type { Machine } from '../../fly/wire.ts'
import type { Volume } from '../../fly/wire-volumes.ts'
import { groupOf, type Slot } from '../../resource/ownership.ts'
import type { Desired, DesiredMachine } from '../desired.ts'
import { everyDifference } from '../differences.ts'
import { readMarks } from '../marks.ts'
import { mounted, mountOf } from '../mount.ts'
import { observe } from '../observe.ts'
import type { Holdings, Sighting } from '../observed.ts'
import { reconcile } from '../reconcile.ts'
import { compareText } from '../slots.ts'
import type { WaitReason } from '../step.ts'
import { toDo } from '../step-words.ts'
import type { LiveApp } from './live-app.ts'
import { volumeOf } from './volume-from.ts'

/** Why a live app cannot be taken for that of a spec: for good, or as long as something goes on there. */
export type Objections = { readonly lasting: readonly string[]; readonly passing: readonly string[] }

/**
 * Which live Machine would fill which slot, in the order of slots and ids: one that is just what is wanted there, in its
 * region; of several the one that flyctl has in a process group of that name.
 */
export function placesFor(desired: Desired, { machines, volumes }: LiveApp): ReadonlyMap<Slot, Machine> {
  const free = machines.toSorted((one, other) => compareText(one.id, other.id))
  const places = new Map<Slot, Machine>()
  for (const want of desired.machines) {
    const fit = free.filter((machine) => machine.region === want.region && isJust(want, machine, volumes))
    const group = groupOf(want.slot)
    const chosen = fit.find(({ config }) => config?.metadata?.fly_process_group === group) ?? fit[0]
    if (chosen === undefined) continue
    places.set(want.slot, chosen)
    free.splice(free.indexOf(chosen), 1)
  }
  return places
}

/**
 * Whatever speaks against it: a place that would stay empty, a Machine without one, and whatever a plan for the adopted App
 * would do besides marking its Machines. `holdings` are what the store would have then; `now` is ms since 1970 by Fly's clock.
 */
export function objectionsTo(
  desired: Desired,
  live: LiveApp,
  places: ReadonlyMap<Slot, Machine>,
  holdings: Holdings,
  now: number,
): Objections {
  const placed = new Set([...places.values()].map(({ id }) => id))
  const lasting = [
    ...(live.network === desired.network
      ? []
      : [`it stands in the network ${live.network}, and the spec says ${desired.network}`]),
    ...desired.machines
      .filter(({ slot }) => !places.has(slot))
      .map(({ slot }) => `no Machine there is just what the spec wants in ${slot}`),
    ...live.machines
      .filter(({ id }) => !placed.has(id))
      .map(({ id, name }) => `the spec has no place for ${name} (${id})`),
    ...live.machines.filter(isMarked).map(({ id }) => `the Machine ${id} carries the marks of another Artifact`),
  ]
  if (lasting.length > 0) return { lasting, passing: [] }

  const observed = observe(desired.ref, desired.flyApp, sightingOf(live), holdings, now)
  const { waves, waits } = reconcile(desired, observed, now)
  const steps = waves.flat()
  const passing = waits.filter(({ reason }) => isPassing.has(reason)).map(({ message }) => message)
  const marked = new Set(steps.flatMap((step) => (step.kind === 'set-metadata' ? step.id : [])))
  const others = steps.filter(({ kind }) => kind !== 'set-metadata').map((step) => `the spec would ${toDo(step)}`)
  const unmarked = live.machines
    .filter(({ id }) => !marked.has(id))
    .map(({ id }) => `the Machine ${id} could not be marked`)
  return passing.length > 0 ? { lasting: others, passing } : { lasting: [...others, ...unmarked], passing }
}

/** As a look would bring it home, once the app is ours. */
function sightingOf({ network, machines, addresses, certificates, secrets, volumes }: LiveApp): Sighting {
  return {
    ...({ app: 'present', network, machines, gone: [], addresses } as const),
    certificates: certificates.map((summary) => ({ summary, detail: undefined })),
    secrets: { listed: secrets, requested: [] },
    volumes: { listed: volumes.filter(({ state }) => !isVolumeLeaving(state)), gone: [], unmade: [] },
  }
}

const isPassing: ReadonlySet<WaitReason> = new Set([
  'MachineMoving',
  'MachineUnseen',
  'HostUnreachable',
  'VolumeUnreachable',
  'VolumeAwaited',
  'CrashLooping',
  'NotYetHealthy',
])

function isJust(want: DesiredMachine, { config, image_ref }: Machine, volumes: readonly Volume[]): boolean {
  if (config === undefined) return false
  const volume = volumeOf(config, volumes)
  // How it was made a volume stays, and a Machine without one gets it only by being another.
  if (want.volume && volume?.encrypted !== want.volume.encrypted) return false
  const isSameImage = want.config.image === `${config.image}@${image_ref?.digest}`
  const image = isSameImage ? config.image : want.config.image
  return everyDifference({ ...mounted(want, mountOf(config)), image }, config).length === 0
}

function isMarked({ config }: Machine): boolean {
  return readMarks(config?.metadata ?? {}).operation !== undefined
}
