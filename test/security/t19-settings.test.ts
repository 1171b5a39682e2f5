import { describe, expect, test } from 'vitest'
import { ConfigError, type Environment, parseConfig } from '../../controller/config.ts'

/* T19: settings that are missing or empty let nobody in. */

const real = { FLY_ORG_TOKEN: 'FlyV1 fm2_x', FLY_ORG: 'acme' }
const open = { ARTIFACT_LISTEN: 'everybody', ARTIFACT_URL: 'https://artifact.example' }
const provider = { ARTIFACT_OIDC_ISSUER: 'https://login.example', ARTIFACT_OIDC_AUDIENCE: 'artifact' }

const access = (environment: Environment) => parseConfig(environment, {}).access

describe('the settings of who may ask', () => {
  test('need no login on loopback with the simulator, unless asked for; everywhere else always', () => {
    expect(access({}).login).toBe('none')
    expect(access({ ARTIFACT_URL: 'http://127.0.0.1:4380' })).toMatchObject({ login: 'none', url: undefined })
    expect(access({ ARTIFACT_LOGIN: 'required' })).toMatchObject({ login: 'required', listen: 'this machine' })
    expect(access(real)).toMatchObject({ login: 'required', listen: 'this machine' })
    expect(access(open)).toMatchObject({ login: 'required', listen: 'everybody', url: 'https://artifact.example' })
  })

  test('name the issuer of our own organisation, and no other', () => {
    expect(access(real).flyIssuer).toBe('https://oidc.fly.io/acme')
    const other = { ...real, ARTIFACT_FLY_ISSUER: 'https://oidc.fly.io/jo-doe' }
    expect(access(other).flyIssuer).toBe('https://oidc.fly.io/jo-doe')
    expect(access({ ...open, ...provider }).provider).toEqual({ issuer: 'https://login.example', audience: 'artifact' })
  })

  test.each<[string, Environment, string]>([
    ['listen to everybody without a URL', { ARTIFACT_LISTEN: 'everybody' }, 'ARTIFACT_URL'],
    ['listen to everybody with an empty URL', { ...open, ARTIFACT_URL: '  ' }, 'ARTIFACT_URL'],
    ['have a URL without TLS', { ...open, ARTIFACT_URL: 'http://artifact.example' }, 'ARTIFACT_URL'],
    ['have a URL with a path', { ...open, ARTIFACT_URL: 'https://artifact.example/mcp' }, 'ARTIFACT_URL'],
    ['have a URL with a password', { ...open, ARTIFACT_URL: 'https://a:b@artifact.example' }, 'ARTIFACT_URL'],
    ['have a URL that is none', { ...open, ARTIFACT_URL: 'artifact.example' }, 'ARTIFACT_URL'],
    ['listen to a word', { ...open, ARTIFACT_LISTEN: '0.0.0.0' }, 'ARTIFACT_LISTEN'],
    ['switch the login off', { ...open, ARTIFACT_LOGIN: 'none' }, 'ARTIFACT_LOGIN'],
    [
      'have an issuer without an audience',
      { ...open, ARTIFACT_OIDC_ISSUER: 'https://login.example' },
      'ARTIFACT_OIDC_AUDIENCE',
    ],
    [
      'have an issuer with an empty audience',
      { ...open, ...provider, ARTIFACT_OIDC_AUDIENCE: '' },
      'ARTIFACT_OIDC_AUDIENCE',
    ],
    ['have an audience without an issuer', { ...open, ARTIFACT_OIDC_AUDIENCE: 'artifact' }, 'ARTIFACT_OIDC_ISSUER'],
    [
      'have an issuer without TLS',
      { ...open, ...provider, ARTIFACT_OIDC_ISSUER: 'http://login.example' },
      'ARTIFACT_OIDC_ISSUER',
    ],
    [
      'take Fly for the provider',
      { ...real, ...provider, ARTIFACT_OIDC_ISSUER: 'https://oidc.fly.io/acme' },
      'ARTIFACT_OIDC_ISSUER',
    ],
    [
      'take all of Fly for our organisation',
      { ...real, ARTIFACT_FLY_ISSUER: 'https://oidc.fly.io/' },
      'ARTIFACT_FLY_ISSUER',
    ],
    [
      'have an issuer of Machines without TLS',
      { ...real, ARTIFACT_FLY_ISSUER: 'http://oidc.fly.io/acme' },
      'ARTIFACT_FLY_ISSUER',
    ],
  ])('may not %s', (_, environment, name) => {
    const problems = () => {
      try {
        parseConfig(environment, {})
        return []
      } catch (error) {
        if (error instanceof ConfigError) return error.problems.map((problem) => problem.name)
        throw error
      }
    }
    expect(problems()).toEqual([name])
  })
})
