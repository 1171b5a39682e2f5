/**
 * What Fly asks for, in US dollars per 30 days without tax, as far as it is known. Fly changes its prices now and then:
 * whoever corrects a figure moves `asOf`.
 *
 * Sources: fly.io/docs/about/pricing, as it stood on that day. Its table of Machine sizes is not in Fly's public
 * documents; some of its rows are known from quotations ($2.02 for shared-cpu-1x, $4.04 for shared-cpu-2x, $22.22 for the
 * same with 4 GB, $32.19 for performance-1x, $64.39 for performance-2x), and the figures for a CPU and for memory are
 * those that give all of these rows.
 */
export const priceTable = {
  asOf: '2026-08-07',
  /** A CPU with the memory that comes with it, all month long. Derived. */
  cpu: { shared: { usd: 2.02, memoryMb: 256 }, performance: { usd: 32.193, memoryMb: 2048 } },
  /** A GB of memory beyond that. Derived; Fly says about $5. */
  memoryGb: 5.194,
  /** A GB of a volume, attached or not. */
  volumeGb: 0.15,
  /** A GB of snapshots beyond those that an organisation has for nothing. */
  snapshotGb: 0.08,
  freeSnapshotGb: 10,
  dedicatedIpv4: 2,
  /** A pair of static addresses for what goes out: $0.005 an hour. */
  staticEgress: 3.6,
  /** Beyond the first 10 hostnames of an organisation. */
  hostname: 0.1,
  wildcard: 1,
  /** How far the Machines of a region are from the figures above: one row was quoted at $21 to $28. Which is which is not known. */
  regions: { least: 0.945, most: 1.26 },
} as const
