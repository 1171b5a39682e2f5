import { FlyError, type FlyErrorCode } from '../fly/errors.ts'
import type { IpAssignment } from '../fly/wire-addresses.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Step } from '../plan/step.ts'
import { addressAsset, askedFor, partsOf } from '../resource/address.ts'
import { act, callOf, type Deed, done, failed } from './deed.ts'
import { verdictOf } from './verdict.ts'

/** Asks Fly for an address. Never twice: what became of a lost answer is found out by looking. */
export async function assignAddress(step: Step & { kind: 'assign-address' }, deed: Deed): Promise<Outcome> {
  const { fly, memory } = deed.deps
  const { flyApp, address } = step
  const { type, network } = partsOf(address)
  const assigned = await act<IpAssignment>(step, deed, {
    action: 'assign-address',
    target: askedFor(address, fly.now()),
    send(intent) {
      memory.asked(intent.id)
      return fly.assignIp(flyApp, { type, ...(network !== undefined && { network }) }, callOf(deed))
    },
    effects: ({ ip }, intent) => (ip === null ? {} : { assets: [addressAsset(ip, address, intent.id)] }),
  })
  if (assigned.ok) return done(step, assigned.operation)
  rememberRefusal(address, assigned.outcome, deed)
  return assigned.outcome
}

/** Gives an address of ours back: whoever gets it next answers there. */
export async function releaseAddress(step: Step & { kind: 'release-address' }, deed: Deed): Promise<Outcome> {
  const { fly, store, memory } = deed.deps
  const { flyApp, ip } = step
  const { assets, intents } = await store.holdings(deed.stored.ref)
  const row = assets.find(({ kind, id, alive }) => kind === 'address' && id === ip && alive)
  if (!row) return failed(step, undefined, new FlyError('Invalid', `the address ${ip} is not ours`))
  const released = await act<void>(step, deed, {
    action: 'release-address',
    target: ip,
    earlier: intents.find(({ action, target }) => action === 'release-address' && target === ip),
    send(intent) {
      memory.asked(intent.id)
      return fly.releaseIp(flyApp, ip, callOf(deed))
    },
    effects: () => ({ assets: [{ ...row, alive: false }] }),
  })
  return released.ok ? done(step, released.operation) : released.outcome
}

/** What Fly would refuse again is not asked again for a while, and the rest of the App goes on. */
export function rememberRefusal(what: string, outcome: Outcome, { deps }: Deed): void {
  if (outcome.result !== 'failed') return
  const forMs = refusedForMs[outcome.error.code]
  if (forMs === undefined) return
  const message = `${outcome.error.message}; ${verdictOf(outcome.error).advice}`
  deps.memory.refused(outcome.step.flyApp, { what, code: outcome.error.code, message }, forMs)
}

/** What is about the one thing that was asked for, and not about the whole App, or Fly as it is now. */
const refusedForMs: Partial<Record<FlyErrorCode, number>> = {
  Invalid: 3_600_000,
  HostnameTaken: 3_600_000,
  NetworkNotFound: 300_000,
  PaymentNeeded: 600_000,
  QuotaExceeded: 600_000,
}
