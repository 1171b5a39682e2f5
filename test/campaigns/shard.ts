import { expect } from 'vitest'
import type { Campaign } from './campaign.ts'

/** Runs these seeds of a campaign as one test; a failure shows what broke and how to replay it. */
export async function expectNoFailure(campaign: Campaign, seeds: number, from: number): Promise<void> {
  const { failures } = await campaign.run({ seeds, from, report: () => undefined })
  expect(failures, failures.slice(0, 3).join('\n\n')).toEqual([])
}
