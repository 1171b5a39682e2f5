import type { Ask } from './ask.ts'
import type { Fly } from './fly.ts'
import { organization } from './limits.ts'
import type { Line } from './line.ts'
import { currentTokenFrom, orgMachinesPageFrom } from './shapes.ts'

/** What is asked about the organisation as a whole. */
export function createOrganizationCalls(line: Line, slug: string): Pick<Fly, 'listOrgMachines' | 'currentToken'> {
  return {
    listOrgMachines({ includeDeleted, updatedAfter, cursor, limit }, call) {
      const ask: Ask = {
        action: 'list-org-machines',
        id: organization,
        what: `list the Machines of ${slug}`,
        method: 'GET',
        path: ['orgs', slug, 'machines'],
        query: { include_deleted: includeDeleted, updated_after: updatedAfter, cursor, limit },
      }
      return line.read(ask, call, orgMachinesPageFrom)
    },
    currentToken(call) {
      const ask: Ask = {
        action: 'current-token',
        id: organization,
        what: 'say what the token is good for',
        method: 'GET',
        path: ['tokens', 'current'],
      }
      return line.read(ask, call, currentTokenFrom)
    },
  }
}
