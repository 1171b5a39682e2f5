/** What a look at the DNS of a hostname has found. */
export type Findings = {
  /** The hostname leads to an address of the app, and to none of anybody else. */
  readonly reachesV4: boolean
  readonly reachesV6: boolean
  /** `_acme-challenge.…` leads to Fly, which can then answer a DNS-01 challenge. */
  readonly answersChallenge: boolean
  /** `_fly-ownership.…` has the word of the app or of its organisation. */
  readonly hasOwnershipText: boolean
}

export const nothingFound: Findings = {
  reachesV4: false,
  reachesV6: false,
  answersChallenge: false,
  hasOwnershipText: false,
}

/** For a wildcard no address can speak: it has to be DNS-01. Source: superfly/docs, networking/custom-domain */
export function mayValidate({ reachesV4, reachesV6, answersChallenge }: Findings, isWildcard: boolean): boolean {
  return answersChallenge || (!isWildcard && (reachesV4 || reachesV6))
}

/**
 * Whether it is known that the hostname is the app's: an address of version 4 can be shared with others, so it proves
 * nothing. Source: superfly/docs#1450
 */
export function isOwned({ reachesV6, answersChallenge, hasOwnershipText }: Findings, isWildcard: boolean): boolean {
  return hasOwnershipText || answersChallenge || (reachesV6 && !isWildcard)
}
