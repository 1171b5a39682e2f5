import { printable } from '../../plan/printable.ts'
import type { MachineStatus, Status } from '../../status/status.ts'
import type { AppView, WaitCondition } from '../operations.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { exitCodes, type Io } from './io.ts'
import { table } from './table.ts'
import { age } from './words.ts'

/** `artifact status`: how an App is, what its Machines do, and what comes next. */
export async function status(
  name: string,
  flags: { readonly watch?: boolean; readonly json?: boolean },
  client: Client,
  deps: CliDeps,
): Promise<number> {
  const { io, clock, signal } = deps
  let told: string | undefined
  do {
    const view = await client.get(name)
    const text = flags.json
      ? JSON.stringify(view.status ?? null, undefined, flags.watch ? undefined : 2)
      : show(view, io, clock.now())
    // What differs only by how long ago it was is not news.
    const essence = JSON.stringify(view.status ?? null)
    if (essence !== told) {
      if (told !== undefined && !flags.json) io.out('')
      io.out(text)
      told = essence
    }
    if (flags.watch) await clock.sleep(500, signal)
  } while (flags.watch)
  return exitCodes.ok
}

/** `artifact wait`. */
export async function waitFor(
  name: string,
  flags: { readonly for: WaitCondition; readonly timeout: number; readonly json?: boolean },
  client: Client,
  { io }: CliDeps,
): Promise<number> {
  const waited = await client.waitFor(name, flags.for, flags.timeout)
  io.out(
    flags.json ? JSON.stringify(waited, undefined, 2) : `${name} is ${flags.for} · generation ${waited.generation}`,
  )
  return exitCodes.ok
}

function show(view: AppView, io: Io, now: number): string {
  const { paint } = io
  const head = `${paint.bold(view.ref)} · generation ${view.generation}, accepted ${age(view.acceptedAt, now)} ago · Fly app ${view.flyApp}`
  const notes = notesOf(view, now).map((note) => paint.yellow(note))
  if (!view.status) return [head, ...notes, 'not looked at yet'].join('\n')
  const sections = [[head, ...notes].join('\n'), conditions(view.status, io, now)]
  if (view.status.machines.length > 0) sections.push(machines(view.status.machines, io))
  if (view.status.strangers.length > 0) {
    const names = view.status.strangers.map(({ name, state }) => `${name} (${state})`).join(', ')
    sections.push(paint.yellow(printable(`not ours, and left alone: ${names}`)))
  }
  const { what, at } = view.status.next
  sections.push(`${paint.dim('next')}  ${printable(what)}${at === undefined ? '' : `, at ${at}`}`)
  return sections.join('\n\n')
}

function notesOf(
  { paused, deletionRequestedAt, missingSince, protected: isProtected }: AppView,
  now: number,
): readonly string[] {
  return [
    paused ? 'paused: `artifact resume` lets it go on' : '',
    deletionRequestedAt ? `being deleted since ${age(deletionRequestedAt, now)}` : '',
    missingSince
      ? `SourceMissing: its file has been gone for ${age(missingSince, now)}; the App stays until \`artifact delete\``
      : '',
    isProtected ? 'protected against deletion' : '',
  ].filter((note) => note !== '')
}

function conditions({ conditions, observedGeneration }: Status, io: Io, now: number): string {
  return table(
    [
      { title: 'CONDITION', value: ({ type }) => type },
      { title: 'STATUS', value: ({ status }) => status, color: ({ type, status }) => colorOf(type, status, io) },
      { title: 'REASON', value: ({ reason }) => reason },
      { title: 'SINCE', value: ({ lastTransitionTime }) => age(lastTransitionTime, now) },
      {
        title: 'MESSAGE',
        value: ({ type, message, status }) =>
          type === 'Ready' || status === 'True' ? `${message} (generation ${observedGeneration})` : '',
      },
    ],
    conditions,
    io,
  )
}

function colorOf(type: string, status: string, { paint }: Io): ((text: string) => string) | undefined {
  if (type === 'Ready') return status === 'True' ? paint.green : status === 'False' ? paint.red : paint.yellow
  if (status !== 'True') return undefined
  return type === 'Stalled' ? paint.red : paint.yellow
}

function machines(rows: readonly MachineStatus[], io: Io): string {
  const { paint } = io
  return table(
    [
      { title: 'SLOT', value: ({ slot }) => slot },
      { title: 'MACHINE', value: ({ id }) => id },
      { title: 'STATE', value: ({ state }) => state },
      {
        title: 'HEALTHY',
        value: ({ healthy }) => (healthy ? 'yes' : 'no'),
        color: ({ healthy }) => (healthy ? paint.green : paint.red),
      },
      {
        title: 'CURRENT',
        value: ({ current }) => (current ? 'yes' : 'no'),
        color: ({ current }) => (current ? undefined : paint.yellow),
      },
      { title: 'IMAGE', value: ({ image }) => image ?? '' },
    ],
    rows,
    io,
  )
}
