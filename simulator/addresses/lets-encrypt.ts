import type { Row } from '../tables.ts'
import type { Truth } from '../truth.ts'
import { registeredDomain, withoutWildcard } from './hostnames.ts'

/** A certificate that was issued. It counts for a week, whatever becomes of the hostname. */
export type IssuanceRow = Row & { readonly hostname: string; readonly domain: string; readonly at: number }

export function recordIssuance(truth: Truth, hostname: string, at: number): void {
  const { issuance } = truth.tables
  for (const { key } of [...issuance.all()].filter((old) => old.at <= at - weekMs)) issuance.remove(key)
  const nth = truth.nextNth()
  issuance.put({ key: String(nth), app: '', nth, hostname, domain: domainOf(hostname), at })
}

/** Until when no certificate is issued for the hostname, if one is not now. */
export function exhaustedUntil(truth: Truth, hostname: string, now: number): number | undefined {
  const lately = [...truth.tables.issuance.all()].filter(({ at }) => at > now - weekMs)
  const duplicates = lately.filter((each) => each.hostname === hostname)
  const ofDomain = lately.filter(({ domain }) => domain === domainOf(hostname))
  const until = [firstToEnd(duplicates, mostDuplicates), firstToEnd(ofDomain, mostOfDomain)].filter(
    (each) => each !== undefined,
  )
  return until.length === 0 ? undefined : Math.max(...until)
}

/** Until when the hostname is not validated again, when it could not be at these times. */
export function failedTooOftenUntil(failures: readonly number[], now: number): number | undefined {
  const lately = failuresWithinHour(failures, now)
  const first = lately.at(-mostFailures)
  return first === undefined ? undefined : first + hourMs
}

export function failuresWithinHour(failures: readonly number[], now: number): readonly number[] {
  return failures.filter((at) => at > now - hourMs)
}

function firstToEnd(issued: readonly IssuanceRow[], most: number): number | undefined {
  const first = issued.at(-most)
  return first && first.at + weekMs
}

function domainOf(hostname: string): string {
  return registeredDomain(withoutWildcard(hostname))
}

export const certificateLifeMs = 90 * 24 * 3_600_000
/** How long before its end a certificate is renewed. */
export const renewalMs = 30 * 24 * 3_600_000
const hourMs = 3_600_000
const weekMs = 7 * 24 * hourMs
// Source: superfly/docs, networking/custom-domain
const mostOfDomain = 50
const mostDuplicates = 5
const mostFailures = 5
