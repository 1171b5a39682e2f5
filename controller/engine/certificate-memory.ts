import type { SeenCertificate } from '../plan/observe-domains.ts'
import type { Clock } from '../world.ts'

/** What saves calls about certificates, which change once in months when they are there. */
export interface CertificateMemory {
  /** Whether it is time to have Fly look at the DNS itself. Answers `true` once in a while for each hostname. */
  isTimeToCheck(hostname: string): boolean
  /** All that are wanted were there; `wanted` tells them from those of another spec. */
  sawCertificates(flyApp: string, wanted: string, certificates: readonly SeenCertificate[]): void
  /** What was seen then, unless it was longer ago. */
  certificatesSeen(flyApp: string, wanted: string, withinMs: number): readonly SeenCertificate[] | undefined
}

export function createCertificateMemory({ clock }: { readonly clock: Clock }): CertificateMemory {
  const checkedAt = new Map<string, number>()
  const seen = new Map<
    string,
    { readonly wanted: string; readonly at: number; readonly all: readonly SeenCertificate[] }
  >()

  return {
    isTimeToCheck(hostname) {
      const now = clock.monotonic()
      if (now - (checkedAt.get(hostname) ?? Number.NEGATIVE_INFINITY) < betweenChecksMs) return false
      checkedAt.set(hostname, now)
      return true
    },
    sawCertificates(flyApp, wanted, all) {
      seen.set(flyApp, { wanted, at: clock.monotonic(), all })
    },
    certificatesSeen(flyApp, wanted, withinMs) {
      const last = seen.get(flyApp)
      return last?.wanted === wanted && clock.monotonic() - last.at < withinMs ? last.all : undefined
    },
  }
}

// Let's Encrypt allows five failed validations in an hour.
const betweenChecksMs = 300_000
