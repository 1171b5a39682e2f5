import type { Price, PriceChange } from './price.ts'
import { priceTable } from './price-table.ts'

/** `$6.06`, `$0 to $4.04`. */
export function usdInWords({ leastUsd, mostUsd }: Pick<Price, 'leastUsd' | 'mostUsd'>): string {
  return leastUsd === mostUsd ? dollars(mostUsd) : `${dollars(leastUsd)} to ${dollars(mostUsd)}`
}

/** `about $2.02 → $6.06 a month (+$4.04)`; what has no price is said. */
export function priceChangeInWords({ before, after }: PriceChange): string {
  const unpriced = Math.max(before.unpriced, after.unpriced)
  const besides = unpriced > 0 ? `, and ${unpriced} more of which the price is not known` : ''
  const [was, becomes] = [usdInWords(before), usdInWords(after)]
  if (was === becomes) return `about ${becomes} a month, as before${besides}`
  const more = {
    leastUsd: after.leastUsd - before.leastUsd,
    mostUsd: after.mostUsd - before.mostUsd,
  }
  return `about ${was} → ${becomes} a month (${deltaInWords(more)})${besides}`
}

/** How sure the figures are, for whoever wants to know. */
export const uncertainty: readonly string[] = [
  `Prices are those of ${priceTable.asOf}, without tax, for 30 days. Some are derived from others: Fly publishes no table of sizes.`,
  `Machines of a region may cost ${percent(1 - priceTable.regions.least)} less to ${percent(priceTable.regions.most - 1)} more; which region how much is not known.`,
  `Snapshots of volumes are not in the sums: $${priceTable.snapshotGb.toFixed(2)} a GB that is stored, beyond the first ${priceTable.freeSnapshotGb} GB of the organisation.`,
  'Not counted: traffic, the disks of Machines at rest, support, reservations.',
]

function deltaInWords({ leastUsd, mostUsd }: Pick<Price, 'leastUsd' | 'mostUsd'>): string {
  const [least, most] = [signed(leastUsd), signed(mostUsd)]
  return least === most ? most : `${least} to ${most}`
}

function signed(usd: number): string {
  const rounded = Math.round(usd * 100) / 100
  return `${rounded < 0 ? '−' : '+'}${dollars(Math.abs(rounded))}`
}

function dollars(usd: number): string {
  return usd === 0 ? '$0' : `$${usd.toFixed(2)}`
}

function percent(part: number): string {
  return `${Math.round(part * 100)} %`
}
