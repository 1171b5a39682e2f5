import type { Controller } from '../engine/controller.ts'
import type { Intake } from '../engine/intake.ts'
import { isGoing } from '../engine/trash.ts'
import { priceList } from '../plan/app-price.ts'
import { desire } from '../plan/desire.ts'
import type { Ref } from '../resource/resource.ts'
import type { EventKind } from '../status/event.ts'
import type { Fence, Store, Stored, StoredEvent } from '../store/store.ts'
import type { Clock, Random, Secrecy } from '../world.ts'
import { summarize, view } from './app-view.ts'
import { createApprovalOperations } from './approval-operations.ts'
import { createConfirming } from './confirming.ts'
import { createImporting } from './importing.ts'
import { noApp, noOperation, OperationError } from './operation-error.ts'
import { type Caller, type EventQuery, type Info, mostRecords, type Operations } from './operations.ts'
import { createPlanning } from './planning.ts'
import { createPolicing } from './policing.ts'
import { progress } from './progress.ts'
import { provenanceOf } from './provenance-of.ts'
import { createRuleOperations } from './rule-operations.ts'
import { createSecretOperations } from './secret-operations.ts'
import { createSubmission } from './submission.ts'
import { createTokenOperations } from './token-operations.ts'
import { translate, translating } from './translate.ts'
import { createWait } from './wait.ts'

export type OperationsOptions = {
  readonly store: Store
  readonly fence: Fence
  readonly controller: Controller
  readonly intake: Intake
  readonly clock: Clock
  readonly random: Random
  readonly secrecy: Secrecy
  readonly info: Pick<Info, 'version' | 'organization' | 'fly'>
}

