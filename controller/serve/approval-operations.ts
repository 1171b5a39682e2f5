import { identityOf } from '../access/identity.ts'
import { type Reason, sayReason } from '../access/reason.ts'
import { fingerprint } from '../plan/canonical.ts'
import type { Plan } from '../plan/plan.ts'
import { type Provenance, type Resource, refOf } from '../resource/resource.ts'
import type { Event, EventKind } from '../status/event.ts'
import type { Approval } from '../store/access-store.ts'
import type { Fence, Store } from '../store/store.ts'
import type { Clock, Random } from '../world.ts'
import { noApproval, OperationError } from './operation-error.ts'
import type { Caller, Operations } from './operations.ts'

/** The word of a second person: asked for by a submission, given by somebody else, and used up by the very same submission. */
export interface Approvals extends Pick<Operations, 'approvals' | 'decideApproval'> {
  /**
   * The approval that was given for exactly this: same spec, same plan, same requester. Rejects with NeedsApproval, having
   * asked for it, when there is none; with PlanChanged when it was given for another plan, and is void then.
   */
  given(wanted: {
    readonly caller: Caller
    readonly after: Resource
    readonly plan: Plan
    readonly risks: readonly Reason[]
  }): Promise<{ readonly id: string; readonly planDigest: string }>
}

export function createApprovalOperations(options: {
  readonly store: Store
  readonly fence: Fence
  readonly clock: Clock
  readonly random: Random
  readonly provenanceOf: (caller: Caller) => Provenance
  readonly now: () => string
}): Approvals {
  const { store, fence, clock, random, provenanceOf, now } = options

  function eventOf({ ref, planDigest, id }: Approval, kind: EventKind, by: Provenance, message: string): Event {
    return { ref, at: now(), generation: 0, kind, by, message, detail: { approval: id, planDigest } }
  }

  /** What is waiting or approved when its time is over is neither. */
  function asOfNow(approval: Approval): Approval {
    const isOpen = approval.state === 'waiting' || approval.state === 'approved'
    return isOpen && approval.expiresAt <= now() ? { ...approval, state: 'expired' } : approval
  }

  return {
    async given({ caller, after, plan, risks }) {
      const ref = refOf(after)
      const requester = identityOf(caller.principal)
      const specDigest = fingerprint(after, 64)
      const approved = (await store.approvals({ ref, limit: mostApprovals }))
        .map(asOfNow)
        .find((one) => one.state === 'approved' && one.requester === requester && one.specDigest === specDigest)
      if (approved?.planDigest === plan.digest) return approved
      if (approved !== undefined) {
        await store.voidApproval(fence, approved.id)
        const message = `the plan for ${ref} is ${plan.digest} now, not ${approved.planDigest}, for which ${approved.id} was given; that approval is void, and nothing was changed`
        throw new OperationError('PlanChanged', message, 'send it again: an approval of the plan of now is asked for')
      }

      const by = provenanceOf(caller)
      const fresh: Approval = {
        id: `ap-${draw(random)}`,
        ...{ ref, specDigest, requester, by, plan },
        state: 'waiting',
        planDigest: plan.digest,
        askedAt: now(),
        expiresAt: new Date(clock.now() + lifetimeMs).toISOString(),
        reasons: risks.map(sayReason),
        decision: undefined,
      }
      const asked = `${caller.principal.name} asks for the approval ${fresh.id} of the plan ${plan.digest.slice(0, 12)}`
      const { id } = await store.askApproval(fence, fresh, eventOf(fresh, 'ApprovalAsked', by, asked))
      const message = `this change of ${ref} needs the approval ${id} by somebody other than ${caller.principal.name}: ${risks.map(({ found }) => found).join(', ')}; nothing was changed`
      const repair = `have an operator look at it (\`artifact approvals ${id}\`) and approve it, then send the very same again`
      throw new OperationError('NeedsApproval', message, repair, {
        reasons: risks,
        approval: { id, planDigest: plan.digest },
      })
    },

    async approvals({ name, limit = 100 } = {}) {
      const some = await store.approvals({
        ...(name !== undefined && { ref: `App/${name}` as const }),
        limit: Math.min(Math.max(1, limit), mostApprovals),
      })
      return some.map(asOfNow)
    },

    async decideApproval(id, { decision, planDigest, reason }, caller) {
      const approval = await store.approval(id)
      if (approval === undefined) throw noApproval(id)
      if (caller.principal.kind === 'workload' || identityOf(caller.principal) === approval.requester) {
        const message = `${caller.principal.name} may not decide about ${id}; nothing was changed`
        throw new OperationError(
          'Forbidden',
          message,
          'somebody other than the requester, and no app, has to decide it',
        )
      }
      const by = provenanceOf(caller)
      const state = decision === 'approve' ? 'approved' : 'rejected'
      const told = `${caller.principal.name} ${state} ${id}${reason === '' ? '' : `: ${reason}`}`
      const kind = decision === 'approve' ? 'ApprovalGiven' : 'ApprovalRefused'
      const decided = { state, planDigest, by, at: now(), reason } as const
      return store.decideApproval(fence, id, decided, eventOf(approval, kind, by, told))
    },
  }
}

const lifetimeMs = 24 * 60 * 60 * 1000
const mostApprovals = 1_000

function draw(random: Random): string {
  return Array.from({ length: 12 }, () => alphabet[Math.floor(random.next() * alphabet.length)]).join('')
}

// Without letters and digits that are taken for one another.
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'
