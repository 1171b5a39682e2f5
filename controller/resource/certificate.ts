import type { Asset } from './ownership.ts'

/** The row that makes a hostname of an app ours. */
export function certificateAsset(hostname: string, operation: string): Omit<Asset, 'ref'> {
  return {
    kind: 'certificate',
    id: hostname,
    name: hostname,
    slot: undefined,
    operation,
    alive: true,
    idleSince: undefined,
    facts: {},
  }
}
