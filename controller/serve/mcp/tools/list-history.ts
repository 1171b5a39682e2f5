import * as z from 'zod/v4'
import { defineTool, looking } from '../tool.ts'
import { appOf, args } from './args.ts'
import { pageOf } from './page.ts'

export const listHistory = defineTool({
  name: 'list_history',
  title: 'Revisions of an App',
  description:
    'Who changed the spec of an App and when, newest first. To go back to one, call plan_changes with its revision.',
  input: z.object({ app: args.app, limit: args.limit, cursor: args.cursor }),
  output: { revisions: z.array(z.unknown()), total: z.number() },
  hints: looking({ openWorldHint: true }),
  costs: 'read',
  async run({ app, limit, cursor }, { operations, caller }) {
    const name = appOf(app, caller.principal)
    const { items, ...page } = pageOf(await operations.history(name), limit, cursor)
    const revisions = items.map(({ generation, acceptedAt, provenance }) => ({
      revision: generation,
      accepted_at: acceptedAt,
      by: provenance,
    }))
    return {
      summary: `${name} has ${page.total} revisions; ${revisions.length} are shown.`,
      data: { app: name, ...page, revisions },
      untrusted: ['revisions'],
      next: ['Call plan_changes with revision to go back to one.'],
    }
  },
})
