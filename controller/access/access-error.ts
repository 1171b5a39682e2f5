/** Why nobody was let in. The message says nothing of the token but what its holder may know. */
export type AccessErrorCode =
  | 'Unauthenticated' // what was shown proves nothing
  | 'Forbidden' // it is known who asks, and that nothing here is theirs
  | 'Unavailable' // it cannot be told now: the same token may pass later

export class AccessError extends Error {
  readonly code: AccessErrorCode
  readonly repair: string
  constructor(code: AccessErrorCode, message: string, repair: string, options?: { readonly cause?: unknown }) {
    super(message, options)
    this.name = 'AccessError'
    this.code = code
    this.repair = repair
  }
}
