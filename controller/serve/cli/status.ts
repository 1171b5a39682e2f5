import type { Price } from '../../plan/price.ts'
import { usdInWords } from '../../plan/price-words.ts'
import { printable } from '../../plan/printable.ts'
import type { AddressStatus, MachineStatus, Status, VolumeStatus } from '../../status/status.ts'
import type { AppView } from '../operations.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { domainTables } from './domain-tables.ts'
import { exitCodes, type Io } from './io.ts'
import { secretTable } from './secret.ts'
import { table } from './table.ts'
import { age, json, jsonLine, span } from './words.ts'

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
    // What differs only by how long ago it was is not news.
    const essence = JSON.stringify(view)
    if (essence !== told) {
      if (flags.json) io.out(flags.watch ? jsonLine(view.status ?? null) : json(view.status ?? null))
      else io.out(`${told === undefined ? '' : '\n'}${show(view, io, clock.now())}`)
      told = essence
    }
    if (flags.watch) await clock.sleep(500, signal)
  } while (flags.watch)
  return exitCodes.ok
}

function show(view: AppView, io: Io, now: number): string {
  const { paint } = io
  const head = `${paint.bold(view.ref)} · generation ${view.generation}, accepted ${age(view.acceptedAt, now)} ago · Fly app ${printable(view.flyApp)}`
  const notes = notesOf(view, now).map((note) => paint.yellow(note))
  if (!view.status) return [head, ...notes, 'not looked at yet'].join('\n')
  const sections = [[head, ...notes].join('\n'), conditions(view.status, view.generation, io, now)]
  if (view.status.machines.length > 0) sections.push(machines(view.status.machines, io))
  if (view.status.addresses) sections.push(addresses(view.status.addresses, io))
  if (view.status.volumes) sections.push(volumes(view.status.volumes, io))
  const { secrets = [], foreignSecrets = [] } = view.status
  if (secrets.length > 0) sections.push(secretTable(secrets, io, now))
  if (foreignSecrets.length > 0) {
    sections.push(paint.yellow(printable(`secrets that are not ours, and left alone: ${foreignSecrets.join(', ')}`)))
  }
  if (view.status.domains) sections.push(...domainTables(view.status.domains, io))
  if (view.status.strangers.length > 0) {
    const names = view.status.strangers.map(
      ({ name, state, price }) => `${name} (${[state, ...aMonth(price)].join(', ')})`,
    )
    sections.push(paint.yellow(printable(`not ours, and left alone: ${names.join(', ')}`)))
  }
  const { what, at } = view.status.next
  const when = at === undefined ? '' : `, in ${span(Math.max(0, Date.parse(at) - now))}`
  sections.push(`${paint.dim('next')}  ${printable(what)}${when}`)
  return sections.join('\n\n')
}

function notesOf(
  { name, paused, deletionRequestedAt, keptUntil, isHeld, missingSince, fallback, protected: isProtected }: AppView,
  now: number,
): readonly string[] {
  return [
    paused ? `paused: \`artifact resume ${name}\` lets it go on` : '',
    deletionRequestedAt && !isHeld
      ? `deleted ${age(deletionRequestedAt, now)} ago, ${goes(keptUntil, now)}: \`artifact undelete ${name}\` brings it back`
      : '',
    missingSince
      ? `SourceMissing: its file has been gone for ${age(missingSince, now)}; the App stays until \`artifact delete ${name}\``
      : '',
    fallback
      ? `rolled back ${age(fallback.at, now)} ago: generation ${fallback.generation} runs; \`artifact refresh ${name}\` tries the spec once more`
      : '',
    isProtected ? 'protected against deletion' : '',
  ].filter((note) => note !== '')
}

function goes(keptUntil: string | undefined, now: number): string {
  const leftMs = keptUntil === undefined ? 0 : Date.parse(keptUntil) - now
  return leftMs > 0 ? `gone for good in ${span(leftMs)}` : 'going for good'
}

