import { Hono } from 'hono'
import type { Controller } from '../engine/controller.ts'
import { type Fence, type Store, StoreError } from '../store/store.ts'

/** Whether this process can do its work, with what stands against it. */
export type Health = () => Promise<{ readonly ready: boolean; readonly reasons: readonly string[] }>

export function createHealth(options: {
  readonly store: Store
  readonly fence: Fence
  readonly controller: Pick<Controller, 'figures'>
  /** How old the last reading of the organisation may be. */
  readonly longestSilenceMs: number
}): Health {
  const { store, fence, controller, longestSilenceMs } = options
  return async () => {
    const { observedAgoMs, observeOnly, hasRoom } = controller.figures()
    const reasons: string[] = []
    try {
      // A write that finds nothing to change, since no App has an empty name: it needs the lock and the fence all the same.
      await store.markMissing(fence, 'App/', undefined)
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      reasons.push(`the store takes no writes: ${error.message}`)
    }
    if (observedAgoMs === undefined) reasons.push('the organisation has not been read from Fly yet')
    else if (observedAgoMs > longestSilenceMs) {
      reasons.push(`the organisation was last read from Fly ${Math.round(observedAgoMs / 1_000)} s ago`)
    }
    if (observeOnly) reasons.push('the store is older than the cloud: nothing is written to Fly until it is released')
    if (!hasRoom) reasons.push('the disk of the store is full: nothing is written to Fly until there is room again')
    return { ready: reasons.length === 0, reasons }
  }
}

/** `/healthz` and `/readyz`, and nothing else: fit for a port that others can reach. */
export function healthRoutes(health: Health): Hono {
  const routes = new Hono()
  routes.get('/healthz', (context) => context.json({ ok: true }))
  routes.get('/readyz', async (context) => {
    const state = await health()
    return context.json(state, state.ready ? 200 : 503)
  })
  return routes
}
