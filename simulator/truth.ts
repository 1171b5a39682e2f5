import type { FlyTime } from './fly-time.ts'
import type { AppRow, MachineRow } from './rows.ts'
import { createTables, type Row, type TableName, type Tables, tableNames } from './tables.ts'

/** All rows, as they truly are. Who wants to know of changes subscribes, and is told of each in turn. */
export interface Truth {
  readonly now: FlyTime
  /** In order of creation. */
  apps(): Iterable<AppRow>
  app(name: string): AppRow | undefined
  putApp(app: AppRow): void
  /** Takes along what it has in tables; its Machines must have been destroyed. */
  removeApp(name: string): void
  /** In order of creation, destroyed ones that can still be read included; of every app when none is named. */
  machines(app?: string): Iterable<MachineRow>
  machine(id: string): MachineRow | undefined
  /** The Machine that has the name in the app; destroyed ones have none any more. */
  machineNamed(app: string, name: string): MachineRow | undefined
  putMachine(machine: MachineRow): void
  /** Everything else. */
  readonly tables: Tables
  /** How many Machines are not destroyed. */
  living(): number
  /** The place in the order of creation for the next thing, and in that of changes for the next change. */
  nextNth(): number
  nextTouched(): number
  /** Puts in what was kept, in order of creation. Nobody is told. */
  restore(kept: {
    readonly apps: readonly AppRow[]
    readonly machines: readonly MachineRow[]
    readonly rows: readonly { readonly table: TableName; readonly row: Row }[]
  }): void
  subscribe(follower: Follower): () => void
}

/** `row` is undefined when the thing is gone for good. */
export type Follower = (change: Change) => void
export type Change =
  | { readonly kind: 'app'; readonly key: string; readonly row: AppRow | undefined }
  | { readonly kind: 'machine'; readonly key: string; readonly row: MachineRow | undefined }
  | { readonly kind: 'row'; readonly table: TableName; readonly key: string; readonly row: Row | undefined }

export function createTruth(now: FlyTime): Truth {
  const apps = new Map<string, AppRow>()
  const machines = new Map<string, MachineRow>()
  const machinesOf = new Map<string, Map<string, MachineRow>>()
  const names = new Map<string, string>()
  const followers = new Set<Follower>()
  /** Destroyed Machines, in the order in which they were destroyed. */
  const graves: MachineRow[] = []
  let living = 0
  let nth = 0
  let touched = 0
  const tables = createTables((table, key, row) => {
    count(row)
    tell({ kind: 'row', table, key, row })
  })

  function tell(change: Change): void {
    for (const follower of followers) follower(change)
  }

  function count(row: Row | undefined): void {
    nth = Math.max(nth, row?.nth ?? 0)
    touched = Math.max(touched, row?.touched ?? 0)
  }

  function setApp(app: AppRow): void {
    nth = Math.max(nth, app.nth)
    apps.set(app.name, app)
    if (!machinesOf.has(app.name)) machinesOf.set(app.name, new Map())
  }

  function setMachine(machine: MachineRow): void {
    const { id, app, name, goneAt } = machine
    const before = machines.get(id)
    nth = Math.max(nth, machine.nth)
    touched = Math.max(touched, machine.touched)
    machines.set(id, machine)
    machinesOf.get(app)?.set(id, machine)
    if (before === undefined && goneAt === undefined) {
      names.set(`${app}/${name}`, id)
      living++
    }
    if (goneAt !== undefined && before?.goneAt === undefined) {
      graves.push(machine)
      if (names.get(`${app}/${name}`) === id) names.delete(`${app}/${name}`)
      if (before !== undefined) living--
    }
  }

  /** Destroyed Machines are forgotten whenever something changes: no timer has to think of them. */
  function forget(): void {
    const at = now()
    while (graves[0] !== undefined && (graves[0].goneAt ?? 0) <= at) {
      const { id, app } = graves.shift() as MachineRow
      machines.delete(id)
      machinesOf.get(app)?.delete(id)
      tell({ kind: 'machine', key: id, row: undefined })
    }
  }

  return {
    now,
    apps: () => apps.values(),
    app: (name) => apps.get(name),
    putApp(app) {
      setApp(app)
      tell({ kind: 'app', key: app.name, row: app })
    },
    removeApp(name) {
      for (const table of tableNames) for (const { key } of [...tables[table].of(name)]) tables[table].remove(key)
      apps.delete(name)
      machinesOf.delete(name)
      tell({ kind: 'app', key: name, row: undefined })
    },
    machines: (app) => (app === undefined ? machines : (machinesOf.get(app) ?? new Map())).values(),
    machine: (id) => machines.get(id),
    machineNamed(app, name) {
      const id = names.get(`${app}/${name}`)
      return id === undefined ? undefined : machines.get(id)
    },
    putMachine(machine) {
      setMachine(machine)
      tell({ kind: 'machine', key: machine.id, row: machine })
      forget()
    },
    tables,
    living: () => living,
    nextNth: () => nth + 1,
    nextTouched: () => touched + 1,
    restore(kept) {
      for (const app of kept.apps) setApp(app)
      for (const machine of kept.machines) setMachine(machine)
      for (const { table, row } of kept.rows) {
        count(row)
        tables.restore(table, row)
      }
    },
    subscribe(follower) {
      followers.add(follower)
      return () => followers.delete(follower)
    },
  }
}
