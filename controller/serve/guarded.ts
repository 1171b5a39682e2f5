import { isEnough, type Role } from '../access/principal.ts'
import type { Ref } from '../resource/resource.ts'
import type { SealedRecord } from '../status/audit-chain.ts'
import type { Store } from '../store/store.ts'
import { readDraft } from './draft.ts'
import { noApp, noApproval, noOperation, OperationError } from './operation-error.ts'
import type { Caller, Draft, EventQuery, Operations, OperationsFor } from './operations.ts'
import { createRoles } from './roles.ts'

/**
 * The operations as each caller may use them. This is the only place that says which role an operation needs, and the
 * compiler sees that none is missing. To whoever has no role on an App it does not exist: the answer is the very one for
 * a name that nobody has. What an operation is given as its own caller is always the one that was let in here.
 */
export function createGuarded(options: { readonly operations: Operations; readonly store: Store }): OperationsFor {
  const { operations, store } = options

  return (caller) => {
    const { principal } = caller
    const roles = createRoles(store, principal)

    async function must(name: string, needs: Role): Promise<void> {
      const role = await roles.on(`App/${name}`)
      if (isEnough(role, needs)) return
      throw role === undefined ? noApp(name) : tooLittle(caller, needs, `App/${name}`)
    }

    /** Over all Apps, those that are still to come included. */
    async function mustEverywhere(needs: Role, what: string): Promise<void> {
      if (!isEnough(await roles.everywhere(), needs)) throw tooLittle(caller, needs, what)
    }

    async function mustForDraft(draft: Draft, needs: Role): Promise<void> {
      for (const resource of readDraft(draft)) await must(resource.metadata.name, needs)
    }

    /** Whoever sees only one App means that one; whoever sees some has to say which. */
    async function aboutSome(query: EventQuery): Promise<EventQuery> {
      if (query.name !== undefined) await must(query.name, 'viewer')
      else if (isEnough(await roles.everywhere(), 'viewer')) return query
      else if (principal.kind === 'workload') return { ...query, name: nameIn(principal.ref) }
      else await mustEverywhere('viewer', 'the events of all Apps')
      return query
    }

    const own: Operations = {
      info: () => operations.info(),
      async list(query) {
        const roleOf = await roles.judge()
        return (await operations.list(query)).filter((app) => isEnough(roleOf(app), 'viewer'))
      },
      async get(name) {
        await must(name, 'viewer')
        return operations.get(name)
      },
      async status(name) {
        await must(name, 'viewer')
        return operations.status(name)
      },
      async submit(request, _, signal) {
        await mustForDraft(request, 'editor')
        for (const { metadata, spec } of readDraft(request)) {
          if (spec.deletion?.requested || spec.deletion?.protect === false) await must(metadata.name, 'operator')
        }
        return operations.submit(request, caller, signal)
      },
      async plan(request, signal) {
        if ('text' in request || 'document' in request) await mustForDraft(request, 'viewer')
        else if (request.name !== undefined) await must(request.name, 'viewer')
        else await mustEverywhere('viewer', 'a plan of all Apps')
        return operations.plan(request, signal)
      },
      async importApp(flyApp, signal) {
        await mustEverywhere('operator', 'apps that no App has')
        return operations.importApp(flyApp, signal)
      },
      async adopt(draft, _, signal) {
        await mustEverywhere('operator', 'apps that no App has')
        return operations.adopt(draft, caller, signal)
      },
      async price(name) {
        if (name === undefined) {
          const seen = new Set((await own.list()).map(({ ref }) => ref))
          return (await operations.price()).filter(({ ref }) => seen.has(ref))
        }
        await must(name, 'viewer')
        return operations.price(name)
      },
      async waitFor(name, condition, timeoutMs, signal) {
        await must(name, 'viewer')
        return operations.waitFor(name, condition, timeoutMs, signal)
      },
      events: async (query) => operations.events(await aboutSome(query)),
      async *follow(query, signal) {
        for await (const event of operations.follow(await aboutSome(query), signal)) {
          // A role may be taken away while somebody looks.
          await aboutSome(query)
          yield event
        }
      },
      async history(name) {
        await must(name, 'viewer')
        return operations.history(name)
      },
      async rollback(name, toGeneration) {
        await must(name, 'editor')
        return operations.rollback(name, toGeneration, caller)
      },
      async pause(name) {
        await must(name, 'operator')
        return operations.pause(name, caller)
      },
      async resume(name) {
        await must(name, 'operator')
        return operations.resume(name, caller)
      },
      async delete(name, _, how) {
        await must(name, 'operator')
        return operations.delete(name, caller, how)
      },
      async undelete(name) {
        await must(name, 'operator')
        return operations.undelete(name, caller)
      },
      async confirm(name, _, seen) {
        await must(name, 'operator')
        return operations.confirm(name, caller, seen)
      },
      async refresh(name) {
        await must(name, 'editor')
        return operations.refresh(name, caller)
      },
      async secrets(name) {
        await must(name, 'viewer')
        return operations.secrets(name)
      },
      async setSecret(name, secret, value, _, signal) {
        await must(name, 'editor')
        return operations.setSecret(name, secret, value, caller, signal)
      },
      async rotateSecret(name, secret, _, signal) {
        await must(name, 'editor')
        return operations.rotateSecret(name, secret, caller, signal)
      },
      async unsetSecret(name, secret, _, signal) {
        await must(name, 'editor')
        return operations.unsetSecret(name, secret, caller, signal)
      },
      async approvals(query = {}) {
        if (query.name !== undefined) await must(query.name, 'viewer')
        const some = await operations.approvals(query)
        const roleOf = new Map<Ref, Role | undefined>()
        for (const { ref } of some) if (!roleOf.has(ref)) roleOf.set(ref, await roles.on(ref))
        return some.filter(({ ref }) => isEnough(roleOf.get(ref), 'viewer'))
      },
      async decideApproval(id, decision) {
        const approval = await store.approval(id)
        const role = approval && (await roles.on(approval.ref))
        if (approval === undefined || role === undefined) throw noApproval(id)
        if (!isEnough(role, 'operator')) throw tooLittle(caller, 'operator', approval.ref)
        return operations.decideApproval(id, decision, caller)
      },
      async rules() {
        await mustEverywhere('viewer', 'Grants and Policies')
        return operations.rules()
      },
      async applyRules(draft) {
        await mustEverywhere('admin', 'Grants and Policies')
        return operations.applyRules(draft, caller)
      },
      async deleteRule(ref) {
        await mustEverywhere('admin', 'Grants and Policies')
        return operations.deleteRule(ref, caller)
      },
      async audit(query) {
        if (isEnough(await roles.everywhere(), 'operator')) return operations.audit(query)
        const ref = query.ref ?? (principal.kind === 'workload' ? principal.ref : undefined)
        if (ref === undefined || !ref.startsWith('App/')) {
          await mustEverywhere('operator', 'the audit of all Apps')
          return operations.audit(query)
        }
        await must(nameIn(ref as Ref), 'viewer')
        const records = await operations.audit({ ...query, ref })
        return records.map((record) => withoutOthers(record, `app:${nameIn(ref as Ref)}`))
      },
      async verifyAudit() {
        await mustEverywhere('operator', 'the audit of all Apps')
        return operations.verifyAudit()
      },
      async operation(id) {
        // Asked of the store first: to look at an operation may write down how it stands.
        const about = await store.operation(id)
        if (about !== undefined && !isEnough(await roles.on(about.ref), 'viewer')) throw noOperation(id)
        return operations.operation(id)
      },
      async createToken(wish) {
        await mustEverywhere('admin', 'tokens')
        return operations.createToken(wish, caller)
      },
      async tokens() {
        await mustEverywhere('admin', 'tokens')
        return operations.tokens()
      },
      async revokeToken(name) {
        await mustEverywhere('admin', 'tokens')
        return operations.revokeToken(name, caller)
      },
    }
    return own
  }
}

function tooLittle({ principal }: Caller, needs: Role, what: string): OperationError {
  const message = `${principal.name} is not ${needs === 'viewer' ? 'a' : 'an'} ${needs} of ${what}; nothing was changed`
  return new OperationError('Forbidden', message, `ask an operator of Artifact for the role ${needs}, or to do it`)
}

/** Which other app has asked about this one is not for its viewers. */
function withoutOthers(record: SealedRecord, own: string): SealedRecord {
  const isOfAnother = record.kind === 'decision' && record.by?.workload !== undefined && record.by.user !== own
  return isOfAnother ? { ...record, by: undefined, message: undefined } : record
}

function nameIn(ref: Ref): string {
  return ref.slice('App/'.length)
}
