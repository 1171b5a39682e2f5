import { canonicalJson, fingerprint } from '../plan/canonical.ts'
import type { AuditRecord } from './audit-record.ts'

/** A record in its place: with the hash of the one before it, and its own over all that. */
export type SealedRecord = AuditRecord & {
  readonly seq: number
  /** Of the record before, or empty in the first one. */
  readonly previousHash: string
  readonly hash: string
}

/** The last record of a chain. */
export type ChainHead = { readonly seq: number; readonly hash: string }

/** Of a chain in which there is nothing yet. */
export const emptyChain: ChainHead = { seq: 0, hash: '' }

/** How far a chain is as it was written. */
export type ChainVerdict = {
  readonly count: number
  /** The `seq` of the first row that is not as it was written, or not there. */
  readonly brokenAt: number | undefined
  /** The hash of the last row that is in its place. */
  readonly head: string
}

/** The record that comes after `head`. */
export function sealRecord(record: AuditRecord, head: ChainHead): SealedRecord {
  const unsigned = { ...record, seq: head.seq + 1, previousHash: head.hash }
  return { ...unsigned, hash: hashOf(unsigned) }
}

/** Whether a record is the very one that was written after `head`. */
export function followsOn(head: ChainHead, sealed: SealedRecord): boolean {
  const { hash: told, ...unsigned } = sealed
  return sealed.seq === head.seq + 1 && sealed.previousHash === head.hash && told === hashOf(unsigned)
}

/** JSON without spaces, its keys in order at each depth: equal records are equal texts. */
export function writtenOut(record: object): string {
  return canonicalJson(record)
}

/** SHA-256 of the record as it is written out: anybody can compute it from an export. */
function hashOf(unsigned: object): string {
  return fingerprint(unsigned, 64)
}
