import type { Ref } from '../resource/resource.ts'
import type { HeldSecret } from './held-secrets.ts'
import type { Wait } from './step.ts'
import { type Window, windowInWords } from './windows.ts'

/*
 * The sentences for what is waited for with secrets. As in waits.ts they hold nothing that changes by itself; and of a
 * secret they hold nothing but its name.
 */

/** Nobody has handed it in, or nobody knows whether what was handed in is what Fly has. */
export function secretMissing(ref: Ref, name: string, held: HeldSecret | undefined, isStrangers: boolean): Wait {
  return {
    reason: 'SecretMissing',
    subject: name,
    message: `the secret ${name} ${whatIsWrong(held, isStrangers)}; no Machine is made or changed without it: ${setIt(ref, name)}`,
    recheckAfterMs: undefined,
  }
}

/** There is one of that name, which somebody else made and of which there is no other copy. */
export function secretTaken(flyApp: string, name: string): Wait {
  return {
    reason: 'SecretMissing',
    subject: name,
    message: `the app ${flyApp} has a secret ${name} that Artifact did not make, and would destroy by making another; unset it at Fly, or give the generated one another name`,
    recheckAfterMs: undefined,
  }
}

export function providedChanged(ref: Ref, name: string): Wait {
  return {
    reason: 'DriftReported',
    subject: name,
    message: `somebody else has changed the secret ${name}, and Artifact keeps no value to put back; Machines get it at their next start: ${setIt(ref, name)}`,
    recheckAfterMs: undefined,
  }
}

export function generatedChanged(ref: Ref, { name, state }: HeldSecret): Wait {
  const how = state === 'removed' ? 'taken away' : 'changed'
  return {
    reason: 'DriftReported',
    subject: name,
    message: `somebody else has ${how} the secret ${name}; the spec's drift rules say report, so it stays so: \`artifact secret rotate ${nameOf(ref)} ${name}\` makes another`,
    recheckAfterMs: undefined,
  }
}

/** It is made anew, but that costs restarts, and is not done before its time. */
export function generatedHeld({ name, state }: HeldSecret, windows: readonly Window[], opensAfterMs: number): Wait {
  const how = state === 'removed' ? 'taken away' : 'changed'
  return {
    reason: 'DriftHeld',
    subject: name,
    message: `somebody else has ${how} the secret ${name}; another is made, with restarts, ${windows.map(windowInWords).join(' or ')}`,
    // An hour at most: clocks may be set meanwhile.
    recheckAfterMs: Math.min(opensAfterMs, 3_600_000),
  }
}

function whatIsWrong(held: HeldSecret | undefined, isStrangers: boolean): string {
  if (isStrangers) return 'was not set by Artifact, which cannot tell what it is'
  if (held === undefined || held.source === 'generated') return 'is not set yet'
  return held.state === 'removed' ? 'was taken away by somebody else' : 'may or may not have reached Fly'
}

function setIt(ref: Ref, name: string): string {
  return `\`artifact secret set ${nameOf(ref)} ${name}\` reads it from standard input`
}

function nameOf(ref: Ref): string {
  return ref.slice(ref.indexOf('/') + 1)
}
