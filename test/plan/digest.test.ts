import { describe, expect, test } from 'vitest'
import { desire } from '../../controller/plan/desire.ts'
import { reconcile } from '../../controller/plan/reconcile.ts'
import type { Group } from '../../schemas/types.ts'
import { anApp } from '../support/builders.ts'
import { look, now, type World, worldOf } from './world.ts'

const spec = (group: Partial<Group>, generation = 1) =>
  desire(anApp('shop', { web: { count: 2, ...group } }), generation)
const before = spec({})
const after = spec({ image: 'shop:2' })
const digest = (desired = after, world: World = worldOf(before), at = now) =>
  reconcile(desired, look(world, desired), at).digest

describe('the digest of a plan', () => {
  test('is the same for the same spec and world a second later', () => {
    expect(digest(after, worldOf(before), now + 1_000)).toBe(digest())
  })

  test('is the same while it waits for the same thing', () => {
    const waiting = worldOf(before, { 'web/ams/0': { state: 'stopped', crashedAgoMs: 5_000 } })
    expect(digest(before, waiting, now + 1_000)).toBe(digest(before, waiting))
  })

  test.each([
    ['another generation', digest(spec({ image: 'shop:2' }, 2))],
    ['another image', digest(spec({ image: 'shop:3' }))],
    ['other metadata', digest(spec({ image: 'shop:2', metadata: { a: 'b' } }))],
    ['one Machine more', digest(spec({ image: 'shop:2', count: 3 }))],
    ['a Machine that was stopped', digest(after, worldOf(before, { 'web/ams/1': { state: 'stopped' } }))],
    ['a Machine that somebody updated', digest(after, worldOf(before, { 'web/ams/1': { version: 2 } }))],
    ['a Machine that nobody can see', digest(after, worldOf(before, { 'web/ams/1': { isListed: false } }))],
  ])('is another with %s', (_, other) => {
    expect(other).not.toBe(digest())
  })
})
