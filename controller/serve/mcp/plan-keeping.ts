import type { Resource } from '../../resource/resource.ts'
import type { KeptPlan } from '../../store/access-store.ts'
import type { Fence, Store } from '../../store/store.ts'
import type { Clock, Secrecy } from '../../world.ts'
import { OperationError } from '../operation-error.ts'

/** The plans that agents were shown. Each is its owner's alone, ends after half an hour, and is applied at most once. */
export interface PlanKeeping {
  keep(
    owner: string,
    plan: {
      readonly resource: Resource
      readonly baseGeneration: number
      readonly digest: string
      readonly shown: KeptPlan['shown']
    },
  ): Promise<KeptPlan>
  /** Rejects with NotFound, in the same words for a plan of somebody else. An expired one is found for a while. */
  find(owner: string, id: string): Promise<KeptPlan>
  /**
   * Has `submit` apply the plan and answers the operation, the same one however often it is called, at the same time or
   * after a crash. Rejects with PlanChanged once it has expired without having been applied.
   */
  apply(
    plan: KeptPlan,
    submit: () => Promise<string>,
  ): Promise<{ readonly operation: string; readonly isFirst: boolean }>
}

export function createPlanKeeping(options: {
  readonly store: Pick<Store, 'savePlan' | 'keptPlan' | 'operations'>
  readonly fence: Fence
  readonly clock: Clock
  readonly secrecy: Secrecy
}): PlanKeeping {
  const { store, fence, clock, secrecy } = options
  const applying = new Map<string, Promise<string>>()
  const isoTime = (at: number) => new Date(at).toISOString()
  const save = (plan: KeptPlan) => store.savePlan(fence, plan, isoTime(clock.now() - rememberedMs))

  /** What a process may have begun that ended before it could write that down. */
  async function lostOperation({ ref, digest, madeAt }: KeptPlan): Promise<string | undefined> {
    const operations = await store.operations({ ref, limit: mostOperations })
    return operations.find(({ planDigest, startedAt }) => planDigest === digest && startedAt >= madeAt)?.id
  }

  async function applyOnce(plan: KeptPlan, submit: () => Promise<string>): Promise<string> {
    const operation = (await lostOperation(plan)) ?? (await submit())
    await save({ ...plan, operation })
    return operation
  }

  return {
    async keep(owner, { resource, baseGeneration, digest, shown }) {
      const id = `plan-${Array.from({ length: 20 }, () => characters[secrecy.pick(characters.length)]).join('')}`
      const [madeAt, expiresAt] = [isoTime(clock.now()), isoTime(clock.now() + planLifeMs)]
      const ref = `App/${resource.metadata.name}` as const
      const plan = { id, owner, ref, baseGeneration, digest, resource, shown, madeAt, expiresAt, operation: undefined }
      await save(plan)
      return plan
    },

    async find(owner, id) {
      const plan = await store.keptPlan(id)
      if (plan?.owner === owner) return plan
      throw new OperationError('NotFound', `there is no plan ${id}`, 'make one with plan_changes')
    },

    async apply(plan, submit) {
      if (plan.operation !== undefined) return { operation: plan.operation, isFirst: false }
      const running = applying.get(plan.id)
      if (running !== undefined) return { operation: await running, isFirst: false }
      if (isoTime(clock.now()) >= plan.expiresAt) {
        const message = `the plan ${plan.id} expired at ${plan.expiresAt}`
        throw new OperationError('PlanChanged', message, 'plan anew and look at the plan of now')
      }
      const begun = applyOnce(plan, submit)
      applying.set(plan.id, begun)
      try {
        return { operation: await begun, isFirst: true }
      } finally {
        applying.delete(plan.id)
      }
    },
  }
}

export const planLifeMs = 30 * 60_000
// Long enough for whoever repeats a call after a day to hear of the operation that came of the first.
const rememberedMs = 7 * 24 * 3_600_000
const mostOperations = 20
const characters = 'abcdefghijkmnpqrstuvwxyz23456789'
