import * as z from 'zod/v4'
import type { Principal } from '../../../access/principal.ts'
import { OperationError } from '../../operation-error.ts'

/** Arguments that several tools have. Described once, so that they mean the same everywhere. */
export const args = {
  app: z.string().max(63).optional().describe('Name of the App. An app that asks means itself when it is absent.'),
  spec: z.string().max(262_144).describe('One App spec as YAML or JSON text.'),
  planId: z.string().max(64).describe('From plan_changes.'),
  operationId: z.string().max(64).describe('From apply_plan.'),
  waitSeconds: z.number().int().min(0).max(20).default(0).describe('Wait so long at most for its end.'),
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
