import type { Problem } from '../../resource/problem.ts'
import type { OperationError } from '../operation-error.ts'
import { clean } from './clean.ts'

/** Why a tool did not do what it was asked for, for a model that repairs it by these words alone. */
export type Refusal = {
  readonly code: string
  readonly message: string
  readonly fix: string
  readonly problems?: readonly Problem[]
  /** The tool to call after that. */
  readonly nextTool?: string
  /** Whether the very same call may pass later, and how much later. */
  readonly retryAfterMs?: number
  /** `unknown`: the call may have changed something before it failed. */
  readonly changed: 'nothing' | 'unknown'
}

export function refusalOf(error: OperationError, tool: { readonly changes: boolean }): Refusal {
  const { code, message, repair, problems } = error
  const { name, nextTool, retryAfterMs } = codes[code]
  const isOpen = tool.changes && (code === 'Unavailable' || code === 'Timeout')
  return {
    code: code === 'Invalid' && problems.length > 0 ? 'INVALID_SPEC' : name,
    message,
    fix: repair,
    problems,
    ...(nextTool !== undefined && { nextTool }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    changed: isOpen ? 'unknown' : 'nothing',
  }
}

/**
 * A refusal as the result of a tool. It has no structure besides its text, so that every host shows the text; what
 * programs want of it stands in `_meta`.
 */
export function tellRefusal(refusal: Refusal) {
  const { code, message, fix, problems = [], nextTool, retryAfterMs, changed } = refusal
  const outcome =
    changed === 'nothing' ? 'Nothing was changed.' : 'It is not known whether anything was changed: look first.'
  const lines = [
    `${code}: ${message}.`,
    ...problems.slice(0, mostProblems).map(sayProblem),
    ...(problems.length > mostProblems ? [`… and ${problems.length - mostProblems} more`] : []),
    `Fix: ${fix}.${nextTool === undefined ? '' : ` Then call ${nextTool}.`}`,
    ...(retryAfterMs === undefined ? [] : [`The same call may pass in ${Math.ceil(retryAfterMs / 1_000)} s.`]),
    outcome,
  ]
  const told = {
    ...{ code, message, fix, changed },
    ...(nextTool !== undefined && { next_tool: nextTool }),
    ...(retryAfterMs !== undefined && { retry_after_ms: retryAfterMs }),
    ...(problems.length > 0 && { problems: problems.slice(0, mostProblems).map(diagnostic) }),
  }
  return {
    isError: true as const,
    content: [{ type: 'text' as const, text: clean(lines.join('\n')) }],
    _meta: { 'dev.artifact/error': clean(told) },
  }
}

/** A mistake in a spec, as programs read it. */
export function diagnostic({ code, message, path, at }: Problem) {
  return { code, path, ...(at && { line: at.line, column: at.column }), message }
}

function sayProblem({ code, message, path, at }: Problem): string {
  const place = at === undefined ? '' : ` (${at.line}:${at.column})`
  return `- ${code} at ${path === '' ? 'the document' : path}${place}: ${message}`
}

const mostProblems = 20

const codes: Readonly<
  Record<OperationError['code'], { readonly name: string; readonly nextTool?: string; readonly retryAfterMs?: number }>
> = {
  NotFound: { name: 'NOT_FOUND' },
  Invalid: { name: 'INVALID', nextTool: 'validate_spec' },
  Conflict: { name: 'CONFLICT', nextTool: 'get_app_status' },
  PlanChanged: { name: 'PLAN_STALE', nextTool: 'plan_changes' },
  Protected: { name: 'PROTECTED' },
  NotReady: { name: 'NOT_READY', nextTool: 'get_app_status' },
  Timeout: { name: 'TIMEOUT', nextTool: 'get_app_status' },
  Unavailable: { name: 'UNAVAILABLE', retryAfterMs: 5_000 },
  Unauthenticated: { name: 'UNAUTHENTICATED' },
  Forbidden: { name: 'FORBIDDEN' },
  NeedsApproval: { name: 'NEEDS_APPROVAL' },
}
