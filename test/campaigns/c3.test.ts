import { test } from 'vitest'
import { unobserved } from './c3.ts'
import { expectNoFailure } from './shard.ts'

test('C3: what is never seen is not missed (seeds from 1)', { timeout: 300_000 }, async () => {
  await expectNoFailure(unobserved, 20, 1)
})
