import {
  arrayFrom,
  type Fields,
  mayBeTexts,
  numberOf,
  recordFrom,
  textOf,
  Unexpected,
  withoutNulls,
} from './reading.ts'
import type { CurrentToken } from './wire.ts'
import type { Placement, Region } from './wire-platform.ts'

/** The platform at the door: see `shapes.ts`. */
export function regionsFrom(value: unknown): readonly Region[] {
  const { regions } = inSmallLetters(recordFrom(value, 'a list of regions'))
  return arrayFrom(regions, 'regions').map((each) => {
    const region = withoutNulls(recordFrom(each, 'a region'))
    for (const key of ['code', 'name']) textOf(region, key)
    return region as unknown as Region
  })
}

export function placementsFrom(value: unknown): readonly Placement[] {
  const answer = inSmallLetters(recordFrom(value, 'a list of placements'))
  // null is an empty list, as Go writes it: there is room nowhere. No list says nothing.
  if (!('regions' in answer)) throw new Unexpected('it has no regions')
  const { regions } = answer
  return arrayFrom(regions ?? [], 'regions').map((each) => {
    const placement = inSmallLetters(withoutNulls(recordFrom(each, 'a placement')))
    textOf(placement, 'region')
    numberOf(placement, 'count')
    return placement as unknown as Placement
  })
}

export function currentTokenFrom(value: unknown): CurrentToken {
  const answer = recordFrom(value, 'the current token')
  const tokens = arrayFrom(answer.tokens, 'tokens').map((each) => {
    const token = withoutNulls(recordFrom(each, 'a token'))
    for (const key of ['token_id', 'org_slug']) textOf(token, key)
    mayBeTexts(token, ['organization', 'user', 'restricted_to_machine', 'source_machine_id'])
    const apps = arrayFrom(token.apps ?? [], 'apps')
    if (apps.some((app) => typeof app !== 'string')) throw new Unexpected('its apps are no names')
    return token
  })
  return { ...answer, tokens } as unknown as CurrentToken
}

/** Capitals against Fly's OpenAPI document. Source: superfly/fly-go, flaps_platform.go; seen live */
function inSmallLetters(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key.toLowerCase(), value]))
}
