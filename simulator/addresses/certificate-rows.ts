import type { Row } from '../tables.ts'
import type { Findings } from './findings.ts'

/** A hostname that an app answers to, with what certificates there are for it. Its key is the hostname: nobody else has it. */
export type CertificateRow = Row & {
  readonly hostname: string
  readonly createdAt: number
  readonly updatedAt: number
  /** Whether Fly is to get a certificate from Let's Encrypt, and to renew it. */
  readonly isAcmeRequested: boolean
  readonly acme: { readonly issuedAt: number; readonly expiresAt: number } | undefined
  /** What somebody has brought along. Its private key is kept nowhere: nothing here has a use for it. */
  readonly custom: CustomCertificate | undefined
  /** What the last look at the DNS found. */
  readonly findings: Findings
  /** How often the DNS has been looked at since there was a reason to: the next look is the later for it. */
  readonly looks: number
  /** When Let's Encrypt could not validate the hostname, within the last hour. */
  readonly failures: readonly number[]
  readonly rateLimitedUntil: number | undefined
  readonly errors: readonly ValidationError[]
  /** What will happen by itself. */
  readonly pending: { readonly at: number; readonly do: 'look' | 'issue' } | undefined
}

export type CustomCertificate = {
  readonly createdAt: number
  readonly validFrom: number
  readonly expiresAt: number
  readonly issuer: string
  /** Once it is known whose hostname it is. */
  readonly isOwned: boolean
}

export type ValidationError = {
  readonly code: string
  readonly message: string
  readonly remediation: string
  readonly at: number
}

/** Whether Fly serves the hostname with a certificate that holds now. */
export function isActive({ acme, custom }: CertificateRow, now: number): boolean {
  return (acme !== undefined && acme.expiresAt > now) || (custom !== undefined && isCustomActive(custom, now))
}

export function isCustomActive({ isOwned, expiresAt }: CustomCertificate, now: number): boolean {
  return isOwned && expiresAt > now
}
