import * as z from 'zod/v4'
import { toYaml } from '../../../resource/print.ts'
import type { AppSummary, AppView } from '../../operations.ts'
import type { Answer } from '../answer.ts'
import { defineTool, looking } from '../tool.ts'
import { args } from './args.ts'

export const getAppStatus = defineTool({
  name: 'get_app_status',
  title: 'Status of an App',
  description:
    'Whether an App is as its spec says: conditions, Machines, what comes next; with detail "full" its spec as well. Without app: the App that asks, or for others a list of all that they may see.',
  input: z.object({ app: args.app, detail: z.enum(['concise', 'full']).default('concise') }),
  output: { apps: z.array(z.unknown()) },
  hints: looking({ openWorldHint: true }),
  costs: 'read',
  async run({ app, detail }, { operations, caller }) {
    const { principal } = caller
    const name = app ?? (principal.kind === 'workload' ? principal.ref.slice('App/'.length) : undefined)
    return name === undefined ? listed(await operations.list()) : shown(await operations.get(name), detail)
  },
})

function shown(view: AppView, detail: 'concise' | 'full'): Answer {
  const { name, generation, ready, machines, status, resource } = view
  return {
    summary: `${name}: generation ${generation}, ${readiness(view)}, ${machines.healthy} of ${machines.total} Machines healthy.`,
    data: {
      apps: [line(view)],
      observed_generation: status?.observedGeneration,
      ...(detail === 'full' && { spec: toYaml(resource) }),
      details: {
        reason: ready.message,
        next: status?.next.what,
        conditions: status?.conditions.map(({ type, status: is, reason, message }) => ({
          type,
          status: is,
          reason,
          message,
        })),
        machines: status?.machines.map(({ slot, id, state, healthy, image }) => ({ slot, id, state, healthy, image })),
        domains: status?.domains,
        addresses: status?.addresses?.map(({ ip, type }) => ({ ip, type })),
      },
    },
    untrusted: ['spec', 'details'],
    next: ready.status === 'True' ? [] : [`Call get_resource_events with app ${name} to see why.`],
  }
}

function listed(apps: readonly AppSummary[]): Answer {
  const some = apps.slice(0, mostApps)
  const rest = apps.length - some.length
  return {
    summary: `${apps.length} Apps${rest > 0 ? `, of which the first ${mostApps} are shown` : ''}.`,
    data: { apps: some.map(line), total: apps.length },
    next: ['Call get_app_status with app for one of them.'],
  }
}

function line(app: AppSummary) {
  const { name, generation, machines, paused, deletionRequestedAt, fallback } = app
  return {
    ...{ app: name, generation, ready: readiness(app), machines, paused },
    ...(deletionRequestedAt !== undefined && { deletion_requested_at: deletionRequestedAt }),
    ...(fallback !== undefined && { runs_generation: fallback.generation }),
  }
}

function readiness({ ready }: AppSummary): string {
  return ready.status === 'True' ? 'Ready' : `not Ready (${ready.reason})`
}

const mostApps = 100
