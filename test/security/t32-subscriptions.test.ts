import { afterEach, describe, expect, test } from 'vitest'
import { anApp } from '../support/builders.ts'
import { twoTenants } from './two-tenants.ts'

/*
 * T32: a stream of changes tells of another tenant, outlives the proof of who opened it, or is opened without end.
 */

let house: Awaited<ReturnType<typeof twoTenants>>
afterEach(() => house.close())

const shop = 'artifact://apps/shop'
const blog = 'artifact://apps/blog'

/** Opens a stream; `heard` fills with the URIs of which it tells. */
async function listening(agent: (typeof house)['shop'], uris: readonly string[]) {
  const heard: string[] = []
  agent.client.setNotificationHandler('notifications/resources/updated', ({ params }) => void heard.push(params.uri))
  const stream = await house.run(agent.client.listen({ resourceSubscriptions: [...uris] }))
  return { heard, stream }
}

/** Lets time pass in which streams look, and what they have written is read. */
async function letPass(ms: number) {
  await house.clock.advance(ms)
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

describe('a stream of changes', () => {
  test('tells of the own App, and never of another whatever was asked for', async () => {
    house = await twoTenants()
    const { heard, stream } = await listening(house.blog, [shop, `${shop}/events`, blog, 'artifact://apps/../shop'])
    expect(stream.honoredFilter).toEqual({ resourceSubscriptions: [blog] })
    await house.settled(anApp('shop', { web: { count: 2 } }))
    await letPass(5_000)
    expect(heard).toEqual([])
    await house.settled(anApp('blog', { web: { count: 2 } }))
    await letPass(5_000)
    expect(new Set(heard)).toEqual(new Set([blog]))
  })

  test('ends when the proof of who opened it does', async () => {
    let isProved = true
    house = await twoTenants({ isProved: () => isProved })
    const { heard, stream } = await listening(house.blog, [blog])
    let isClosed = false
    void stream.closed.then(() => (isClosed = true))
    isProved = false
    await letPass(3_000)
    expect(isClosed).toBe(true)
    await house.settled(anApp('blog', { web: { count: 2 } }))
    await letPass(5_000)
    expect(heard).toEqual([])
  })

  test('ends after a quarter of an hour, and no more than four are open for one app', async () => {
    house = await twoTenants()
    const streams = []
    for (let number = 0; number < 4; number++) streams.push((await listening(house.blog, [blog])).stream)
    await expect(house.run(house.blog.client.listen({ resourceSubscriptions: [blog] }))).rejects.toThrow()
    expect((await listening(house.shop, [shop])).stream.honoredFilter).toEqual({ resourceSubscriptions: [shop] })
    await letPass(15 * 60_000 + 5_000)
    await Promise.all(streams.map(({ closed }) => closed))
    expect((await listening(house.blog, [blog])).stream.honoredFilter).toEqual({ resourceSubscriptions: [blog] })
  })
})
