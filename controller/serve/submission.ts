import { isDeepStrictEqual } from 'node:util'
import type { Controller } from '../engine/controller.ts'
import type { Intake } from '../engine/intake.ts'
import type { Plan } from '../plan/plan.ts'
import { type Provenance, type Resource, refOf } from '../resource/resource.ts'
import { type Fence, type Operation, type Store, type Stored, StoreError } from '../store/store.ts'
import type { Clock, Random } from '../world.ts'
import type { Approvals } from './approval-operations.ts'
import { readDraft } from './draft.ts'
import { OperationError } from './operation-error.ts'
import type { Caller, Operations, SubmitRequest, Submitted } from './operations.ts'
import { createPolicing, type Wanted } from './policing.ts'
import { progress } from './progress.ts'

/** `submit` and `rollback` of the operations: what brings a new generation. */
export function createSubmission(options: {
  readonly store: Store
  readonly fence: Fence
  readonly controller: Controller
  readonly intake: Intake
  readonly clock: Clock
  readonly random: Random
  readonly provenanceOf: (caller: Caller) => Provenance
  readonly now: () => string
  readonly approvals: Approvals
}): Pick<Operations, 'submit' | 'rollback'> {
  const { store, fence, controller, intake, clock, random, provenanceOf, now, approvals } = options
  const policing = createPolicing({ store })

  /** A durable apply for what was just accepted. It may have ended already: the spec was stored, and Ready. */
  async function begin(stored: Stored, by: Provenance, planDigest: string | undefined): Promise<Operation> {
    const { ref, generation } = stored
    const running: Operation = {
      id: `op-${clock.now().toString(36)}-${Math.floor(random.next() * 36 ** 8)
        .toString(36)
        .padStart(8, '0')}`,
      ref,
      generation,
      planDigest,
      by,
      startedAt: now(),
      endedAt: undefined,
      state: 'running',
      message: `generation ${generation} of ${ref} is on its way`,
    }
    const operation = progress(running, stored, now())
    await store.saveOperation(fence, operation)
    return operation
  }

  async function planIfAsked(
    resource: Resource,
    { planDigest, dryRun }: SubmitRequest,
    signal: AbortSignal,
  ): Promise<Plan | undefined> {
    if (planDigest === undefined && dryRun !== true && !(await policing.needsPlan(resource))) return undefined
    const plan = await controller.planResource(resource, signal)
    if (planDigest === undefined || plan.digest === planDigest) return plan
    const message = `the plan for ${plan.ref} is ${plan.digest} now, not ${planDigest}; nothing was changed`
    throw new OperationError('PlanChanged', message, 'look at the plan of now, and apply with its digest')
  }

  /** What `accept` would answer, with nothing stored. */
  async function rehearse(
    resource: Resource,
    { ifGeneration }: SubmitRequest,
    plan: Plan | undefined,
  ): Promise<Submitted> {
    const ref = refOf(resource)
    const stored = await store.get(ref)
    const current = stored?.generation ?? 0
    if (ifGeneration !== undefined && ifGeneration !== current) {
      const message = `${ref} is at generation ${current}, not ${ifGeneration}`
      throw new OperationError('Conflict', message, 'somebody else changed it: look again, then apply again')
    }
    const changed = !isDeepStrictEqual(stored?.resource, resource)
    return {
      ref,
      generation: changed ? (plan?.generation ?? current + 1) : current,
      changed,
      operation: undefined,
      plan,
    }
  }

  /** The approval with which a change may be made; `undefined` when it needs none. */
  async function approvalFor(wanted: Wanted): Promise<Given | undefined> {
    const risks = await policing.ask(wanted)
    const { plan } = wanted
    if (risks.length === 0) return undefined
    if (plan === undefined) throw new Error('a Policy that asks for approvals sees a plan')
    const { id, planDigest } = await approvals.given({ ...wanted, plan, risks })
    return { id, planDigest }
  }

  async function accept(
    resource: Resource,
    request: SubmitRequest,
    { caller, plan, approval }: Pick<Wanted, 'caller' | 'plan'> & { readonly approval: Given | undefined },
  ) {
    const by = provenanceOf(caller)
    const { stored, changed } = await intake.accept(resource, by, {
      ...(request.ifGeneration !== undefined && { ifGeneration: request.ifGeneration }),
      check: policing.check({ caller, action: 'submit', after: resource, plan }, approval !== undefined),
      ...(approval && { approval }),
    })
    const operation = await begin(stored, by, plan?.digest)
    return { ref: stored.ref, generation: stored.generation, changed, operation, plan }
  }

  return {
    async submit(request, caller, signal) {
      const resources = readDraft(request)
      if (resources.length !== 1 && (request.planDigest !== undefined || request.ifGeneration !== undefined)) {
        const message = `a plan digest or a generation is about one document, and there are ${resources.length}`
        throw new OperationError('Invalid', message, 'send one document at a time')
      }
      const plans: (Plan | undefined)[] = []
      for (const resource of resources) plans.push(await planIfAsked(resource, request, signal))
      const given: (Given | undefined)[] = []
      for (const [index, after] of resources.entries()) {
        const wanted = { caller, action: 'submit', after, plan: plans[index] } as const
        if (request.dryRun) await policing.ask(wanted)
        else given.push(await approvalFor(wanted))
      }
      if (request.dryRun) {
        return Promise.all(resources.map((resource, index) => rehearse(resource, request, plans[index])))
      }

      const submitted: Submitted[] = []
      for (const [index, resource] of resources.entries()) {
        try {
          submitted.push(await accept(resource, request, { caller, plan: plans[index], approval: given[index] }))
        } catch (error) {
          throw afterOthers(error, submitted)
        }
      }
      return submitted
    },

    async rollback(name, toGeneration, caller) {
      const ref = `App/${name}` as const
      const revision = await store.revision(ref, toGeneration)
      if (revision === undefined) {
        const generations = (await store.revisions(ref)).map(({ generation }) => generation)
        const repair = generations.length > 0 ? `choose one of ${generations.join(', ')}` : 'see `artifact get apps`'
        throw new OperationError('NotFound', `there is no generation ${toGeneration} of ${ref}`, repair)
      }
      if (revision.resource.spec.deletion?.requested) {
        const message = `generation ${toGeneration} of ${ref} asks for its own deletion`
        throw new OperationError(
          'Invalid',
          message,
          `say so with \`artifact delete ${name}\`, or choose another generation`,
        )
      }
      const by = provenanceOf(caller)
      const note = `rolled back to generation ${toGeneration}`
      const plan = (await policing.needsPlan(revision.resource))
        ? await controller.planResource(revision.resource, new AbortController().signal)
        : undefined
      const question = { caller, action: 'rollback', after: revision.resource, plan } as const
      const approval = await approvalFor(question)
      const check = policing.check(question, approval !== undefined)
      const options = { note, check, ...(approval && { approval }) }
      const { stored, changed } = await intake.accept(revision.resource, by, options)
      const operation = await begin(stored, by, undefined)
      return { ref, generation: stored.generation, changed, operation, plan: undefined }
    },
  }
}

/** An approval that was given. */
type Given = { readonly id: string; readonly planDigest: string }

/** A refusal says what was taken in before it: documents of one text do not stand or fall together. */
function afterOthers(error: unknown, submitted: readonly Submitted[]): unknown {
  if (!(error instanceof StoreError) || submitted.length === 0) return error
  const accepted = submitted.map(({ ref, generation }) => `${ref} (generation ${generation})`).join(', ')
  return new StoreError(error.code, `${error.message}; accepted before it: ${accepted}`, { cause: error })
}
