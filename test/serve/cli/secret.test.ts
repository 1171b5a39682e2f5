import { describe, expect, test } from 'vitest'
import type { SecretStatus } from '../../../controller/status/status.ts'
import { artifact } from './a-command.ts'

describe('artifact secret set', () => {
  const sent: [string, string, string][] = []
  const client = {
    setSecret: async (name: string, secret: string, value: Uint8Array) => {
      sent.push([name, secret, new TextDecoder().decode(value)])
      return { ref: `App/${name}`, secret, done: 'set' } as const
    },
  }

  test.each([
    ['a value', 'pa ss', 'pa ss', ''],
    ['a line', 'pass\n', 'pass', 'line break'],
    ['a line of another system', 'pass\r\n', 'pass', 'line break'],
    ['lines, of which only the last end goes', '-----BEGIN\nEND\n\n', '-----BEGIN\nEND\n', 'line break'],
  ])('sends %s from standard input', async (_, input, value, said) => {
    const { code, err, out } = await artifact('secret set acme DATABASE_URL', { client, input })
    expect(code).toBe(0)
    expect(sent.at(-1)).toEqual(['acme', 'DATABASE_URL', value])
    expect(err).toContain(said)
    expect(out).toContain('DATABASE_URL of App/acme is set')
  })

  test('takes no value from a terminal, from an argument, or from nothing', async () => {
    const terminal = await artifact('secret set acme DATABASE_URL', { client })
    expect([terminal.code, terminal.err]).toEqual([1, expect.stringContaining('< FILE')])
    const argument = await artifact('secret set acme DATABASE_URL hunter2', { client })
    expect([argument.code, argument.err]).toEqual([1, expect.stringContaining('shown to everybody')])
    expect(argument.err).not.toContain('hunter2')
    const nothing = await artifact('secret set acme DATABASE_URL', { client, input: '\n' })
    expect([nothing.code, nothing.err]).toEqual([1, expect.stringContaining('nothing on standard input')])
  })

  test('takes no more than Artifact takes', async () => {
    const deps = { readInput: async () => 'too much' as const }
    expect(await artifact('secret set acme DATABASE_URL', { client, deps })).toMatchObject({
      code: 1,
      err: expect.stringContaining('more than 65536 bytes'),
    })
  })
})

describe('artifact secret', () => {
  test('lists names, sources and times', async () => {
    const secrets: readonly SecretStatus[] = [
      { name: 'DATABASE_URL', source: 'provided', setAt: undefined, live: 0, nextRotationAt: undefined },
      {
        ...{ name: 'KEY', source: 'generated', setAt: '2026-01-01T11:00:00.000Z', live: 2 },
        nextRotationAt: '2026-01-11T12:00:00.000Z',
      },
    ]
    const { out } = await artifact('secret list acme', { client: { secrets: async () => secrets } })
    expect(out).toMatchInlineSnapshot(`
      "SECRET        SOURCE     SET      LIVE ON  NEXT ROTATION
      DATABASE_URL  provided   no       0        -
      KEY           generated  60m ago  2        in 10d"
    `)
  })

  test.each(['rotate', 'unset'] as const)('%s is passed on', async (what) => {
    const asked: string[] = []
    const client = {
      changeSecret: async (...words: readonly string[]) => {
        asked.push(words.join(' '))
        return { ref: 'App/acme', secret: 'KEY', done: what } as const
      },
    }
    expect((await artifact(`secret ${what} acme KEY`, { client })).code).toBe(0)
    expect(asked).toEqual([`acme KEY ${what}`])
  })
})
