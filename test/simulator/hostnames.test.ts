import { expect, test } from 'vitest'
import type { CertificateRow } from '../../simulator/addresses/certificate-rows.ts'
import { nothingFound } from '../../simulator/addresses/findings.ts'
import { appOfHostname, isHostname } from '../../simulator/addresses/hostnames.ts'
import { createTruth } from '../../simulator/truth.ts'

test.each([
  ['www.acme.com', 'acme'],
  ['WWW.acme.com', 'acme'],
  ['anything.acme.com', 'wild'],
  ['a.b.acme.com', undefined],
  ['acme.com', undefined],
  ['expired.com', undefined],
  ['pending.com', undefined],
])('%s leads to %s', (hostname, app) => {
  const truth = createTruth(() => 1_000)
  for (const name of ['acme', 'wild']) truth.putApp({ ...anApp, name })
  truth.tables.certificate.put(aCertificate('www.acme.com', 'acme', 2_000))
  truth.tables.certificate.put(aCertificate('*.acme.com', 'wild', 2_000))
  truth.tables.certificate.put(aCertificate('expired.com', 'acme', 1_000))
  truth.tables.certificate.put({ ...aCertificate('pending.com', 'acme', 0), acme: undefined })
  expect(appOfHostname(truth, hostname)?.name).toBe(app)
})

test.each([
  ['acme.com', true],
  ['*.acme.com', true],
  ['xn--bcher-kva.example', true],
  ['acme', false],
  ['*.com', false],
  ['www.*.com', false],
  ['-a.com', false],
  ['a..com', false],
  ['127.0.0.1', false],
  ['', false],
  [`${'a'.repeat(64)}.com`, false],
])('%s is a hostname: %s', (text, is) => {
  expect(isHostname(text)).toBe(is)
})

const anApp = {
  nth: 1,
  id: 'app_1',
  name: '',
  organization: 'demo',
  network: 'default',
  status: 'pending',
  createdAt: 0,
  visibleAt: 0,
  goneAt: undefined,
} as const

function aCertificate(hostname: string, app: string, expiresAt: number): CertificateRow {
  return {
    key: hostname,
    app,
    nth: 1,
    hostname,
    createdAt: 0,
    updatedAt: 0,
    isAcmeRequested: true,
    acme: { issuedAt: 0, expiresAt },
    custom: undefined,
    findings: nothingFound,
    looks: 0,
    failures: [],
    rateLimitedUntil: undefined,
    errors: [],
    pending: undefined,
  }
}
