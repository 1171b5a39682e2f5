import { describe, expect, test } from 'vitest'
import { readText } from '../../controller/resource/read.ts'
import { anything } from './c12-bombs.ts'
import { explode, outcomes } from './c12-cold.ts'
import { bombs } from './c12-corpus.ts'
import { expectNoFailure } from './shard.ts'

describe('C12: hostile specs', () => {
  test.each(bombs.map((bomb) => [bomb.name, bomb] as const))('%s is told, not suffered', (_, { bytes, expected }) => {
    const { documents, problems } = readText({ file: 'bomb.yaml', bytes })

    expect(outcomes(documents.length, problems)).toContain(expected)
  })

  // Those that abort or hang a reader which composes first, and the slowest of the others. The campaign has them all.
  const cold = [
    '1500 dashes in a row',
    '1500 brackets',
    '200 complex keys in lists',
    'a billion laughs',
    'many unknown fields',
  ]
  test.each(cold)('%s, as the first document of a process, takes less than 200 ms', async (name) => {
    const bomb = bombs.find((one) => one.name === name)
    if (bomb === undefined) throw new Error(`there is no bomb «${name}»`)

    expect(await explode(bomb)).toBeUndefined()
  })

  test('what chance comes up with is read or told, shown and stored as promised', async () => {
    await expectNoFailure(anything, 300, 1)
  })
})
