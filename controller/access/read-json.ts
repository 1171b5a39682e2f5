import type { Clock } from '../world.ts'
import type { Fetch } from './key-set.ts'

/** A JSON object from a URL of the configuration: so large and so late at most, and from nowhere else than there. */
export async function readJson(options: {
  readonly url: string
  readonly fetch: Fetch
  readonly clock: Clock
  readonly mostBytes: number
  readonly timeoutMs: number
}): Promise<Readonly<Record<string, unknown>>> {
  const { url, fetch, clock, mostBytes, timeoutMs } = options
  const patience = new AbortController()
  const enough = new AbortController()
  const timeout = clock.sleep(timeoutMs, enough.signal).then(
    () => {
      const error = new Error(`${url} did not answer within ${timeoutMs} ms`)
      patience.abort(error)
      throw error
    },
    // Nobody waits for it any more.
    () => new Promise<never>(() => {}),
  )
  try {
    const request = new Request(url, {
      redirect: 'error',
      signal: patience.signal,
      headers: { accept: 'application/json' },
    })
    return await Promise.race([fetch(request).then((response) => objectIn(response, url, mostBytes)), timeout])
  } finally {
    enough.abort()
  }
}

async function objectIn(response: Response, url: string, mostBytes: number) {
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}`)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > mostBytes) throw new Error(`${url} answered more than ${mostBytes} bytes`)
    parts.push(part)
  }
  const value: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'))
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error(`${url} is no JSON object`)
  return value as Readonly<Record<string, unknown>>
}
