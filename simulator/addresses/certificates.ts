import type { Laws } from '../laws.ts'
import { appOf, type Premises } from '../premises.ts'
import { refuse } from '../refusal.ts'
import { type Ask, optional, type Reply, type Route } from '../routes.ts'
import type { CertificateRow } from './certificate-rows.ts'
import { certificateSummary, certificateView, dnsRecordsView } from './certificate-views.ts'
import { readCustomCertificate } from './custom-certificate.ts'
import { flyDomain } from './dns.ts'
import { nothingFound } from './findings.ts'
import { isHostname } from './hostnames.ts'
import { look } from './issuing.ts'

/** Hostnames that an app answers to, and their certificates. */
export function certificateRoutes(premises: Premises): readonly Route[] {
  const { truth, laws } = premises
  const { certificate: table } = truth.tables

  function list(ask: Ask): Reply {
    const filter = (ask.query.get('filter') ?? '').toLowerCase()
    const all = [...table.of(appOf(premises, ask).name)].filter(({ hostname }) => hostname.includes(filter))
    const after = cursorIn(ask)
    const left = all.filter(({ nth }) => nth > after)
    const page = left.slice(0, limitIn(ask))
    const last = page.at(-1)
    return {
      status: 200,
      body: {
        certificates: page.map((row) => certificateSummary(row, laws.now())),
        total_count: all.length,
        ...(last && left.length > page.length && { next_cursor: String(last.nth) }),
      },
    }
  }

  function requestAcme(ask: Ask): Reply {
    const row = requestCertificate(premises, appOf(premises, ask).name, hostnameIn(ask))
    return { status: 201, body: certificateView(truth, row) }
  }

  function bringCustom(ask: Ask): Reply {
    const before = hostnameFor(premises, appOf(premises, ask).name, hostnameIn(ask))
    const asked = ask.body()
    const given = {
      hostname: before.hostname,
      fullchain: optional(asked, 'fullchain', 'string') ?? '',
      privateKey: optional(asked, 'private_key', 'string') ?? '',
    }
    const custom = { ...readCustomCertificate(given, laws.now()), isOwned: before.custom?.isOwned ?? false }
    return put(201, look(premises, { ...before, custom, looks: 0 }))
  }

  function hostnameIn(ask: Ask): string {
    return optional(ask.body(), 'hostname', 'string') ?? ''
  }

  function check(ask: Ask): Reply {
    const row = checkCertificate(premises, rowOf(ask))
    return { status: 200, body: { ...certificateView(truth, row), dns_records: dnsRecordsView(truth, row) } }
  }

  function remove(ask: Ask): Reply {
    table.remove(rowOf(ask).key)
    return { status: 204 }
  }

  /** The certificate goes and is not renewed. A custom one stays, and so does the hostname. */
  function stopAcme(ask: Ask): Reply {
    const row = rowOf(ask)
    if (!row.isAcmeRequested) throw certificateNotFound()
    const stopped = { isAcmeRequested: false, acme: undefined, rateLimitedUntil: undefined, pending: undefined }
    return put(200, look(premises, { ...row, ...stopped, failures: [], errors: [] }))
  }

  function removeCustom(ask: Ask): Reply {
    const row = rowOf(ask)
    if (row.custom === undefined) throw certificateNotFound()
    const { status, body } = put(200, look(premises, { ...row, custom: undefined }))
    const isLeftWithout = row.acme === undefined || row.acme.expiresAt <= laws.now()
    const warning = `${row.hostname} has no certificate any more`
    return { status, body: { ...(body as object), ...(isLeftWithout && { warning }) } }
  }

  function put(status: number, row: CertificateRow): Reply {
    return { status, body: certificateView(truth, putCertificate(premises, row)) }
  }

  /** Whose path has the hostname; a wildcard is `%2A.example.com` there. */
  function rowOf(ask: Ask): CertificateRow {
    const app = appOf(premises, ask)
    const row = table.get((ask.params.hostname ?? '').toLowerCase())
    if (row === undefined || row.app !== app.name) throw certificateNotFound()
    return row
  }

  const all = { path: '/v1/apps/:app/certificates', countedBy: 'app' } as const
  const one = { path: `${all.path}/:hostname`, countedBy: 'app' } as const
  const acme = { path: `${one.path}/acme`, countedBy: 'app' } as const
  const custom = { path: `${one.path}/custom`, countedBy: 'app' } as const
  return [
    { ...all, method: 'GET', action: 'list-certificates', isDeed: false, answer: list },
    {
      ...all,
      path: `${all.path}/acme`,
      method: 'POST',
      action: 'request-certificate',
      isDeed: true,
      answer: requestAcme,
    },
    {
      ...all,
      path: `${all.path}/custom`,
      method: 'POST',
      action: 'bring-certificate',
      isDeed: true,
      answer: bringCustom,
    },
    {
      ...one,
      method: 'GET',
      action: 'get-certificate',
      isDeed: false,
      answer: (ask) => ({ status: 200, body: certificateView(truth, rowOf(ask)) }),
    },
    { ...one, method: 'DELETE', action: 'delete-certificate', isDeed: true, answer: remove },
    { ...one, path: `${one.path}/check`, method: 'POST', action: 'check-certificate', isDeed: false, answer: check },
    { ...acme, method: 'DELETE', action: 'stop-certificate', isDeed: true, answer: stopAcme },
    { ...custom, method: 'DELETE', action: 'remove-certificate', isDeed: true, answer: removeCustom },
  ]
}

