import type { Call } from '../fly/fly.ts'
import { desiredAddresses } from '../plan/desired-addresses.ts'
import type { Holdings, Sighting } from '../plan/observed.ts'
import type { Resource } from '../resource/resource.ts'
import type { Deps } from './deps.ts'
import { sightCertificates } from './look-certificates.ts'

/** What an App has besides Machines at which the world reaches it. */
export async function sightReach(
  sighting: Sighting,
  flyApp: string,
  spec: Resource | undefined,
  holdings: Holdings,
  deps: Deps,
  call: Call,
): Promise<Sighting> {
  const withAddresses = await sightAddresses(sighting, flyApp, spec, holdings, deps, call)
  return await sightCertificates(withAddresses, flyApp, spec, holdings, deps, call)
}

/**
 * Reads the addresses of an App besides, where its spec or the store has any: most have none, and cost no call. `undefined`
 * instead of a spec: the App is to go, and they go with it.
 */
async function sightAddresses(
  sighting: Sighting,
  flyApp: string,
  spec: Resource | undefined,
  holdings: Holdings,
  { fly, memory }: Deps,
  call: Call,
): Promise<Sighting> {
  if (sighting.app !== 'present' || !holdings.ownsApp) return sighting
  const refusals = memory.refusals(flyApp)
  const told = refusals.length > 0 ? { ...sighting, refusals } : sighting
  const hasSome =
    (spec !== undefined && desiredAddresses(spec).length > 0) ||
    holdings.assets.some(({ kind, alive }) => kind === 'address' && alive) ||
    holdings.intents.some(({ action }) => action === 'assign-address' || action === 'release-address')
  return hasSome ? { ...told, addresses: await fly.listIps(flyApp, call) } : told
}
