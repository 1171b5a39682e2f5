import type { Ref } from '../resource/resource.ts'
import type { Secret } from './secret.ts'

/** What somebody wants done with one secret of an App. */
export type Request = (
  | { readonly kind: 'set'; readonly value: Secret }
  | { readonly kind: 'rotate' }
  | { readonly kind: 'unset' }
) & {
  /** Who wants it. */
  readonly by: string
}

/** A request without its value, as the planner may know it. */
export type Requested = { readonly name: string; readonly kind: Request['kind'] }

/**
 * Where people hand secrets in, and passes take them over: so only passes ever write to Fly. It is in memory alone; what
 * lies here when the process ends is gone, and who handed it in has heard nothing.
 */
export interface Counter {
  /**
   * Resolves when a pass has done it, and rejects with what came in its way, or with `signal.reason`; then it is not done
   * later either. A newer request for the same secret takes the place of an older one.
   */
  hand(ref: Ref, name: string, request: Request, signal: AbortSignal): Promise<void>
  /** What lies here for an App, in order of names. */
  requested(ref: Ref): readonly Requested[]
  /** Takes a request away to do it; `undefined` when it is gone meanwhile. `end` tells whoever waits what became of it. */
  take(ref: Ref, name: string): { readonly request: Request; readonly end: (error?: Error) => void } | undefined
}

export function createCounter(): Counter {
  const waiting = new Map<string, Waiting>()
  const keyOf = (ref: Ref, name: string) => `${ref} ${name}`

  return {
    hand(ref, name, request, signal) {
      const key = keyOf(ref, name)
      waiting.get(key)?.end(new Error(`somebody else has handed in ${name} of ${ref} meanwhile`))
      if (signal.aborted) return Promise.reject(signal.reason)
      return new Promise((resolve, reject) => {
        const mine: Waiting = { ref, name, request, end }
        function end(error?: Error): void {
          signal.removeEventListener('abort', abort)
          if (waiting.get(key) === mine) waiting.delete(key)
          if (error === undefined) resolve()
          else reject(error)
        }
        // Once a pass has taken it, nobody knows any more that it will not be done.
        function abort(): void {
          if (waiting.get(key) === mine) end(signal.reason)
        }
        signal.addEventListener('abort', abort)
        waiting.set(key, mine)
      })
    },
    requested(ref) {
      return [...waiting.values()]
        .filter((each) => each.ref === ref)
        .map(({ name, request }): Requested => ({ name, kind: request.kind }))
        .sort((one, other) => (one.name < other.name ? -1 : 1))
    },
    take(ref, name) {
      const taken = waiting.get(keyOf(ref, name))
      waiting.delete(keyOf(ref, name))
      return taken && { request: taken.request, end: taken.end }
    },
  }
}

type Waiting = {
  readonly ref: Ref
  readonly name: string
  readonly request: Request
  readonly end: (error?: Error) => void
}
