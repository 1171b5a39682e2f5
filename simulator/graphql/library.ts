import { createRequire } from 'node:module'

/**
 * The `graphql` package, loaded when GraphQL is first asked: that takes 80 ms, which nobody else should wait for. Loaded
 * synchronously, because on a virtual clock no real time may pass within a request.
 */
export function library(): typeof import('graphql') {
  loaded ??= createRequire(import.meta.url)('graphql') as typeof import('graphql')
  return loaded
}

let loaded: typeof import('graphql') | undefined
