import { arrayFrom, flagOf, listOf, mayBeTexts, recordFrom, textOf, Unexpected, withoutNulls } from './reading.ts'
import type { Certificate, CertificateSummary, CertificatesPage, IpAssignment } from './wire-addresses.ts'

/** Addresses and certificates at the door: see `shapes.ts`. */
export function ipsFrom(value: unknown): readonly IpAssignment[] {
  // Seen live: `{}` where there is none.
  return listOf(recordFrom(value, 'a list of addresses'), 'ips', ipFrom)
}

export function ipFrom(value: unknown): IpAssignment {
  const address = recordFrom(value, 'an address')
  if (address.ip_pair === undefined || address.ip_pair === null) textOf(address, 'ip')
  else for (const version of ['v4', 'v6']) textOf(recordFrom(address.ip_pair, 'a pair of addresses'), version)
  const { ip = null, network = null, region = 'global', ...rest } = address
  if (network !== null) mayBeTexts(recordFrom(network, 'a network'), ['name', 'org_slug'])
  return { ...withoutNulls(rest), ip, network, region } as unknown as IpAssignment
}

/** The certificate; of this hostname, when one was asked for. */
export function certificateFrom(value: unknown, hostname: string): Certificate {
  const certificate = withoutNulls(recordFrom(value, 'a certificate'))
  summaryFrom(certificate)
  if (textOf(certificate, 'hostname').toLowerCase() !== hostname.toLowerCase()) {
    throw new Unexpected(`it is about another hostname, ${certificate.hostname}`)
  }
  const certificates = listOf(certificate, 'certificates', (value) => {
    const entry = withoutNulls(recordFrom(value, 'a certificate'))
    for (const key of ['source', 'status']) textOf(entry, key)
    return entry
  })
  for (const part of ['validation', 'dns_requirements']) {
    if (certificate[part] !== undefined) recordFrom(certificate[part], part)
  }
  listOf(certificate, 'validation_errors', (error) => recordFrom(error, 'a validation error'))
  return { ...certificate, certificates } as unknown as Certificate
}

export function certificatesPageFrom(value: unknown): CertificatesPage {
  const page = withoutNulls(recordFrom(value, 'a page of certificates'))
  // As with Machines: null is an empty list, no list is no page.
  if (!('certificates' in (value as object))) throw new Unexpected('it has no certificates')
  const certificates = arrayFrom(page.certificates ?? [], 'certificates').map(summaryFrom)
  mayBeTexts(page, ['next_cursor'])
  return { ...page, certificates } as unknown as CertificatesPage
}

function summaryFrom(value: unknown): CertificateSummary {
  const summary = withoutNulls(recordFrom(value, 'a certificate'))
  for (const key of ['hostname', 'status']) textOf(summary, key)
  flagOf(summary, 'configured')
  return summary as unknown as CertificateSummary
}
