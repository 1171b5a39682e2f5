import { describe, expect, test } from 'vitest'
import { createImages } from '../../controller/engine/images.ts'

describe('images of one wave', () => {
  /** Calls that end when they are told to, with the digest that the tag stands for by then. */
  function aRegistry() {
    const sent: string[] = []
    const ends: ((digest: string | undefined) => void)[] = []
    const fails: (() => void)[] = []
    const send = (reference: string) => {
      sent.push(reference)
      return new Promise<string | undefined>((resolve, reject) => {
        ends.push(resolve)
        fails.push(() => reject(new Error('no')))
      })
    }
    return { sent, ends, fails, send, digestIn: (digest: string | undefined) => digest }
  }
  const later = () => new Promise((resolve) => setImmediate(resolve))

  test('the second call waits for the first, and names the digest', async () => {
    const images = createImages({})
    const { sent, ends, send, digestIn } = aRegistry()
    const calls = [1, 2, 3].map(() => images.put('shop:1', send, digestIn))
    await later()
    expect(sent).toEqual(['shop:1'])
    ends[0]?.('sha256:a')
    await later()
    expect(sent).toEqual(['shop:1', 'shop:1@sha256:a', 'shop:1@sha256:a'])
    for (const end of ends) end('sha256:a')
    expect(await Promise.all(calls)).toHaveLength(3)
  })

  test('when the first call tells nothing, or fails, the next one is the first', async () => {
    const images = createImages({})
    const { sent, ends, fails, send, digestIn } = aRegistry()
    const calls = [1, 2, 3].map(() => images.put('shop:1', send, digestIn).catch(() => 'failed'))
    await later()
    ends[0]?.(undefined)
    await later()
    fails[1]?.()
    await later()
    expect(sent).toEqual(['shop:1', 'shop:1', 'shop:1'])
    ends[2]?.('sha256:a')
    expect(await Promise.all(calls)).toEqual([undefined, 'failed', 'sha256:a'])
  })

  test('what is known, or named by its digest, waits for nobody', async () => {
    const images = createImages({ 'shop:1': 'sha256:a' })
    const { sent, send, digestIn } = aRegistry()
    for (const image of ['shop:1', 'shop:1', 'blog@sha256:b', 'blog@sha256:b']) void images.put(image, send, digestIn)
    await later()
    expect(sent).toEqual(['shop:1@sha256:a', 'shop:1@sha256:a', 'blog@sha256:b', 'blog@sha256:b'])
  })

  test('another image waits for nobody either', async () => {
    const images = createImages({})
    const { sent, send, digestIn } = aRegistry()
    for (const image of ['shop:1', 'blog:1', 'constructor']) void images.put(image, send, digestIn)
    await later()
    expect(sent).toEqual(['shop:1', 'blog:1', 'constructor'])
  })
})
