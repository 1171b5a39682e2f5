import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anApp } from '../support/builders.ts'
import { aHouseWithLogin, publicUrl } from './a-house-with-login.ts'

/* T28: headers by which somebody says to be somebody else, somewhere else. */

let house: Awaited<ReturnType<typeof aHouseWithLogin>>
beforeAll(async () => {
  house = await aHouseWithLogin({ specs: [anApp('shop'), anApp('bank')] })
})
afterAll(() => house.close())

const spoofed: readonly (readonly [string, string])[] = [
  ['x-forwarded-for', '127.0.0.1'],
  ['x-forwarded-host', '127.0.0.1'],
  ['x-forwarded-proto', 'http'],
  ['x-forwarded-port', '4380'],
  ['x-real-ip', '127.0.0.1'],
  ['forwarded', 'for=127.0.0.1;host=localhost'],
  ['fly-client-ip', '127.0.0.1'],
  ['fly-forwarded-port', '4380'],
  ['fly-src', 'instance=148e21ea7e46e8;app=shop;org=demo;ts=1'],
  ['fly-src-signature', 'AAAA'],
  ['x-artifact-user', 'anna'],
  ['x-artifact-via', 'cli'],
  ['x-original-url', '/healthz'],
  ['x-http-method-override', 'GET'],
  ['connection', 'authorization'],
  ['cookie', 'session=admin'],
  ['proxy-authorization', 'Bearer x'],
  ['host', '127.0.0.1'],
  ['host', 'localhost:4380'],
]

describe('a header', () => {
  test.each(spoofed)('%s: %s lets nobody in', async (name, value) => {
    expect((await house.ask('GET', '/v1/apps', undefined, { headers: { [name]: value } })).status).toBe(401)
  })

  test('of any of these kinds makes nobody somebody else', async () => {
    const token = await house.machineToken('shop')
    const headers = Object.fromEntries(spoofed.filter(([name]) => name !== 'host'))
    const { body } = await house.ask('GET', '/v1/apps', token, { headers })
    expect(body.map(({ name }: { name: string }) => name)).toEqual(['shop'])
    expect((await house.ask('GET', '/v1/apps/bank', token, { headers })).status).toBe(404)
  })

  test.each([
    'evil.example',
    'artifact.example.evil.example',
    'artifact.example:8443',
    'artifact.example@evil.example',
  ])('host: %s is not a name of this server, with the best of tokens', async (host) => {
    expect((await house.ask('GET', '/v1/info', house.admin, { headers: { host } })).status).toBe(403)
  })

  test('names where tokens come from only as the config has it', async () => {
    const headers = { 'x-forwarded-host': 'evil.example', host: 'localhost' }
    const { headers: answer } = await house.ask('GET', '/v1/info', undefined, { headers })
    expect(answer.get('www-authenticate')).toContain(`resource_metadata="${publicUrl}/`)
  })
})
