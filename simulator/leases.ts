import type { Lease } from '../controller/fly/wire.ts'
import type { Laws } from './laws.ts'
import { livingMachineOf, type Premises } from './premises.ts'
import * as refusal from './refusal.ts'
import { type Ask, optional, type Reply, type Route } from './routes.ts'
import { type LeaseRow, leaseOf, type MachineRow } from './rows.ts'

/** Leases. All answers are wrapped in `{status, data}`. Nothing here shows in `updated_at`. */
export function leaseRoutes(premises: Premises): readonly Route[] {
  const { truth, laws } = premises

  function mine(machine: MachineRow, nonce: string | undefined): LeaseRow | undefined {
    const lease = leaseOf(machine, laws.now())
    if (lease !== undefined && lease.nonce !== nonce) {
      const message = refusal.leaseHeldText(machine.id, lease.owner, lease.expiresAt)
      throw new refusal.Refusal(409, { status: 'error', message })
    }
    return lease
  }

  /** With the nonce of the lease: renews it. Whoever renews what he has released holds it again. */
  function acquire(ask: Ask): Reply {
    const machine = livingMachineOf(premises, ask)
    const asked = ask.body()
    const ttlSeconds = ttlOf(ask)
    const held = mine(machine, ask.nonce)
    const description = optional(asked, 'description', 'string') ?? held?.description ?? ''
    const fresh = newLease(machine, { owner: ask.caller.owner, ttlSeconds, description }, laws)
    const lease = { ...fresh, nonce: ask.nonce || fresh.nonce }
    truth.putMachine({ ...machine, lease })
    return { status: 201, body: { status: 'success', data: leaseView(lease) } }
  }

  function read(ask: Ask): Reply {
    const lease = leaseOf(livingMachineOf(premises, ask), laws.now())
    if (lease === undefined) throw refusal.leaseNotFound()
    return { status: 200, body: { status: 'success', data: leaseView(lease) } }
  }

  function release(ask: Ask): Reply {
    const machine = livingMachineOf(premises, ask)
    if (!ask.nonce) throw refusal.refuse(400, 'invalid_argument: lease nonce is required')
    if (mine(machine, ask.nonce) === undefined) throw refusal.leaseNotFound()
    truth.putMachine({ ...machine, lease: undefined })
    return { status: 200, body: { status: 'success', data: { ok: true } } }
  }

  const path = '/v1/apps/:app/machines/:id/lease'
  return [
    { method: 'POST', path, action: 'lease-machine', countedBy: 'id', isDeed: false, answer: acquire },
    { method: 'GET', path, action: 'get-lease', countedBy: 'id', isDeed: false, answer: read },
    { method: 'DELETE', path, action: 'release-lease', countedBy: 'id', isDeed: false, answer: release },
  ]
}

export function newLease(
  machine: Pick<MachineRow, 'instanceId'>,
  given: { readonly owner: string; readonly ttlSeconds: number; readonly description: string },
  laws: Laws,
): LeaseRow {
  const { owner, ttlSeconds, description } = given
  return {
    nonce: laws.nonce(),
    owner,
    description,
    expiresAt: laws.now() + ttlSeconds * 1_000,
    version: machine.instanceId,
  }
}

/** In the query it takes effect, in the body it is documented; the query counts. Source: superfly/fly-go */
function ttlOf({ query, body }: Ask): number {
  const text = query.get('ttl')
  const ttl = text === null || text === '' ? (optional(body(), 'ttl', 'number') ?? usualTtlSeconds) : Number(text)
  if (!Number.isInteger(ttl) || ttl < 1) throw refusal.refuse(400, 'invalid_argument: invalid ttl')
  return ttl
}

function leaseView({ nonce, owner, description, expiresAt, version }: LeaseRow): Lease {
  return { nonce, expires_at: Math.floor(expiresAt / 1_000), owner, description, version }
}

// Not documented; flyctl always names one.
const usualTtlSeconds = 30
