import { observedPrice } from '../plan/app-price.ts'
import type { Desired, DesiredMachine } from '../plan/desired.ts'
import { isWell } from '../plan/health.ts'
import type { Observed, ObservedMachine, ObservedStranger } from '../plan/observed.ts'
import type { Plan } from '../plan/plan.ts'
import { addressPrice } from '../plan/price.ts'
import type { Wait } from '../plan/step.ts'
import { partsOf } from '../resource/address.ts'
import type { Ref } from '../resource/resource.ts'
import { assess } from './assess.ts'
import { type Besides, conditionsOf } from './conditions.ts'
import { domainsOf, domainsReady } from './domains.ts'
import type { Event } from './event.ts'
import { secretStatuses, secretsLive } from './secret-status.ts'
import type {
  AddressStatus,
  Condition,
  ConditionType,
  MachineStatus,
  Reason,
  Status,
  StrangerStatus,
} from './status.ts'
import { volumeStatuses } from './volumes.ts'

/** What a pass knows when it tells about an App. */
export type Told = {
  readonly ref: Ref
  readonly generation: number
  readonly previous: Status | undefined
  /** An earlier generation that runs, since this one has failed, and in what. */
  readonly fallback: { readonly generation: number; readonly reason: string } | undefined
  /** `undefined`: the App is to go. */
  readonly desired: Desired | undefined
  /** `undefined`: Fly could not be read. */
  readonly observed: Observed | undefined
  readonly plan: Plan | undefined
  readonly trouble: Trouble | undefined
  /** When there will be another try by itself, in ms from now; `undefined`: when something changes. */
  readonly againAfterMs: number | undefined
  readonly now: number
}

/** What keeps us from going on with the plan. */
export type Trouble = {
  readonly reason: Reason
  readonly message: string
  /** Only a change by a person helps. */
  readonly stalled: boolean
}

/** What is to be told about an App now, and the events that tell how that differs from what was told before. */
export function report(told: Told): { readonly status: Status; readonly events: readonly Event[] } {
  const { ref, generation, previous, desired, observed, plan, now } = told
  const assessment = assess(told)
  const { domains } = domainsOf(desired, observed, previous)
  const conditions = conditionsOf(assessment, besidesOf(told, domains), previous, generation, now)
  const isReady = conditions.some(({ type, status }) => type === 'Ready' && status === 'True')
  const looping = new Set((plan?.waits ?? []).filter(isLooping).map(({ subject }) => subject))
  const volumes = observed ? volumeStatuses(observed.volumes) : previous?.volumes
  const status: Status = {
    observedGeneration: generation,
    conditions,
    planDigest: plan?.digest ?? previous?.planDigest,
    machines: observed
      ? inSlotOrder(observed.machines).map((machine) => machineStatus(machine, desired, looping, previous))
      : asLastSeen(previous, generation),
    ...(desired && observed ? secretLists(desired, observed) : lastSecretLists(previous)),
    strangers: observed ? observed.strangers.map(strangerStatus) : (previous?.strangers ?? []),
    ...addressesOf(observed, previous),
    ...(volumes !== undefined && volumes.length > 0 && { volumes }),
    ...(domains && { domains }),
    next: assessment.next,
    lastReadyGeneration: isReady ? generation : previous?.lastReadyGeneration,
  }
  const events = conditions
    .filter((condition) => isOther(condition, previous))
    .map(
      (condition): Event => ({
        ref,
        generation,
        at: new Date(now).toISOString(),
        kind: 'ConditionChanged',
        by: 'controller',
        message: `${headOf(condition)}: ${condition.message}`,
        detail: { type: condition.type, status: condition.status, reason: condition.reason },
      }),
    )
  return { status, events }
}

function besidesOf(told: Told, domains: Status['domains']): readonly Besides[] {
  const secrets = secretsOf(told)
  const ready = domainsReady(told.desired, domains)
  return [
    ...(secrets ? [{ ...secrets, type: 'SecretsLive' } as const] : []),
    ...(ready ? [{ ...ready, type: 'DomainsReady' } as const] : []),
  ]
}

/** None at all where there are none. */
function addressesOf(observed: Observed | undefined, previous: Status | undefined): Pick<Status, 'addresses'> {
  if (observed === undefined) return previous?.addresses ? { addresses: previous.addresses } : {}
  const { ours = [], strangers = [] } = observed.addresses ?? {}
  const addresses = [
    ...ours.map(({ ip, kind }) => {
      const { type, network } = partsOf(kind)
      return { ip, type, ...(network !== undefined && { network }), ours: true, ...priceOf(type) }
    }),
    ...strangers.map(({ ip, type }) => ({ ip, type, ours: false, ...priceOf(type) })),
  ]
  return addresses.length > 0 ? { addresses } : {}
}

