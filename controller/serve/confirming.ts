import type { Controller } from '../engine/controller.ts'
import { confirmationOf, sayTaking } from '../plan/breaker.ts'
import type { Provenance } from '../resource/resource.ts'
import type { Fence, Store, Stored } from '../store/store.ts'
import { OperationError } from './operation-error.ts'
import type { Caller, Operations } from './operations.ts'

/** Somebody agrees to what one generation takes away: to that much of that generation, and to nothing later. */
export function createConfirming(options: {
  readonly store: Store
  readonly fence: Fence
  readonly controller: Pick<Controller, 'held' | 'wake'>
  readonly find: (name: string) => Promise<Stored>
  readonly provenanceOf: (caller: Caller) => Provenance
  readonly sayCaller: (caller: Caller) => string
  readonly now: () => string
}): Pick<Operations, 'confirm'> {
  const { store, fence, controller, find, provenanceOf, sayCaller, now } = options
  return {
    async confirm(name, caller, seen = {}) {
      const stored = await find(name)
      const { ref, generation } = stored
      if (seen.generation !== undefined && seen.generation !== generation) throw movedOn(stored, seen.generation)
      const taking = await controller.held(stored)
      if (taking === undefined) {
        const repair = `\`artifact status ${name}\` tells what it waits for`
        throw new OperationError('Conflict', `nothing of ${ref} waits for anybody to agree to it`, repair)
      }
      const at = now()
      const message = `${sayCaller(caller)} agreed that generation ${generation} takes ${sayTaking(taking)} away`
      const confirmed = await store.confirm(fence, ref, confirmationOf(stored, taking, at), {
        ...{ ref, generation, kind: 'Confirmed', by: provenanceOf(caller), message, at },
        detail: { ...taking },
      })
      if (confirmed === undefined) throw movedOn((await store.get(ref)) ?? stored, generation)
      controller.wake(ref, 'person')
      return { ref, generation, ...taking }
    },
  }
}

function movedOn({ ref, generation }: Stored, seen: number): OperationError {
  return new OperationError(
    'Conflict',
    `${ref} is at generation ${generation}, not ${seen}, and nothing was agreed to`,
    'look at what this one takes away, and agree to that',
  )
}
