import type { Desired } from './desired.ts'
import type { DesiredSecret } from './desired-secrets.ts'
import type { DriftRules } from './drift.ts'
import type { HeldSecret, ObservedSecrets } from './held-secrets.ts'
import type { Observed } from './observed.ts'
import * as waits from './secret-waits.ts'
import type { DueSecret, SetSecrets, Step, UnsetSecrets, Wait } from './step.ts'
import { isOpen, opensInMs } from './windows.ts'

/** What is to be done about an App's secrets. */
export type SecretsPlan = {
  readonly set: readonly SetSecrets[]
  /** What somebody asked to have taken away. */
  readonly unset: readonly UnsetSecrets[]
  /** What the spec has taken back: still there for Machines of an older spec. */
  readonly surplus: readonly UnsetSecrets[]
  readonly waits: readonly Wait[]
  /** Whether one is not there and will not be by what is planned: then no Machine is made or updated. */
  readonly isLacking: boolean
}

/**
 * What has to be written, what has to be handed in first, and what others have changed. A value cannot be read back from
 * Fly, so what somebody else has overwritten is made anew where it was made by us, and only told where it was handed in.
 */
export function planSecrets(desired: Desired, observed: Observed, now: number): SecretsPlan {
  const { flyApp } = desired
  const known = observed.secrets ?? none
  const verdicts = desired.secrets.map((want) => judge(want, desired, known, now))
  const due = verdicts.flatMap((verdict) => verdict.due ?? [])
  const wanted = new Set(desired.secrets.map(({ name }) => name))
  const asked = namesWhere(known, (name) => known.requested.some((each) => each.name === name && each.kind === 'unset'))
  const surplus = namesWhere(known, (name) => !wanted.has(name))
  const runs = observed.machines.some(({ phase }) => phase === 'running')
  return {
    set:
      due.length === 0
        ? []
        : [{ kind: 'set-secrets', flyApp, secrets: due, because: 'SecretsDue', effect: runs ? 'restart' : 'none' }],
    unset: unsetStep(flyApp, asked, 'Asked'),
    surplus: unsetStep(flyApp, surplus, 'SpecChanged'),
    waits: verdicts.flatMap(({ wait }) => wait ?? []),
    isLacking: verdicts.some(({ isLacking }) => isLacking),
  }
}

/** What is there once the planned secrets have been written: every Machine that runs has older ones. */
export function afterWriting(observed: Observed, { set }: SecretsPlan): Observed {
  if (set.length === 0) return observed
  const { version } = observed.secrets ?? none
  return {
    ...observed,
    secrets: { ...(observed.secrets ?? none), version: version + 1, writtenAt: Number.POSITIVE_INFINITY },
  }
}

/**
 * What is done to Machines, with what is done to secrets around it: they are written before. What an older spec had goes
 * when all is settled, since Machines of that spec may need it until then, and nobody can bring it back.
 */
export function aroundMachines(
  { set, unset, surplus, waits, isLacking }: SecretsPlan,
  ofMachines: readonly (readonly Step[])[],
  isSettled: boolean,
): readonly (readonly Step[])[] {
  const waves = isLacking ? ofMachines.map((wave) => wave.filter(mayLack)) : ofMachines
  return [set, unset, ...waves, isSettled && set.length + waits.length === 0 ? surplus : []]
}

/** While a secret is lacking no Machine is made, none gets another spec, and none goes for one that is not made. */
function mayLack({ kind, because }: Step): boolean {
  if (kind === 'create-machine' || kind === 'replace-machine' || kind === 'destroy-machine') return false
  return kind !== 'update-machine' || because === 'Drifted'
}

type Verdict = { readonly due?: DueSecret; readonly wait?: Wait; readonly isLacking?: true }

function judge(want: DesiredSecret, desired: Desired, known: ObservedSecrets, now: number): Verdict {
  const held = known.held.find(({ name }) => name === want.name)
  const request = known.requested.find(({ name }) => name === want.name)?.kind
  return want.recipe === undefined
    ? judgeProvided(want, held, request, desired, known)
    : judgeGenerated(want, held, request, desired, known, now)
}

function judgeProvided(
  { name }: DesiredSecret,
  held: HeldSecret | undefined,
  request: string | undefined,
  { ref, drift }: Desired,
  { strangers }: ObservedSecrets,
): Verdict {
  if (request === 'set') return { due: { name, because: 'HandedIn', recipe: undefined } }
  if (held?.source === 'provided' && held.state === 'set') return {}
  if (held?.source === 'provided' && held.state === 'changed') {
    return drift.modes.restart === 'off' ? {} : { wait: waits.providedChanged(ref, name) }
  }
  return { wait: waits.secretMissing(ref, name, held, strangers.includes(name)), isLacking: true }
}

function judgeGenerated(
  { name, recipe, rotateEveryMs }: DesiredSecret,
  held: HeldSecret | undefined,
  request: string | undefined,
  { ref, flyApp, drift }: Desired,
  { strangers }: ObservedSecrets,
  now: number,
): Verdict {
  // Whatever it is, it is the only copy: to write over it would be to destroy it.
  if (held === undefined && strangers.includes(name)) return { wait: waits.secretTaken(flyApp, name), isLacking: true }
  if (held === undefined) return { due: { name, because: 'Missing', recipe } }
  if (held.source === 'provided') return { due: { name, because: 'SpecChanged', recipe } }
  if (held.state === 'doubtful') return { due: { name, because: 'Missing', recipe } }
  const isOld = rotateEveryMs !== undefined && held.setAt !== undefined && now - held.setAt >= rotateEveryMs
  if (request === 'rotate' || isOld) return { due: { name, because: 'Rotated', recipe } }
  if (held.state === 'set') return {}
  const wait = whyLeft(ref, held, drift, now)
  return wait === 'repaired' ? { due: { name, because: 'Drifted', recipe } } : { ...(wait && { wait }) }
}

/** What somebody else has done to it is put right as what costs a restart is. */
function whyLeft(
  ref: Desired['ref'],
  held: HeldSecret,
  { modes, windows }: DriftRules,
  now: number,
): Wait | undefined | 'repaired' {
  switch (modes.restart) {
    case 'off':
      return undefined
    case 'report':
      return waits.generatedChanged(ref, held)
    case 'enforce':
      return isOpen(windows, now) ? 'repaired' : waits.generatedHeld(held, windows, opensInMs(windows, now))
  }
}

function namesWhere({ held }: ObservedSecrets, test: (name: string) => boolean): readonly string[] {
  return held.map(({ name }) => name).filter(test)
}

function unsetStep(
  flyApp: string,
  names: readonly string[],
  because: UnsetSecrets['because'],
): readonly UnsetSecrets[] {
  return names.length === 0 ? [] : [{ kind: 'unset-secrets', flyApp, names, because, effect: 'data-loss' }]
}

const none: ObservedSecrets = { version: 0, writtenAt: 0, held: [], strangers: [], requested: [] }
