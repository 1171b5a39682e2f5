import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { refuse } from '../refusal.ts'
import type { CustomCertificate } from './certificate-rows.ts'
import { isWildcard } from './hostnames.ts'

/**
 * Reads a certificate that somebody brings along; a Refusal when it is not good for the hostname now. What makes one bad
 * is documented, the words are ours. Source: superfly/docs, machines/api/certificates-resource
 */
export function readCustomCertificate(
  given: { readonly hostname: string; readonly fullchain: string; readonly privateKey: string },
  now: number,
): Omit<CustomCertificate, 'isOwned'> {
  const { hostname, fullchain, privateKey } = given
  const certificate = parsed(() => new X509Certificate(fullchain), 'fullchain is not a PEM certificate')
  const key = parsed(() => createPrivateKey(privateKey), 'private_key is not a PEM key')
  const [validFrom, expiresAt] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)]
  if (expiresAt <= now) throw invalid('certificate has expired')
  if (validFrom > now) throw invalid('certificate is not valid yet')
  if (!fits(certificate, key)) throw invalid('private_key does not match the certificate')
  if (!isFor(certificate, hostname)) throw invalid(`certificate is not for ${hostname}`)
  return { createdAt: now, validFrom, expiresAt, issuer: issuerOf(certificate) }
}

function parsed<T>(parse: () => T, problem: string): T {
  try {
    return parse()
  } catch {
    // Not the error itself: it may say what was in the key.
    throw invalid(problem)
  }
}

/** A key of another kind is an error to OpenSSL, not merely another key. */
function fits(certificate: X509Certificate, key: KeyObject): boolean {
  try {
    return certificate.checkPrivateKey(key)
  } catch {
    return false
  }
}

/** Node matches names with wildcards, but not wildcards. */
function isFor(certificate: X509Certificate, hostname: string): boolean {
  if (!isWildcard(hostname)) return certificate.checkHost(hostname) !== undefined
  const names = (certificate.subjectAltName ?? '').split(', ').map((name) => name.toLowerCase())
  return names.includes(`dns:${hostname}`) || partOf(certificate.subject, 'CN') === hostname
}

function issuerOf({ issuer }: X509Certificate): string {
  return partOf(issuer, 'CN') ?? partOf(issuer, 'O') ?? issuer
}

/** `CN=…` on a line of its own, as Node writes names. */
function partOf(name: string, part: string): string | undefined {
  const line = name.split('\n').find((each) => each.startsWith(`${part}=`))
  return line?.slice(part.length + 1)
}

function invalid(problem: string) {
  return refuse(422, `Validation failed: ${problem}`)
}
