import { test } from 'vitest'
import { expectNoFailure } from './shard.ts'
import { stormsWith } from './storm.ts'

// Two files, so that two workers share the seeds.
test('C5: after 200 storms the world is what the last specs say (seeds from 201)', { timeout: 300_000 }, async () => {
  await expectNoFailure(stormsWith({ name: 'C5' }), 200, 201)
})
