import * as z from 'zod/v4'
import type { Principal } from '../../../access/principal.ts'
import { OperationError } from '../../operation-error.ts'

/** Arguments that several tools have. Described once, so that they mean the same everywhere. */
export const args = {
  app: z.string().optional().describe('Absent: the App that asks.'),
  spec: z.string().describe('One App spec as YAML or JSON text.'),
  planId: z.string().describe('From plan_changes.'),
  operationId: z.string().describe('From apply_plan.'),
  waitSeconds: z.number().int().min(0).max(20).default(0),
  sinceEvent: z.number().int().min(0).max(1_000_000_000).optional().describe('last_event of the answer before.'),
  cursor: z
    .string()
    .regex(/^[0-9]{1,9}$/)
    .optional()
    .describe('next_cursor of the answer before.'),
  limit: z.number().int().min(1).max(100).default(20),
}

/** The App that a call is about: the one that it names, or the App that asks. */
export function appOf(name: string | undefined, principal: Principal): string {
  if (name !== undefined) return name
  if (principal.kind === 'workload') return principal.ref.slice('App/'.length)
  throw new OperationError(
    'Invalid',
    'the argument app is missing',
    'name the App; get_app_status without app lists yours',
  )
}
