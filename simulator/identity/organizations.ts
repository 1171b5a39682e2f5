import { createHash } from 'node:crypto'
import type { Row } from '../tables.ts'
import type { Truth } from '../truth.ts'

/** An organisation: whose apps they are, and who may say what goes in it. */
export type OrganizationRow = Row & {
  readonly slug: string
  /** What a personal organisation is called by others: its own slug is `personal`. Part of the issuer's URL. */
  readonly rawSlug: string
  readonly name: string
  readonly type: 'PERSONAL' | 'SHARED'
  /** The people of the organisation; their sessions may do what their roles allow. */
  readonly members: readonly Member[]
  /** Whether a request may be replayed from one private network of it to another; for admins to say. */
  readonly allowAllCrossNetworkReplays: boolean
  /** Organisations whose apps may replay to its apps. */
  readonly allowedReplaySourceOrgSlugs: readonly string[]
  /** Whether a token that is not a person's session may make further tokens. Not known of Fly; it seems not. */
  readonly mayScopedTokensMint: boolean
}

export type Member = { readonly email: string; readonly role: 'admin' | 'member' }

/** The organisation of that slug; apps of strangers have organisations of which nothing is known. */
export function organizationCalled(truth: Truth, slug: string): OrganizationRow | undefined {
  return truth.tables.organization.get(slug)
}

/** What is not said is as it is in a new organisation of Fly. */
export function newOrganization(
  slug: string,
  nth: number,
  wish: Partial<Omit<OrganizationRow, 'key' | 'app' | 'nth' | 'slug'>> = {},
): OrganizationRow {
  return {
    key: slug,
    app: '',
    nth,
    slug,
    rawSlug: slug,
    name: slug,
    type: slug === 'personal' ? 'PERSONAL' : 'SHARED',
    members: [{ email: `admin@${slug}.example`, role: 'admin' }],
    allowAllCrossNetworkReplays: false,
    allowedReplaySourceOrgSlugs: [],
    mayScopedTokensMint: false,
    ...wish,
  }
}

/** The organisation in which the simulator is at home; there before everything else. */
export function settleHome(truth: Truth, slug: string): void {
  if (organizationCalled(truth, slug) === undefined) truth.tables.organization.put(newOrganization(slug, 0))
}

/** By which macaroons and bills name it. From the slug, since strangers' organisations have no rows. Never 0. */
export function organizationNumber(slug: string): number {
  return (digestOf(slug).readUInt32BE(0) % 1_000_000_000) + 1
}

/** Its id in GraphQL. Not its slug: whoever gives the one for the other is not understood. */
export function organizationId(slug: string): string {
  return digestOf(slug).toString('hex').slice(0, 16)
}

export function roleOf({ members }: OrganizationRow, email: string): Member['role'] | undefined {
  return members.find((member) => member.email === email)?.role
}

function digestOf(slug: string): Buffer {
  return createHash('sha256').update(`organization ${slug}`).digest()
}
