import { describe, expect, test } from 'vitest'
import { pinned, runsImage } from '../../controller/plan/pinned-image.ts'

const pins = { 'shop:1': 'sha256:a' }

describe('an image whose tag is pinned', () => {
  test.each([
    ['shop:1', 'shop:1@sha256:a'],
    ['shop:2', 'shop:2'],
    ['shop:1@sha256:b', 'shop:1@sha256:b'],
    ['constructor', 'constructor'],
  ])('%s is sent as %s', (image, sent) => {
    expect(pinned(image, pins)).toBe(sent)
  })

  test.each([
    ['sent with its digest', 'shop:1@sha256:a', undefined, true],
    ['sent before the digest was known', 'shop:1', 'sha256:a', true],
    ['whose digest Fly does not tell', 'shop:1', undefined, true],
    ['whose tag stood for something else by then', 'shop:1', 'sha256:b', false],
    ['with another digest', 'shop:1@sha256:b', 'sha256:b', false],
    ['of a name that only begins like it', 'shop:10', undefined, false],
    ['that Fly shows none of', undefined, undefined, false],
  ])('is run by a Machine %s: %s', (_, live, digest, expected) => {
    const config = live === undefined ? undefined : { image: live }
    expect(runsImage('shop:1', pins, { config, digest })).toBe(expected)
  })
})
