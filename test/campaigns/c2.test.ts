import { test } from 'vitest'
import { staleness } from './c2.ts'
import { expectNoFailure } from './shard.ts'

test('C2: what lists said long ago makes and destroys nothing twice (seeds from 1)', { timeout: 300_000 }, async () => {
  await expectNoFailure(staleness, 30, 1)
})
