import { createHash } from 'node:crypto'
import type { AppRow } from '../rows.ts'
import type { Truth } from '../truth.ts'
import { publicAddressesOf } from './address-rows.ts'
import { flyDomain, resolve } from './dns.ts'
import type { Findings } from './findings.ts'
import { registeredDomain, withoutWildcard } from './hostnames.ts'

/** What has to be in the DNS, so that the hostname leads to the app, and Fly may have a certificate for it. */
export type Requirements = {
  readonly a: readonly string[]
  readonly aaaa: readonly string[]
  /** Empty where none can be: at the top of a domain. */
  readonly cname: string
  readonly acme_challenge: { readonly name: string; readonly target: string }
  readonly ownership: { readonly name: string; readonly app_value: string; readonly org_value: string }
}

/** The forms are those of superfly/docs, machines/api/certificates-resource. */
export function requirementsOf(truth: Truth, app: AppRow, hostname: string): Requirements {
  const { v4, v6 } = publicAddressesOf(truth, app.name)
  const base = withoutWildcard(hostname)
  return {
    a: v4,
    aaaa: v6,
    cname: registeredDomain(hostname) === hostname ? '' : app.name + flyDomain,
    acme_challenge: { name: `_acme-challenge.${base}`, target: `${base}.${word(app.id, 6)}.flydns.net` },
    ownership: {
      name: `_fly-ownership.${base}`,
      app_value: `app-${word(app.id, 10)}`,
      org_value: `org-${word(app.organization, 10)}`,
    },
  }
}

/** Looks at the DNS as it is now. */
export function findingsOf(truth: Truth, app: AppRow, hostname: string): Findings {
  const { a, aaaa, acme_challenge, ownership } = requirementsOf(truth, app, hostname)
  const found = resolve(truth, hostname)
  const texts = resolve(truth, ownership.name).txt
  return {
    reachesV4: reaches(found.a, a),
    reachesV6: reaches(found.aaaa, aaaa),
    answersChallenge: resolve(truth, acme_challenge.name).cnames.includes(acme_challenge.target),
    hasOwnershipText: texts.includes(ownership.app_value) || texts.includes(ownership.org_value),
  }
}

function reaches(found: readonly string[], own: readonly string[]): boolean {
  return found.length > 0 && found.every((ip) => own.includes(ip))
}

function word(of: string, length: number): string {
  return BigInt(`0x${createHash('sha256').update(of).digest('hex')}`)
    .toString(36)
    .slice(0, length)
}