/** The operations of a running controller. */
export function createOperations(options: OperationsOptions): Operations {
  const { store, fence, controller, clock } = options
  const now = () => new Date(clock.now()).toISOString()

  async function find(name: string): Promise<Stored> {
    const stored = await store.get(refNamed(name))
    if (stored === undefined) throw noApp(name)
    return stored
  }

  /** Writes down who did what, has the App looked at, and shows how it stands now. */
  async function done(stored: Stored, kind: EventKind | undefined, caller: Caller, message: string) {
    const { ref, generation } = stored
    if (kind !== undefined) {
      const by = provenanceOf(caller)
      await store.record(fence, [{ ref, generation, kind, by, message, detail: {}, at: now() }])
    }
    controller.wake(ref, 'person')
    return view((await store.get(ref)) ?? stored)
  }

  async function setPaused(name: string, paused: boolean, caller: Caller) {
    const stored = await find(name)
    if (stored.paused === paused) return view(stored)
    if (!paused && stored.resource.spec.paused) {
      const repair = 'set spec.paused: false in the spec, or take it out, and apply it'
      throw new OperationError('Conflict', `${stored.ref} is paused by its spec`, repair)
    }
    await store.setPaused(fence, stored.ref, paused)
    const message = `${sayCaller(caller)} ${paused ? 'paused' : 'resumed'} ${stored.ref}`
    return done(stored, paused ? 'Paused' : 'Resumed', caller, message)
  }

  async function events({ name, after, limit = 100 }: EventQuery): Promise<readonly StoredEvent[]> {
    return store.events({
      ...(name !== undefined && { ref: refNamed(name) }),
      ...(after === undefined ? { last: true } : { after }),
      limit: Math.min(Math.max(1, limit), mostEvents),
    })
  }

  async function* follow(query: EventQuery, signal: AbortSignal): AsyncIterable<StoredEvent> {
    let { after } = query
    while (!signal.aborted) {
      const news = await events({ ...query, ...(after !== undefined && { after }) })
      yield* news
      after = news.at(-1)?.seq ?? after ?? 0
      if (news.length === 0) await clock.sleep(betweenEventsMs, signal).catch(() => {})
    }
  }

  const approvals = createApprovalOperations({ ...options, provenanceOf, now })

  return {
    ...translated({
      async info() {
        const { id: storeId } = await store.identity()
        return { ...options.info, observeOnly: controller.figures().observeOnly, storeId }
      },

      async list({ labels = {} } = {}) {
        const { stored } = await store.list()
        return stored.map(summarize).filter((app) => {
          return Object.entries(labels).every(([key, value]) => app.labels[key] === value)
        })
      },

      get: async (name) => view(await find(name)),
      status: async (name) => (await find(name)).status,
      waitFor: createWait({ store, clock }),
      events,
      audit: ({ limit = 100, ...query }) =>
        store.audit({
          ...query,
          limit: Math.min(Math.max(1, limit), mostRecords),
          last: query.after === undefined,
        }),
      verifyAudit: () => store.verifyAudit(),

      async history(name) {
        const revisions = await store.revisions(refNamed(name))
        if (revisions.length === 0) await find(name)
        return revisions
      },

      async price(name) {
        const some = name === undefined ? (await store.list()).stored : [await find(name)]
        return some.map(({ resource, generation }) => priceList(desire(resource, generation)))
      },

      pause: (name, caller) => setPaused(name, true, caller),
      resume: (name, caller) => setPaused(name, false, caller),

      async delete(name, caller, { now: isNow = false } = {}) {
        const stored = await find(name)
        const { ref } = stored
        if (isGoing(stored) && (!isNow || stored.deletesNow)) return view(stored)
        if (stored.protected) {
          const repair = 'apply its spec with deletion.protect: false first (taking the block out is not enough)'
          throw new OperationError('Protected', `${ref} is protected from deletion, and nothing was deleted`, repair)
        }
        await createPolicing({ store }).ask({ caller, action: 'delete', after: stored.resource, plan: undefined })
        await store.requestDeletion(fence, ref, now(), provenanceOf(caller), { now: isNow })
        const message = `${sayCaller(caller)} asked for the deletion of ${ref}${isNow ? ', with nothing kept' : ''}`
        return done(stored, 'DeletionRequested', caller, message)
      },

      async undelete(name, caller) {
        const stored = await find(name)
        const { ref } = stored
        if (stored.deletionRequestedAt === undefined) return view(stored)
        if (stored.resource.spec.deletion?.requested) {
          const repair = 'take deletion.requested out of the spec and apply it'
          throw new OperationError('Conflict', `the spec of ${ref} asks for its deletion`, repair)
        }
        await store.requestDeletion(fence, ref, undefined, provenanceOf(caller))
        return done(stored, 'DeletionWithdrawn', caller, `${sayCaller(caller)} withdrew the deletion of ${ref}`)
      },

      async refresh(name, caller) {
        const stored = await find(name)
        const { ref, generation, fallback } = stored
        if (fallback === undefined) return done(stored, undefined, caller, '')
        const message = `${sayCaller(caller)} asked to try generation ${generation} once more`
        const event = {
          ref,
          at: now(),
          generation,
          kind: 'TriedAgain',
          by: provenanceOf(caller),
          message,
          detail: {},
        } as const
        await store.setFallback(fence, ref, generation, undefined, event)
        return done(await find(name), undefined, caller, '')
      },

      async operation(id) {
        const operation = await store.operation(id)
        if (operation === undefined) throw noOperation(id)
        const current = progress(operation, await store.get(operation.ref), now())
        if (current !== operation) await store.saveOperation(fence, current)
        return current
      },

      ...createRuleOperations({ store, fence, provenanceOf, now }),
      ...createPlanning({ store, controller }),
      ...createSecretOperations({ ...options, find, provenanceOf, sayCaller, now }),
      ...createConfirming({ store, fence, controller, find, provenanceOf, sayCaller, now }),
      ...createTokenOperations({ ...options, provenanceOf }),
      ...createImporting({ controller, intake: options.intake, provenanceOf }),
      approvals: approvals.approvals,
      decideApproval: approvals.decideApproval,
      ...createSubmission({ ...options, provenanceOf, now, approvals }),
    }),
    async *follow(query, signal) {
      try {
        yield* follow(query, signal)
      } catch (error) {
        throw translate(error)
      }
    },
  }
}

const mostEvents = 1_000
// A look is one read of an index; faster than a person can tell from at once.
const betweenEventsMs = 200

function refNamed(name: string): Ref {
  return `App/${name}`
}

function sayCaller({ principal, via }: Caller): string {
  return `${principal.name} (${via})`
}

/** Every operation, rejecting with OperationErrors. */
function translated(operations: Omit<Operations, 'follow'>): Omit<Operations, 'follow'> {
  const entries = Object.entries(operations).map(([name, operation]) => [name, translating(operation as Work)])
  return Object.fromEntries(entries) as Omit<Operations, 'follow'>
}

type Work = (...args: unknown[]) => Promise<unknown>
