import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { ConfigError, type Environment, type Flags, parseConfig } from '../controller/config.ts'

const token = 'FlyV1 fm2_lJPECAAAAAAAAA'
const real = { FLY_ORG_TOKEN: token, FLY_ORG: 'acme' }

function problemsOf(environment: Environment, flags: Flags = {}) {
  try {
    parseConfig(environment, flags)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

const namesOf = (environment: Environment, flags?: Flags) => problemsOf(environment, flags).map(({ name }) => name)

describe('the config', () => {
  test('without anything said is a simulated Fly, with all in its usual place', () => {
    expect(parseConfig({}, {})).toEqual({
      fly: { kind: 'simulator', port: 4280 },
      organization: 'simulated',
      dataDirectory: '.artifact',
      specsDirectory: 'specs',
      port: 4380,
      healthPort: undefined,
      access: {
        listen: 'this machine',
        login: 'none',
        url: undefined,
        flyIssuer: undefined,
        provider: undefined,
      },
      logLevel: 'warn',
      pollMs: 2_000,
    })
  })

  test('with a token is the real Fly, unless the simulator is asked for', () => {
    const { fly, organization } = parseConfig(real, {})
    expect(fly).toMatchObject({ kind: 'fly', baseUrl: 'https://api.machines.dev' })
    expect(fly.kind === 'fly' && fly.token()).toBe(token)
    expect(organization).toBe('acme')
    expect(parseConfig(real, { simulator: true }).fly.kind).toBe('simulator')
  })

  test('takes flags before the environment, and takes nothing for not set', () => {
    const environment = { ARTIFACT_PORT: '1', ARTIFACT_SPECS: 'here', ARTIFACT_DATA: ' ' }
    expect(parseConfig(environment, { port: '0', specs: 'there' })).toMatchObject({
      port: 0,
      specsDirectory: 'there',
      dataDirectory: '.artifact',
    })
  })

  test('names everything that is wrong at once, each with what to do', () => {
    const environment = {
      FLY_ORG_TOKEN: 'two\nlines',
      FLY_FLAPS_BASE_URL: 'http://api.machines.dev',
      ARTIFACT_PORT: '99999',
      ARTIFACT_HEALTH_PORT: 'x',
      ARTIFACT_POLL_MS: '1',
      ARTIFACT_LOG_LEVEL: 'loud',
    }
    const problems = problemsOf(environment)
    expect(problems.map(({ name }) => name).sort()).toEqual([...Object.keys(environment), 'FLY_ORG'].sort())
    for (const { message, repair } of problems) {
      expect(message).not.toBe('')
      expect(repair).not.toBe('')
    }
  })

  test('of the real Fly needs a token and an organisation', () => {
    expect(namesOf({}, { fly: true })).toEqual(['FLY_ORG_TOKEN', 'FLY_ORG'])
    expect(namesOf(real, { fly: true, simulator: true })).toEqual(['--fly'])
  })

  test.each([
    ['https://api.machines.dev', true],
    ['http://_api.internal:4280', true],
    ['http://127.0.0.1:4280', true],
    ['http://localhost:4280/', true],
    ['http://api.machines.dev', false],
    ['http://127.0.0.1.evil.example', false],
    ['https://user:secret@api.machines.dev', false],
    ['ftp://api.machines.dev', false],
    ['api.machines.dev', false],
  ])('may send the token to %s: %s', (url, may) => {
    expect(namesOf({ ...real, FLY_FLAPS_BASE_URL: url })).toEqual(may ? [] : ['FLY_FLAPS_BASE_URL'])
  })

  test('shows its token in no log, no dump and no error', () => {
    const config = parseConfig(real, {})
    const [problem] = problemsOf({ ...real, FLY_ORG_TOKEN: `${token}\nx` })
    for (const text of [inspect(config, { depth: 9 }), JSON.stringify(config), JSON.stringify(problem)]) {
      expect(text).not.toContain('fm2_')
    }
  })
})
