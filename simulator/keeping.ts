import type { AppRow, MachineRow } from './rows.ts'
import type { SimulatorStorage } from './storage.ts'
import { type Row, type TableName, tableNames } from './tables.ts'
import type { Truth } from './truth.ts'

/** A world that was kept. */
export type Kept = {
  readonly apps: readonly AppRow[]
  readonly machines: readonly MachineRow[]
  readonly rows: readonly { readonly table: TableName; readonly row: Row }[]
  /** How many processes have had it so far. Mixed into the seed, or each would give the same names again. */
  readonly lives: number
  /** The latest moment that is known of it. */
  readonly latestAt: number
}

export function loadWorld(storage: SimulatorStorage | undefined): Kept {
  const apps: AppRow[] = []
  const machines: MachineRow[] = []
  const rows: { table: TableName; row: Row }[] = []
  let lives = 0
  for (const [key, json] of storage?.load() ?? []) {
    const value: unknown = JSON.parse(json)
    if (key.startsWith('app/')) apps.push(value as AppRow)
    else if (key.startsWith('machine/')) machines.push(value as MachineRow)
    else if (key === livesKey) lives = Number(value)
    const table = tableNames.find((name) => key.startsWith(`${name}/`))
    if (table !== undefined) rows.push({ table, row: value as Row })
  }
  storage?.save(livesKey, JSON.stringify(lives + 1))
  apps.sort((one, other) => one.nth - other.nth)
  machines.sort((one, other) => one.nth - other.nth)
  rows.sort((one, other) => one.row.nth - other.row.nth)
  const moments = [
    ...apps.map(({ createdAt }) => createdAt),
    ...machines.map(({ updatedAt }) => updatedAt),
    ...rows.map(({ row }) => row.updatedAt ?? 0),
  ]
  const latestAt = moments.reduce((latest, at) => Math.max(latest, at), 0)
  return { apps, machines, rows, lives, latestAt }
}

/** Saves every change from now on: one thing a change. */
export function keepWorld(truth: Truth, storage: SimulatorStorage): void {
  truth.subscribe((change) => {
    const { key, row } = change
    const kind = change.kind === 'row' ? change.table : change.kind
    storage.save(`${kind}/${key}`, row === undefined ? undefined : JSON.stringify(row))
  })
}

const livesKey = 'lives'
