import type { App, Group } from '../../../schemas/types.ts'
import { type Finding, type Path, wrongKey, wrongValue } from '../finding.ts'
import { named } from '../words.ts'

const at: Path = ['spec', 'domains']

/** Hostnames that Fly would refuse, and an App at which no request for them could arrive. */
export function checkDomains(
  domains: readonly string[],
  addresses: App['spec']['addresses'],
  groups: readonly (readonly [string, Group])[],
): readonly Finding[] {
  return [
    ...domains.flatMap((domain, index) => checkDomain(domain, domains.indexOf(domain), index)),
    ...(domains.length > 0 ? checkReach(addresses, groups) : []),
  ]
}

function checkDomain(domain: string, first: number, index: number): readonly Finding[] {
  const here = [...at, String(index)]
  if (first !== index) {
    return [wrongValue('Conflict', here, `${named(domain)} is domain ${first + 1} already: keep one of the two`)]
  }
  if (isFlys(domain)) {
    const message = `${named(domain)} is in Fly's own domain, where each app that has an address answers to its name by itself: take it out`
    return [wrongValue('Conflict', here, message)]
  }
  if (isHostname(domain)) return []
  const repaired = repair(domain)
  const hint =
    repaired === undefined ? 'write one like `shop.example.com`, or `*.example.com`' : `write ${named(repaired)}`
  const message = `${named(domain)} is no hostname in the form that Fly takes (lower-case letters, digits and dashes between dots): ${hint}`
  return [wrongValue('SchemaViolation', here, message)]
}

/** A certificate needs an address to be validated at, and a service that uses it. Source: superfly/docs, networking/custom-domain */
function checkReach(
  addresses: App['spec']['addresses'],
  groups: readonly (readonly [string, Group])[],
): readonly Finding[] {
  const { sharedIpv4, ipv6, ipv4 = 0 } = addresses ?? {}
  const findings: Finding[] = []
  if (!sharedIpv4 && !ipv6 && ipv4 === 0) {
    const message =
      'no request for these domains could arrive, since the app has no public address: add `addresses: {sharedIpv4: true, ipv6: true}` to /spec'
    findings.push(wrongKey('Conflict', at, message))
  }
  if (!groups.some(([, { services = [] }]) => services.some(servesTls))) {
    const message = `no service has port 443 with the \`tls\` handler, which the certificates are for: add ${portForTls(groups)}`
    findings.push(wrongKey('Conflict', at, message))
  }
  return findings
}

/** What there is to add, and where: to the first service, or as one of the first group. */
function portForTls(groups: readonly (readonly [string, Group])[]): string {
  const ports = 'ports: [{port: 443, handlers: [tls, http]}]'
  const [name, group] = groups.find(([, { services = [] }]) => services.length > 0) ??
    groups[0] ?? ['<name>', undefined]
  if ((group?.services ?? []).length === 0) {
    return `\`services: [{internalPort: 8080, ${ports}}]\` to /spec/machines/${name}`
  }
  const has = (group?.services?.[0]?.ports ?? []).length > 0
  return has
    ? `\`{port: 443, handlers: [tls, http]}\` to /spec/machines/${name}/services/0/ports`
    : `\`${ports}\` to /spec/machines/${name}/services/0`
}

function servesTls({ ports = [] }: NonNullable<Group['services']>[number]): boolean {
  return ports.some(({ port, startPort, endPort, handlers }) => {
    const first = port ?? startPort ?? 0
    const last = port ?? endPort ?? 0
    return first <= 443 && 443 <= last && handlers?.includes('tls') === true
  })
}

function isFlys(domain: string): boolean {
  return /(^|\.)fly\.dev\.?$/i.test(domain)
}

function isHostname(text: string): boolean {
  const labels = text.replace(/^\*\./, '').split('.')
  const isWhole = text.length <= 253 && labels.length > 1 && labels.every((each) => label.test(each))
  return isWhole && !/^\d+$/.test(labels.at(-1) ?? '')
}

/** Lower case, without a dot at its end, and with what is beyond ASCII in the form that the DNS has (IDNA). */
function repair(text: string): string | undefined {
  const isWildcard = text.startsWith('*.')
  const base = (isWildcard ? text.slice(2) : text).replace(/\.$/, '')
  // Nothing that a URL has besides its host, and no number that it would take for an address.
  if (/[\s/:?#@\\%[\]*]/.test(base) || !URL.canParse(`https://${base}`)) return undefined
  const repaired = `${isWildcard ? '*.' : ''}${new URL(`https://${base}`).hostname}`
  return isHostname(repaired) ? repaired : undefined
}

const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/
