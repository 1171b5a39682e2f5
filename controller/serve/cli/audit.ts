import { printable } from '../../plan/printable.ts'
import { emptyChain, followsOn, type SealedRecord } from '../../status/audit-chain.ts'
import { userBehind } from '../../status/audit-record.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { CommandError, exitCodes } from './io.ts'
import { table } from './table.ts'
import { authorOf, json, jsonLine } from './words.ts'

export type AuditFlags = {
  readonly by?: string
  readonly outcome?: string
  readonly since?: number
  readonly limit: number
  readonly export?: boolean
  readonly verify?: boolean | string
  readonly json?: boolean
}

/** `artifact audit`: who was let do what, and what was done to Fly; and whether all of that is as it was written. */
export async function audit(
  name: string | undefined,
  flags: AuditFlags,
  client: () => Client,
  deps: CliDeps,
): Promise<number> {
  const { io, clock } = deps
  if (typeof flags.verify === 'string') return await verifyFile(flags.verify, deps)
  if (flags.verify) return await verifyStore(client(), flags, deps)
  const since = flags.since === undefined ? undefined : new Date(clock.now() - flags.since).toISOString()
  const query = {
    ...(name !== undefined && { ref: `App/${name}` }),
    ...(flags.by !== undefined && { user: flags.by }),
    ...(flags.outcome !== undefined && { outcome: flags.outcome }),
    ...(since !== undefined && { since }),
  }
  if (flags.export) {
    for await (const record of client().exportAudit(query)) io.out(jsonLine(record))
    return exitCodes.ok
  }
  const records = await client().audit({ ...query, limit: String(flags.limit) })
  if (flags.json) io.out(json(records))
  else if (records.length === 0) io.err('there is no such record')
  else io.out(table(columns, records, io))
  return exitCodes.ok
}

const columns = [
  { title: 'TIME', value: ({ at }: SealedRecord) => at },
  { title: 'OUTCOME', value: (record: SealedRecord) => outcomeOf(record) },
  { title: 'WHAT', value: (record: SealedRecord) => (record.kind === 'call' ? record.action : record.operation) },
  { title: 'OF', value: (record: SealedRecord) => subjectOf(record) },
  { title: 'BY', value: (record: SealedRecord) => behind(record) },
  { title: 'REQUEST', value: (record: SealedRecord) => requestOf(record) ?? '-' },
]

function outcomeOf(record: SealedRecord): string {
  const count = record.kind === 'decision' && record.count !== undefined ? ` (${record.count} times)` : ''
  return `${record.outcome}${record.code === undefined ? '' : `: ${record.code}`}${count}`
}

function subjectOf(record: SealedRecord): string {
  if (record.kind === 'call') return printable(`${record.ref} ${record.slot ?? record.target}`)
  return record.ref ?? '-'
}

function behind(record: SealedRecord): string {
  if (record.kind === 'decision') return record.by === undefined ? 'nobody known' : printable(authorOf(record.by))
  return printable(`controller, for ${userBehind(record) ?? authorOf(record.cause)}`)
}

function requestOf(record: SealedRecord): string | undefined {
  return record.kind === 'call' ? record.flyRequest : (record.by?.request ?? record.request)
}

async function verifyStore(client: Client, flags: AuditFlags, { io }: CliDeps): Promise<number> {
  const { count, brokenAt, head } = await client.verifyAudit()
  if (flags.json) io.out(json({ count, brokenAt, head }))
  else if (brokenAt === undefined) io.out(whole(1, count, head))
  if (brokenAt === undefined) return exitCodes.ok
  throw broken(brokenAt, count)
}

/** The chain of an export, without a controller. It may begin anywhere; what comes after its last record it cannot tell. */
async function verifyFile(path: string, { io, readPaths }: CliDeps): Promise<number> {
  const [file] = await readPaths([path])
  const lines = new TextDecoder()
    .decode(file?.bytes)
    .split('\n')
    .filter((line) => line !== '')
  let head: { seq: number; hash: string } = emptyChain
  let first: number | undefined
  for (const [index, line] of lines.entries()) {
    const record = parsed(line, index + 1)
    first ??= record.seq
    if (index === 0) head = { seq: record.seq - 1, hash: record.previousHash }
    if (!followsOn(head, record)) throw broken(head.seq + 1, index)
    head = record
  }
  io.out(whole(first ?? 1, lines.length, head.hash))
  return exitCodes.ok
}

function parsed(line: string, number: number): SealedRecord {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null && 'seq' in value && 'hash' in value) return value as SealedRecord
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new CommandError(
    `line ${number} is no record of the audit`,
    'verify what `artifact audit --export` has written',
  )
}

function whole(first: number, count: number, head: string): string {
  if (count === 0) return 'there is no record yet'
  return `${count} records, from ${first} on, are as they were written; the last has the hash ${head}`
}

function broken(brokenAt: number, before: number): CommandError {
  const message = `record ${brokenAt} of the audit is not as it was written, or is not there; the ${before} before it are`
  return new CommandError(message, 'compare it with an earlier export; somebody has had write access to the store')
}
