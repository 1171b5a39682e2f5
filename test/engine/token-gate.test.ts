import { beforeEach, describe, expect, test } from 'vitest'
import { createTokenGate, type TokenGate } from '../../controller/engine/token-gate.ts'
import { FlyError } from '../../controller/fly/errors.ts'
import type { Fly } from '../../controller/fly/fly.ts'
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts'

describe('the gate before a Fly that refuses our token', () => {
  const refusal = new FlyError('Unauthorized', 'the token is refused')
  const call = { signal: new AbortController().signal }
  let clock: VirtualClock
  let gate: TokenGate
  let asked: number
  let answer: FlyError | undefined

  beforeEach(() => {
    clock = createVirtualClock()
    asked = 0
    answer = refusal
    const fly = {
      async currentToken() {
        asked++
        await clock.sleep(1_000)
        if (answer) throw answer
        return { tokens: [] }
      },
    } as unknown as Fly
    gate = createTokenGate({ fly, clock, betweenProbesMs: 60_000 })
  })

  const challenge = () => clock.runUntil(gate.challenge(refusal, call), 10_000)
  const probe = () => clock.runUntil(gate.probe(call), 10_000)

  test('it closes when the token is refused as such', async () => {
    expect(await challenge()).toBe(true)
    expect(gate.refusal()).toMatchObject({ code: 'Unauthorized', cause: refusal })
    expect(gate.refusal()?.message, 'it is told of every App').not.toContain(refusal.message)
  })

  test('it stays open when the token is good, and when Fly does not say', async () => {
    for (answer of [undefined, new FlyError('Unavailable', 'Fly has trouble')]) {
      expect(await challenge()).toBe(false)
      expect(gate.refusal()).toBeUndefined()
    }
  })

  test('a thousand Apps that are refused at once ask about the token once', async () => {
    const all = Promise.all(Array.from({ length: 1_000 }, () => gate.challenge(refusal, call)))
    expect(new Set(await clock.runUntil(all, 10_000))).toEqual(new Set([true]))
    expect(asked).toBe(1)
  })

  test('it is probed after 5 s, ever less often, and at least once a minute, until the token is good again', async () => {
    await challenge()
    const probedAt: number[] = []
    for (let second = 0; second < 240; second++) {
      const before = asked
      await probe()
      if (asked > before) probedAt.push(Math.round(clock.monotonic() / 1_000))
      await clock.advance(1_000)
    }
    const pauses = probedAt.slice(1).map((at, index) => at - (probedAt[index] ?? 0))
    expect(pauses.every((pause) => pause >= 5 && pause <= 62)).toBe(true)
    expect(probedAt.length).toBeLessThan(10)

    answer = undefined
    await clock.advance(60_000)
    expect(await probe()).toBe(true)
    expect(gate.refusal()).toBeUndefined()
  })
})
