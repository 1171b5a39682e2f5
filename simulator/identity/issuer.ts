import { sign } from 'node:crypto'
import type { Laws } from '../laws.ts'
import type { AppRow, ImageRef, MachineRow } from '../rows.ts'
import type { Truth } from '../truth.ts'
import { appNumber, type Mint } from './mint.ts'
import { organizationCalled, organizationNumber } from './organizations.ts'
import { createSigningKeys, type SigningKeys } from './signing-keys.ts'

/** Who says of a Machine which Machine it is, in words that anybody can check. Source: superfly/docs, openid-connect */
export interface Issuer {
  /** The issuer of an organisation, by its slug. */
  urlOf(organization: string): string
  /** A JWT, good for ten minutes. */
  tokenFor(machine: MachineRow, app: AppRow, wish: OidcWish): string
  readonly keys: SigningKeys
  /** From now on its URL is `<base>/<raw slug>`, unless it was said at the beginning where it is. */
  reachAt(base: string): void
}

export type OidcWish = {
  /** Default: `https://fly.io/<organisation>`. */
  readonly audience: string | undefined
  /** Whether AWS is to see what the token says as tags of the session. */
  readonly hasPrincipalTags: boolean
}

/** `base`: the issuer's URL without the organisation. Default: Fly's own. */
export function createIssuer(options: {
  readonly truth: Truth
  readonly laws: Laws
  readonly mint: Mint
  readonly base: string | undefined
}): Issuer {
  const { truth, laws, mint } = options
  const keys = createSigningKeys(truth)
  let base = options.base ?? 'https://oidc.fly.io'

  const rawSlugOf = (slug: string): string => organizationCalled(truth, slug)?.rawSlug ?? slug

  return {
    keys,
    urlOf: (organization) => `${base}/${rawSlugOf(organization)}`,
    tokenFor(machine, app, { audience, hasPrincipalTags }) {
      const slug = rawSlugOf(app.organization)
      const seconds = Math.floor(laws.now() / 1_000)
      const facts = {
        app_id: String(appNumber(app)),
        app_name: app.name,
        image: imageText(machine.image),
        image_digest: machine.image.digest,
        machine_id: machine.id,
        machine_name: machine.name,
        machine_version: machine.instanceId,
        org_id: String(organizationNumber(app.organization)),
        org_name: slug,
        region: machine.region,
      }
      return signed(keys, {
        iss: `${base}/${slug}`,
        sub: `${slug}:${app.name}:${machine.name}`,
        aud: audience ?? `https://fly.io/${slug}`,
        exp: seconds + lifeSeconds,
        iat: seconds,
        nbf: seconds,
        jti: mint.uuid(),
        ...facts,
        ...(hasPrincipalTags && { 'https://aws.amazon.com/tags': principalTags(facts) }),
      })
    },
    reachAt(url) {
      if (options.base === undefined) base = url
    },
  }
}

/**
 * By node:crypto rather than jose, which signs in another thread: on a virtual clock nothing may take real time.
 */
function signed(keys: SigningKeys, claims: object): string {
  const { kid, privateKey } = keys.current()
  const content = [{ alg: 'RS256', kid, typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`
}

function imageText({ registry, repository, tag, digest }: ImageRef): string {
  return `${registry}/${repository}${tag === undefined ? `@${digest}` : `:${tag}`}`
}

/** The form is AWS's; which facts Fly makes tags of is not known. Source: AWS, id_session-tags */
function principalTags(facts: Readonly<Record<string, string>>): object {
  const { app_name, machine_name, org_name, region } = facts
  const tags = { app_name, machine_name, org_name, region }
  return {
    principal_tags: Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]])),
    transitive_tag_keys: Object.keys(tags),
  }
}

const lifeSeconds = 600
