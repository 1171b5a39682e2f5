import type { Certificate } from '../fly/wire-addresses.ts'
import type { Desired } from '../plan/desired.ts'
import type { ObservedCertificate } from '../plan/observe-domains.ts'
import type { Observed } from '../plan/observed.ts'
import { isRefused } from '../plan/refusal.ts'
import type { DnsRecord, DomainStatus, Reason, Status } from './status.ts'

/** What is told of the hostnames of an App: those of the spec in its order, then those of others. None where there are none. */
export function domainsOf(
  desired: Desired | undefined,
  observed: Observed | undefined,
  previous: Status | undefined,
): Pick<Status, 'domains'> {
  if (observed === undefined) return previous?.domains ? { domains: previous.domains } : {}
  const certificates = observed.domains?.certificates ?? []
  const wanted = desired?.domains ?? []
  const domains = [
    ...wanted.map((hostname) => {
      const certificate = certificates.find((each) => each.hostname === hostname)
      return certificate ? there(certificate) : missing(hostname, observed)
    }),
    ...certificates.filter(({ hostname }) => !wanted.includes(hostname)).map(there),
  ]
  return domains.length > 0 ? { domains } : {}
}

/** How the domains of a spec are, as a condition says it; `undefined` when it has none. */
export function domainsReady(
  desired: Desired | undefined,
  domains: readonly DomainStatus[] = [],
): { readonly status: 'True' | 'False'; readonly reason: Reason; readonly message: string } | undefined {
  const wanted = domains.filter(({ hostname }) => desired?.domains.includes(hostname))
  if (wanted.length === 0) return undefined
  const open = wanted.filter(({ active }) => !active)
  const [first] = open
  if (first === undefined) {
    const message = wanted.length === 1 ? `${wanted[0]?.hostname} is active` : `all ${wanted.length} domains are active`
    return { status: 'True', reason: 'Converged', message }
  }
  const others = open.length === 1 ? '' : `; ${open.length - 1} more of ${wanted.length} not active`
  const records = first.records.map(({ type, name, value }) => `${type} ${name} ${value}`)
  const todo = records.length > 0 ? `; its owner sets ${records.join(', ')}` : ''
  const problem = first.problem === undefined ? '' : ` (${first.problem})`
  return {
    status: 'False',
    reason: first.isTaken ? 'HostnameTaken' : 'DomainPending',
    message: `${first.hostname}: ${first.state}${problem}${todo}${others}`,
  }
}

function there({ hostname, isOurs, isActive, summary, detail }: ObservedCertificate): DomainStatus {
  const problem = detail?.validation_errors?.at(-1)
  const said = problem?.remediation || problem?.message
  const limitedUntil = detail?.rate_limited_until
  return {
    hostname,
    active: isActive,
    state: isActive ? 'active' : stateInWords((detail ?? summary).status, (detail ?? summary).configured),
    ours: isOurs,
    records: detail && !isActive ? recordsFor(hostname, detail) : [],
    ...(said && !isActive && { problem: said }),
    ...(limitedUntil && !isActive && { limitedUntil }),
  }
}

function missing(hostname: string, { refusals = [] }: Observed): DomainStatus {
  const refusal = refusals.find(isRefused(hostname))
  const isTaken = refusal?.code === 'HostnameTaken'
  return {
    hostname,
    active: false,
    state: isTaken ? 'belongs to another app at Fly' : refusal ? 'refused by Fly' : 'not asked for yet',
    ours: false,
    records: [],
    ...(isTaken && { isTaken: true }),
    ...(refusal && !isTaken && { problem: refusal.message }),
  }
}

function stateInWords(status: string, isConfigured: boolean): string {
  if (status === 'pending_ownership') return 'waits for proof that it is yours'
  if (status !== 'pending_validation') return `Fly says ${status}`
  return isConfigured ? 'its certificate is on its way' : 'waits for its DNS records'
}

/**
 * What its owner has to put into the DNS. Where Fly cannot see by an AAAA record that the hostname is the app's, the record
 * for the challenge says it; a wildcard always needs that one. Source: superfly/docs#1450
 */
function recordsFor(hostname: string, { status, dns_requirements: required = {} }: Certificate): readonly DnsRecord[] {
  const { a = [], aaaa = [], cname, acme_challenge: challenge, ownership } = required
  const address: readonly DnsRecord[] = cname
    ? [{ type: 'CNAME', name: hostname, value: cname }]
    : [
        ...a.map((value) => ({ type: 'A', name: hostname, value }) as const),
        ...aaaa.map((value) => ({ type: 'AAAA', name: hostname, value }) as const),
      ]
  const needsChallenge = hostname.startsWith('*.') || aaaa.length === 0
  return [
    ...address,
    ...(needsChallenge && challenge ? [{ type: 'CNAME', name: challenge.name, value: challenge.target } as const] : []),
    ...(status === 'pending_ownership' && ownership
      ? [{ type: 'TXT', name: ownership.name, value: ownership.app_value } as const]
      : []),
  ]
}
