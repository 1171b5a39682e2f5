import { describe, expect, test } from 'vitest'
import { act, type Deed } from '../../controller/engine/deed.ts'
import { FlyError, type FlyErrorCode } from '../../controller/fly/errors.ts'
import type { Step } from '../../controller/plan/step.ts'
import type { Intent } from '../../controller/resource/ownership.ts'
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
})
