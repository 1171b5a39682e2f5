import { test } from 'vitest'
import { hostilityWith } from './c8.ts'
import { expectNoFailure } from './shard.ts'

test('C8: nonsense from Fly destroys and doubles nothing (seeds from 1)', { timeout: 300_000 }, async () => {
  await expectNoFailure(hostilityWith({ name: 'C8' }), 40, 1)
})
