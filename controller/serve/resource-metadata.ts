import { Hono } from 'hono'

/**
 * Where a client learns who gives out tokens for this server. Source: RFC 9728. At both places where clients look: the
 * one for the path `/mcp` and the one for the whole host. It tells nothing that is not for everybody, web pages included.
 */
export function resourceMetadata(options: {
  /** What tokens have to be for: the `aud` of each. */
  readonly audience: string
  readonly authorizationServers: readonly string[]
}): Hono {
  const { audience, authorizationServers } = options
  const document = {
    resource: audience,
    authorization_servers: authorizationServers,
    bearer_methods_supported: ['header'],
    scopes_supported: ['artifact:read', 'artifact:write'],
    resource_name: 'Artifact',
  }
  const open = {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, HEAD, OPTIONS',
    'access-control-allow-headers': '*',
  }
  const routes = new Hono()
  for (const path of ['/.well-known/oauth-protected-resource', '/.well-known/oauth-protected-resource/mcp']) {
    // Hono answers HEAD as GET, without the body.
    routes.get(path, (context) => context.json(document, 200, { ...open, 'cache-control': 'public, max-age=300' }))
    routes.options(path, (context) => context.body(null, 204, open))
    routes.all(path, (context) => context.body(null, 405, { allow: open['access-control-allow-methods'] }))
  }
  return routes
}
