import { describe, expect, test } from 'vitest'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { aMachine, aScriptedFly, call, json } from './scripted.ts'

const id = aMachine.id

describe('a 429', () => {
  test('keeps us away for as long as it says, in seconds or as a date', async () => {
    for (const header of ['7', new Date(createVirtualClock().now() + 7_000).toUTCString()]) {
      const { fly, seen, answer, run } = aScriptedFly()
      answer(json({ error: 'rate limit exceeded' }, 429, { 'retry-after': header }), json({ ok: true }))
      const refused = await fly.startMachine('shop', id, call)
      expect(refused).toMatchObject({ result: 'refused', error: { code: 'RateLimited', retryAfterMs: 7_000 } })
      await run(fly.startMachine('shop', id, call))
      expect(seen.map(({ at }) => at)).toEqual([0, 7_000])
    }
  })

  test('says nothing of when, and so keeps us away for as long as the plain rate asks', async () => {
    for (const headers of [{}, { 'retry-after': 'soon' }] as Record<string, string>[]) {
      const { fly, seen, answer, run } = aScriptedFly()
      answer(json({ error: 'rate limit exceeded' }, 429, headers), json({ ok: true }))
      expect(await fly.startMachine('shop', id, call)).toMatchObject({ error: { retryAfterMs: undefined } })
      await run(fly.startMachine('shop', id, call))
      expect(seen.map(({ at }) => at)).toEqual([0, 1_000])
    }
  })

  test('does not keep us away for days', async () => {
    const { fly, answer } = aScriptedFly()
    answer(json({ error: 'rate limit exceeded' }, 429, { 'retry-after': '999999999' }))
    expect(await fly.startMachine('shop', id, call)).toMatchObject({ error: { retryAfterMs: 600_000 } })
  })

  test('about one Machine does not touch another', async () => {
    const { fly, seen, answer, run } = aScriptedFly()
    answer(json({ error: 'rate limit exceeded' }, 429, { 'retry-after': '7' }), json({ ok: true }))
    await fly.startMachine('shop', id, call)
    await run(fly.startMachine('shop', 'other', call))
    expect(seen.map(({ at }) => at)).toEqual([0, 0])
  })
})
