import { describe, expect, test } from 'vitest'
import type { Goal } from '../../controller/fly/fly.ts'
import { aMachine, aScriptedFly, broken, call, json, type Scripted, text } from './scripted.ts'

const id = aMachine.id
const toStart: Goal = { states: ['started'], version: 'v1' }

function wait({ fly, run }: Scripted, goal: Goal = toStart, timeoutMs = 300_000) {
  return run(fly.waitMachine('shop', id, goal, timeoutMs, call))
}

/** Fly's long poll: silent for as long as the request allows, then 408. */
function notYet({ clock }: Scripted) {
  return async ({ path }: { readonly path: string }) => {
    await clock.sleep(timeoutIn(path) * 1_000)
    const error = 'deadline_exceeded: machine failed to reach desired state, started, currently created'
    return json({ error }, 408)
  }
}

function timeoutIn(path: string): number {
  return Number(new URL(path, 'http://fly').searchParams.get('timeout'))
}

const unknownMachine = json({ error: 'machine not found' }, 404)

describe('waiting for a Machine', () => {
  test('says which state, which version and for how long, and resolves with the state that was seen', async () => {
    const fly = aScriptedFly()
    fly.answer(json({ ok: true, state: 'stopped', version: 'v1' }))
    expect(await wait(fly, { states: ['started', 'stopped'], version: 'v1' }, 30_500)).toBe('stopped')
    expect(fly.seen[0]?.path).toBe(`/v1/apps/shop/machines/${id}/wait?state=started%2Cstopped&version=v1&timeout=31`)
  })

  test('is made of requests of no more than 60 s each', async () => {
    const fly = aScriptedFly()
    fly.answer(notYet(fly), notYet(fly), json({ ok: true, state: 'started', version: 'v1' }))
    expect(await wait(fly)).toBe('started')
    expect(fly.seen.map(({ at, path }) => [at, timeoutIn(path)])).toEqual([
      [0, 60],
      [60_000, 60],
      [120_000, 60],
    ])
  })

  test('ends with WaitTimedOut when the time is over, and not later', async () => {
    const fly = aScriptedFly()
    fly.answer(notYet(fly))
    await expect(wait(fly, toStart, 150_000)).rejects.toMatchObject({ code: 'WaitTimedOut' })
    expect(fly.clock.monotonic()).toBe(150_000)
    expect(fly.clock.pending()).toBe(0)
  })

  test('asks again, no faster than Fly allows, when Fly gives up early', async () => {
    const fly = aScriptedFly()
    fly.answer(json({ error: 'deadline_exceeded' }, 408))
    await expect(wait(fly, toStart, 20_000)).rejects.toMatchObject({ code: 'WaitTimedOut' })
    expect(fly.seen.length).toBeLessThanOrEqual(23)
  })

  test('takes the 504 of a gateway for a 408', async () => {
    const fly = aScriptedFly()
    fly.answer(text('<html>504</html>', 504), json({ ok: true, state: 'started' }))
    expect(await wait(fly)).toBe('started')
  })

  test('outlasts a few lost long polls, but not many in a row', async () => {
    const fly = aScriptedFly()
    fly.answer(broken('ECONNRESET'), broken('ECONNRESET'), text('', 502), json({ ok: true, state: 'started' }))
    expect(await wait(fly)).toBe('started')

    fly.answer(text('', 503))
    const startedAt = fly.clock.monotonic()
    await expect(wait(fly)).rejects.toMatchObject({ code: 'Unavailable' })
    expect(fly.clock.monotonic() - startedAt).toBeLessThan(15_000)
  })

  test('is Unattainable when the version can no longer get there', async () => {
    const fly = aScriptedFly()
    fly.answer(json({ error: 'machine will not reach started' }, 400))
    await expect(wait(fly)).rejects.toMatchObject({ code: 'Unattainable' })
    expect(fly.seen).toHaveLength(1)
  })

  test('until it is destroyed ends when Fly does not know it any more', async () => {
    const fly = aScriptedFly()
    fly.answer(unknownMachine)
    expect(await wait(fly, { states: ['destroyed'] })).toBe('destroyed')
  })

  test('has patience with a Machine that is so new that it is not known yet', async () => {
    const fly = aScriptedFly()
    fly.answer(unknownMachine, unknownMachine, json({ ok: true, state: 'started' }))
    expect(await wait(fly)).toBe('started')
  })

  test('does not wait for ever for a Machine that is not known', async () => {
    const fly = aScriptedFly()
    fly.answer(unknownMachine)
    await expect(wait(fly)).rejects.toMatchObject({ code: 'NotFound' })
    expect(fly.clock.monotonic()).toBeLessThan(20_000)
  })

  test('knows the state also when an older server only says ok', async () => {
    const fly = aScriptedFly()
    fly.answer(json({ ok: true }))
    expect(await wait(fly)).toBe('started')

    fly.answer(json({ ok: true }), json({ ...aMachine, state: 'stopped' }))
    expect(await wait(fly, { states: ['settled'] })).toBe('stopped')
  })

  test('is not taken in by an answer about another version or a state that nobody waits for', async () => {
    const fly = aScriptedFly()
    fly.answer(json({ ok: true, state: 'started', version: 'v0' }))
    await expect(wait(fly)).rejects.toMatchObject({ code: 'Malformed' })
    fly.answer(json({ ok: true, state: 'stopped', version: 'v1' }))
    await expect(wait(fly)).rejects.toMatchObject({ code: 'Malformed' })
  })

  test('ends at once when aborted, and leaves no timer behind', async () => {
    const fly = aScriptedFly()
    fly.answer(notYet(fly))
    const shutdown = new AbortController()
    const waiting = fly.fly.waitMachine('shop', id, toStart, 300_000, { signal: shutdown.signal })
    await fly.clock.advance(90_000)
    shutdown.abort(new Error('shutting down'))
    await expect(waiting).rejects.toThrow('shutting down')
    // The one that is left is the scripted Fly's own.
    expect(fly.clock.pending()).toBe(1)
  })
})
