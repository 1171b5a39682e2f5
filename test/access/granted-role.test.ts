import { describe, expect, test } from 'vitest'
import { roleEverywhere, roleOn } from '../../controller/access/granted-role.ts'
import type { Principal, Role } from '../../controller/access/principal.ts'
import type { Grant } from '../../schemas/types.ts'
import { aGrant } from '../support/builders.ts'

const jo: Principal = { kind: 'person', name: 'user:jo', issuer: 'https://id', subject: '1', groups: ['platform'] }
const ci: Principal = { kind: 'token', name: 'token:ci', id: 't1', role: 'viewer' }
const blog: Principal = {
  kind: 'workload',
  name: 'app:blog',
  ref: 'App/blog',
  organizationId: 'o',
  appId: 'a',
  flyApp: 'blog-prod',
  machineId: 'm',
}
const local: Principal = { kind: 'local', name: 'user:jo' }
const shop = { name: 'shop', labels: { plan: 'gold' } }

describe('the role on an App', () => {
  test.each<[string, Principal, Partial<Grant['spec']>, Role | undefined]>([
    ['a user named', jo, { subject: { user: 'jo' } }, 'operator'],
    ['a user not named', jo, { subject: { user: 'joan' } }, undefined],
    ['a group of theirs', jo, { subject: { group: 'platform' } }, 'operator'],
    ['a group of others', jo, { subject: { group: 'sales' } }, undefined],
    ['a user called like a token', jo, { subject: { token: 'jo' } }, undefined],
    ['a user called like an app', jo, { subject: { app: 'jo' } }, undefined],
    ['a token named', ci, { subject: { token: 'ci' } }, 'operator'],
    ['a token that may more than it is granted', ci, { subject: { token: 'ci' }, role: 'viewer' }, 'viewer'],
    ['a token that is granted nothing', ci, { subject: { user: 'ci' } }, 'viewer'],
    ['an app, on the App of another', blog, { subject: { app: 'blog' }, role: 'viewer' }, 'viewer'],
    ['an app by the name that Fly has for it', blog, { subject: { app: 'blog-prod' } }, undefined],
    ['who has proven nothing is no subject', local, { subject: { user: 'jo' }, role: 'viewer' }, 'admin'],
    ['an App named', jo, { subject: { user: 'jo' }, apps: { names: ['shop'] } }, 'operator'],
    ['another App named', jo, { subject: { user: 'jo' }, apps: { names: ['shops'] } }, undefined],
    ['its label', jo, { subject: { user: 'jo' }, apps: { labels: { plan: 'gold' } } }, 'operator'],
    ['one label of two', jo, { subject: { user: 'jo' }, apps: { labels: { plan: 'gold', team: 'x' } } }, undefined],
    ['no label at all', jo, { subject: { user: 'jo' }, apps: { labels: {} } }, 'operator'],
  ])('%s', (_, principal, spec, role) => {
    expect(roleOn(principal, shop, [aGrant('one', spec)])).toBe(role)
  })

  test('is the highest of several, in whatever order they come', () => {
    const grants = [
      aGrant('low', { subject: { user: 'jo' }, role: 'viewer' }),
      aGrant('high', { subject: { group: 'platform' }, role: 'operator' }),
      aGrant('between', { subject: { user: 'jo' }, role: 'editor' }),
    ]
    expect(roleOn(jo, shop, grants)).toBe('operator')
    expect(roleOn(jo, shop, grants.toReversed())).toBe('operator')
  })
})

describe('the role on all Apps', () => {
  test('comes of no grant that is for some of them', () => {
    const some = aGrant('some', { subject: { user: 'jo' }, apps: { names: ['shop'] } })
    expect(roleEverywhere(jo, [some])).toBeUndefined()
    expect(roleEverywhere(jo, [some, aGrant('all', { subject: { user: 'jo' }, role: 'editor' })])).toBe('editor')
  })
})
