import { createFly } from '../../controller/fly/client.ts'
import type { Fly } from '../../controller/fly/fly.ts'
import type { Log } from '../../controller/world.ts'
import { createRandom } from '../support/random.ts'
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts'

/** A request as Fly saw it. */
export type Seen = {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: Headers
  readonly body: unknown
  /** By the virtual clock. */
  readonly at: number
}

export type Reaction = (seen: Seen) => Response | Promise<Response>

/** The real client, with a Fly behind it that answers as it is told. */
export interface Scripted {
  readonly fly: Fly
  readonly clock: VirtualClock
  readonly seen: readonly Seen[]
  /** Everything that was logged, as text. */
  readonly logged: readonly string[]
  /** The next answers, one for each request; when they are used up, the last is repeated. */
  answer(...reactions: readonly (Response | Error | Reaction)[]): void
  /** Lets time pass until the promise settles. */
  run<T>(promise: Promise<T>): Promise<T>
}

export const call = { signal: new AbortController().signal }

export function aScriptedFly(
  options: { readonly token?: string; readonly baseUrl?: string; readonly timeoutMs?: number } = {},
): Scripted {
  const clock = createVirtualClock()
  const seen: Seen[] = []
  const logged: string[] = []
  let script: (Response | Error | Reaction)[] = []
  const say = (values: object, message: string) => void logged.push(JSON.stringify({ ...values, message }))
  const log: Log = { debug: say, info: say, warn: say, error: say }

  const fly = createFly({
    baseUrl: 'https://api.machines.dev',
    token: 'FlyV1 fm2_test',
    organization: 'our-org',
    clock,
    random: createRandom(1),
    log,
    ...options,
    async fetch(request) {
      const { pathname, search } = new URL(request.url)
      const text = await request.text()
      const one: Seen = {
        method: request.method,
        path: pathname + search,
        headers: request.headers,
        body: text === '' ? undefined : JSON.parse(text),
        at: clock.monotonic(),
      }
      seen.push(one)
      const reaction = script.length > 1 ? script.shift() : script[0]
      if (reaction === undefined) throw new Error('the script is empty')
      if (reaction instanceof Error) throw reaction
      return reaction instanceof Response ? reaction.clone() : reaction(one)
    },
  })

  return {
    fly,
    clock,
    seen,
    logged,
    answer(...reactions) {
      script = [...reactions]
    },
    run: (promise) => clock.runUntil(promise, 3_600_000),
  }
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'fly-request-id': '01TESTREQ123-iad', ...headers } })
}

export function text(body: string, status: number): Response {
  return new Response(body, { status, headers: { 'fly-request-id': '01TESTREQ123-iad' } })
}

export function empty(status: number): Response {
  return new Response(null, { status, headers: { 'fly-request-id': '01TESTREQ123-iad' } })
}

export function never(): Promise<Response> {
  return new Promise(() => undefined)
}

/** What undici's fetch throws: the reason is in the cause. */
export function broken(code: string, about: { readonly syscall?: string } = {}): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(`socket says ${code}`), { code, ...about }) })
}

export const aMachine = {
  id: '3d8d413b29d089',
  name: 'web-ams-0-k3f9q2',
  state: 'started',
  region: 'ams',
  instance_id: '01HQVYAS1W9ZGZJXXGXXXXXXXX',
  created_at: '2026-05-07T10:11:12Z',
  updated_at: '2026-05-07T10:11:12Z',
  config: { image: 'registry.fly.io/shop@sha256:1' },
}

export const anApp = { id: 'a1', name: 'shop', status: 'deployed', network: 'shop', organization: { slug: 'our-org' } }

export const aVolume = {
  id: 'vol_4k2y8w5q3r7x9z1v',
  name: 'data',
  state: 'created',
  size_gb: 3,
  region: 'ams',
  zone: 'a1b2',
  encrypted: true,
  created_at: '2026-05-07T10:11:12Z',
  attached_machine_id: aMachine.id,
}

export const aSnapshot = { id: 'vs_1', status: 'created', created_at: '2026-05-07T10:11:12Z', size: 4096 }

export const aSecret = { name: 'KEY', digest: 'b9e37b7b239ee4aefc75352fe3fa6dc6' }

export const anIp = { ip: '2a09:8280:1::1', type: 'v6', region: 'global', network: null }

export const aCertificate = { hostname: 'shop.example.com', configured: false, status: 'pending_ownership' }
