import type { CallToolResult, McpServer } from '@modelcontextprotocol/server'
import * as z from 'zod/v4'
import type { Clock, Log } from '../../world.ts'
import { OperationError } from '../operation-error.ts'
import type { Caller, Operations } from '../operations.ts'
import { type Answer, tell } from './answer.ts'
import type { PlanKeeping } from './plan-keeping.ts'
import type { Rates } from './rates.ts'
import { refusalOf, tellRefusal } from './refusal.ts'

/** What a tool works with: all that its caller may use, and nothing else. */
export type Asked = {
  /** As the caller may use them. */
  readonly operations: Operations
  readonly caller: Caller
  /** The key of the caller among those who have plans. */
  readonly owner: string
  readonly plans: PlanKeeping
  readonly clock: Clock
  /** Aborted when the client has gone. What has been accepted goes on. */
  readonly signal: AbortSignal
}

/** What is behind every tool: what is given to it, and where what went wrong inside is written down. */
export type Behind = Omit<Asked, 'signal'> & {
  readonly rates: Rates
  readonly log: Log
  /** A name for something that went wrong, which nobody can guess. */
  readonly reference: () => string
}

export type Tool = {
  readonly name: string
  readonly input: z.ZodObject
  readonly hints: Hints
  readonly register: (server: McpServer, behind: Behind) => void
}

/**
 * A tool. Whatever happens inside, what leaves is an answer or a refusal in our own words: the text of an exception may
 * hold what is nobody's business, and the SDK would send it to the model as it is.
 */
export function defineTool<Input extends z.ZodObject>(definition: {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: Input
  /** What `data` of every answer has, at least. */
  readonly output: z.ZodRawShape
  readonly hints: Hints
  /** How often it may be called: `apply` the least. */
  readonly costs: 'read' | 'plan' | 'apply'
  readonly run: (args: z.output<Input>, asked: Asked) => Promise<Answer>
}): Tool {
  const { name, title, description, hints, costs, run } = definition
  const input = definition.input.strict()
  const outputSchema = z.looseObject({ summary: z.string(), next_actions: z.array(z.string()), ...definition.output })

  async function call(args: z.output<Input>, asked: Asked, { rates, log, reference }: Behind): Promise<CallToolResult> {
    const waitMs = rates.take(asked.owner, costs)
    if (waitMs > 0) return tellRefusal(tooOften(name, waitMs))
    try {
      return tell(await run(args, asked))
    } catch (error) {
      if (error instanceof OperationError) return tellRefusal(refusalOf(error, { changes: !hints.readOnlyHint }))
      const told = reference()
      log.error({ error, tool: name, reference: told }, 'a tool failed')
      return tellRefusal(broken(told, hints.readOnlyHint))
    }
  }

  return {
    name,
    input,
    hints,
    register(server, behind) {
      const config = { title, description, inputSchema: input, outputSchema, annotations: hints }
      server.registerTool(name, config, async (args, { mcpReq }) => {
        return call(args as z.output<Input>, { ...behind, signal: mcpReq.signal }, behind)
      })
    },
  }
}

type Hints = {
  readonly readOnlyHint: boolean
  readonly destructiveHint: boolean
  readonly idempotentHint: boolean
  readonly openWorldHint: boolean
}

/** Looks only. `openWorldHint`: shows what others wrote. */
export function looking(others: { readonly openWorldHint: boolean } = { openWorldHint: false }): Hints {
  return { readOnlyHint: true, destructiveHint: false, idempotentHint: true, ...others }
}

/** Changes something. */
export function changing(hints: Pick<Hints, 'destructiveHint' | 'idempotentHint'>): Hints {
  return { readOnlyHint: false, openWorldHint: true, ...hints }
}

function tooOften(name: string, waitMs: number) {
  const message = `${name} was called too often`
  const fix = 'wait, and call it again with the same arguments'
  return { code: 'RATE_LIMITED', message, fix, retryAfterMs: waitMs, changed: 'nothing' } as const
}

function broken(reference: string, isHarmless: boolean) {
  const message = `something went wrong inside Artifact, reference ${reference}`
  const fix = 'this is no mistake of yours: tell an operator of Artifact the reference'
  if (isHarmless) return { code: 'INTERNAL', message, fix, changed: 'nothing' } as const
  return { code: 'INTERNAL', message, fix, nextTool: 'get_app_status', changed: 'unknown' } as const
}
