import type { Confirmation, SourceHold } from '../resource/confirmation.ts'
import type { Ref } from '../resource/resource.ts'
import type { Desired } from './desired.ts'
import { seal } from './digest.ts'
import type { Observed } from './observed.ts'
import type { Plan } from './plan.ts'
import type { Step, Wait } from './step.ts'

/** What one spec may take from its App without anybody's consent: so few, or no more than such a share. */
export type BreakerLimits = {
  /** Of what would be there without it, from 0 to 1. */
  readonly removedShare: number
  /** Fewer than so many are never held. */
  readonly removedLeast: number
}

/** How many go, of how many: those that go and those that the spec asks for. */
export type Loss = { readonly gone: number; readonly of: number }

/** What a spec takes from its App. */
export type Taking = { readonly machines: Loss; readonly volumes: Loss }

/**
 * What is taken away when these slots are wanted and those are filled. Two Machines in one slot count once, and a move to
 * another place takes nothing away: as many are wanted there.
 */
export function lossOf(wanted: Iterable<string>, filled: Iterable<string>): Loss {
  const kept = new Set(wanted)
  const gone = new Set([...filled].filter((slot) => !kept.has(slot))).size
  return { gone, of: gone + kept.size }
}

/** Whether it is too much to be done without consent. */
export function isTooMuch({ gone, of }: Loss, { removedShare, removedLeast }: BreakerLimits): boolean {
  return gone >= removedLeast && gone > of * removedShare
}

/** What of a taking has to be agreed to first; `undefined` when nothing has. */
export function heldOf(
  { machines, volumes }: Taking,
  generation: number,
  confirmed: Confirmation | undefined,
  limits: BreakerLimits,
): Partial<Taking> | undefined {
  const agreed = confirmed?.generation === generation ? confirmed : { machines: 0, volumes: 0 }
  const isHeld = (loss: Loss, most: number) => loss.gone > most && isTooMuch(loss, limits)
  const held = {
    ...(isHeld(machines, agreed.machines) && { machines }),
    ...(isHeld(volumes, agreed.volumes) && { volumes }),
  }
  return held.machines || held.volumes ? held : undefined
}

/** Without what is none. All of it waits when the source is held, be it ever so little; `undefined` when nothing goes. */
export function whatGoes({ machines, volumes }: Taking, takesAll: boolean): Partial<Taking> | undefined {
  if (machines.gone + volumes.gone === 0 && !takesAll) return undefined
  return { ...(machines.gone > 0 && { machines }), ...(volumes.gone > 0 && { volumes }) }
}

/** What somebody agrees to who agrees to this. What was agreed to before of the same generation stays so. */
export function confirmationOf(
  { generation, confirmed }: { readonly generation: number; readonly confirmed: Confirmation | undefined },
  { machines, volumes }: Partial<Taking>,
  at: string,
): Confirmation {
  const before = confirmed?.generation === generation ? confirmed : { machines: 0, volumes: 0 }
  return { generation, machines: machines?.gone ?? before.machines, volumes: volumes?.gone ?? before.volumes, at }
}

/** The plan without the removals that somebody has to agree to first. All else goes on. */
export function holdRemovals(
  plan: Plan,
  desired: Desired,
  observed: Observed,
  options: {
    readonly confirmed: Confirmation | undefined
    readonly limits: BreakerLimits
    /** What its source takes away, together with this. */
    readonly source: SourceTaking | undefined
  },
): Plan {
  const { confirmed, limits, source } = options
  const taking = takingOf(desired, observed)
  const held = source ? whatGoes(taking, source.takesAll) : heldOf(taking, plan.generation, confirmed, limits)
  if (held === undefined) return plan
  const isHeld = (step: Step) =>
    (held.machines !== undefined && step.kind === 'destroy-machine' && step.because === 'SlotRemoved') ||
    (held.volumes !== undefined && step.kind === 'delete-volume')
  const waves = plan.waves.map((wave) => wave.filter((step) => !isHeld(step))).filter(({ length }) => length > 0)
  // A volume is kept for a while first: until then there is nothing to agree to.
  const isDue = source !== undefined || held.machines !== undefined || plan.waves.flat().some(isHeld)
  return isDue ? seal({ ...plan, waves, waits: [...plan.waits, needsConfirmation(plan, held, source)] }) : plan
}

function takingOf(desired: Desired, observed: Observed): Taking {
  const volumes = observed.volumes.ours.filter(
    ({ phase, facts }) => phase !== 'gone' && facts.quarantined === undefined,
  )
  const onVolumes = desired.machines.filter(({ volume }) => volume !== undefined)
  return {
    machines: lossOf(slotsOf(desired.machines), slotsOf(observed.machines)),
    volumes: lossOf(slotsOf(onVolumes), slotsOf(volumes)),
  }
}

function slotsOf(things: readonly { readonly slot: string }[]): readonly string[] {
  return things.map(({ slot }) => slot)
}

/** `takesAll`: the App is to go altogether. */
export type SourceTaking = SourceHold & { readonly takesAll: boolean }

function needsConfirmation(
  { ref, generation, flyApp }: Plan,
  held: Partial<Taking>,
  source: SourceTaking | undefined,
): Wait {
  const what = source?.takesAll ? 'the whole App' : sayTaking(held)
  const others = source
    ? `; the place that it came from takes ${source.machines} of ${source.ofMachines} Machines from ${source.apps} of ` +
      `${source.ofApps} Apps within an hour. Nothing of ${flyApp} goes`
    : ', and nothing of that goes'
  return {
    reason: 'NeedsConfirmation',
    subject: flyApp,
    message:
      `generation ${generation} takes ${what} away${others} until somebody agrees to it: ` +
      `\`${confirmCommand(ref, generation)}\`. Or apply a spec that keeps more`,
    recheckAfterMs: undefined,
  }
}

/** `5 of 6 Machines and 3 of 3 volumes`. */
export function sayTaking({ machines, volumes }: Partial<Taking>): string {
  const parts = [
    ...(machines ? [`${machines.gone} of ${machines.of} Machines`] : []),
    ...(volumes ? [`${volumes.gone} of ${volumes.of} volumes`] : []),
  ]
  return parts.join(' and ') || 'nothing that runs'
}

/** Names the generation, so that nobody agrees to a later one unseen. */
export function confirmCommand(ref: Ref, generation: number): string {
  return `artifact confirm ${ref.slice(ref.indexOf('/') + 1)} --generation ${generation}`
}
