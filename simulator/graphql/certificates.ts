import type { CertificateRow } from '../addresses/certificate-rows.ts'
import { certificateView, dnsRecordsView } from '../addresses/certificate-views.ts'
import { checkCertificate, requestCertificate } from '../addresses/certificates.ts'
import { isWildcard, registeredDomain } from '../addresses/hostnames.ts'
import { isoSeconds } from '../refusal.ts'
import { appNode } from './apps.ts'
import { connectionOf, connectionType, type Page, pageArguments } from './connections.ts'
import { couldNotFind } from './refusals.ts'
import { appFor, type Fields, type Scene } from './scene.ts'

export const certificateTypes = `
  extend type App {
    certificate(hostname: String!): AppCertificate
    certificates(filter: String, ${pageArguments}): AppCertificateConnection!
  }
  extend type Mutations {
    addCertificate(appId: ID!, hostname: String!): AddCertificatePayload
    deleteCertificate(appId: ID!, hostname: String!): DeleteCertificatePayload
    checkCertificate(input: CheckCertificateInput!): CheckCertificatePayload
  }
  type AppCertificate implements Node {
    id: ID!
    hostname: String!
    domain: String
    source: String
    clientStatus: String!
    configured: Boolean!
    isConfigured: Boolean!
    acmeDnsConfigured: Boolean!
    acmeAlpnConfigured: Boolean!
    isAcmeDnsConfigured: Boolean!
    isAcmeAlpnConfigured: Boolean!
    isAcmeHttpConfigured: Boolean!
    isApex: Boolean!
    isWildcard: Boolean!
    certificateAuthority: String
    dnsProvider: String
    dnsValidationHostname: String!
    dnsValidationTarget: String!
    dnsValidationInstructions: String!
    issued(includeExpired: Boolean, ${pageArguments}): CertificateConnection!
    validationErrors: [AppCertificateValidationError!]!
    rateLimitedUntil: ISO8601DateTime
    createdAt: ISO8601DateTime
  }
  type Certificate implements Node { id: ID! hostname: String! type: String! expiresAt: ISO8601DateTime! }
  type AppCertificateValidationError {
    errorCode: String
    message: String!
    remediation: String
    timestamp: ISO8601DateTime!
  }
  type HostnameCheck {
    aRecords: [String!]!
    aaaaRecords: [String!]!
    cnameRecords: [String!]!
    resolvedAddresses: [String!]!
    soa: String
    dnsProvider: String
    dnsVerificationRecord: String
  }
  ${connectionType('AppCertificate')}
  ${connectionType('Certificate')}
  input CheckCertificateInput { clientMutationId: String appId: ID! hostname: String! }
  type AddCertificatePayload { app: App certificate: AppCertificate check: HostnameCheck errors: [String!] }
  type CheckCertificatePayload {
    clientMutationId: String
    app: App
    certificate: AppCertificate
    check: HostnameCheck
  }
  type DeleteCertificatePayload { app: App certificate: AppCertificate errors: [String!] }
`

export function certificateMutations(scene: Scene): Fields {
  const { premises } = scene

  function called(app: string, hostname: string): CertificateRow {
    const row = premises.truth.tables.certificate.get(hostname.toLowerCase())
    if (row === undefined || row.app !== app) throw couldNotFind('Certificate')
    return row
  }

  const payload = (row: CertificateRow) => ({
    app: () => appNode(scene, row.app),
    certificate: certificateNode(scene, row),
    check: checkNode(scene, row),
    errors: [],
  })

  return {
    addCertificate: ({ appId, hostname }: Hostname) =>
      payload(requestCertificate(premises, appFor(scene, appId).name, hostname)),
    checkCertificate({ input }: { input: Hostname & { clientMutationId?: string } }) {
      const row = checkCertificate(premises, called(appFor(scene, input.appId).name, input.hostname))
      return { clientMutationId: input.clientMutationId, ...payload(row) }
    },
    deleteCertificate({ appId, hostname }: Hostname) {
      const row = called(appFor(scene, appId).name, hostname)
      const gone = { app: () => appNode(scene, row.app), certificate: certificateNode(scene, row), errors: [] }
      premises.truth.tables.certificate.remove(row.key)
      return gone
    },
  }
}

/** What an app tells of the hostnames that it answers to. */
export function certificatesOf(scene: Scene, app: string): Fields {
  const rows = () => [...scene.premises.truth.tables.certificate.of(app)]
  return {
    certificate({ hostname }: { hostname: string }) {
      const row = rows().find((each) => each.hostname === hostname.toLowerCase())
      return row && certificateNode(scene, row)
    },
    certificates({ filter, ...page }: Page & { filter?: string }) {
      const fitting = rows().filter(({ hostname }) => hostname.includes(filter?.toLowerCase() ?? ''))
      return connectionOf(fitting, page, (row) => certificateNode(scene, row))
    },
  }
}

function certificateNode({ premises: { truth } }: Scene, row: CertificateRow): object {
  const { hostname, acme, custom, nth } = row
  const view = certificateView(truth, row)
  const { dns_configured = false, alpn_configured = false, http_configured = false } = view.validation ?? {}
  const challenge = view.dns_requirements?.acme_challenge
  const expiries = [custom, acme].flatMap((each) => (each === undefined ? [] : [each.expiresAt]))
  const issued = expiries.map((expiresAt, index) => ({ nth: index + 1, expiresAt }))
  return {
    id: `cert_${nth.toString(36)}`,
    hostname,
    domain: registeredDomain(hostname),
    source: custom === undefined ? 'fly' : 'custom',
    clientStatus:
      view.status === 'active' ? 'Ready' : view.configured ? 'Awaiting certificates' : 'Awaiting configuration',
    configured: view.configured,
    isConfigured: view.configured,
    acmeDnsConfigured: dns_configured,
    acmeAlpnConfigured: alpn_configured,
    isAcmeDnsConfigured: dns_configured,
    isAcmeAlpnConfigured: alpn_configured,
    isAcmeHttpConfigured: http_configured,
    isApex: registeredDomain(hostname) === hostname,
    isWildcard: isWildcard(hostname),
    certificateAuthority: custom === undefined ? 'lets_encrypt' : custom.issuer,
    dnsProvider: view.dns_provider,
    dnsValidationHostname: challenge?.name ?? '',
    dnsValidationTarget: challenge?.target ?? '',
    dnsValidationInstructions: `CNAME ${challenge?.name} => ${challenge?.target}`,
    issued({ includeExpired, ...page }: Page & { includeExpired?: boolean }) {
      const shown = issued.filter(({ expiresAt }) => includeExpired || expiresAt > truth.now())
      return connectionOf(shown, page, ({ expiresAt }) => ({
        id: `cert_${nth.toString(36)}/${expiresAt}`,
        hostname,
        type: 'ecdsa',
        expiresAt: isoSeconds(expiresAt),
      }))
    },
    validationErrors: (view.validation_errors ?? []).map(({ code, ...error }) => ({ errorCode: code, ...error })),
    rateLimitedUntil: view.rate_limited_until,
    createdAt: isoSeconds(row.createdAt),
  }
}

function checkNode({ premises: { truth } }: Scene, row: CertificateRow): object {
  const { a, aaaa, cname, resolved_addresses, soa, acme_challenge_cname } = dnsRecordsView(truth, row)
  return {
    aRecords: a,
    aaaaRecords: aaaa,
    cnameRecords: cname,
    resolvedAddresses: resolved_addresses,
    soa,
    dnsProvider: '',
    dnsVerificationRecord: acme_challenge_cname,
  }
}

type Hostname = { readonly appId: string; readonly hostname: string }
