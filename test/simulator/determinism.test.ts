import { describe, expect, test } from 'vitest'
import { createRandom, dice } from '../support/random.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { type AFly, aFly } from './a-fly.ts'

describe('the same seed, clock and requests', () => {
  test('get the same answers, byte for byte', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const [one, other] = [await history(seed, seed), await history(seed, seed)]
      expect(one, `seed ${seed}`).toEqual(other)
    }
  })

  test('another seed gives others', async () => {
    expect(await history(1, 1)).not.toEqual(await history(1, 2))
  })
})

/** Everything that is answered, and what the world is in the end. */
async function history(seed: number, flySeed: number): Promise<readonly string[]> {
  const { pick, between, chance } = dice(createRandom(seed))
  const clock = createVirtualClock({ random: createRandom(seed + 1) })
  const fly = aFly({ seed: flySeed, clock })
  fly.faults.add({ match: {}, when: 'after', effect: 'reset', probability: 0.1 })
  const answers: string[] = []
  for (let step = 0; step < 40; step++) {
    if (chance(0.5)) await clock.advance(between(1, 4_000))
    const machines = fly.world.machines()
    const path = machines.length > 0 ? `/v1/apps/shop/machines/${pick(machines).id}` : '/v1/apps/shop'
    answers.push(await answer(fly, ...pick(asks(path))))
  }
  return [...answers, fly.world.snapshot()]
}

type Asked = readonly [method: string, path: string, body?: object]

function asks(path: string): readonly Asked[] {
  const config = { image: 'nginx', checks: { up: { type: 'tcp', port: 1 } } }
  return [
    ['POST', '/v1/apps', { name: 'shop', org_slug: 'demo' }],
    ['POST', '/v1/apps/shop/machines', { config }],
    ['POST', '/v1/apps/shop/machines', { config: { image: 'nginx:crash' } }],
    ['POST', path, { config }],
    ['POST', `${path}/stop`],
    ['POST', `${path}/start`],
    ['POST', `${path}/lease?ttl=2`],
    ['GET', path],
    ['GET', `${path}/wait?timeout=2`],
    ['GET', '/v1/orgs/demo/machines?limit=2'],
    ['GET', '/v1/apps/shop/machines'],
  ]
}

async function answer(fly: AFly, method: string, path: string, body?: object): Promise<string> {
  try {
    const { status, text, headers } = await fly.ask(method, path, body)
    return `${status} ${headers.get('fly-request-id')} ${text}`
  } catch (error) {
    return String(error)
  }
}
