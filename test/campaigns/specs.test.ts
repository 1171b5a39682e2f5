import { describe, expect, test } from 'vitest'
import { readValue } from '../../controller/resource/read.ts'
import { streams } from '../support/random.ts'
import { drawScenario } from './happenings.ts'
import { workloads } from './workloads.ts'

describe('what the campaigns hand in', () => {
  test('are valid specs, as everything that reaches the store', () => {
    for (const { name, before, after } of workloads) {
      for (const spec of [...before, ...after]) expect(problemsOf(spec), name).toEqual([])
    }
    for (let seed = 1; seed <= 200; seed++) {
      for (const happening of drawScenario(streams(seed)('scenario')).happenings) {
        if (happening.kind === 'submit') expect(problemsOf(happening.app), `seed ${seed}`).toEqual([])
      }
    }
  })
})

function problemsOf(spec: unknown): readonly unknown[] {
  const reading = readValue(spec)
  return 'problems' in reading ? reading.problems : []
}
