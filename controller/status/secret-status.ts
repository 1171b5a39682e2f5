import type { Desired } from '../plan/desired.ts'
import type { DesiredSecret } from '../plan/desired-secrets.ts'
import { type HeldSecret, hasSecretsOfNow } from '../plan/held-secrets.ts'
import type { Observed, ObservedMachine } from '../plan/observed.ts'
import { compareSlots } from '../plan/slots.ts'
import type { Condition, SecretStatus } from './status.ts'
import { count } from './words.ts'

/** What is told about an App's secrets, by their names: neither values nor digests. */
export function secretStatuses({ secrets: wanted }: Desired, observed: Observed): readonly SecretStatus[] {
  const live = observed.machines.filter(isLive(observed)).length
  return wanted.map((want): SecretStatus => {
    const held = observed.secrets?.held.find(({ name }) => name === want.name)
    const isThere = isSet(want, held)
    return {
      name: want.name,
      source: want.recipe === undefined ? 'provided' : 'generated',
      setAt: isThere && held?.setAt !== undefined ? new Date(held.setAt).toISOString() : undefined,
      live: isThere ? live : 0,
      nextRotationAt: nextRotation(want, held),
    }
  })
}

/** Whether every Machine that runs has the secrets of now; `undefined` for an App without any. */
export function secretsLive(
  desired: Desired,
  observed: Observed,
): Pick<Condition, 'status' | 'reason' | 'message'> | undefined {
  const { secrets: wanted } = desired
  if (wanted.length === 0) return undefined
  const held = observed.secrets?.held ?? []
  const missing = wanted.filter(
    (want) =>
      !isSet(
        want,
        held.find(({ name }) => name === want.name),
      ),
  )
  if (missing.length > 0) {
    const message = `not set: ${names(missing.map(({ name }) => name))}`
    return { status: 'False', reason: 'SecretMissing', message }
  }
  const machines = observed.machines.toSorted((one, other) => compareSlots(one.slot, other.slot))
  const older = machines.filter(({ phase }) => phase === 'running').filter((machine) => !isLive(observed)(machine))
  if (older.length > 0) {
    const message = `${count(older.length, 'Machine')} began before the secrets were what they are: ${names(older.map(({ slot }) => slot))}`
    return { status: 'False', reason: 'Progressing', message }
  }
  const hidden = machines.filter(({ phase }) => phase === 'unreachable' || phase === 'unseen')
  if (hidden.length > 0) {
    const message = `it cannot be seen what these Machines have: ${names(hidden.map(({ slot }) => slot))}`
    return { status: 'Unknown', reason: 'HostUnreachable', message }
  }
  const changed = wanted.filter(({ name }) => held.some((each) => each.name === name && each.state === 'changed'))
  if (changed.length > 0) {
    const message = `somebody else changed ${names(changed.map(({ name }) => name))}, which Machines get at their next start`
    return { status: 'Unknown', reason: 'Drifted', message }
  }
  return { status: 'True', reason: 'Converged', message: 'every Machine that runs has the secrets of now' }
}

function isLive({ secrets }: Observed): (machine: ObservedMachine) => boolean {
  return (machine) => machine.phase === 'running' && hasSecretsOfNow(machine, secrets)
}

/** Somebody else may have changed it since. */
function isSet({ recipe }: DesiredSecret, held: HeldSecret | undefined): boolean {
  const source = recipe === undefined ? 'provided' : 'generated'
  return held?.source === source && (held.state === 'set' || held.state === 'changed')
}

function nextRotation({ rotateEveryMs }: DesiredSecret, held: HeldSecret | undefined): string | undefined {
  if (rotateEveryMs === undefined || held?.setAt === undefined) return undefined
  return new Date(held.setAt + rotateEveryMs).toISOString()
}

function names(all: readonly string[]): string {
  const more = all.length > mostNames ? ` and ${all.length - mostNames} more` : ''
  return `${all.slice(0, mostNames).join(', ')}${more}`
}

const mostNames = 5
