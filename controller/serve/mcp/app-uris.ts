/** The App that a resource is about; `undefined` for other resources, and for what is no URI of ours. */
export function appOfUri(uri: string): string | undefined {
  return /^artifact:\/\/apps\/([a-z][a-z0-9-]{0,62})(?:\/(?:spec|events))?$/.exec(uri)?.[1]
}
