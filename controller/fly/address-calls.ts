import type { AddressPort } from './address-port.ts'
import { certificateFrom, certificatesPageFrom, ipFrom, ipsFrom } from './address-shapes.ts'
import { undefinedWhenNotFound } from './app-calls.ts'
import type { Ask } from './ask.ts'
import { FlyError } from './errors.ts'
import type { Call } from './fly.ts'
import type { Forgive, Line } from './line.ts'
import { nothingFrom } from './shapes.ts'
import type { CertificateSummary, CertificatesPage } from './wire-addresses.ts'

/** What is asked about addresses and certificates. */
export function createAddressCalls(line: Line): AddressPort {
  function readCertificates(app: string, cursor: string | undefined, call: Call): Promise<CertificatesPage> {
    const what = `list the certificates of ${app}`
    const path = ['apps', app, 'certificates']
    const query = { limit: mostAtOnce, cursor }
    return line.read(
      { action: 'list-certificates', id: app, what, method: 'GET', path, query },
      call,
      certificatesPageFrom,
    )
  }

  return {
    listIps(app, call) {
      const what = `list the addresses of ${app}`
      return line.read({ action: 'list-ips', id: app, what, method: 'GET', path: ipsOf(app) }, call, ipsFrom)
    },
    assignIp(app, address, call) {
      const what = `give ${app} a ${address.type} address`
      const ask: Ask = { action: 'assign-ip', id: app, what, method: 'POST', path: ipsOf(app), body: address }
      return line.deed(ask, call, ipFrom)
    },
    releaseIp(app, ip, call) {
      const what = `release the address ${ip} of ${app}`
      const ask: Ask = { action: 'release-ip', id: app, what, method: 'DELETE', path: [...ipsOf(app), ip] }
      return line.deed(ask, call, nothingFrom, whenGone)
    },

    async listCertificates(app, call) {
      const all: CertificateSummary[] = []
      const cursors = new Set<string>()
      for (let cursor: string | undefined; ; ) {
        const page = await readCertificates(app, cursor, call)
        all.push(...page.certificates)
        cursor = page.next_cursor
        if (!cursor) return all
        if (cursors.has(cursor) || cursors.size === mostPages) {
          throw new FlyError('Malformed', `the list of the certificates of ${app} does not end`)
        }
        cursors.add(cursor)
      }
    },
    getCertificate(app, hostname, call) {
      const what = `read the certificate for ${hostname} of ${app}`
      const ask: Ask = { action: 'get-certificate', id: app, what, method: 'GET', path: pathOf(app, hostname) }
      return line.read(ask, call, (value) => certificateFrom(value, hostname)).catch(undefinedWhenNotFound)
    },
    requestCertificate(app, hostname, call) {
      const ask: Ask = {
        action: 'request-certificate',
        id: app,
        what: `request a certificate for ${hostname} of ${app}`,
        method: 'POST',
        path: pathOf(app, 'acme'),
        body: { hostname },
      }
      return line.deed(ask, call, (value) => certificateFrom(value, hostname))
    },
    checkCertificate(app, hostname, call) {
      const what = `check the certificate for ${hostname} of ${app}`
      const path = [...pathOf(app, hostname), 'check']
      const ask: Ask = { action: 'check-certificate', id: app, what, method: 'POST', path }
      return line.read(ask, call, (value) => certificateFrom(value, hostname)).catch(undefinedWhenNotFound)
    },
    deleteCertificate(app, hostname, call) {
      const what = `delete the certificates for ${hostname} of ${app}`
      const ask: Ask = { action: 'delete-certificate', id: app, what, method: 'DELETE', path: pathOf(app, hostname) }
      return line.deed(ask, call, nothingFrom, whenGone)
    },
  }
}

function ipsOf(app: string): readonly string[] {
  return ['apps', app, 'ip_assignments']
}

function pathOf(app: string, hostname: string): readonly string[] {
  return ['apps', app, 'certificates', hostname]
}

const whenGone: Forgive<void> = ({ error }) => (error.code === 'NotFound' ? { value: undefined } : undefined)

// Fly's own limit. Source: Fly's OpenAPI document
const mostAtOnce = 500
const mostPages = 1_000
