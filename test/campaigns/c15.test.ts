import { describe, expect, test } from 'vitest'
import type { AFly } from '../simulator/a-fly.ts'
import { fidelity, runHistory } from './c15.ts'
import { expectNoFailure } from './shard.ts'

describe('C15: the simulated Fly is as its sources say', () => {
  test('in sixty histories of calls', async () => {
    await expectNoFailure(fidelity, 60, 1)
  })

  const broken: readonly [string, (fly: AFly) => AFly, RegExp][] = [
    [
      'whose starts are refused in other words',
      (fly) => answering(fly, /\/start/, 'unable to start', 'cannot start'),
      /without/,
    ],
    [
      'that does not say who has a name',
      (fly) => answering(fly, /machines\?/, /machine ID \w+/, 'another'),
      /name that is taken/,
    ],
    ['that lets others change what is leased', (fly) => freely(fly), /lease/],
    [
      'whose versions are old ones',
      (fly) => answering(fly, /machines\/\w+\?/, /"instance_id":"\w+/, '"instance_id":"00'),
      /new version/,
    ],
  ]
  test.each(broken)('one %s is noticed', async (_, tamper, expected) => {
    const found: string[] = []
    for (let seed = 1; seed <= 20; seed++) found.push((await runHistory(seed, tamper))?.broken ?? '')
    expect(found.filter((each) => expected.test(each)).length).toBeGreaterThan(0)
  })
})

/** The same Fly with other words in some of its answers. */
function answering(fly: AFly, path: RegExp, words: string | RegExp, others: string): AFly {
  return {
    ...fly,
    async ask(method, where, body, headers) {
      const answer = await fly.ask(method, where, body, headers)
      if (!path.test(where)) return answer
      const text = answer.text.replace(words, others)
      return { ...answer, text, body: text === answer.text ? answer.body : parse(text) }
    },
  }
}

/** Who asks without a nonce gets through. */
function freely(fly: AFly): AFly {
  return {
    ...fly,
    async ask(method, where, body, headers) {
      const answer = await fly.ask(method, where, body, headers)
      return answer.text.includes('lease currently held') ? { ...answer, status: 200 } : answer
    },
  }
}

function parse(text: string): unknown {
  return text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : undefined
}
