import { builtInRoleEverywhere } from '../access/role-on.ts'
import type { Ref } from '../resource/resource.ts'
import type { RuleRef } from '../resource/rule.ts'
import type { DecisionRecord } from '../status/audit-record.ts'
import type { Auditor } from './auditor.ts'
import { readDraft } from './draft.ts'
import { OperationError, type OperationErrorCode } from './operation-error.ts'
import type { Caller, Draft, Operations, OperationsFor } from './operations.ts'
import { provenanceOf } from './provenance-of.ts'

/**
 * The operations, with each decision on them in the audit: those that change something whatever became of them, readings
 * when they were refused. It is written when the answer is known; what a crash leaves out just before that is told by the
 * events of what was changed, which have the same request id.
 */
export function recorded(operationsFor: OperationsFor, auditor: Auditor): OperationsFor {
  return (caller) => {
    const own = operationsFor(caller)

    async function decided(name: string, about: About, end: End): Promise<void> {
      const outcome = 'result' in end ? 'allowed' : outcomeOf(end.error, caller)
      if (outcome === 'refused' || outcome === 'needs-approval' || about.changes) {
        const base = { outcome, by: provenanceOf(caller), operation: name, plan: about.plan, ...whyOf(end, outcome) }
        for (const made of whatOf(end, about)) await auditor.decided({ ...base, ...made }, sourceOf(caller))
      }
    }

    function recording(name: keyof typeof asked, operation: Work): Work {
      return async (...given) => {
        const about = (asked[name] as (...given: unknown[]) => About)(...given)
        try {
          const result = await operation(...given)
          await decided(name, about, { result })
          return result
        } catch (error) {
          await decided(name, about, { error })
          throw error
        }
      }
    }

    const { follow, ...others } = own
    const entries = Object.entries(others).map(([name, operation]) => [
      name,
      recording(name as keyof typeof asked, operation as Work),
    ])
    return {
      ...(Object.fromEntries(entries) as Omit<Operations, 'follow'>),
      async *follow(query, signal) {
        try {
          yield* follow(query, signal)
        } catch (error) {
          await decided('follow', reading(query.name), { error })
          throw error
        }
      },
    }
  }
}

type Work = (...given: unknown[]) => Promise<unknown>
type End = { readonly result: unknown } | { readonly error: unknown }

/** What an operation is asked to do. */
type About = {
  readonly changes: boolean
  readonly refs: () => readonly (Ref | RuleRef)[]
  readonly plan?: string | undefined
}

/** Of each operation, what it is about and whether it changes something. One that is missing here does not compile. */
const asked: {
  readonly [Name in Exclude<keyof Operations, 'follow'>]: (...given: Parameters<Operations[Name]>) => About
} = {
  info: () => reading(),
  list: () => reading(),
  get: (name) => reading(name),
  status: (name) => reading(name),
  submit: (request) => ({ changes: !request.dryRun, refs: () => refsIn(request), plan: request.planDigest }),
  plan: (request) => ('name' in request ? reading(request.name) : { ...reading(), refs: () => refsIn(request) }),
  importApp: () => reading(),
  adopt: (draft) => ({ changes: true, refs: () => refsIn(draft) }),
  price: (name) => reading(name),
  waitFor: (name) => reading(name),
  events: ({ name }) => reading(name),
  history: (name) => reading(name),
  rollback: (name) => changing(name),
  pause: (name) => changing(name),
  resume: (name) => changing(name),
  delete: (name) => changing(name),
  undelete: (name) => changing(name),
  refresh: (name) => changing(name),
  secrets: (name) => reading(name),
  setSecret: (name) => changing(name),
  rotateSecret: (name) => changing(name),
  unsetSecret: (name) => changing(name),
  approvals: ({ name } = {}) => reading(name),
  decideApproval: (_id, { planDigest }) => ({ changes: true, refs: () => [], plan: planDigest }),
  rules: () => reading(),
  applyRules: () => ({ changes: true, refs: () => [] }),
  deleteRule: (ref) => ({ changes: true, refs: () => (/^(Grant|Policy)\/[a-z0-9-]{1,63}$/.test(ref) ? [ref] : []) }),
  confirm: (name) => changing(name),
  createToken: () => ({ changes: true, refs: () => [] }),
  tokens: () => reading(),
  revokeToken: () => ({ changes: true, refs: () => [] }),
  audit: ({ ref }) => ({ changes: false, refs: () => (ref === undefined ? [] : [ref]) }),
  verifyAudit: () => reading(),
  operation: () => reading(),
}

function reading(name?: string): About {
  return { changes: false, refs: () => refsOf(name) }
}

function changing(name: string): About {
  return { changes: true, refs: () => refsOf(name) }
}

function refsOf(name: string | undefined): readonly Ref[] {
  return isName(name) ? [`App/${name}`] : []
}

/** What can be no name may be anything that was typed in the wrong place: it is not kept. */
function isName(name: string | undefined): name is string {
  return name !== undefined && /^[a-z0-9-]{1,63}$/.test(name)
}

function refsIn(draft: Draft | object): readonly Ref[] {
  if (!('text' in draft || 'document' in draft)) return []
  try {
    return readDraft(draft).flatMap(({ metadata }) => refsOf(metadata.name))
  } catch (error) {
    // Whatever is wrong with it, the operation has said so.
    if (error instanceof Error) return []
    throw error
  }
}

/** One record for each thing that came of it, or was to come. */
function whatOf(end: End, about: About): readonly Pick<DecisionRecord, 'ref' | 'generation'>[] {
  const made = 'result' in end ? [end.result].flat().filter(isMade) : about.refs().map((ref) => ({ ref }))
  if (made.length > 0) return made.map(({ ref, ...rest }) => ({ ref, ...generationOf(rest) }))
  const [ref] = about.refs()
  return [{ ref }]
}

function isMade(value: unknown): value is { readonly ref: Ref | RuleRef } {
  return typeof value === 'object' && value !== null && 'ref' in value && typeof value.ref === 'string'
}

function generationOf(made: object): { readonly generation?: number } {
  return 'generation' in made && typeof made.generation === 'number' ? { generation: made.generation } : {}
}

/** To whoever is told only of some Apps, one that is not there may be one that it may not know of. */
function outcomeOf(error: unknown, { principal }: Caller): DecisionRecord['outcome'] {
  if (!(error instanceof OperationError)) return 'failed'
  if (error.code === 'NotFound' && builtInRoleEverywhere(principal) === undefined) return 'refused'
  return outcomes[error.code]
}

const outcomes: Readonly<Record<OperationErrorCode, DecisionRecord['outcome']>> = {
  NotFound: 'failed',
  Unauthenticated: 'unauthenticated',
  Forbidden: 'refused',
  NeedsApproval: 'needs-approval',
  Invalid: 'failed',
  Conflict: 'failed',
  PlanChanged: 'failed',
  Protected: 'failed',
  NotReady: 'failed',
  Timeout: 'failed',
  Unavailable: 'failed',
}

/** The words only of a decision: others may quote what was sent. */
function whyOf(end: End, outcome: DecisionRecord['outcome']): Pick<DecisionRecord, 'code' | 'message'> {
  if ('result' in end) return {}
  if (!(end.error instanceof OperationError)) return { code: 'Internal' }
  const { code, message } = end.error
  return { code, ...(outcome !== 'failed' && code !== 'NotFound' && { message: message.slice(0, longestMessage) }) }
}

const longestMessage = 500

/** Who share one share of refusals. The names of those who prove nothing are as many as they like. */
function sourceOf({ principal }: Caller): string {
  return principal.kind === 'local' ? 'local' : principal.name
}