function conditions({ conditions, observedGeneration }: Status, generation: number, io: Io, now: number): string {
  const about = observedGeneration === generation ? '' : ` (about generation ${observedGeneration})`
  const [first] = conditions
  return table(
    [
      { title: 'CONDITION', value: ({ type }) => type },
      { title: 'STATUS', value: ({ status }) => status, color: ({ type, status }) => colorOf(type, status, io) },
      { title: 'REASON', value: ({ reason }) => reason },
      { title: 'SINCE', value: ({ lastTransitionTime }) => age(lastTransitionTime, now) },
      {
        title: 'MESSAGE',
        value: (condition) => {
          const isBesides = condition.type === 'SecretsLive' || condition.type === 'DomainsReady'
          if (condition !== first && !isBesides && condition.status !== 'True') return ''
          return condition !== first && condition.message === first?.message
            ? 'as above'
            : `${condition.message}${about}`
        },
      },
    ],
    conditions,
    io,
  )
}

function colorOf(type: string, status: string, { paint }: Io): ((text: string) => string) | undefined {
  if (type === 'Ready' || type === 'SecretsLive')
    return status === 'True' ? paint.green : status === 'False' ? paint.red : paint.yellow
  if (type === 'DomainsReady') return status === 'True' ? paint.green : paint.yellow
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
      { title: 'IMAGE', value: ({ image }) => readable(image) },
    ],
    rows,
    io,
  )
}

function addresses(rows: readonly AddressStatus[], io: Io): string {
  return table(
    [
      { title: 'ADDRESS', value: ({ ip }) => ip },
      { title: 'TYPE', value: ({ type, network }) => (network === undefined ? type : `${type} for ${network}`) },
      {
        title: 'WHOSE',
        value: ({ ours }) => (ours ? 'ours' : 'not ours, and left alone'),
        color: ({ ours }) => (ours ? undefined : io.paint.yellow),
      },
      { title: 'PRICE', value: ({ price }) => aMonth(price)[0] ?? 'free' },
    ],
    rows,
    io,
  )
}

function volumes(rows: readonly VolumeStatus[], io: Io): string {
  const { paint } = io
  return table(
    [
      { title: 'SLOT', value: ({ slot }) => slot ?? '' },
      { title: 'VOLUME', value: ({ id }) => id },
      { title: 'SIZE', value: ({ sizeGb }) => `${sizeGb} GB` },
      { title: 'STATE', value: ({ state }) => state },
      { title: 'ATTACHED', value: ({ attachedTo }) => attachedTo ?? 'no' },
      { title: 'SNAPSHOTS', value: ({ snapshotDays }) => (snapshotDays === undefined ? '' : `${snapshotDays}d`) },
      {
        title: 'USE',
        value: ({ use, restored }) => `${usesInWords[use]}${restored ? restoredInWords(restored) : ''}`,
        color: ({ use }) => (use === 'used' ? undefined : paint.yellow),
      },
      { title: 'PRICE', value: ({ price }) => aMonth(price)[0] ?? '' },
    ],
    rows,
    io,
  )
}

const usesInWords: Readonly<Record<VolumeStatus['use'], string>> = {
  used: 'in use',
  kept: 'kept: nothing has a use for it',
  quarantined: 'quarantined: look what is in it, then delete it',
  left: 'left behind: another has its place',
  stranger: 'not ours',
}

function aMonth(price: Price | undefined): readonly string[] {
  if (price === undefined) return []
  return [price.unpriced > 0 ? 'its price is not known' : `about ${usdInWords(price)} a month`]
}

/** What was written after the snapshot is missing. */
function restoredInWords({ of, isFork, takenAt }: NonNullable<VolumeStatus['restored']>): string {
  if (isFork) return `, a copy of ${of}`
  const time = takenAt ? ` of ${takenAt.slice(0, 16).replace('T', ' ')} UTC` : ''
  return `, restored from a snapshot${time} of ${of}`
}

/** The digest behind a tag is for programs: --json has it. */
function readable(image = ''): string {
  return image.replace(/(:[^/@]+)@sha256:[0-9a-f]{64}$/, '$1')
}
