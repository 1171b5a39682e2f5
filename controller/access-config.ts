import type { ConfigProblem } from './config.ts'

/** Who may reach this process, and how one proves there who one is. */
export type AccessConfig = {
  /** To whom the HTTP API listens. */
  readonly listen: 'this machine' | 'everybody'
  /** `none`: everybody at this machine may do everything. Only there, and only where nothing is real. */
  readonly login: 'required' | 'none'
  /** Where this Artifact is for others: an origin. */
  readonly url: string | undefined
  /** The issuer of our organisation's Machines; `undefined`: that of the simulator. */
  readonly flyIssuer: string | undefined
  readonly provider: { readonly issuer: string; readonly audience: string } | undefined
}

/**
 * | variable | default | |
 * |---|---|---|
 * | `ARTIFACT_LISTEN` | `loopback` | or `everybody`: then login is required, and `ARTIFACT_URL` needed |
 * | `ARTIFACT_LOGIN` | | `required`: also on loopback with the simulator |
 * | `ARTIFACT_URL` | | where this Artifact is for others; its tokens are for that, with `/mcp` behind it |
 * | `ARTIFACT_FLY_ISSUER` | `https://oidc.fly.io/<FLY_ORG>` | another one when the organisation's raw slug is another |
 * | `ARTIFACT_OIDC_ISSUER`, `ARTIFACT_OIDC_AUDIENCE` | | the identity provider for people and pipelines: both or none |
 *
 * What is missing or empty never lets anybody in: it is a problem, or nobody can log in that way.
 */
export function parseAccess(
  read: (name: string) => string | undefined,
  about: { readonly isReal: boolean; readonly organization: string | undefined },
  problems: ConfigProblem[],
): AccessConfig {
  const oneOf = <Word extends string>(name: string, words: readonly Word[]): Word | undefined => {
    const text = read(name)
    if (text === undefined || (words as readonly string[]).includes(text)) return text as Word | undefined
    const repair = `set ${words.join(' or ')}, or leave it out`
    problems.push({ name, message: `${JSON.stringify(text)} is not a word for it`, repair })
    return undefined
  }
  const listen = oneOf('ARTIFACT_LISTEN', ['loopback', 'everybody']) === 'everybody' ? 'everybody' : 'this machine'
  const isAsked = oneOf('ARTIFACT_LOGIN', ['required']) === 'required'
  const login = about.isReal || isAsked || listen === 'everybody' ? 'required' : 'none'
  // Without a login nobody asks for whom a token is: then it only tells the command where to look.
  const url = login === 'none' ? undefined : parseUrl(read('ARTIFACT_URL'), listen, problems)
  const flyIssuer = parseFlyIssuer(read('ARTIFACT_FLY_ISSUER'), about, problems)
  const provider = parseProvider(read, problems)
  if (provider !== undefined && provider.issuer === flyIssuer) {
    const message = 'is that of Fly, whose tokens are those of Machines'
    problems.push({ name: 'ARTIFACT_OIDC_ISSUER', message, repair: 'set the issuer of your own identity provider' })
  }
  return { listen, login, url, flyIssuer, provider }
}

function parseUrl(
  text: string | undefined,
  listen: AccessConfig['listen'],
  problems: ConfigProblem[],
): string | undefined {
  const name = 'ARTIFACT_URL'
  const repair = 'set it to where others reach this Artifact, like https://artifact.example.com'
  if (text === undefined) {
    if (listen === 'everybody')
      problems.push({ name, message: 'is not set, and ARTIFACT_LISTEN=everybody needs it', repair })
    return undefined
  }
  const url = safeUrl(text)
  if (url === undefined || url.pathname !== '/') {
    problems.push({ name, message: 'is not an https URL of a host alone', repair })
    return undefined
  }
  return url.origin
}

function parseFlyIssuer(
  text: string | undefined,
  { isReal, organization }: { readonly isReal: boolean; readonly organization: string | undefined },
  problems: ConfigProblem[],
): string | undefined {
  const issuer = text ?? (isReal && organization !== undefined ? `https://oidc.fly.io/${organization}` : undefined)
  if (issuer === undefined || (safeUrl(issuer) !== undefined && /[^/]\/[^/]+$/.test(issuer))) return issuer
  const repair = 'set it to the `iss` of a token of Fly, like https://oidc.fly.io/acme'
  problems.push({ name: 'ARTIFACT_FLY_ISSUER', message: 'is not the URL of an issuer', repair })
  return undefined
}

function parseProvider(
  read: (name: string) => string | undefined,
  problems: ConfigProblem[],
): AccessConfig['provider'] {
  const [issuer, audience] = [read('ARTIFACT_OIDC_ISSUER'), read('ARTIFACT_OIDC_AUDIENCE')]
  if (issuer === undefined && audience === undefined) return undefined
  if (issuer === undefined || safeUrl(issuer) === undefined) {
    const message = issuer === undefined ? 'is not set, and ARTIFACT_OIDC_AUDIENCE needs it' : 'is not an https URL'
    const repair = 'set the `issuer` of its /.well-known/openid-configuration, to the letter'
    problems.push({ name: 'ARTIFACT_OIDC_ISSUER', message, repair })
  }
  if (audience === undefined) {
    const message = 'is not set, and ARTIFACT_OIDC_ISSUER needs it'
    problems.push({
      name: 'ARTIFACT_OIDC_AUDIENCE',
      message,
      repair: 'set what the provider writes as `aud` for Artifact',
    })
  }
  return issuer === undefined || audience === undefined ? undefined : { issuer, audience }
}

/** Over TLS or at this machine, and without anything that does not belong in an issuer. Source: RFC 8414, section 2 */
function safeUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const { protocol, hostname, username, password, search, hash } = url
  if (username !== '' || password !== '' || search !== '' || hash !== '') return undefined
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return protocol === 'https:' || (protocol === 'http:' && isHere) ? url : undefined
}
