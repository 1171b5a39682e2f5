import { isBroken, isGone, isMoving, settledAs, stuckAfterMs } from '../fly/states.ts'
import type { Machine } from '../fly/wire.ts'
import type { Binding, Slot } from '../resource/ownership.ts'
import type { Ref } from '../resource/resource.ts'
import { observeSecrets } from './held-secrets.ts'
import { isBetweenVersions, newestEvent, newestExit, newestStartAt, versionMadeAt } from './history.ts'
import { readMarks } from './marks.ts'
import { observeAddresses } from './observe-addresses.ts'
import { observeDomains } from './observe-domains.ts'
import { observeVolumes } from './observe-volumes.ts'
import {
  type Holdings,
  noLosses,
  type Observed,
  type ObservedMachine,
  type ObservedStranger,
  type Sighting,
} from './observed.ts'
import type { ImagePins } from './pinned-image.ts'
import { compareText } from './slots.ts'

/**
 * What is on Fly for one App, in the planner's words. Ours is what a row of the store binds, and what a call of ours has
 * made whose answer was lost; a name or metadata alone make nothing ours.
 */
export function observe(ref: Ref, flyApp: string, sighting: Sighting, holdings: Holdings, now: number): Observed {
  const owners = ownersOf(sighting, holdings)
  const present = sighting.machines
    .filter(({ state }) => !isGone(state))
    .sort((one, other) => compareText(one.id, other.id))
  const seen = new Set(sighting.machines.map(({ id }) => id))
  const gone = new Set(sighting.gone)
  const machines: ObservedMachine[] = []
  const strangers: Machine[] = []
  for (const machine of present) {
    const owner = owners.get(machine.id)
    if (owner) machines.push(observeMachine(machine, owner, now))
    else strangers.push(machine)
  }
  const unseen = holdings.bindings.filter(
    ({ alive, machineId }) => alive && !seen.has(machineId) && !gone.has(machineId),
  )
  return {
    ref,
    flyApp,
    app: sighting.app === 'present' ? (holdings.ownsApp ? 'ours' : 'unowned') : sighting.app,
    network: sighting.network,
    machines: [...machines, ...unseen.map((binding) => unseenMachine(binding, now))].sort((one, other) =>
      compareText(one.id, other.id),
    ),
    strangers: strangers.map(observeStranger),
    images: pinsOf(holdings),
    addresses: observeAddresses(sighting, holdings),
    domains: observeDomains(sighting, holdings),
    refusals: sighting.refusals,
    secrets: observeSecrets(sighting.secrets, sighting.app === 'absent' ? [] : holdings.assets),
    pending: pendingCreations(holdings, new Set([...owners.values()].map(({ operation }) => operation))),
    full: sighting.full ?? [],
    volumes: observeVolumes(sighting, holdings),
    losses: sighting.losses ?? noLosses,
  }
}

/** What the tags of an App's images stand for, as far as that was learnt. */
export function pinsOf({ assets }: Pick<Holdings, 'assets'>): ImagePins {
  const images = assets.filter(({ kind, alive }) => kind === 'image' && alive)
  return Object.fromEntries(images.map(({ id, name }) => [id, name]))
}

type Owner = { readonly slot: Slot; readonly incarnation: string; readonly operation: string }

/** By id: which slot each of our Machines fills. */
function ownersOf({ machines }: Sighting, { bindings, intents }: Holdings): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner>(bindings.map((binding) => [binding.machineId, binding]))
  const byName = new Map(machines.map((machine) => [machine.name, machine]))
  for (const { id, action, target, slot, incarnation } of intents) {
    if (action !== 'create-machine' || slot === undefined || incarnation === undefined) continue
    const made = byName.get(target)
    const isOurs = made !== undefined && readMarks(made.config?.metadata ?? {}).operation === id
    if (isOurs && !owners.has(made.id)) owners.set(made.id, { slot, incarnation, operation: id })
  }
  return owners
}

function pendingCreations({ intents }: Holdings, fulfilled: ReadonlySet<string>): Observed['pending'] {
  return intents.flatMap(({ id, action, state, slot, incarnation }) => {
    const isPending = action === 'create-machine' && (state === 'open' || state === 'unknown') && !fulfilled.has(id)
    return isPending && slot !== undefined && incarnation !== undefined ? [{ slot, incarnation, operation: id }] : []
  })
}

function observeMachine(machine: Machine, { slot, incarnation }: Owner, now: number): ObservedMachine {
  const isReachable = (machine.host_status ?? 'ok') === 'ok'
  const config = isReachable ? machine.config : undefined
  const marks = readMarks(config?.metadata ?? {})
  const since = newestEvent(machine)?.timestamp ?? Date.parse(machine.updated_at)
  return {
    id: machine.id,
    name: machine.name,
    slot,
    incarnation,
    version: machine.instance_id,
    region: machine.region,
    state: machine.state,
    phase: isReachable ? phaseOf(machine, now - since) : 'unreachable',
    since,
    versionSince: versionMadeAt(machine),
    checks: countChecks(machine),
    exit: newestExit(machine),
    hash: marks.hash,
    metadataKeys: marks.keys,
    config,
    cordoned: machine.cordoned ?? false,
    digest: machine.image_ref?.digest,
    secretsVersion: marks.secrets,
    startedAt: newestStartAt(machine),
  }
}

/** Nobody waits for it to settle, so it counts as what it is, for however long it has been that. */
function observeStranger(machine: Machine): ObservedStranger {
  const { id, name, state, config } = machine
  const isReachable = (machine.host_status ?? 'ok') === 'ok'
  return { id, name, state, config, phase: isReachable ? phaseOf(machine, 0) : 'unreachable' }
}

function phaseOf(machine: Machine, ageMs: number): ObservedMachine['phase'] {
  const { state, config } = machine
  if (isBroken(state)) return 'broken'
  if (settledAs(state) === 'resting' && isBetweenVersions(machine) && ageMs <= patienceMs('replacing')) return 'moving'
  if (!isMoving(state)) return settledAs(state) === 'running' ? 'running' : 'resting'
  // A scheduled Machine stays `created` until its hour comes.
  if (state === 'created' && config?.schedule !== undefined) return 'resting'
  return ageMs > patienceMs(state) ? 'broken' : 'moving'
}

// `created` lasts as long as the image takes to be prepared, more than a minute for a large one: it gets the longest time.
function patienceMs(state: Machine['state']): number {
  return state === 'created' ? 600_000 : (stuckAfterMs(state) ?? Number.POSITIVE_INFINITY)
}

function countChecks({ checks = [] }: Machine): ObservedMachine['checks'] {
  // Fly's deploys add checks of their own. Source: superfly/fly-go machine_types.go, RemoveCompatChecks
  const real = checks.filter(({ name }) => !name.startsWith('bg_deployments_compat'))
  const failing = real.filter(({ status }) => status !== 'passing').map(({ name }) => name)
  return { passing: real.length - failing.length, listed: real.length, failing: failing.sort() }
}

function unseenMachine({ machineId, name, slot, incarnation }: Binding, now: number): ObservedMachine {
  return {
    id: machineId,
    name,
    slot,
    incarnation,
    version: '',
    region: slot.split('/')[1] ?? '',
    state: 'unseen',
    phase: 'unseen',
    since: now,
    versionSince: now,
    checks: { passing: 0, listed: 0, failing: [] },
    exit: undefined,
    hash: undefined,
    metadataKeys: [],
    config: undefined,
    cordoned: false,
    digest: undefined,
    secretsVersion: undefined,
    startedAt: undefined,
  }
}
