import { settledAs } from '../fly/states.ts'
import type { Machine } from '../fly/wire.ts'
import { readMarks } from '../plan/marks.ts'
import { pinsOf } from '../plan/observe.ts'
import type { Holdings, Sighting } from '../plan/observed.ts'
import { secretAsset, secretFacts } from '../plan/secret-facts.ts'
import { addressInWords, readAsked } from '../resource/address.ts'
import type { Binding, Intent, Slot } from '../resource/ownership.ts'
import type { Effects, Stored } from '../store/store.ts'
import { aboutIntent } from './call-record.ts'
import type { Deps } from './deps.ts'
import { eventOf } from './events.ts'
import { pinSeen } from './put-image.ts'
import { addressesChanged, judgeAddress } from './settle-addresses.ts'
import { certificatesChanged, judgeCertificate } from './settle-certificates.ts'
import { judgeVolume, judgeVolumeChange, noteVolumes } from './settle-volumes.ts'

/**
 * Brings the store into line with what was seen: what became of calls whose answer was lost, which of our Machines are
 * gone, and which turned up late or came back. Concludes nothing from absence alone.
 *
 * `wanted` are the slots of the present spec: a creation for one of them stays open, to be tried again under its name.
 */
export async function settleByObservation(
  stored: Stored,
  sighting: Sighting,
  holdings: Holdings,
  wanted: ReadonlySet<Slot>,
  deps: Deps,
): Promise<Holdings> {
  const { store, fence } = deps
  let changed = false

  for (const intent of holdings.intents) {
    const verdict = judge(intent, sighting, holdings, wanted, stored, deps)
    if (!verdict) continue
    changed = true
    const { state, effects } = verdict
    const record = { ...aboutIntent(intent, stored, deps), outcome: state, toldBy: 'observation' } as const
    await store.settleIntent(fence, intent.id, state, { ...effects, audit: [record] })
    await store.record(fence, [
      eventOf(
        deps,
        stored,
        'IntentSettled',
        `${intent.action} of ${targetInWords(intent)}, whose answer was lost, ${verdict.words ?? (verdict.state === 'done' ? 'had been done' : 'had not been done')}`,
        {
          operation: intent.id,
          state: verdict.state,
        },
      ),
    ])
  }

  const assets = [
    ...addressesChanged(sighting, holdings, deps),
    ...certificatesChanged(sighting, holdings, deps),
    ...lostSecrets(sighting, holdings),
  ]
  const effects = whatChanged(sighting, holdings, assets)
  if (effects) {
    changed = true
    await store.note(fence, stored.ref, effects)
    for (const id of effects.died ?? []) deps.memory.forget(id)
  }

  for (const machine of sighting.machines) {
    const bind = await lateArrival(machine, stored, holdings, deps)
    if (!bind) continue
    changed = true
    await store.note(fence, stored.ref, { bind })
  }
  const settled = changed ? await store.holdings(stored.ref) : holdings
  return (await noteVolumes(stored, sighting, settled, wanted, deps)) ? await store.holdings(stored.ref) : settled
}

export type Verdict = {
  readonly state: 'done' | 'refused'
  readonly effects?: Effects
  /** What became of it, where it is neither done nor not done. */
  readonly words?: string
}

