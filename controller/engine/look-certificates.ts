import type { Call } from '../fly/fly.ts'
import type { SeenCertificate } from '../plan/observe-domains.ts'
import type { Holdings, Sighting } from '../plan/observed.ts'
import type { Resource } from '../resource/resource.ts'
import type { Deps } from './deps.ts'

/**
 * Reads the hostnames of an App besides, where its spec or the store has any; and of each that is wanted and has no
 * certificate yet, what its owner has to do. When all are there, they are not read again before the App is looked at
 * anew in any case.
 */
export async function sightCertificates(
  sighting: Sighting,
  flyApp: string,
  spec: Resource | undefined,
  { ownsApp, assets, intents }: Holdings,
  { fly, memory, settings }: Deps,
  call: Call,
): Promise<Sighting> {
  if (sighting.app !== 'present' || !ownsApp) return sighting
  const domains = spec?.spec.domains ?? []
  const held = assets.filter(({ kind, alive }) => kind === 'certificate' && alive).map(({ id }) => id)
  const isUnsettled = intents.some(({ action }) => action === 'request-certificate' || action === 'delete-certificate')
  if (domains.length === 0 && held.length === 0 && !isUnsettled) return sighting

  const wanted = domains.join(' ')
  // Less than the shortest time between two looks without a cause.
  const known = isUnsettled ? undefined : memory.certificatesSeen(flyApp, wanted, settings.resyncMs * 0.7)
  if (known) return { ...sighting, certificates: known }

  const certificates: SeenCertificate[] = []
  for (const summary of await fly.listCertificates(flyApp, call)) {
    const { hostname, status } = summary
    const isAwaited = domains.includes(hostname) && status !== 'active'
    const read = isAwaited && memory.isTimeToCheck(hostname) ? fly.checkCertificate : fly.getCertificate
    certificates.push({ summary, detail: isAwaited ? await read(flyApp, hostname, call) : undefined })
  }
  const isActive = (domain: string) =>
    certificates.some(({ summary, detail }) => summary.hostname === domain && (detail ?? summary).status === 'active')
  if (domains.every(isActive) && held.every((hostname) => domains.includes(hostname))) {
    memory.sawCertificates(flyApp, wanted, certificates)
  }
  return { ...sighting, certificates }
}
