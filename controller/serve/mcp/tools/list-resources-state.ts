import * as z from 'zod/v4'
import type { AppView } from '../../operations.ts'
import { defineTool, looking } from '../tool.ts'
import { appOf, args } from './args.ts'
import { pageOf } from './page.ts'

export const listResourcesState = defineTool({
  name: 'list_resources_state',
  title: 'What an App has at Fly',
  description:
    'The Machines, volumes, addresses, domains and secrets (names only) of an App as last seen at Fly, each with its state.',
  input: z.object({ app: args.app, kind: z.enum(kinds()).optional(), limit: args.limit, cursor: args.cursor }),
  output: { resources: z.array(z.unknown()), total: z.number() },
  hints: looking({ openWorldHint: true }),
  costs: 'read',
  async run({ app, kind, limit, cursor }, { operations, caller }) {
    const view = await operations.get(appOf(app, caller.principal))
    const all = resourcesOf(view).filter((resource) => kind === undefined || resource.kind === kind)
    const { items, ...page } = pageOf(all, limit, cursor)
    return {
      summary: `${view.name}: ${page.total} ${kind ?? 'resource'}${page.total === 1 ? '' : 's'}; ${items.length} are shown.`,
      data: { app: view.name, ...page, resources: items },
      untrusted: ['resources'],
      next: [`Call get_resource_events with app ${view.name} to see what happened to them.`],
    }
  },
})

function kinds() {
  return ['machine', 'volume', 'address', 'domain', 'secret', 'stranger'] as const
}

/** In the order in which the status has them. */
function resourcesOf({ status }: AppView) {
  if (status === undefined) return []
  return [
    ...status.machines.map(({ slot, id, name, region, state, healthy, current, image }) => {
      return { kind: 'machine', id, slot, name, region, state, healthy, current, image }
    }),
    ...(status.volumes ?? []).map((volume) => ({ kind: 'volume', ...volume })),
    ...(status.addresses ?? []).map(({ ip, type, ours }) => ({ kind: 'address', id: ip, type, ours })),
    ...(status.domains ?? []).map(({ hostname, ...domain }) => ({ kind: 'domain', id: hostname, ...domain })),
    ...(status.secrets ?? []).map(({ name, ...secret }) => ({ kind: 'secret', id: name, ...secret })),
    ...status.strangers.map((stranger) => ({ kind: 'stranger', ...stranger })),
  ]
}
