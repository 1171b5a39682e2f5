import { FlyError } from '../fly/errors.ts'
import type { Certificate } from '../fly/wire-addresses.ts'
import type { Outcome } from '../plan/outcome.ts'
import type { Step } from '../plan/step.ts'
import { certificateAsset } from '../resource/certificate.ts'
import { act, callOf, type Deed, done, failed } from './deed.ts'
import { rememberRefusal } from './perform-address.ts'

/** Lets the app answer to a hostname, and asks for its certificate. A hostname can be had once, so this may be repeated. */
export async function requestCertificate(step: Step & { kind: 'request-certificate' }, deed: Deed): Promise<Outcome> {
  const { fly, store, memory } = deed.deps
  const { flyApp, hostname } = step
  const { assets, intents } = await store.holdings(deed.stored.ref)
  const earlier = intents.find(({ action, target }) => action === 'request-certificate' && target === hostname)
  const isOurs = assets.some(({ kind, id, alive }) => kind === 'certificate' && id === hostname && alive)
  let isTheirs = false
  const requested = await act<Certificate>(step, deed, {
    action: 'request-certificate',
    target: hostname,
    earlier,
    send(intent) {
      memory.asked(intent.id)
      return fly.requestCertificate(flyApp, hostname, callOf(deed))
    },
    effects: (_, intent) => (isTheirs ? {} : { assets: [certificateAsset(hostname, intent.id)] }),
    // Had by this very app: by an earlier try of ours, or by somebody else who wanted the same.
    async recognise({ code }) {
      if (code !== 'HostnameTaken') return undefined
      const there = await fly.getCertificate(flyApp, hostname, callOf(deed)).catch(() => undefined)
      isTheirs = there !== undefined && !earlier && !isOurs
      return there
    },
  })
  if (requested.ok) return done(step, requested.operation)
  rememberRefusal(hostname, requested.outcome, deed)
  return requested.outcome
}

/** Takes a hostname of ours away from the app: anybody may have it then. */
export async function deleteCertificate(step: Step & { kind: 'delete-certificate' }, deed: Deed): Promise<Outcome> {
  const { fly, store, memory } = deed.deps
  const { flyApp, hostname } = step
  const { assets, intents } = await store.holdings(deed.stored.ref)
  const row = assets.find(({ kind, id, alive }) => kind === 'certificate' && id === hostname && alive)
  if (!row) return failed(step, undefined, new FlyError('Invalid', `the hostname ${hostname} is not ours`))
  const deleted = await act<void>(step, deed, {
    action: 'delete-certificate',
    target: hostname,
    earlier: intents.find(({ action, target }) => action === 'delete-certificate' && target === hostname),
    send(intent) {
      memory.asked(intent.id)
      return fly.deleteCertificate(flyApp, hostname, callOf(deed))
    },
    effects: () => ({ assets: [{ ...row, alive: false }] }),
  })
  return deleted.ok ? done(step, deleted.operation) : deleted.outcome
}