/** What an observation says of a call; `undefined` when it says nothing yet. */
function judge(
  intent: Intent,
  sighting: Sighting,
  holdings: Holdings,
  wanted: ReadonlySet<Slot>,
  stored: Stored,
  deps: Deps,
): Verdict | undefined {
  const { bindings, assets } = holdings
  const machine = sighting.machines.find(({ id }) => id === intent.target)
  // One that is known to be dead and is not seen is not asked after again.
  const wasDead =
    machine === undefined && bindings.some(({ machineId, alive }) => machineId === intent.target && !alive)
  const isGone = wasDead || sighting.gone.includes(intent.target) || sighting.app === 'absent'
  switch (intent.action) {
    case 'create-app':
      if (sighting.app === 'present') return { state: 'done', effects: { ownsApp: true } }
      // Not there yet is not «not made»: the request may still be on its way.
      return sighting.app === 'foreign' || (wanted.size === 0 && isOld(intent, deps)) ? { state: 'refused' } : undefined
    case 'delete-app':
      if (sighting.app === 'absent') return { state: 'done', effects: { ownsApp: false } }
      return { state: 'refused' }
    case 'set-secrets':
    case 'unset-secrets':
      // A digest that nobody told us says nothing. See perform-secrets.ts for why it may be done again all the same.
      return { state: 'refused', words: 'may have been done or not: it no longer matters, as it is done anew' }
    case 'create-machine': {
      const made = sighting.machines.find(({ name }) => name === intent.target)
      if (made && !made.config) return undefined
      if (made) {
        const isOurs = readMarks(made.config?.metadata ?? {}).operation === intent.id
        if (!isOurs) return { state: 'refused' }
        const effects = { bind: bindingOf(intent, made.id), ...pinSeen(made, intent, pinsOf({ assets })) }
        return { state: 'done', effects }
      }
      // Not seen is not «not made». While the slot is wanted, the next try under the same name will tell; and a Machine
      // that turns up later is known by its operation.
      return intent.slot !== undefined && wanted.has(intent.slot) ? undefined : { state: 'refused' }
    }
    case 'update-machine':
    case 'set-metadata':
      if (isGone) return { state: 'refused' }
      if (!machine?.config) return undefined
      if (readMarks(machine.config.metadata ?? {}).operation !== intent.id) return { state: 'refused' }
      return { state: 'done', effects: pinSeen(machine, intent, pinsOf({ assets })) }
    case 'start-machine':
      if (isGone) return { state: 'refused' }
      return machine && { state: settledAs(machine.state) === 'running' ? 'done' : 'refused' }
    case 'stop-machine':
      if (isGone) return { state: 'done' }
      return machine && { state: settledAs(machine.state) === 'resting' ? 'done' : 'refused' }
    case 'cordon-machine':
    case 'uncordon-machine': {
      if (isGone) return { state: 'refused' }
      const isCordoned = machine?.cordoned ?? false
      return machine && { state: isCordoned === (intent.action === 'cordon-machine') ? 'done' : 'refused' }
    }
    case 'destroy-machine':
      if (isGone) return { state: 'done', effects: { died: [intent.target] } }
      return machine && { state: machine.state === 'destroying' ? 'done' : 'refused' }
    case 'assign-address':
    case 'release-address':
      return judgeAddress(intent, sighting, holdings, deps)
    case 'restart-machine':
      if (isGone) return { state: 'refused' }
      // Whether it has to be done again is read off the Machine's last start, and not off this.
      return machine && { state: settledAs(machine.state) === 'running' ? 'done' : 'refused' }
    case 'create-volume':
      return judgeVolume(intent, sighting, holdings, stored, wanted, deps.fly.now())
    case 'extend-volume':
    case 'update-volume':
    case 'create-snapshot':
    case 'delete-volume':
      return judgeVolumeChange(intent, sighting, holdings, stored, isOld(intent, deps), deps.fly.now())
    case 'request-certificate':
    case 'delete-certificate':
      return judgeCertificate(intent, sighting, holdings, deps)
    default:
      return intent.action satisfies never
  }
}

function targetInWords({ action, target }: Intent): string {
  return action === 'assign-address' ? `the ${addressInWords(readAsked(target).kind)}` : target
}

/** Whether the request can no longer be on its way. */
function isOld({ openedAt }: Intent, { world, settings }: Deps): boolean {
  return world.clock.now() - Date.parse(openedAt) > settings.lagMs
}

function bindingOf({ slot, incarnation, target, id }: Intent, machineId: string): NonNullable<Effects['bind']> {
  if (slot === undefined || incarnation === undefined)
    throw new Error(`the intent ${id} creates a Machine without a slot`)
  return { slot, incarnation, name: target, machineId, operation: id }
}

function whatChanged(
  sighting: Sighting,
  holdings: Holdings,
  assets: NonNullable<Effects['assets']>,
): Effects | undefined {
  const seen = new Set(sighting.machines.map(({ id }) => id))
  const gone = new Set(sighting.gone)
  const idsWhere = (test: (binding: Binding) => boolean) =>
    holdings.bindings.filter(test).map(({ machineId }) => machineId)
  const died = idsWhere(({ machineId, alive }) => alive && gone.has(machineId))
  const revived = idsWhere(({ machineId, alive }) => !alive && seen.has(machineId))
  const isPresent = sighting.app === 'present'
  const lostApp = holdings.ownsApp && !isPresent
  // Fly had denied it, or answered for another: ids are never used twice, so this is the app that we made.
  const foundApp = !holdings.ownsApp && isPresent && holdings.bindings.some(({ machineId }) => seen.has(machineId))
  if (died.length + revived.length + assets.length === 0 && !lostApp && !foundApp) return undefined
  return { died, revived, ...(assets.length > 0 && { assets }), ...((lostApp || foundApp) && { ownsApp: foundApp }) }
}

/** An app that is made anew has none, and counts their versions from the start. */
function lostSecrets({ app }: Sighting, { assets }: Holdings): NonNullable<Effects['assets']> {
  const rows = assets.filter((asset) => asset.kind === 'secret' && (asset.alive || secretFacts(asset).version > 0))
  if (app !== 'absent') return []
  return rows.map(({ name, operation, ...row }) => {
    const facts = { ...secretFacts(row), digest: undefined, setAt: undefined, version: 0 }
    return secretAsset(name, facts, { operation, alive: false })
  })
}

/** A Machine that a settled intent of ours made after all: its request was long on the way. */
async function lateArrival(machine: Machine, stored: Stored, { bindings, intents }: Holdings, { store }: Deps) {
  const { operation } = readMarks(machine.config?.metadata ?? {})
  if (operation === undefined || bindings.some(({ machineId }) => machineId === machine.id)) return undefined
  if (intents.some(({ id }) => id === operation)) return undefined
  const intent = await store.intent(operation)
  const isOurs = intent?.action === 'create-machine' && intent.ref === stored.ref && intent.target === machine.name
  return isOurs ? bindingOf(intent, machine.id) : undefined
}
