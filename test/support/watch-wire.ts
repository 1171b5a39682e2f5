import type { Action } from '../../controller/resource/ownership.ts'
import { flyAppOf } from '../../controller/resource/resource.ts'
import type { IntentRow } from './evidence.ts'
import { placeOf } from './ground.ts'
import type { Watched } from './watch.ts'
import { isDeed, type Sent } from './wire-tap.ts'

/**
 * What goes over the wire: I6 (nothing is destroyed without a licence), I8 (strangers are left alone), I9 (an intent
 * before each deed) and I10 (one deed at a time for each Machine; Fly's limits are kept).
 */
export function watchWire({ ground, evidence, strangers, isRateLimitExcused, elapsedMs, report }: Watched) {
  /** By life and Machine. What a life that has ended still has on the way is not counted against the next. */
  const inFlight = new Set<string>()
  let beganAt = Number.NEGATIVE_INFINITY
  let currentLife = 0

  return {
    sending(sent: Sent, life: number): void {
      if (!isDeed(sent)) return
      const { action, target = '', line } = sent
      if (action === 'other-deed') {
        report('I9', `${line} is a deed for which there is no kind of intent`)
        return
      }
      if (strangers().includes(target)) report('I8', `${line} goes to a Machine that is not ours`)
      if (action === 'delete-app') checkNoStrangersIn(target, line)
      if (life === currentLife) checkIntent(sent, intentsFor(sent))
      // It cannot know that another has taken over and settled the intent meanwhile; but there must have been one.
      else if (!evidence.wasIntended(action as Action, target)) report('I9', `${line} was never intended`)

      const key = keyOf(sent, life)
      if (inFlight.has(key)) report('I10', `${line} while another deed on ${target} is under way`)
      inFlight.add(key)
    },
    answered(sent: Sent, life: number, status: number | undefined): void {
      if (isDeed(sent)) inFlight.delete(keyOf(sent, life))
      const isFirstBreath = elapsedMs() - beganAt < budgetRefillMs
      if (status === 429 && !isRateLimitExcused() && !isFirstBreath)
        report('I10', `${sent.line} was too much for Fly's limits`)
    },
    began(life: number): void {
      currentLife = life
      beganAt = elapsedMs()
    },
  }

  function checkIntent(sent: Sent, intents: readonly IntentRow[]): void {
    const { action, target = '', line } = sent
    const [intent] = intents
    if (intent === undefined || intents.length > 1) {
      report('I9', `${line} (${target}) has ${intents.length} open intents instead of 1`)
      return
    }
    const licences = reasons[intent.action]
    if (!licences.includes(intent.because)) report('I6', `${line} is done because of «${intent.because}»`)
    if (sent.operation !== undefined && sent.operation !== intent.id) {
      report('I9', `${line} carries ${sent.operation}, and the intent is ${intent.id}`)
    }
    if (evidence.spec(intent.ref) === undefined)
      report('I20', `${line} is done for ${intent.ref}, which is not in the store`)
    if (action === 'release-address' && !evidence.isHeld('address', target))
      report('I8', `${line} goes to an address that no row holds`)
    if (action === 'delete-certificate' && !evidence.isHeld('certificate', target))
      report('I8', `${line} goes to a hostname that no row holds`)
    if (action === 'create-machine') {
      checkNoSecondName(intent, line)
      checkIsMissing(sent, intent)
    }
    if (isOfMachine(action) && action !== 'create-machine' && !evidence.isBound(target))
      report('I8', `${line} goes to a Machine that no row binds`)
  }

  /** An address has no name before it is made: its intent begins with the kind that is asked for. */
  function intentsFor({ action, target = '', flyApp }: Sent): readonly IntentRow[] {
    if (action !== 'assign-address') return evidence.unsettledFor(action as Action, target)
    return evidence.unsettled().filter((intent) => {
      const spec = evidence.spec(intent.ref)
      const isOfApp = spec !== undefined && flyAppOf(spec.resource) === flyApp
      return isOfApp && intent.action === action && intent.target.startsWith(`${target} @`)
    })
  }

  /** A creation that is not settled is tried again under its own name, never under another. */
  function checkNoSecondName({ ref, slot, target }: IntentRow, line: string): void {
    const other = evidence
      .unsettled()
      .find(
        (intent) =>
          intent.action === 'create-machine' && intent.ref === ref && intent.slot === slot && intent.target !== target,
      )
    if (other)
      report('I9', `${line} (${target}) although nobody knows what became of ${other.target} for the same slot`)
  }

  /** A Machine that stands in for a missing one finds nobody in its place. */
  function checkIsMissing({ flyApp = '', target = '', line }: Sent, { because }: IntentRow): void {
    if (because !== 'Missing') return
    const ids = strangers()
    const twin = ground
      .machines(flyApp)
      .find(
        ({ id, name, state }) =>
          name !== target && placeOf(name) === placeOf(target) && state !== 'destroying' && !ids.includes(id),
      )
    if (twin) report('I4', `${line} (${target}) although ${twin.name} stands there`)
  }

  function checkNoStrangersIn(flyApp: string, line: string): void {
    const ids = strangers()
    const stranger = ground.machines(flyApp).find(({ id }) => ids.includes(id))
    if (stranger) report('I8', `${line} would take ${stranger.name} along, which is not ours`)
  }
}

function isOfApp(action: Sent['action']): boolean {
  return action === 'create-app' || action === 'delete-app' || action === 'set-secrets' || action === 'unset-secrets'
}

function isOfMachine(action: Sent['action']): boolean {
  return action.endsWith('-machine') || action === 'set-metadata'
}

function keyOf({ action, flyApp, target }: Sent, life: number): string {
  return isOfApp(action) ? `${life}/${target}` : `${life}/${flyApp}/${target}`
}

/** The closed list: what may be done to Fly for which reason. */
const reasons: Readonly<Record<Action, readonly string[]>> = {
  'create-app': ['AppMissing'],
  'delete-app': ['DeletionRequested'],
  'set-secrets': ['SecretsDue'],
  'unset-secrets': ['SpecChanged', 'Asked'],
  'create-machine': ['Missing', 'Replaces', 'HostLost', 'Successor'],
  'update-machine': ['SpecChanged', 'SecretsChanged', 'Drifted'],
  'set-metadata': ['SpecChanged', 'Drifted'],
  'start-machine': ['Stopped', 'Crashed'],
  'assign-address': ['Missing'],
  'release-address': ['SpecChanged'],
  'request-certificate': ['Missing'],
  'delete-certificate': ['SpecChanged'],
  'cordon-machine': ['Succeeded', 'DeletionRequested'],
  'uncordon-machine': ['AllWell', 'Cordoned'],
  'stop-machine': ['SlotRemoved', 'Replaced', 'Broken', 'DeletionRequested', 'HandsOver'],
  'destroy-machine': ['SlotRemoved', 'Replaced', 'Broken', 'DeletionRequested', 'HandsOver'],
  'restart-machine': ['VolumeGrown'],
  'create-volume': ['VolumeMissing', 'HostLost', 'VolumeLost', 'HostFull'],
  'extend-volume': ['SpecChanged'],
  'update-volume': ['SpecChanged', 'Drifted'],
  'create-snapshot': ['VolumeUnused'],
  'delete-volume': ['VolumeUnused'],
}

// A process that has just begun does not know what the one before it has used up of Fly's budget.
const budgetRefillMs = 5_000
