import { describe, expect, test } from 'vitest'
import { act, type Deed } from '../../controller/engine/deed.ts'
import { FlyError, type FlyErrorCode } from '../../controller/fly/errors.ts'
import type { Answer } from '../../controller/fly/fly.ts'
import type { Step } from '../../controller/plan/step.ts'
import type { Intent } from '../../controller/resource/ownership.ts'
import type { Effects, NewIntent } from '../../controller/store/store.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

const step: Step = { kind: 'create-app', flyApp: 'shop', network: 'shop', effect: 'none', because: 'AppMissing' }
const earlier = { id: 'op_1', state: 'unknown' } as Intent

/** What the intent ends as when Fly answers so, and in which order things were done. */
async function ending(answer: { result: 'refused' | 'unknown'; code: FlyErrorCode }, before: Intent | undefined) {
  const done: string[] = []
  const deps = {
    world: { clock: createVirtualClock(), random: { next: () => 0.5 } },
    fence: { shard: 0, holder: 'me', epoch: 1 },
    store: {
      async openIntent() {
        done.push('intent')
        return { id: 'op_2' }
      },
      async settleIntent(_: unknown, id: string, state: string) {
        done.push(`${id} ${state}`)
      },
    },
  }
  const deed = { deps, stored: { ref: 'App/shop', generation: 1 } } as unknown as Deed
  await act(step, deed, {
    action: 'create-app',
    target: 'shop',
    earlier: before,
    async send() {
      done.push('call')
      return { result: answer.result, error: new FlyError(answer.code, 'so it is') }
    },
  })
  return done
}

describe('a mutating call', () => {
  test('comes after its intent, whose end is written', async () => {
    expect(await ending({ result: 'refused', code: 'NoCapacity' }, undefined)).toEqual([
      'intent',
      'call',
      'op_2 refused',
    ])
    expect(await ending({ result: 'unknown', code: 'Unreachable' }, undefined)).toEqual([
      'intent',
      'call',
      'op_2 unknown',
    ])
  })

  test('that is refused says nothing about an earlier try, which may still be on its way', async () => {
    expect(await ending({ result: 'refused', code: 'NoCapacity' }, earlier)).toEqual(['call', 'op_1 unknown'])
  })

  test('that is refused for what it asks would have been refused before, too', async () => {
    expect(await ending({ result: 'refused', code: 'Invalid' }, earlier)).toEqual(['call', 'op_1 refused'])
  })

  test('stands in the audit with who sent what it acts on, its plan, and the request at Fly', async () => {
    const written: (Effects | undefined)[] = []
    const clock = createVirtualClock()
    const store = {
      openIntent: async (_: unknown, intent: NewIntent) => intent,
      async settleIntent(_: unknown, __: string, ___: string, effects?: Effects) {
        written.push(effects)
      },
    }
    const provenance = { from: 'http', user: 'token:ci', request: 'req_1' }
    const deps = { world: { clock, random: { next: () => 0.5 } }, fence: {}, store }
    const stored = { ref: 'App/shop', generation: 3, provenance }
    const deed = { deps, stored, planDigest: 'a1b2' } as unknown as Deed
    const answers: readonly Answer<undefined>[] = [
      { result: 'done', value: undefined, requestId: 'F1' },
      { result: 'refused', error: new FlyError('NoCapacity', 'full', { requestId: 'F2' }) },
      { result: 'unknown', error: new FlyError('Unreachable', 'no answer') },
    ]
    for (const answer of answers) {
      const effects = () => ({ ownsApp: true })
      await act(step, deed, { action: 'create-app', target: 'shop', send: async () => answer, effects })
    }
    const about = { ref: 'App/shop', generation: 3, plan: 'a1b2', flyApp: 'shop', action: 'create-app' }
    const each = { kind: 'call', by: 'controller', cause: provenance, ...about, because: 'AppMissing' }
    expect(written).toMatchObject([
      { ownsApp: true, audit: [{ ...each, outcome: 'done', flyRequest: 'F1' }] },
      { audit: [{ ...each, outcome: 'refused', flyRequest: 'F2', code: 'NoCapacity' }] },
      { audit: [{ ...each, outcome: 'unknown', code: 'Unreachable' }] },
    ])
    expect(written[1]).not.toHaveProperty('ownsApp')
    expect(written[0]?.audit?.[0]).toMatchObject({ intent: expect.stringMatching(/^op_/) })
  })
})
