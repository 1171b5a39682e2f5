import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, inspect } from 'node:util'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { createCounter } from '../../controller/rotation/counter.ts'
import { generate } from '../../controller/rotation/generate.ts'
import { mostSecretBytes, received } from '../../controller/rotation/received.ts'
import { opened, sealed } from '../../controller/rotation/secret.ts'
import { createRandom, secrecyFrom } from '../support/random.ts'

const value = 'canary/one+two'

describe('a sealed secret', () => {
  const secret = sealed(value)
  const lines: string[] = []
  pino({}, { write: (line: string) => void lines.push(line) }).info({ secret, deep: [{ secret }] }, 'told')

  test.each<[string, string]>([
    ['a text', `${secret}`],
    ['a sum', `${'' + (secret as unknown as string)}`],
    ['JSON', JSON.stringify({ secret })],
    ['what a debugger shows', inspect({ secret }, { depth: 9, showHidden: true })],
    ['a format', format('%s %o %j', secret, secret, secret)],
    ['a copy', JSON.stringify({ ...secret })],
    ['its keys', JSON.stringify(Reflect.ownKeys(secret).map((key) => String(Reflect.get(secret, key))))],
    ['an error', new Error(`bad ${secret}`, { cause: secret }).message],
    ['a line of the log', lines.join()],
  ])('says nothing as %s', (_, told) => {
    expect(told).not.toContain('canary')
  })

  test('is opened in this folder alone, and only to write to Fly', () => {
    expect(opened(secret)).toBe(value)
    const root = join(import.meta.dirname, '..', '..')
    const openers = globSync('controller/**/*.ts', { cwd: root }).filter((path) => {
      return /\bopened\b.*rotation|\bopened\(/.test(readFileSync(join(root, path), 'utf8'))
    })
    expect(openers.filter((path) => path.startsWith('controller/rotation/')).sort()).toEqual([
      'controller/rotation/secret.ts',
      'controller/rotation/write.ts',
    ])
    const importers = globSync('controller/**/*.ts', { cwd: root }).filter((path) => {
      return /import \{[^}]*\bopened\b[^}]*\} from '[^']*secret\.ts'/.test(readFileSync(join(root, path), 'utf8'))
    })
    expect(importers).toEqual(['controller/rotation/write.ts'])
  })
})

describe('a secret that is made', () => {
  const secrecy = secrecyFrom(createRandom(1))

  test.each([
    ['base62', /^[A-Za-z0-9]{64}$/],
    ['base64url', /^[A-Za-z0-9_-]{64}$/],
    ['hex', /^[0-9a-f]{64}$/],
    ['lower', /^[a-z]{64}$/],
    ['digits', /^[0-9]{64}$/],
  ] as const)('is of %s', (alphabet, form) => {
    const made = opened(generate({ length: 64, alphabet }, secrecy))
    expect(made).toMatch(form)
    expect(opened(generate({ length: 64, alphabet }, secrecy))).not.toBe(made)
  })

  test('has each character of its alphabet about as often', () => {
    const counts = new Map<string, number>()
    for (const character of opened(generate({ length: 160_000, alphabet: 'hex' }, secrecy))) {
      counts.set(character, (counts.get(character) ?? 0) + 1)
    }
    expect(counts.size).toBe(16)
    for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  })
})

describe('what is handed in', () => {
  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'empty'],
    ['too much', new Uint8Array(mostSecretBytes + 1).fill(97), 'more than 65536 bytes'],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe), 'no text'],
    ['a text that no variable can hold', Uint8Array.of(97, 0, 98), 'no text'],
  ])('is refused when it is %s', (_, bytes, problem) => {
    expect(received(bytes)).toMatchObject({ problem: expect.stringContaining(problem) })
  })

  test('is taken as it is, white space and all', () => {
    const taken = received(new TextEncoder().encode('\ufeff a\n'))
    expect('secret' in taken && opened(taken.secret)).toBe('\ufeff a\n')
  })
})

describe('the counter', () => {
  const forEver = new AbortController().signal
  const rotate = { kind: 'rotate', by: 'ada' } as const

  test('tells whoever hands in when it is done, and of whom else has', async () => {
    const counter = createCounter()
    const first = counter.hand('App/shop', 'KEY', rotate, forEver)
    const second = counter.hand('App/shop', 'KEY', rotate, forEver)
    await expect(first).rejects.toThrow('somebody else has handed in KEY')
    expect(counter.requested('App/shop')).toEqual([{ name: 'KEY', kind: 'rotate' }])
    expect(counter.requested('App/blog')).toEqual([])
    counter.take('App/shop', 'KEY')?.end()
    await second
    expect(counter.requested('App/shop')).toEqual([])
  })

  test('forgets what nobody waits for any longer, unless somebody is at it', async () => {
    const counter = createCounter()
    const over = new AbortController()
    const left = counter.hand('App/shop', 'KEY', rotate, over.signal)
    const taken = counter.hand('App/shop', 'OTHER', rotate, over.signal)
    const deed = counter.take('App/shop', 'OTHER')
    over.abort(new Error('late'))
    await expect(left).rejects.toThrow('late')
    expect(counter.take('App/shop', 'KEY')).toBeUndefined()
    deed?.end()
    await taken
  })
})
