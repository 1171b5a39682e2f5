import * as z from 'zod/v4'
import { defineTool, looking } from '../tool.ts'
import { appOf, args } from './args.ts'

export const getResourceEvents = defineTool({
  name: 'get_resource_events',
  title: 'Events of an App',
  description:
    'What happened to an App, oldest first: the newest ones, or those after since_event. resource shows only those that name a Machine id, a slot (web/ams/0) or another resource.',
  input: z.object({
    app: args.app,
    resource: z.string().optional(),
    since_event: args.sinceEvent,
    limit: args.limit,
  }),
  output: { events: z.array(z.unknown()), last_event: z.number() },
  hints: looking({ openWorldHint: true }),
  costs: 'read',
  async run({ app, resource, since_event, limit }, { operations, caller }) {
    const name = appOf(app, caller.principal)
    // Of an App that is not there nothing is told, whatever events it may have left behind.
    await operations.get(name)
    const query = { name, ...(since_event !== undefined && { after: since_event }) }
    const all = await operations.events({ ...query, limit: resource === undefined ? limit : mostLookedThrough })
    const about = all.filter((event) => resource === undefined || isAbout(event, resource))
    const events = (since_event === undefined ? about.slice(-limit) : about.slice(0, limit)).map(
      ({ seq, at, kind, generation, message }) => ({ seq, at, kind, generation, message }),
    )
    const last = events.at(-1)?.seq ?? all.at(-1)?.seq ?? since_event ?? 0
    return {
      summary: `${events.length} events of ${name}${resource === undefined ? '' : ` about ${resource}`}.`,
      data: { app: name, last_event: last, events },
      untrusted: ['events'],
      next: [`Call it again with since_event ${last} for what comes after.`],
    }
  },
})

function isAbout({ message, detail }: { message: string; detail: object }, resource: string): boolean {
  return message.includes(resource) || JSON.stringify(detail).includes(resource)
}

const mostLookedThrough = 1_000
