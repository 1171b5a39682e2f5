import type { Ask } from './ask.ts'
import type { Fly } from './fly.ts'
import type { Line } from './line.ts'
import { pathOf } from './machine-calls.ts'
import { leaseFrom, nothingFrom } from './shapes.ts'

/** What is asked about leases. Held leases are kept alive in `held-lease.ts`. */
export function createLeaseCalls(line: Line): Pick<Fly, 'acquireLease' | 'refreshLease' | 'releaseLease'> {
  return {
    acquireLease(app, id, { description, ttlSeconds }, call) {
      const ask: Ask = {
        action: 'lease-machine',
        id,
        what: `lease Machine ${id} of ${app}`,
        method: 'POST',
        path: [...pathOf(app, id), 'lease'],
        // Counts in the query, stands in the body by the OpenAPI document. Source: superfly/fly-go, flaps_machines.go
        query: { ttl: ttlSeconds },
        body: { description, ttl: ttlSeconds },
      }
      return line.deed(ask, call, leaseFrom)
    },
    refreshLease(app, id, nonce, ttlSeconds, call) {
      const ask: Ask = {
        action: 'lease-machine',
        id,
        what: `renew the lease of Machine ${id} of ${app}`,
        method: 'POST',
        path: [...pathOf(app, id), 'lease'],
        query: { ttl: ttlSeconds },
        body: { ttl: ttlSeconds },
        nonce,
      }
      return line.deed(ask, call, leaseFrom)
    },
    releaseLease(app, id, nonce, call) {
      const ask: Ask = {
        action: 'release-lease',
        id,
        what: `release the lease of Machine ${id} of ${app}`,
        method: 'DELETE',
        path: [...pathOf(app, id), 'lease'],
        nonce,
      }
      // Somebody else holds it, or nobody does: either way ours is no more.
      return line.deed(ask, call, nothingFrom, ({ error, words }) =>
        error.code === 'NotFound' || error.code === 'Leased' || words?.text.includes('lease not found')
          ? { value: undefined }
          : undefined,
      )
    },
  }
}
