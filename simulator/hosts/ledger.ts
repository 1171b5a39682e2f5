import type { Change, Truth } from '../truth.ts'
import { type HostRow, minus, noRoom, plus, type Room, roomOf, takesRoom } from './host.ts'

/** What is taken on each host, by Machines that run and by volumes. Asking costs nothing, however much there is. */
export interface Ledger {
  taken(host: string): Room
  /** In order of creation. */
  hostsIn(region: string): readonly HostRow[]
}

export function createLedger(truth: Truth): Ledger {
  const entries = new Map<string, { readonly host: string; readonly room: Room }>()
  const sums = new Map<string, Room>()
  const byRegion = new Map<string, readonly HostRow[]>()

  for (const row of truth.tables.host.all()) noteHost(row)
  for (const row of truth.machines()) note({ kind: 'machine', key: row.id, row })
  for (const row of truth.tables.volume.all()) note({ kind: 'row', table: 'volume', key: row.key, row })
  truth.subscribe(note)

  function note(change: Change): void {
    if (change.kind === 'app') return
    if (change.kind === 'machine') {
      const { key, row } = change
      enter(`machine ${key}`, row && takesRoom(row) ? { host: row.hostId, room: roomOf(row.config.guest) } : undefined)
      return
    }
    if (change.table === 'host' && change.row !== undefined) noteHost(change.row as HostRow)
    if (change.table !== 'volume') return
    const volume = truth.tables.volume.get(change.key)
    const room = { ...noRoom, diskGb: volume?.sizeGb ?? 0 }
    enter(`volume ${change.key}`, volume && { host: volume.hostId, room })
  }

  function noteHost(row: HostRow): void {
    const others = (byRegion.get(row.region) ?? []).filter(({ key }) => key !== row.key)
    byRegion.set(
      row.region,
      [...others, row].sort((one, other) => one.nth - other.nth),
    )
  }

  function enter(key: string, entry: { readonly host: string; readonly room: Room } | undefined): void {
    const before = entries.get(key)
    if (before !== undefined) sums.set(before.host, minus(taken(before.host), before.room))
    if (entry === undefined) entries.delete(key)
    else {
      entries.set(key, entry)
      sums.set(entry.host, plus(taken(entry.host), entry.room))
    }
  }

  function taken(host: string): Room {
    return sums.get(host) ?? noRoom
  }

  return { taken, hostsIn: (region) => byRegion.get(region) ?? [] }
}
