import { nearest, regions, regionsOf } from '../regions.ts'

/** To which Machines of an app a request is to go. */
export type Wish = {
  /** Only this Machine. */
  readonly force?: string
  /** This Machine if it can take the request. */
  readonly prefer?: string
  /** In order of preference; forced: nowhere else. */
  readonly regions?: { readonly codes: readonly string[]; readonly isForced: boolean }
  /** Any but this Machine. */
  readonly not?: string
}

/**
 * What a client wishes by headers. Regions that are none are left out: a header of strangers never breaks a request.
 * Source: superfly/docs, networking/dynamic-request-routing
 */
export function wishOf(headers: Headers): Wish {
  const force = headers.get('fly-force-instance-id')
  const prefer = headers.get('fly-prefer-instance-id')
  const forced = headers.get('fly-force-region')
  const preferred = headers.get('fly-prefer-region')
  const wanted = forced ?? preferred
  return {
    ...(force && { force }),
    ...(prefer && { prefer }),
    ...(wanted && { regions: { codes: knownRegions(wanted), isForced: forced !== null } }),
  }
}

/** Codes and aliases, such as `iad,eu,any`. */
export function knownRegions(list: string): readonly string[] {
  const found = list
    .split(',')
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== '')
    .flatMap((word) => regionsOf(word) ?? [])
  return [...new Set(found)]
}

/** All regions, the closest first: the same, then those of its part of the world. There are no real distances here. */
export function closenessFrom(code: string): readonly string[] {
  const home = regions.find((region) => region.code === code) ?? regions.find((region) => region.code === nearest)
  const codes = (isNear: boolean) =>
    regions.filter(({ area, code }) => code !== home?.code && (area === home?.area) === isNear).map(({ code }) => code)
  return [home?.code ?? nearest, ...codes(true), ...codes(false)]
}
