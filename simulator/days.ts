import type { Faults } from './faults.ts'

/** Days that Fly has had, by their dates: each sets the faults of it. */
export const days: Readonly<Record<string, (faults: Faults) => void>> = {
  /**
   * Deploys got lists without the Machines of other regions, and made second ones of them: for 47 minutes. How long an
   * app was bound to one instance is not told («a brief duration»). Source: fly.io/infra-log/machines-api-duplicates
   */
  '2026-04-28': (faults) => faults.affinityMs(15_000),
}