/** Asks for a certificate of Let's Encrypt's. */
export function requestCertificate(premises: Premises, app: string, hostname: string): CertificateRow {
  const before = hostnameFor(premises, app, hostname)
  if (before.isAcmeRequested) throw refuse(422, 'Hostname already exists on app')
  return putCertificate(premises, look(premises, { ...before, isAcmeRequested: true, looks: 0 }))
}

/** Looks at the DNS now, and not when it is time for it. */
export function checkCertificate(premises: Premises, row: CertificateRow): CertificateRow {
  return putCertificate(premises, look(premises, { ...row, looks: 0 }))
}

function putCertificate({ truth, laws }: Premises, row: CertificateRow): CertificateRow {
  const changed = { ...row, updatedAt: laws.now() }
  truth.tables.certificate.put(changed)
  return changed
}

/** The row of a hostname: that of the app, or one to be. */
function hostnameFor({ truth, laws }: Premises, app: string, text: string): CertificateRow {
  const hostname = text.toLowerCase()
  if (!isHostname(hostname) || hostname.endsWith(flyDomain)) {
    throw refuse(422, 'Validation failed: Hostname is invalid')
  }
  const known = truth.tables.certificate.get(hostname)
  if (known !== undefined && known.app !== app) throw refuse(422, 'Validation failed: Hostname has already been taken')
  return known ?? newHostname(laws, hostname, app)
}

function newHostname(laws: Laws, hostname: string, app: string): CertificateRow {
  const now = laws.now()
  return {
    key: hostname,
    app,
    nth: laws.nextNth(),
    hostname,
    createdAt: now,
    updatedAt: now,
    isAcmeRequested: false,
    acme: undefined,
    custom: undefined,
    findings: nothingFound,
    looks: 0,
    failures: [],
    rateLimitedUntil: undefined,
    errors: [],
    pending: undefined,
  }
}

function limitIn({ query }: Ask): number {
  const text = query.get('limit') || '25'
  if (!/^[1-9]\d{0,8}$/.test(text)) throw refuse(400, 'invalid_argument: invalid limit')
  return Math.min(Number(text), mostInPage)
}

function cursorIn({ query }: Ask): number {
  const text = query.get('cursor') || '0'
  if (!/^\d{1,15}$/.test(text)) throw refuse(400, 'invalid_argument: invalid cursor')
  return Number(text)
}

const certificateNotFound = () => refuse(404, 'certificate not found')
const mostInPage = 500
