import type { AppRow } from '../rows.ts'
import type { Truth } from '../truth.ts'
import { isActive } from './certificate-rows.ts'

/**
 * The app that Fly's proxy takes a hostname for, by its certificates: that of the very name before that of a wildcard,
 * which stands for one label only. `{app}.fly.dev` is no matter of certificates.
 */
export function appOfHostname(truth: Truth, hostname: string): AppRow | undefined {
  const name = hostname.toLowerCase()
  for (const each of [name, `*${name.slice(name.indexOf('.'))}`]) {
    const row = truth.tables.certificate.get(each)
    if (row !== undefined && isActive(row, truth.now())) return truth.app(row.app)
  }
  return undefined
}

export function isHostname(text: string): boolean {
  const labels = withoutWildcard(text).split('.')
  return (
    text.length <= 253 &&
    labels.length > 1 &&
    labels.every((each) => label.test(each)) &&
    !/^\d+$/.test(labels.at(-1) ?? '')
  )
}

export function isWildcard(hostname: string): boolean {
  return hostname.startsWith('*.')
}

/** The name that records for validation hang below. */
export function withoutWildcard(hostname: string): string {
  return isWildcard(hostname) ? hostname.slice(2) : hostname
}

/** The domain that somebody has registered. Good enough here: as if there were no `co.uk`. */
export function registeredDomain(hostname: string): string {
  return hostname.split('.').slice(-2).join('.')
}

const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/