function priceOf(type: string): Pick<AddressStatus, 'price'> {
  const kind = paidFor[type]
  return kind ? { price: addressPrice(kind) } : {}
}

/** Of a pair that is listed in two the second is paid with the first. */
const paidFor: Readonly<Record<string, 'dedicatedIpv4' | 'staticEgress'>> = {
  v4: 'dedicatedIpv4',
  egress_pair: 'staticEgress',
  egress_v4: 'staticEgress',
}

function strangerStatus(stranger: ObservedStranger): StrangerStatus {
  const { id, name, state } = stranger
  return { id, name, state, price: observedPrice(stranger) }
}

/** As it was when Fly could last be read. */
function secretsOf({ desired, observed, previous }: Told): ReturnType<typeof secretsLive> {
  if (desired === undefined) return undefined
  return observed ? secretsLive(desired, observed) : previous?.conditions.find(({ type }) => type === 'SecretsLive')
}

function secretLists(desired: Desired, observed: Observed): Pick<Status, 'secrets' | 'foreignSecrets'> {
  const foreign = observed.secrets?.strangers ?? []
  return {
    ...(desired.secrets.length > 0 && { secrets: secretStatuses(desired, observed) }),
    ...(foreign.length > 0 && { foreignSecrets: foreign }),
  }
}

function lastSecretLists(previous: Status | undefined): Pick<Status, 'secrets' | 'foreignSecrets'> {
  return {
    ...(previous?.secrets && { secrets: previous.secrets }),
    ...(previous?.foreignSecrets && { foreignSecrets: previous.foreignSecrets }),
  }
}

/** Whether two statuses say the same; then nothing is written. */
export function isSameStatus(one: Status | undefined, other: Status): boolean {
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other)
}

/** Nothing was seen now. Of another generation than then it is not known that a Machine runs it. */
function asLastSeen(previous: Status | undefined, generation: number): readonly MachineStatus[] {
  const machines = previous?.machines ?? []
  if (previous?.observedGeneration === generation) return machines
  return machines.map((machine) => ({ ...machine, current: false }))
}

function inSlotOrder(machines: readonly ObservedMachine[]): readonly ObservedMachine[] {
  return machines.toSorted(
    (one, other) => one.slot.localeCompare(other.slot, 'en', { numeric: true }) || one.id.localeCompare(other.id),
  )
}

/** Between two crashes a Machine looks well for a moment; it is not healthy for that. */
function isLooping({ reason }: Wait): boolean {
  return reason === 'CrashLooping'
}

function machineStatus(
  machine: ObservedMachine,
  desired: Desired | undefined,
  looping: ReadonlySet<string>,
  previous: Status | undefined,
): MachineStatus {
  const wanted: DesiredMachine | undefined = desired?.machines.find(({ slot }) => slot === machine.slot)
  const before = previous?.machines.find(({ id }) => id === machine.id)
  return {
    slot: machine.slot,
    id: machine.id,
    name: machine.name,
    // One that is not seen stands where it stood: a Machine never changes its region.
    region: (machine.phase === 'unseen' && before?.region) || machine.region,
    state: machine.state,
    healthy: wanted !== undefined && isWell(wanted, machine) && !looping.has(machine.slot),
    current: wanted !== undefined && machine.hash === wanted.hash,
    image: machine.config?.image,
  }
}

/** `Ready`, `not Ready`: how a condition is told. */
function headOf({ type, status }: Condition): string {
  switch (status) {
    case 'True':
      return type
    case 'False':
      return `not ${type}`
    case 'Unknown':
      return `whether it is ${type} is not known`
    default:
      return status satisfies never
  }
}

/** Worth an event: a condition that turned, and another reason for one that people look at. «Still not stalled» is none. */
function isOther(condition: Condition, previous: Status | undefined): boolean {
  const before = previous?.conditions.find(({ type }) => type === condition.type)
  if (before !== undefined && before.status !== condition.status) return true
  return before?.reason !== condition.reason && (!quiet.has(condition.type) || condition.status === 'True')
}

const quiet = new Set<ConditionType>(['Reconciling', 'Stalled'])
