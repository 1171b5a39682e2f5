import type { MachineRow } from './rows.ts'
import type { Truth } from './truth.ts'

/** What lists show: all Machines as they were a while ago. */
export interface Replica {
  /** In order of creation. */
  machines(app: string): Iterable<MachineRow>
  /**
   * Those of all apps that changed after the change of that number (0: all), in the order of their last changes. What is
   * taken from it costs what is taken, not what there is.
   */
  changedAfter(touched: number): Iterable<MachineRow>
  /** The number of the last change up to that moment. */
  touchedUntil(at: number): number
}

/** `lagMs` is asked at each look; a longer lag than before lets the replica stand still for a while. */
export function createReplica(truth: Truth, lagMs: () => number): Replica {
  const byId = new Map<string, MachineRow>()
  const byApp = new Map<string, Map<string, MachineRow>>()
  /** In order of changes. Places that a Machine has left since, by changing again, are skipped and now and then removed. */
  let order: Place[] = []
  const toCome: { readonly at: number; readonly id: string; readonly row: MachineRow | undefined }[] = []
  let done = 0

  for (const row of [...truth.machines()].sort((one, other) => one.touched - other.touched)) show(row.id, row)
  truth.subscribe((change) => {
    if (change.kind === 'app') {
      if (change.row === undefined) byApp.delete(change.key)
      return
    }
    if (change.kind !== 'machine') return
    toCome.push({ at: truth.now(), id: change.key, row: change.row })
    catchUp()
  })

  function catchUp(): void {
    const until = truth.now() - lagMs()
    let next = toCome[done]
    while (next !== undefined && next.at <= until) {
      show(next.id, next.row)
      next = toCome[++done]
    }
    if (done > 1_000 && done > toCome.length / 2) done -= toCome.splice(0, done).length
  }

  function show(id: string, row: MachineRow | undefined): void {
    const before = byId.get(id)
    if (row === undefined) {
      byId.delete(id)
      if (before !== undefined) byApp.get(before.app)?.delete(id)
      return
    }
    byId.set(id, row)
    const ofApp = byApp.get(row.app) ?? new Map<string, MachineRow>()
    byApp.set(row.app, ofApp.set(id, row))
    if (row.touched === before?.touched) return
    order.push({ touched: row.touched, updatedAt: row.updatedAt, id })
    if (order.length > 1_000 && order.length > byId.size * 2) order = order.filter(isCurrent)
  }

  function isCurrent({ id, touched }: Place): boolean {
    return byId.get(id)?.touched === touched
  }

  /** The first index for which it is true; it must be true from there on. */
  function firstWhere(isSo: (place: Place) => boolean): number {
    let low = 0
    let high = order.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isSo(order[middle] as Place)) high = middle
      else low = middle + 1
    }
    return low
  }

  return {
    machines(app) {
      catchUp()
      return (byApp.get(app) ?? new Map<string, MachineRow>()).values()
    },
    *changedAfter(touched) {
      catchUp()
      for (let index = firstWhere((place) => place.touched > touched); index < order.length; index++) {
        const place = order[index] as Place
        const row = byId.get(place.id)
        if (row?.touched === place.touched) yield row
      }
    },
    touchedUntil(at) {
      catchUp()
      return order[firstWhere(({ updatedAt }) => updatedAt > at) - 1]?.touched ?? 0
    },
  }
}

type Place = { readonly touched: number; readonly updatedAt: number; readonly id: string }
