import { describe, expect, test } from 'vitest'
import { type AFly, aFly } from './a-fly.ts'

const path = '/v1/apps/shop/network_policies'
const policy = {
  name: 'web-only',
  selector: { all: true },
  rules: [{ action: 'allow', direction: 'egress', ports: [{ protocol: 'tcp', port: 443 }] }],
}

describe('network policies', () => {
  test('are none at first, and given back as they were sent', async () => {
    const fly = await aShop()
    expect(await fly.ask('GET', path)).toMatchObject({ status: 200, body: [] })
    const made = await fly.ask('POST', path, policy)
    expect(made).toMatchObject({ status: 200, body: { ...policy, id: expect.any(String) } })
    for (const at of [path, `${path}/`]) expect((await fly.ask('GET', at)).body).toEqual([made.body])
    expect(fly.world.networkPolicies('shop')).toEqual([made.body])
  })

  test('are replaced by their id, and are one more each time without', async () => {
    const fly = await aShop({ limits: false })
    const { id } = (await fly.ask('POST', path, policy)).body
    const selector = { machines: [{ id: 'abc' }], metadata: { role: 'web' } }
    const changed = { ...policy, id, selector, rules: [] }
    expect((await fly.ask('POST', path, changed)).body).toEqual(changed)
    expect((await fly.ask('GET', path)).body).toEqual([changed])
    await fly.ask('POST', path, policy)
    expect((await fly.ask('GET', path)).body).toHaveLength(2)
    expect((await fly.ask('POST', path, { ...policy, id: 'other' })).status).toBe(404)
  })

  test('are deleted, once, and go with the app', async () => {
    const fly = await aShop({ limits: false })
    const { id } = (await fly.ask('POST', path, policy)).body
    expect(await fly.ask('DELETE', `${path}/${id}`)).toMatchObject({ status: 204, text: '' })
    expect((await fly.ask('DELETE', `${path}/${id}`)).status).toBe(404)
    await fly.ask('POST', path, policy)
    await fly.ask('DELETE', '/v1/apps/shop')
    await fly.clock.advance(10_000)
    await fly.makeApp()
    expect((await fly.ask('GET', path)).body).toEqual([])
  })

  test.each([
    ['no name', { name: '' }],
    ['no selector', { selector: undefined }],
    ['a selector of nothing', { selector: {} }],
    ['a selector of something else', { selector: { machines: ['abc'] } }],
    ['no rules', { rules: undefined }],
    ['a rule that denies', { rules: [{ ...policy.rules[0], action: 'deny' }] }],
    ['a rule without direction', { rules: [{ ...policy.rules[0], direction: undefined }] }],
    ['a rule of no ports', { rules: [{ ...policy.rules[0], ports: undefined }] }],
    ['another protocol', { rules: [{ ...policy.rules[0], ports: [{ protocol: 'icmp', port: 1 }] }] }],
    ['another port', { rules: [{ ...policy.rules[0], ports: [{ protocol: 'tcp', port: 65_536 }] }] }],
  ])('with %s are refused', async (_, over) => {
    const fly = await aShop()
    expect((await fly.ask('POST', path, { ...policy, ...over })).status).toBe(400)
    expect(fly.world.networkPolicies('shop')).toEqual([])
  })
})

async function aShop(options = {}): Promise<AFly> {
  const fly = aFly(options)
  await fly.makeApp()
  return fly
}
