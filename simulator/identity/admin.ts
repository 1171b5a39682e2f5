import type { Hono } from 'hono'
import { bodyOf } from '../admin-body.ts'
import { numberIn } from '../given-fields.ts'
import type { HandmadeToken, IdentityWorld, OrganizationChange } from './identity-world.ts'

/** Tokens, organisations and the issuer's keys, for people. What the world does not take is told as its error. */
export function addIdentityAdmin(admin: Hono, world: IdentityWorld): void {
  admin.get('/tokens', (context) => context.json({ tokens: world.tokens() }))
  admin.post('/tokens', async (context) => {
    const { profile = 'deploy_organization', ...wish } = (await bodyOf(context, tokenFields)) as Partial<HandmadeToken>
    return context.json(world.createToken({ profile, ...wish }), 201)
  })
  admin.post('/tokens/:id/expire', (context) => {
    world.expireToken(context.req.param('id'))
    return context.body(null, 204)
  })
  admin.delete('/tokens/:id', (context) => {
    world.revokeToken(context.req.param('id'))
    return context.body(null, 204)
  })
  admin.get('/organizations', (context) => context.json({ organizations: world.organizations() }))
  admin.post('/organizations/:slug', async (context) => {
    const slug = context.req.param('slug')
    const change = (await bodyOf(context, organizationFields)) as OrganizationChange
    if (!world.organizations().some((each) => each.slug === slug)) world.createOrganization(slug)
    world.changeOrganization(slug, change)
    return context.body(null, 204)
  })
  admin.post('/oidc/rotate', async (context) => {
    const body = await bodyOf(context, { keepForMs: 'number' })
    world.rotateOidcKeys(body.keepForMs === undefined ? undefined : numberIn(body, 'keepForMs'))
    return context.body(null, 204)
  })
}

const tokenFields = {
  profile: 'string',
  name: 'string',
  organization: 'string',
  app: 'string',
  machine: 'string',
  user: 'string',
  expiresInMs: 'number',
} as const
const organizationFields = {
  rawSlug: 'string',
  name: 'string',
  type: 'string',
  members: 'object',
  allowAllCrossNetworkReplays: 'boolean',
  allowedReplaySourceOrgSlugs: 'object',
  mayScopedTokensMint: 'boolean',
} as const
