import { aHouse, type House, type HouseOptions } from '../support/house.ts'
import type { Finding } from './campaign.ts'

/**
 * Lets something happen to a house and judges it. What `work` answers, what it throws and what the watch has seen are
 * broken promises; the watch goes first, since it sees a cause where the others see a consequence.
 */
export async function attempt(
  options: HouseOptions,
  work: (house: House) => Promise<string | undefined>,
): Promise<Finding> {
  const house = await aHouse(options)
  try {
    const broken = await work(house).catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
    const first = house.watch.broken() ?? broken
    return first === undefined ? undefined : { broken: first, trace: house.lastLines() }
  } finally {
    house.close()
  }
}
