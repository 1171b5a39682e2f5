/** Who goes first. `person`: somebody waits for it. */
export type Urgency = 'person' | 'background'

/** Two queues, each first come first served; people go before background work. */
export interface Lanes<T> {
  readonly size: number
  /** How urgent the next one is. `undefined` when nobody waits. */
  urgency(): Urgency | undefined
  /** Adds to the end of a lane. The returned function takes it out again, wherever it stands by then. */
  push(value: T, urgency: Urgency): () => void
  shift(): T | undefined
}

/** So many people in a row may pass waiting background work; then one of the latter goes, so that none waits for ever. */
export const peopleInARow = 9

export function createLanes<T>(): Lanes<T> {
  const people = createQueue<T>()
  const background = createQueue<T>()
  let passed = 0

  const urgency = () => {
    if (people.size === 0) return background.size === 0 ? undefined : 'background'
    return background.size > 0 && passed >= peopleInARow ? 'background' : 'person'
  }

  return {
    get size() {
      return people.size + background.size
    },
    urgency,
    push: (value, lane) => (lane === 'person' ? people : background).push(value),
    shift() {
      if (urgency() === 'background') {
        passed = 0
        return background.shift()
      }
      passed = background.size > 0 ? passed + 1 : 0
      return people.shift()
    },
  }
}

/** A doubly linked list: whoever gives up waiting leaves from the middle at once, at the same price as from the front. */
function createQueue<T>() {
  type Place = { readonly value: T; before: Place | undefined; after: Place | undefined; isIn: boolean }
  let first: Place | undefined
  let last: Place | undefined
  let size = 0

  function leave(place: Place): void {
    if (!place.isIn) return
    place.isIn = false
    size--
    if (place.before === undefined) first = place.after
    else place.before.after = place.after
    if (place.after === undefined) last = place.before
    else place.after.before = place.before
  }

  return {
    get size() {
      return size
    },
    push(value: T): () => void {
      const place: Place = { value, before: last, after: undefined, isIn: true }
      if (last === undefined) first = place
      else last.after = place
      last = place
      size++
      return () => leave(place)
    },
    shift(): T | undefined {
      const place = first
      if (place !== undefined) leave(place)
      return place?.value
    },
  }
}
