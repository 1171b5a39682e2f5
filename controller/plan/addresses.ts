import { type AddressKind, addressInWords, partsOf } from '../resource/address.ts'
import type { Desired } from './desired.ts'
import type { DesiredAddress } from './desired-addresses.ts'
import type { ObservedAddress, ObservedAddresses } from './observe-addresses.ts'
import type { Observed } from './observed.ts'
import { isRefused } from './refusal.ts'
import type { Effect, Step, Wait } from './step.ts'

/** What is done about addresses: assigned before the Machines that answer there, released when all else is done. */
export type AddressPlan = {
  readonly steps: readonly Step[]
  readonly removals: readonly Step[]
  readonly waits: readonly Wait[]
}

/**
 * Fly gives another address to whoever asks twice, so one of a kind is asked for at a time, and none while it is not known
 * what became of the last try. Nothing is released before what is to be there is there: names may lead to it.
 */
export function planAddresses({ addresses, flyApp }: Desired, observed: Observed): AddressPlan {
  const have = observed.addresses ?? nothing
  const needs = addresses.map((want) => need(want, have, observed, flyApp))
  const steps = needs.flatMap(({ step }) => step ?? [])
  const wanted = new Set(addresses.map(({ kind }) => kind))
  // One that nobody wants any more may turn up all the same, and costs money then.
  const unwanted = [...have.asked].filter((kind) => !wanted.has(kind)).map(unsettled)
  const waits = [...needs.flatMap(({ waits }) => waits), ...unwanted]
  const isComplete = steps.length === 0 && waits.length === 0
  return { steps, removals: isComplete ? release(addresses, have, flyApp) : [], waits }
}

const nothing: ObservedAddresses = { ours: [], strangers: [], asked: new Set() }

function need(
  { kind, count }: DesiredAddress,
  { ours, strangers, asked }: ObservedAddresses,
  observed: Observed,
  flyApp: string,
): { readonly step?: Step; readonly waits: readonly Wait[] } {
  if (asked.has(kind)) return { waits: [unsettled(kind)] }
  const own = ours.filter((address) => address.kind === kind)
  const there = own.filter(({ isLeaving }) => !isLeaving)
  const unseen = there.filter(({ isUnseen }) => isUnseen).map(addressUnseen)
  // There is one for an app, whoever asks: it is not ours then, and does as well.
  const isShared = kind === 'shared_v4' && strangers.some(({ type }) => type === kind)
  if (isShared || there.length >= count) return { waits: unseen }
  if (own.length > there.length) return { waits: [...unseen, ...own.filter(isLeaving).map(addressLeaving)] }
  const refusal = observed.refusals?.find(isRefused(kind))
  if (refusal) return { waits: [...unseen, addressRefused(kind, refusal.message)] }
  const effect = effects[partsOf(kind).type]
  return { step: { kind: 'assign-address', flyApp, address: kind, because: 'Missing', effect }, waits: unseen }
}

/** Ours that the spec wants no more. Of several of a kind the newest go: names lead to the older ones. */
function release(wants: readonly DesiredAddress[], { ours }: ObservedAddresses, flyApp: string): readonly Step[] {
  const left = new Map(wants.map(({ kind, count }) => [kind, count]))
  return ours.flatMap(({ ip, kind, isUnseen }): readonly Step[] => {
    const count = left.get(kind) ?? 0
    left.set(kind, count - 1)
    if (count > 0 || isUnseen) return []
    const effect = kind === 'shared_v4' ? 'replace' : 'data-loss'
    return [{ kind: 'release-address', flyApp, ip, address: kind, because: 'SpecChanged', effect }]
  })
}

const effects: Readonly<Record<ReturnType<typeof partsOf>['type'], Effect>> = {
  shared_v4: 'public',
  v6: 'public',
  v4: 'public',
  private_v6: 'none',
}

function isLeaving(address: ObservedAddress): boolean {
  return address.isLeaving
}

function unsettled(kind: AddressKind): Wait {
  return {
    reason: 'AddressUnsettled',
    subject: addressInWords(kind),
    message: `whether Fly has given the ${addressInWords(kind)} that was asked for is not known yet; it is not asked again until that is certain, since it would give a second one`,
    recheckAfterMs,
  }
}

function addressUnseen({ ip, kind }: ObservedAddress): Wait {
  return {
    reason: 'AddressUnseen',
    subject: ip,
    message: `Fly does not list the ${addressInWords(kind)} ${ip}; nothing takes its place until it is certain that it is gone`,
    recheckAfterMs,
  }
}

function addressLeaving({ ip, kind }: ObservedAddress): Wait {
  return {
    reason: 'AddressUnsettled',
    subject: ip,
    message: `the ${addressInWords(kind)} ${ip} was being released when the spec asked for it again; what became of that is not known yet`,
    recheckAfterMs,
  }
}

function addressRefused(kind: AddressKind, said: string): Wait {
  return {
    reason: 'AddressRefused',
    subject: addressInWords(kind),
    message: `no ${addressInWords(kind)}: ${said}`,
    recheckAfterMs: refusedRecheckMs,
  }
}

const recheckAfterMs = 15_000
const refusedRecheckMs = 300_000
