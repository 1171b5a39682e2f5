import { describe, expect, test } from 'vitest'
import { aFly } from './a-fly.ts'

describe('names', () => {
  test('a second Machine of the name is refused, and the first one named', async () => {
    const fly = aFly()
    const { id, path } = await fly.makeMachine({}, { name: 'web-1' })
    const again = () => fly.ask('POST', '/v1/apps/shop/machines', { name: 'web-1', config: { image: 'nginx' } })
    expect(await again()).toMatchObject({
      status: 409,
      body: {
        error: `already_exists: unique machine name violation, machine ID ${id} already exists with name "web-1"`,
      },
    })
    await fly.ask('DELETE', `${path}?force=true`)
    expect((await again()).status).toBe(409)
    await fly.clock.advance(5_000)
    expect((await again()).status).toBe(200)
  })

  test('an app of the name, whose ever it is, stands in the way', async () => {
    const fly = aFly()
    await fly.makeApp()
    fly.world.createApp({ name: 'theirs', organization: 'others' })
    for (const name of ['shop', 'theirs']) {
      expect(await fly.ask('POST', '/v1/apps', { name, org_slug: 'demo' })).toMatchObject({
        status: 422,
        body: { error: 'Validation failed: Name has already been taken', status: 'name_taken' },
      })
    }
    expect(await fly.ask('GET', '/v1/apps/theirs')).toMatchObject({ status: 403, body: { error: 'unauthorized' } })
    expect((await fly.ask('GET', '/v1/apps/theirs/machines')).status).toBe(403)
    expect(await fly.ask('GET', '/v1/apps/nobodys')).toMatchObject({ status: 404, body: { error: 'app not found' } })
    expect((await fly.ask('GET', '/v1/apps?org_slug=demo')).body).toMatchObject({
      total_apps: 1,
      apps: [{ name: 'shop', status: 'pending', network: 'default', organization: { slug: 'demo' } }],
    })
    expect((await fly.ask('GET', '/v1/apps?org_slug=others')).status).toBe(403)
  })

  test('an app of the name that nobody sees yet stands in the way with other words', async () => {
    const fly = aFly({ limits: false })
    const create = () => fly.ask('POST', '/v1/apps', { name: 'shop', org_slug: 'demo' })
    await create()
    expect(await create()).toMatchObject({
      status: 422,
      body: { error: 'uniqueness constraint violated', status: 'name_taken' },
    })
    await fly.clock.advance(5_000)
    expect((await create()).body.error).toMatch(/already been taken/)
  })

  test('a name that Fly does not allow is refused', async () => {
    const fly = aFly({ limits: false })
    for (const name of ['Shop', 'a_b', '', 'a'.repeat(64)]) {
      expect(await fly.ask('POST', '/v1/apps', { name, org_slug: 'demo' })).toMatchObject({
        status: 422,
        body: { error: 'Validation failed: Name under 63 chars using numbers, lowercase letters and dashes' },
      })
    }
  })

  test('an app is deleted some seconds after the answer, with all that is in it by then', async () => {
    const fly = aFly()
    const { id } = await fly.makeMachine()
    expect(await fly.ask('DELETE', '/v1/apps/shop')).toMatchObject({ status: 202, text: '' })
    expect((await fly.ask('GET', '/v1/apps/shop')).status).toBe(200)
    expect(fly.world.app('shop')?.isDeleting).toBe(true)
    await fly.clock.advance(8_000)
    expect((await fly.ask('GET', '/v1/apps/shop')).status).toBe(404)
    expect((await fly.ask('GET', '/v1/apps/shop/machines')).status).toBe(404)
    expect((await fly.ask('DELETE', '/v1/apps/shop')).status).toBe(404)
    expect(fly.world.machines()).toEqual([])
    await fly.clock.advance(1_000)
    const { machines } = (await fly.ask('GET', '/v1/orgs/demo/machines?include_deleted=true')).body
    expect(machines).toMatchObject([{ id, app_name: 'shop', state: 'destroyed' }])
    expect((await fly.ask('POST', '/v1/apps', { app_name: 'shop', org_slug: 'demo' })).status).toBe(201)
  })
})
