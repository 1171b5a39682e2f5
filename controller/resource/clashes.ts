import type { Place, Problem, ProblemCode } from './problem.ts'
import { flyAppOf, type Resource, refOf } from './resource.ts'
import { named } from './words.ts'

/** A resource as it was read, with the places of its names. */
export type Named = {
  readonly resource: Resource
  readonly nameAt: Place
  readonly flyAppAt: Place
  /** In the order of its domains. */
  readonly domainsAt: readonly Place[]
}

/**
 * Resources that get in each other's way: each of them has a problem then that names the other, since nobody but the
 * author knows which is meant.
 */
export function clashes(documents: readonly Named[]): ReadonlyMap<Named, Problem> {
  const problems = new Map<Named, Problem>()
  for (const same of groupedBy(documents, ({ resource }) => refOf(resource))) {
    for (const [one, other] of pairsOf(same)) problems.set(one, sameName(one, other))
  }
  const others = documents.filter((one) => !problems.has(one))
  for (const same of groupedBy(others, ({ resource }) => flyAppOf(resource))) {
    for (const [one, other] of pairsOf(same)) problems.set(one, sameFlyApp(one, other))
  }
  const claims = documents.flatMap((by) =>
    (by.resource.spec.domains ?? []).map((domain, index) => ({ domain, index, by })),
  )
  for (const same of Map.groupBy(claims, ({ domain }) => domain).values()) {
    for (const [one, other] of pairsOf(same)) {
      if (one.by !== other.by && !problems.has(one.by)) problems.set(one.by, sameDomain(one, other))
    }
  }
  return problems
}

/** A domain in a resource. */
type Claim = { readonly domain: string; readonly index: number; readonly by: Named }

function sameDomain({ domain, index, by }: Claim, other: Claim): Problem {
  const otherAt = other.by.domainsAt[other.index]
  const where = otherAt ? ` (${spelled(otherAt)})` : ''
  const message = `${named(domain)} is a domain of ${refOf(other.by.resource)} too${where}: a hostname leads to one app, so take it out of one of the two`
  return problem('DomainClash', message, `/spec/domains/${index}`, by.domainsAt[index] ?? by.nameAt)
}

function sameName(one: Named, other: Named): Problem {
  const message = `${refOf(one.resource)} is also in ${spelled(other.nameAt)}: keep one of the two, or give one another name`
  return problem('DuplicateName', message, '/metadata/name', one.nameAt)
}

function sameFlyApp(one: Named, other: Named): Problem {
  const { resource } = one
  const path = resource.spec.flyApp === undefined ? '/metadata/name' : '/spec/flyApp'
  const message = `the Fly app ${named(flyAppOf(resource))} is meant by ${refOf(other.resource)} too (${spelled(other.flyAppAt)}): a Fly app has one spec, so give one of the two another \`flyApp\``
  return problem('FlyAppClash', message, path, one.flyAppAt)
}

/** Each with another one of its group: the first with the second, all others with the first. */
function pairsOf<T>(same: readonly T[]): readonly (readonly [T, T])[] {
  const [first, second] = same
  if (first === undefined || second === undefined) return []
  return same.map((one) => [one, one === first ? second : first] as const)
}

function groupedBy(documents: readonly Named[], key: (one: Named) => string): Iterable<readonly Named[]> {
  return Map.groupBy(documents, key).values()
}

function spelled({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`
}

function problem(code: ProblemCode, message: string, path: string, at: Place): Problem {
  return { code, message, path, at }
}
