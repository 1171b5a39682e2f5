import { AccessError } from '../access/access-error.ts'
import type { Authenticate } from '../access/authenticate.ts'
import type { Identify } from './http-caller.ts'
import { HttpError } from './http-guard.ts'

/**
 * Who sent a request, by the token in its `Authorization` header and by nothing else of it: not by its address, not by
 * what a proxy says that it has forwarded, and not by its URL.
 */
export function createIdentify(options: {
  readonly authenticate: Authenticate
  /** Where this server is for everybody; `undefined` when it is on this machine only. */
  readonly url: string | undefined
}): Identify {
  const { authenticate, url } = options

  return async (request) => {
    const header = request.headers.get('authorization')
    if (header === null) {
      const repair = 'set ARTIFACT_TOKEN for the command; otherwise send an Authorization header: Bearer TOKEN'
      throw new HttpError('Unauthenticated', 'nobody is let in without a token', repair, challenge(url))
    }
    const [, token] = /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i.exec(header) ?? []
    if (token === undefined) {
      const message = 'the Authorization header holds no bearer token'
      throw new HttpError('Unauthenticated', message, 'send it as Authorization: Bearer TOKEN', challenge(url, message))
    }
    try {
      return await authenticate(token)
    } catch (error) {
      if (!(error instanceof AccessError)) throw error
      const { code, message, repair } = error
      throw new HttpError(code, message, repair, code === 'Unauthenticated' ? challenge(url, message) : {})
    }
  }
}

/** Source: RFC 6750, section 3, and RFC 9728, section 5.1 */
function challenge(url: string | undefined, why?: string): Readonly<Record<string, string>> {
  const parameters = [
    'realm="artifact"',
    ...(why === undefined
      ? []
      : ['error="invalid_token"', `error_description="${why.replaceAll(/[^ -!#-[\]-~]/g, '?')}"`]),
    'scope="artifact:read"',
    ...(url === undefined ? [] : [`resource_metadata="${url}/.well-known/oauth-protected-resource/mcp"`]),
  ]
  return { 'www-authenticate': `Bearer ${parameters.join(', ')}` }
}
