import type { MachineRow } from './rows.ts'
import type { Change, Truth } from './truth.ts'
import type { VolumeRow } from './volumes/volume.ts'

/** What lists show: all things of a kind as they were a while ago. */
export interface Replica<R extends Listed> {
  /** In order of creation. */
  of(app: string): Iterable<R>
  /**
   * Those of all apps that changed after the change of that number (0: all), in the order of their last changes. What is
   * taken from it costs what is taken, not what there is.
   */
  changedAfter(touched: number): Iterable<R>
  /** The number of the last change up to that moment. */
  touchedUntil(at: number): number
}

export type Listed = {
  readonly app: string
  readonly region: string
  readonly touched: number
  readonly updatedAt: number
}

/** Of Machines. */
export function createMachineReplica(truth: Truth, lagMs: () => number): Replica<MachineRow> {
  const rows = [...truth.machines()].map((row) => [row.id, row] as const)
  return createReplica(truth, lagMs, rows, (change) => (change.kind === 'machine' ? change : undefined))
}

/** Of volumes. */
export function createVolumeReplica(truth: Truth, lagMs: () => number): Replica<VolumeRow> {
  const { volume } = truth.tables
  const rows = [...volume.all()].map((row) => [row.key, row] as const)
  return createReplica(truth, lagMs, rows, (change) =>
    change.kind === 'row' && change.table === 'volume' ? { key: change.key, row: volume.get(change.key) } : undefined,
  )
}

/**
 * `lagMs` is asked at each look; a longer lag than before lets the replica stand still for a while. `changeOf` tells what
 * a change of the truth means for it, if anything.
 */
function createReplica<R extends Listed>(
  truth: Truth,
  lagMs: () => number,
  rows: readonly (readonly [id: string, row: R])[],
  changeOf: (change: Change) => { readonly key: string; readonly row: R | undefined } | undefined,
): Replica<R> {
  const byId = new Map<string, R>()
  const byApp = new Map<string, Map<string, R>>()
  /** In order of changes. Places that a thing has left since, by changing again, are skipped and now and then removed. */
  let order: Place[] = []
  const toCome: { readonly at: number; readonly id: string; readonly row: R | undefined }[] = []
  let done = 0

  for (const [id, row] of [...rows].sort(([, one], [, other]) => one.touched - other.touched)) show(id, row)
  truth.subscribe((change) => {
    if (change.kind === 'app') {
      if (change.row === undefined) byApp.delete(change.key)
      return
    }
    const mine = changeOf(change)
    if (mine === undefined) return
    toCome.push({ at: truth.now(), id: mine.key, row: mine.row })
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

  function show(id: string, row: R | undefined): void {
    const before = byId.get(id)
    if (row === undefined) {
      byId.delete(id)
      if (before !== undefined) byApp.get(before.app)?.delete(id)
      return
    }
    byId.set(id, row)
    const ofApp = byApp.get(row.app) ?? new Map<string, R>()
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
    of(app) {
      catchUp()
      return (byApp.get(app) ?? new Map<string, R>()).values()
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
