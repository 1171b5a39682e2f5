import type { Row } from '../tables.ts'
import type { Truth } from '../truth.ts'
import { publicAddressesOf } from './address-rows.ts'

/** Records of the fake DNS. Its key is the name, without a dot at its end. */
export type DnsRow = Row & { readonly name: string } & DnsRecords

export type DnsRecords = {
  readonly a?: readonly string[]
  readonly aaaa?: readonly string[]
  /** Then the name has no other records, as DNS has it. */
  readonly cname?: string
  readonly txt?: readonly string[]
}

/** Everybody's DNS is one: replaces all records of a name, or removes them. */
export function setDns(truth: Truth, name: string, records: DnsRecords | undefined): void {
  const key = canonicalName(name)
  if (records === undefined) {
    truth.tables.dns.remove(key)
    return
  }
  const { a, aaaa, txt } = records
  const cname = records.cname === undefined ? undefined : canonicalName(records.cname)
  const given = { ...(a && { a }), ...(aaaa && { aaaa }), ...(cname && { cname }), ...(txt && { txt }) }
  const nth = truth.tables.dns.get(key)?.nth ?? truth.nextNth()
  truth.tables.dns.put({ key, app: '', nth, name: key, ...given })
}

/** Records that somebody has written down as JSON. An Error when they are none. */
export function dnsRecordsIn({ a, aaaa, cname, txt }: Readonly<Record<string, unknown>>): DnsRecords {
  const texts = (value: unknown, field: string): readonly string[] => {
    if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value
    throw new Error(`${field} must be a list of strings`)
  }
  if (cname !== undefined && typeof cname !== 'string') throw new Error('cname must be a string')
  return {
    ...(a !== undefined && { a: texts(a, 'a') }),
    ...(aaaa !== undefined && { aaaa: texts(aaaa, 'aaaa') }),
    ...(cname !== undefined && { cname }),
    ...(txt !== undefined && { txt: texts(txt, 'txt') }),
  }
}

/** What a resolver answers: the records at the end of the way that CNAMEs point out, and that way. */
export type Resolved = {
  readonly a: readonly string[]
  readonly aaaa: readonly string[]
  readonly txt: readonly string[]
  readonly cnames: readonly string[]
}

/** A wildcard stands for names that have no records of their own. `{app}.fly.dev` is Fly's own zone: the app's addresses. */
export function resolve(truth: Truth, name: string): Resolved {
  const cnames: string[] = []
  let at = canonicalName(name)
  while (cnames.length < longestWay) {
    const row = truth.tables.dns.get(at) ?? truth.tables.dns.get(`*${at.slice(at.indexOf('.'))}`)
    if (row?.cname === undefined) {
      const { a = [], aaaa = [], txt = [] } = row ?? flyZone(truth, at)
      return { a, aaaa, txt, cnames }
    }
    cnames.push(row.cname)
    at = row.cname
  }
  return { a: [], aaaa: [], txt: [], cnames }
}

function flyZone(truth: Truth, name: string): DnsRecords {
  if (!name.endsWith(flyDomain)) return {}
  const { v4, v6 } = publicAddressesOf(truth, name.slice(0, -flyDomain.length))
  return { a: v4, aaaa: v6 }
}

function canonicalName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

export const flyDomain = '.fly.dev'
// Resolvers give up as well, above all when names lead in a circle.
const longestWay = 8
