/** A priority queue: `pop` gives the least element first. */
export interface Heap<Item> {
  push(item: Item): void
  peek(): Item | undefined
  pop(): Item | undefined
  size(): number
}

/** A binary heap. `isBefore` must be a strict total order, or equal items come in no particular order. */
export function createHeap<Item>(isBefore: (one: Item, other: Item) => boolean): Heap<Item> {
  const items: Item[] = []

  return {
    push(item) {
      items.push(item)
      rise(items.length - 1)
    },
    peek: () => items[0],
    pop() {
      const first = items[0]
      const last = items.pop()
      if (items.length > 0 && last !== undefined) {
        items[0] = last
        sink(0)
      }
      return first
    },
    size: () => items.length,
  }

  function rise(from: number): void {
    let index = from
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (!precedes(index, parent)) return
      swap(index, parent)
      index = parent
    }
  }

  function sink(from: number): void {
    let index = from
    for (;;) {
      const left = 2 * index + 1
      const right = left + 1
      let least = index
      if (left < items.length && precedes(left, least)) least = left
      if (right < items.length && precedes(right, least)) least = right
      if (least === index) return
      swap(index, least)
      index = least
    }
  }

  function precedes(one: number, other: number): boolean {
    return isBefore(items[one] as Item, items[other] as Item)
  }

  function swap(one: number, other: number): void {
    const kept = items[one] as Item
    items[one] = items[other] as Item
    items[other] = kept
  }
}
