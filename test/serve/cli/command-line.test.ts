import { describe, expect, test } from 'vitest'
import { artifact, aView } from './a-command.ts'

describe('the command line', () => {
  test('what it does not know is told with what was probably meant', async () => {
    expect(await artifact('statsu acme')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Did you mean status?'),
    })
    expect((await artifact('status acme --wach')).err).toContain('Did you mean --watch?')
  })

  test('a slip never looks like changes', async () => {
    expect((await artifact('plan --exit-cod')).code).toBe(1)
  })

  test('a bad duration is told with a good one', async () => {
    expect(await artifact('wait acme --timeout soon')).toMatchObject({
      code: 1,
      err: expect.stringContaining('30s, 5m or 1h'),
    })
  })

  test('an error is JSON for who asked for JSON', async () => {
    const { out, code } = await artifact('statsu --json')
    expect([code, JSON.parse(out).error]).toEqual([1, expect.objectContaining({ code: 'Usage' })])
    const { out: inner } = await artifact('get --json', { client: {} })
    expect(JSON.parse(inner).error).toMatchObject({ code: 'Internal', message: 'no list was expected' })
  })

  test('--debug shows where an error comes from', async () => {
    expect((await artifact('get --debug')).err).toMatch(/^ {4}at /m)
    expect((await artifact('get')).err).not.toMatch(/^ {4}at /m)
  })

  test('the version is that of the package', async () => {
    expect(await artifact('--version')).toMatchObject({ code: 0, out: '1.2.3' })
  })

  test.each([['--url http://ada:secret@host'], ['--url localhost'], ['--url file:///etc/passwd']])(
    '%s is refused without being repeated',
    async (flag) => {
      const { code, err } = await artifact(`get ${flag}`)
      expect([code, err]).toEqual([1, expect.stringContaining('--url is not the address of a controller')])
      expect(err).not.toContain(flag.split(' ')[1])
    },
  )

  test('the flag goes before the environment, and both before this machine', async () => {
    const urls: string[] = []
    const deps = {
      connect(url: string) {
        urls.push(url)
        throw new Error('nothing more is wanted')
      },
    }
    await artifact('get', { deps })
    await artifact('get', { deps: { ...deps, env: { ARTIFACT_PORT: '5000' } } })
    await artifact('get', { deps: { ...deps, env: { ARTIFACT_PORT: 'none' } } })
    await artifact('get', { deps: { ...deps, env: { ARTIFACT_URL: 'https://a.example/' } } })
    await artifact('get --url http://b.example', { deps: { ...deps, env: { ARTIFACT_URL: 'https://a.example' } } })
    const here = ['http://127.0.0.1:4380', 'http://127.0.0.1:5000', 'http://127.0.0.1:4380']
    expect(urls).toEqual([...here, 'https://a.example', 'http://b.example'])
  })

  test('flags of up and simulate reach the house', async () => {
    const flags: unknown[] = []
    const run = async (given: unknown) => {
      flags.push(given)
      return 3
    }
    const deps = { up: run, simulate: run }
    expect((await artifact('up --simulator --once --timeout 30s --port 0', { deps })).code).toBe(3)
    expect((await artifact('up --fly --data d --specs s --json', { deps })).code).toBe(3)
    expect((await artifact('simulate --seed 7', { deps })).code).toBe(3)
    expect(flags).toEqual([
      { once: true, json: false, fly: false, port: '0', timeoutMs: 30_000 },
      { once: false, json: true, fly: true, data: 'd', specs: 's', timeoutMs: 300_000 },
      { port: '4280', seed: '7', organization: 'demo' },
    ])
    expect((await artifact('up --fly --simulator', { deps })).code).toBe(1)
  })
})

describe('help', () => {
  test('without a word the command teaches itself', async () => {
    const { out, code } = await artifact([])
    expect(code).toBe(0)
    for (const part of ['Usage: artifact', 'First steps:', 'Write specs:', 'Look:', 'Change:', 'exit-codes']) {
      expect(out).toContain(part)
    }
  })

  test('every command has a line of its own, examples that run it, and exit codes', async () => {
    const { out } = await artifact('--help')
    const names = [...out.matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map(([, name]) => name)
    expect(names).toEqual(
      expect.arrayContaining(['up', 'validate', 'plan', 'apply', 'get', 'status', 'wait', 'events', 'history']),
    )
    for (const name of names.filter((one) => one !== 'help')) {
      const { out: help, code } = await artifact(`help ${name}`)
      expect([name, code, help]).toEqual([
        name,
        0,
        expect.stringMatching(new RegExp(`\nExamples:\n(.*\n)*  .*artifact ${name}`)),
      ])
      expect(help).toMatch(/\nExit codes: 0 /)
      expect((await artifact(`${name} --help`)).out).toBe(help)
    }
  })

  test.each(['exit-codes', 'environment', 'output'])('there is a page on %s', async (topic) => {
    expect(await artifact(`help ${topic}`)).toMatchObject({ code: 0, out: expect.stringContaining('\n  ') })
  })

  test('a page that is not there is told with those that are', async () => {
    expect(await artifact('help colours')).toMatchObject({ code: 1, err: expect.stringContaining('exit-codes') })
  })

  test('every example in the help is a command line that is understood', async () => {
    const { out } = await artifact('--help')
    const names = [...out.matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)].map(([, name]) => name ?? '')
    const pages = await Promise.all(names.map(async (name) => (await artifact(`help ${name}`)).out))
    const examples = [out, ...pages].flatMap((page) => [...page.matchAll(/^ {2}(?:\S+ )*artifact ([a-z][^|>"\n]*)/gm)])
    expect(examples.length).toBeGreaterThan(30)
    for (const [, words = ''] of examples) {
      // In a column of its own, what follows two spaces tells what it does; what follows a quote or a pipe is the shell's.
      const line =
        words
          .split(/ {2}/)[0]
          ?.trim()
          .replace(/ --plan$/, '') ?? ''
      const { err } = await artifact(line)
      expect(`${line}: ${err}`).not.toMatch(/unknown (command|option)|missing|too many|invalid/)
    }
  })
})

describe('artifact doctor', () => {
  const findings = [
    { what: 'node', state: 'ok', found: 'Node 24.21.0' } as const,
    { what: 'fly', state: 'broken', found: 'Fly refuses the token', repair: 'make a new one' } as const,
  ]

  test('ends with 1 when something is broken, and says what helps', async () => {
    const { out, code } = await artifact('doctor', { deps: { examine: async () => findings } })
    expect(code).toBe(1)
    expect(out).toBe('✓ node  Node 24.21.0\n✗ fly   Fly refuses the token\n        → make a new one')
  })

  test('tells programs the same', async () => {
    const { out } = await artifact('doctor --json', { deps: { examine: async () => findings } })
    expect(JSON.parse(out)).toEqual({ healthy: false, findings })
    const ok = { examine: async () => findings.slice(0, 1) }
    expect((await artifact('doctor', { deps: ok })).code).toBe(0)
  })
})

test('secrets of the environment are in no output', async () => {
  const env = { FLY_ORG_TOKEN: 'fo1_secret' }
  for (const line of ['doctor --json', 'get --debug --json', 'help environment', 'plan --debug']) {
    const { out, err } = await artifact(line, { deps: { env }, client: { get: async () => aView('acme') } })
    expect(out + err).not.toContain('fo1_secret')
  }
})
