import type { Ref } from '../resource/resource.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../world.ts'
import { readiness, stall } from './app-view.ts'
import { OperationError } from './operation-error.ts'
import type { Operations } from './operations.ts'

// The store is on this machine and a look is one row: often enough for a person, rare enough for a hundred of them.
const betweenLooksMs = 100

/** `waitFor` of the operations. */
export function createWait(options: { readonly store: Store; readonly clock: Clock }): Operations['waitFor'] {
  const { store, clock } = options

  return async (name, condition, timeoutMs, signal) => {
    const ref: Ref = `App/${name}`
    const deadline = clock.monotonic() + timeoutMs
    for (;;) {
      const stored = await store.get(ref)
      if (stored === undefined) {
        const [last] = await store.revisions(ref)
        if (condition === 'Gone' && last !== undefined) return { name, condition, generation: last.generation }
        throw absent(name, last !== undefined)
      }
      const { generation } = stored
      const ready = readiness(stored)
      if (condition === 'Ready') {
        if (ready.status === 'True') return { name, condition, generation }
        const reason = stall(stored)
        if (reason !== undefined) {
          const message = `${ref} generation ${generation} cannot become Ready by itself: ${reason}`
          throw new OperationError(
            'NotReady',
            message,
            `change what the reason names; \`artifact status ${name}\` says more`,
          )
        }
      }
      const remainingMs = deadline - clock.monotonic()
      if (remainingMs <= 0) {
        const message = `${ref} is not ${condition} after ${timeoutMs} ms: ${ready.reason}: ${ready.message}`
        throw new OperationError(
          'Timeout',
          message,
          `it goes on by itself; \`artifact status ${name}\` says what is next`,
        )
      }
      await clock.sleep(Math.min(betweenLooksMs, remainingMs), signal)
    }
  }
}

function absent(name: string, wasThere: boolean): OperationError {
  const message = wasThere ? `the App ${name} has been deleted` : `there is no App ${name}`
  return new OperationError('NotFound', message, '`artifact get apps` lists those that are there')
}
