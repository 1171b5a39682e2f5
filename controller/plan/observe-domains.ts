import type { Certificate, CertificateSummary } from '../fly/wire-addresses.ts'
import type { Holdings, Sighting } from './observed.ts'
import { compareText } from './slots.ts'

/** A hostname that the app answers to; with all that Fly says of it where its certificate is not there yet. */
export type SeenCertificate = {
  readonly summary: Pick<CertificateSummary, 'hostname' | 'status' | 'configured'>
  readonly detail: Certificate | undefined
}

export type ObservedDomains = {
  /** In order of hostnames. */
  readonly certificates: readonly ObservedCertificate[]
  /** Hostnames whose removal was asked for, where it is not known what came of it. */
  readonly leaving: ReadonlySet<string>
}

export type ObservedCertificate = SeenCertificate & {
  readonly hostname: string
  /** Asked for by us. Others are told, and never touched. */
  readonly isOurs: boolean
  readonly isActive: boolean
}

/** `undefined` where neither the spec nor the store has any. */
export function observeDomains({ certificates }: Sighting, { assets, intents }: Holdings): ObservedDomains | undefined {
  if (certificates === undefined) return undefined
  const ours = new Set(assets.filter(({ kind, alive }) => kind === 'certificate' && alive).map(({ id }) => id))
  return {
    certificates: certificates
      .map(({ summary, detail }) => ({
        hostname: summary.hostname,
        isOurs: ours.has(summary.hostname),
        // `configured` means only that the DNS looks right.
        isActive: (detail ?? summary).status === 'active',
        summary,
        detail,
      }))
      .sort((one, other) => compareText(one.hostname, other.hostname)),
    leaving: new Set(intents.filter(({ action }) => action === 'delete-certificate').map(({ target }) => target)),
  }
}
