import type { Holdings, Sighting } from '../plan/observed.ts'
import { certificateAsset } from '../resource/certificate.ts'
import type { Asset, Intent } from '../resource/ownership.ts'
import type { Effects } from '../store/store.ts'
import type { Deps } from './deps.ts'
import type { Verdict } from './settle.ts'

/** What a list of certificates says of a call whose answer was lost. A hostname is there once for all of Fly. */
export function judgeCertificate(
  { id, action, target }: Intent,
  { app, certificates }: Sighting,
  { assets }: Holdings,
  { memory }: Deps,
): Verdict | undefined {
  const isRequest = action === 'request-certificate'
  // Certificates go with their app.
  if (app !== 'present') return app === 'absent' ? { state: isRequest ? 'refused' : 'done' } : undefined
  if (certificates === undefined) return undefined
  const isThere = certificates.some(({ summary }) => summary.hostname === target)
  if (isRequest && isThere) return { state: 'done', effects: { assets: [certificateAsset(target, id)] } }
  if (!isRequest && !isThere) {
    const rows = assets.filter((row) => row.kind === 'certificate' && row.id === target)
    return { state: 'done', effects: { assets: rows.map((row) => ({ ...row, alive: false })) } }
  }
  return memory.isUnmade(id, false) ? { state: 'refused' } : undefined
}

/** Hostnames of ours that are gone, and those thought gone that are there again. */
export function certificatesChanged(
  { app, certificates }: Sighting,
  { assets }: Holdings,
  { memory }: Deps,
): NonNullable<Effects['assets']> {
  const rows = assets.filter(({ kind }) => kind === 'certificate')
  if (app === 'absent') return rows.filter(({ alive }) => alive).map((row) => ({ ...row, alive: false }))
  if (certificates === undefined) return []
  const listed = new Set(certificates.map(({ summary }) => summary.hostname))
  return rows.flatMap((row): readonly Asset[] => {
    if (!row.alive) return listed.has(row.id) ? [{ ...row, alive: true }] : []
    return memory.isGone(row.id, listed.has(row.id)) ? [{ ...row, alive: false }] : []
  })
}
