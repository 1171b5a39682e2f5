import type { Certificate, CertificateEntry, CertificateSummary } from '../../controller/fly/wire-addresses.ts'
import { isoSeconds } from '../refusal.ts'
import type { Truth } from '../truth.ts'
import { type CertificateRow, isActive, isCustomActive } from './certificate-rows.ts'
import { resolve } from './dns.ts'
import { isOwned, mayValidate } from './findings.ts'
import { isWildcard, registeredDomain, withoutWildcard } from './hostnames.ts'
import { requirementsOf } from './requirements.ts'

/** What goes over the wire of a hostname and its certificates. Source: Fly's OpenAPI document, CertificateDetail */
export function certificateView(truth: Truth, row: CertificateRow): Certificate {
  const { hostname, findings, rateLimitedUntil, errors } = row
  const now = truth.now()
  const app = truth.app(row.app)
  const reaches = reachesApp(row)
  return {
    hostname,
    configured: isConfigured(row),
    acme_requested: row.isAcmeRequested,
    status: statusOf(row, now),
    dns_provider: '',
    rate_limited_until: rateLimitedUntil !== undefined && rateLimitedUntil > now ? isoSeconds(rateLimitedUntil) : null,
    certificates: entriesOf(row, now),
    validation: {
      dns_configured: findings.answersChallenge,
      alpn_configured: reaches,
      http_configured: reaches,
      ownership_txt_configured: findings.hasOwnershipText,
    },
    ...(app && { dns_requirements: requirementsOf(truth, app, hostname) }),
    validation_errors: errors.map(({ at, ...error }) => ({ ...error, timestamp: isoSeconds(at) })),
  }
}

/** A line of the list. */
export function certificateSummary(row: CertificateRow, now: number): CertificateSummary {
  const { hostname, findings, custom, acme } = row
  const reaches = reachesApp(row)
  return {
    hostname,
    status: statusOf(row, now),
    dns_provider: '',
    acme_dns_configured: findings.answersChallenge,
    acme_alpn_configured: reaches,
    acme_http_configured: reaches,
    ownership_txt_configured: findings.hasOwnershipText,
    configured: isConfigured(row),
    acme_requested: row.isAcmeRequested,
    has_custom_certificate: custom !== undefined,
    has_fly_certificate: acme !== undefined,
    created_at: isoSeconds(row.createdAt),
    updated_at: isoSeconds(row.updatedAt),
  }
}

/** What the check found in the DNS. */
export function dnsRecordsView(truth: Truth, row: CertificateRow) {
  const found = resolve(truth, row.hostname)
  const base = withoutWildcard(row.hostname)
  return {
    a: found.a,
    aaaa: found.aaaa,
    cname: found.cnames,
    resolved_addresses: [...found.a, ...found.aaaa],
    soa: `ns1.${registeredDomain(base)}`,
    acme_challenge_cname: resolve(truth, `_acme-challenge.${base}`).cnames[0] ?? '',
    ownership_txt: resolve(truth, `_fly-ownership.${base}`).txt[0] ?? '',
  }
}

function statusOf(row: CertificateRow, now: number): 'active' | 'pending_ownership' | 'pending_validation' {
  const { findings, custom, hostname } = row
  if (isActive(row, now)) return 'active'
  if (custom !== undefined && !custom.isOwned) return 'pending_ownership'
  const isAtApp = mayValidate(findings, isWildcard(hostname))
  return isAtApp && !isOwned(findings, isWildcard(hostname)) ? 'pending_ownership' : 'pending_validation'
}

/** The custom one goes first: it is the one that is served. */
function entriesOf({ custom, acme }: CertificateRow, now: number): readonly CertificateEntry[] {
  const entries: CertificateEntry[] = []
  if (custom !== undefined) {
    const status = isCustomActive(custom, now) ? 'active' : custom.isOwned ? 'pending_validation' : 'pending_ownership'
    const { createdAt, expiresAt, issuer } = custom
    const times = { created_at: isoSeconds(createdAt), expires_at: isoSeconds(expiresAt) }
    entries.push({ source: 'custom', status, ...times, issuer, issued: [] })
  }
  if (acme !== undefined) {
    const expires_at = isoSeconds(acme.expiresAt)
    entries.push({
      source: 'fly',
      status: acme.expiresAt > now ? 'active' : 'pending_validation',
      created_at: isoSeconds(acme.issuedAt),
      expires_at,
      issuer: null,
      issued: [{ type: 'ecdsa', expires_at, certificate_authority: 'lets_encrypt' }],
    })
  }
  return entries
}

/** Only that the DNS looks right; a certificate may be there without, and not be there with it. */
function isConfigured(row: CertificateRow): boolean {
  return isWildcard(row.hostname) ? row.findings.answersChallenge : reachesApp(row)
}

function reachesApp({ hostname, findings: { reachesV4, reachesV6 } }: CertificateRow): boolean {
  return !isWildcard(hostname) && (reachesV4 || reachesV6)
}
