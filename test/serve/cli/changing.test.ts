import { describe, expect, test } from 'vitest'
import { createClient, RefusedError } from '../../../controller/serve/cli/client.ts'
import { artifact, aView } from './a-command.ts'

const good =
  'apiVersion: artifact/v1\nkind: App\nmetadata: {name: acme}\nspec: {machines: {web: {image: "shop:1", regions: {ams: 1}}}}\n'
const bad = good.replace('spec: {', 'spec: {pausd: true, ')

describe('artifact validate', () => {
  test('says how much was found valid', async () => {
    const files = { 'a.yaml': good, 'b.yaml': good.replace('acme', 'globex') }
    expect(await artifact('validate a.yaml b.yaml', { files })).toMatchObject({
      code: 0,
      out: '✓ 2 files, 2 Apps: all valid',
    })
  })

  test('shows each mistake under its line, with what was probably meant', async () => {
    const { code, out, err } = await artifact('validate a.yaml', { files: { 'a.yaml': bad } })
    expect(code).toBe(1)
    expect(out).toContain('a.yaml:4:')
    expect(out).toContain('did you mean `paused`?')
    expect(out).toContain('^')
    expect(err).toBe('1 problem in 1 of 1 file')
  })

  test('gives machines one JSON document', async () => {
    const { out } = await artifact('validate a.yaml --json', { files: { 'a.yaml': bad } })
    expect(JSON.parse(out)).toMatchObject({
      valid: false,
      files: 1,
      apps: [],
      problems: [{ code: 'UnknownField', at: { line: 4 } }],
    })
  })

  test('a file that is not there is named', async () => {
    expect(await artifact('validate nowhere.yaml')).toMatchObject({
      code: 1,
      err: expect.stringContaining('nowhere.yaml is not there'),
    })
  })
})

describe('artifact plan', () => {
  test('without a controller plans against an empty Fly, and says so', async () => {
    const files = { 'a.yaml': good }
    const connect = () =>
      createClient({
        url: 'http://127.0.0.1:1',
        fetch: async () => Promise.reject(new TypeError('fetch failed')),
        user: 'ada',
        signal: new AbortController().signal,
      })
    const { code, out, err } = await artifact('plan -f a.yaml --exit-code', { files, deps: { connect } })
    expect(code).toBe(2)
    expect(out).toContain('web/ams/0')
    expect(err).toContain('no controller answers at http://127.0.0.1:1: planned against an empty Fly')
  })

  test('without a controller and without files there is nothing to plan: exit code 4 and what to do', async () => {
    const connect = () =>
      createClient({
        url: 'http://127.0.0.1:1',
        fetch: async () => Promise.reject(new TypeError('fetch failed')),
        user: 'ada',
        signal: new AbortController().signal,
      })
    expect(await artifact('plan', { deps: { connect } })).toMatchObject({
      code: 4,
      err: expect.stringContaining('artifact up'),
    })
  })

  test('an invalid spec is shown as validate shows it, and the controller is not asked', async () => {
    expect(await artifact('plan -f a.yaml', { files: { 'a.yaml': bad } })).toMatchObject({
      code: 1,
      out: expect.stringContaining('^'),
    })
  })
})

describe('artifact apply', () => {
  const submitted = { ref: 'App/acme', generation: 4, changed: true, operation: undefined, plan: undefined } as const

  test('submits the text as it is, and says what became of it', async () => {
    const sent: unknown[] = []
    const submit = async (...args: unknown[]) => {
      sent.push(args)
      return [submitted]
    }
    const { out, code } = await artifact('apply -f a.yaml --plan 8c1f', {
      files: { 'a.yaml': good },
      client: { submit },
    })
    expect([code, out]).toEqual([0, 'App/acme accepted · generation 4'])
    expect(sent).toEqual([[good, 'a.yaml', { planDigest: '8c1f' }]])
  })

  test('with --wait ends with 0 only when all are Ready', async () => {
    const client = {
      submit: async () => [submitted],
      status: async () => null,
      waitFor: async () =>
        Promise.reject(
          new RefusedError({
            code: 'NotReady',
            message: 'acme is stalled: the image crashes',
            repair: 'correct the image',
          }),
        ),
    }
    const { code, err } = await artifact('apply -f a.yaml --wait', { files: { 'a.yaml': good }, client })
    expect(code).toBe(1)
    expect(err).toContain('✗ acme acme is stalled: the image crashes')
  })
})

describe('artifact delete', () => {
  const client = { get: async () => aView('acme'), delete: async () => aView('acme') }

  test('asks for the name first', async () => {
    expect(await artifact('delete acme', { client, answer: 'acme' })).toMatchObject({
      code: 0,
      out: expect.stringContaining('is being deleted'),
    })
    expect(await artifact('delete acme', { client, answer: 'yes' })).toMatchObject({
      code: 1,
      err: expect.stringContaining('not deleted'),
    })
  })

  test('with nobody there to ask it needs --yes', async () => {
    expect(await artifact('delete acme', { client })).toMatchObject({ code: 2, err: expect.stringContaining('--yes') })
    expect(await artifact('delete acme --yes', { client })).toMatchObject({ code: 0 })
  })
})

describe('the command line', () => {
  test('what it does not know is told with what was probably meant', async () => {
    expect(await artifact('statsu acme')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Did you mean status?'),
    })
  })

  test('a bad duration is told with a good one', async () => {
    expect(await artifact('wait acme --timeout soon')).toMatchObject({
      code: 2,
      err: expect.stringContaining('30s, 5m or 1h'),
    })
  })

  test('help names every command, the first steps and the exit codes', async () => {
    const { out, code } = await artifact('--help')
    expect(code).toBe(0)
    for (const word of [
      'up',
      'validate',
      'plan',
      'apply',
      'get',
      'status',
      'wait',
      'events',
      'history',
      'rollback',
      'pause',
      'resume',
      'delete',
      'explain',
      'simulate',
      'doctor',
      'Exit codes',
    ]) {
      expect(out).toContain(word)
    }
  })

  test('flags of up reach the house', async () => {
    const flags: unknown[] = []
    const up = async (given: unknown) => {
      flags.push(given)
      return 3
    }
    expect((await artifact('up --simulator --once --timeout 30s --port 0', { deps: { up } })).code).toBe(3)
    expect(flags).toEqual([{ once: true, json: false, fly: false, port: '0', timeoutMs: 30_000 }])
  })
})
