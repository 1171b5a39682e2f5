import { existsSync, readFileSync } from 'node:fs'
import { afterAll, afterEach, vi } from 'vitest'
import type { Likeness } from './likeness.ts'

// Every request of our client and every answer of the simulator, in whichever test, has to be as Fly's own description of
// its API says, where the surroundings of the repository have it. What others ask the simulator for may be anything.
// Nothing of this is waited for, so that it changes the course of no test.

const file = new URL('../../../../shared/fly/openapi.json', import.meta.url)
const isThere = existsSync(file)
const complaints: string[] = []

let likeness: Promise<Likeness> | undefined

/** Only for tests that come near the wire. */
function theLikeness(): Promise<Likeness> {
  likeness ??= (async () => {
    const { createLikeness } = await import('./likeness.ts')
    const { liveDifferences: differences } = await import('../live-differences.ts')
    const document = JSON.parse(readFileSync(file, 'utf8'))
    return createLikeness({ document, differences, complain: (sentence) => void complaints.push(sentence) })
  })()
  return likeness
}

vi.mock('../../../controller/fly/exchange.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../../controller/fly/exchange.ts')>()
  if (!isThere) return original
  const { request } = await theLikeness()
  const exchange: typeof original.exchange = (options) => {
    // Tests of the transport alone ask for other things.
    if (options.url.includes('/v1/')) request(options.init.method, options.url, options.init.body)
    return original.exchange(options)
  }
  return { ...original, exchange }
})

vi.mock('../../../simulator/exchange.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../../simulator/exchange.ts')>()
  if (!isThere) return original
  const { watched } = await import('./watched.ts')
  const likeness = await theLikeness()
  const createExchange: typeof original.createExchange = (options) =>
    watched(likeness, original.createExchange, options)
  return { ...original, createExchange }
})

function complain(): void {
  if (complaints.length > 0) throw new Error(`not as Fly's OpenAPI document says:\n${complaints.splice(0).join('\n')}`)
}

afterEach(complain)
afterAll(complain)
