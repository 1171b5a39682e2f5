import { organizationCalled } from '../../identity/organizations.ts'
import type { AppRow } from '../../rows.ts'
import type { Truth } from '../../truth.ts'

/**
 * Whether an app may replay to another: within its network; across networks of the organisation when that allows it; to
 * another organisation when that names the app's. Source: superfly/docs, networking/dynamic-request-routing
 */
export function mayReplay(truth: Truth, from: AppRow, to: AppRow): boolean {
  const rules = organizationCalled(truth, to.organization)
  if (from.organization !== to.organization) {
    return rules?.allowedReplaySourceOrgSlugs.includes(from.organization) ?? false
  }
  return from.network === to.network || (rules?.allowAllCrossNetworkReplays ?? false)
}
