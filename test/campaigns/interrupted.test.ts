import { describe, expect, test } from 'vitest'
import { replayLine } from './campaign.ts'
import { interrupt, points } from './interrupted.ts'
import { workloads } from './workloads.ts'

describe('C1: killed at any single point, Artifact ends up where it would have', () => {
  test.for(workloads)('$name', { timeout: 300_000 }, async (workload) => {
    const failures: string[] = []
    for (const [index, point] of (await points()).entries()) {
      if (point.workload !== workload) continue
      const finding = await interrupt(point)
      if (finding) failures.push([finding.broken, ...finding.trace, replayLine('C1', index + 1)].join('\n'))
    }
    expect(failures, failures.slice(0, 3).join('\n\n')).toEqual([])
  })
})
