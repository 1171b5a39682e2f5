import type { Event, EventKind } from '../status/event.ts'
import type { Stored } from '../store/store.ts'
import type { Deps } from './deps.ts'

/** An event of the controller about a resource, now. */
export function eventOf(
  { world }: Pick<Deps, 'world'>,
  { ref, generation }: Pick<Stored, 'ref' | 'generation'>,
  kind: EventKind,
  message: string,
  detail: Event['detail'] = {},
): Event {
  return { ref, generation, kind, message, detail, by: 'controller', at: new Date(world.clock.now()).toISOString() }
}
