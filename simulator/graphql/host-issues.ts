import { isoSeconds } from '../refusal.ts'
import type { MachineRow } from '../rows.ts'
import { connectionOf, connectionType, type Page } from './connections.ts'

export const hostIssueTypes = `
  type Issue implements Node {
    id: ID!
    internalId: String!
    message: String
    createdAt: ISO8601DateTime!
    updatedAt: ISO8601DateTime!
    resolvedAt: ISO8601DateTime
  }
  ${connectionType('Issue')}
`

/** What is the matter with the hosts of an app, as it is seen on its Machines. */
export function issuesOf(machines: readonly MachineRow[], page: Page): object {
  const stranded = machines.filter(({ hostStatus }) => hostStatus !== 'ok')
  return connectionOf(stranded, page, ({ id, hostStatus, updatedAt }) => ({
    id: `issue_${id}`,
    internalId: id,
    message: `The host of machine ${id} is ${hostStatus}`,
    createdAt: isoSeconds(updatedAt),
    updatedAt: isoSeconds(updatedAt),
    resolvedAt: null,
  }))
}
