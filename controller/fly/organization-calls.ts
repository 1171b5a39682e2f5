import type { Ask } from './ask.ts'
import type { Fly } from './fly.ts'
import { organization } from './limits.ts'
import type { Line } from './line.ts'
import { orgMachinesPageFrom } from './shapes.ts'

/** What is asked about the organisation's Machines as a whole. */
export function createOrganizationCalls(line: Line, slug: string): Pick<Fly, 'listOrgMachines'> {
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
  }
}
