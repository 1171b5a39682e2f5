import type { Laws } from '../laws.ts'
import { isDestroyed } from '../rows.ts'
import type { Truth } from '../truth.ts'
import type { CertificateRow, ValidationError } from './certificate-rows.ts'
import { isOwned, mayValidate, nothingFound } from './findings.ts'
import { isWildcard } from './hostnames.ts'
import {
  certificateLifeMs,
  exhaustedUntil,
  failedTooOftenUntil,
  failuresWithinHour,
  recordIssuance,
  renewalMs,
} from './lets-encrypt.ts'
import { findingsOf } from './requirements.ts'

/** Fly's side of a certificate: it looks at the DNS again and again, and asks Let's Encrypt when that looks right. */
export type Issuing = { readonly truth: Truth; readonly laws: Laws }

/** Looks at the DNS, and decides what comes of it. */
export function look({ truth, laws }: Issuing, before: CertificateRow): CertificateRow {
  const now = laws.now()
  const app = truth.app(before.app)
  const findings = app === undefined ? nothingFound : findingsOf(truth, app, before.hostname)
  const custom = before.custom && { ...before.custom, isOwned: before.custom.isOwned || findings.hasOwnershipText }
  const row = { ...before, findings, custom, looks: before.looks + 1 }
  const { rateLimitedUntil = 0, acme } = row
  const again = { at: now + patienceMs(row.looks), do: 'look' } as const
  const isAwaited = custom?.isOwned === false
  if (!row.isAcmeRequested) return { ...row, pending: isAwaited ? again : undefined }
  if (row.pending?.do === 'issue') return row
  if (rateLimitedUntil > now) return { ...row, pending: { at: rateLimitedUntil, do: 'look' } }
  const dueAt = acme === undefined ? now : acme.expiresAt - renewalMs
  if (dueAt > now) {
    return { ...row, rateLimitedUntil: undefined, pending: isAwaited ? again : { at: dueAt, do: 'look' } }
  }
  const isReady = mayValidate(findings, isWildcard(row.hostname)) && isOwned(findings, isWildcard(row.hostname))
  const pending = isReady ? ({ at: now + laws.delay('certificateIssue'), do: 'issue' } as const) : again
  return { ...row, rateLimitedUntil: undefined, pending }
}

/** Asks Let's Encrypt, which validates the hostname or does not. */
export function issue(issuing: Issuing, before: CertificateRow): CertificateRow {
  const { truth, laws } = issuing
  const now = laws.now()
  const row = { ...before, pending: undefined, updatedAt: now }
  const exhausted = exhaustedUntil(truth, row.hostname, now)
  if (exhausted !== undefined) return look(issuing, limited(row, exhausted, now))
  if (!answers(truth, row)) {
    const failures = [...failuresWithinHour(row.failures, now), now]
    const failed = { ...row, failures, errors: withError(row, notValidated(row.hostname, now)) }
    const until = failedTooOftenUntil(failures, now)
    if (until !== undefined) return look(issuing, limited(failed, until, now))
    return { ...failed, pending: { at: now + patienceMs(failures.length), do: 'look' } }
  }
  recordIssuance(truth, row.hostname, now)
  const acme = { issuedAt: now, expiresAt: now + certificateLifeMs }
  return {
    ...row,
    acme,
    looks: 0,
    failures: [],
    errors: [],
    pending: { at: acme.expiresAt - renewalMs, do: 'look' },
  }
}

/** By DNS-01, or by something that listens where the hostname leads. Source: superfly/docs, networking/custom-domain */
function answers(truth: Truth, { app: name, hostname }: CertificateRow): boolean {
  const app = truth.app(name)
  if (app === undefined) return false
  const findings = findingsOf(truth, app, hostname)
  if (!mayValidate(findings, isWildcard(hostname))) return false
  return findings.answersChallenge || servesTls(truth, name)
}

function servesTls(truth: Truth, app: string): boolean {
  return [...truth.machines(app)].some(
    (machine) =>
      !isDestroyed(machine) &&
      machine.config.services?.some(({ ports }) =>
        ports?.some(({ port, handlers }) => port === 443 && handlers?.includes('tls')),
      ),
  )
}

function limited(row: CertificateRow, rateLimitedUntil: number, now: number): CertificateRow {
  const error = {
    code: 'rate_limited',
    message: `Let's Encrypt issues no certificate for ${row.hostname} at the moment`,
    remediation: 'wait until the limit has passed',
    at: now,
  }
  return { ...row, rateLimitedUntil, errors: withError(row, error) }
}

function notValidated(hostname: string, now: number): ValidationError {
  return {
    code: 'validation_failed',
    message: `Let's Encrypt could not validate ${hostname}`,
    remediation: 'the app needs a service on port 443 with the tls handler, or an _acme-challenge CNAME record',
    at: now,
  }
}

function withError({ errors }: CertificateRow, error: ValidationError): readonly ValidationError[] {
  return [error, ...errors].slice(0, mostErrors)
}

/** The longer it takes, the less often it is tried. How often Fly looks is not known. */
function patienceMs(times: number): number {
  return Math.min(firstPatienceMs * 2 ** (times - 1), longestPatienceMs)
}

const firstPatienceMs = 10_000
const longestPatienceMs = 3_600_000
const mostErrors = 5
