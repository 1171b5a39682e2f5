import type { IpAssignment } from '../fly/wire-addresses.ts'
import { kindOfListed } from '../plan/observe-addresses.ts'
import type { Holdings, Sighting } from '../plan/observed.ts'
import { addressAsset, readAsked } from '../resource/address.ts'
import type { Asset, Intent } from '../resource/ownership.ts'
import type { Effects } from '../store/store.ts'
import type { Deps } from './deps.ts'
import type { Verdict } from './settle.ts'

/**
 * What a list of addresses says of a call whose answer was lost. An address of the kind that was asked for, made since, of
 * which the store knows nothing, is ours. None is only certain when the request can no longer be on its way.
 */
export function judgeAddress(
  { id, action, target }: Intent,
  { app, addresses }: Sighting,
  { assets }: Holdings,
  { memory, organization }: Deps,
): Verdict | undefined {
  // Addresses go with their app.
  if (app !== 'present')
    return app === 'absent' ? { state: action === 'release-address' ? 'done' : 'refused' } : undefined
  if (addresses === undefined) return undefined
  if (action === 'release-address') {
    const isThere = addresses.some(({ ip }) => ip === target)
    if (!isThere) return { state: 'done', effects: { assets: withdrawn(assets, target) } }
    return memory.isUnmade(id, false) ? { state: 'refused' } : undefined
  }
  const { kind, askedAt } = readAsked(target)
  const known = new Set(assets.filter((asset) => asset.kind === 'address').map((asset) => asset.id))
  const [made] = addresses
    .filter((address) => kindOfListed(address, organization) === kind && !known.has(address.ip ?? ''))
    .filter((address) => madeAt(address) >= askedAt - toleranceMs)
    .sort((one, other) => madeAt(one) - madeAt(other))
  const isUnmade = memory.isUnmade(id, made !== undefined)
  if (made?.ip) return { state: 'done', effects: { assets: [addressAsset(made.ip, kind, id)] } }
  return isUnmade ? { state: 'refused' } : undefined
}

/** Addresses of ours that are gone, and those thought gone that are there again. */
export function addressesChanged(
  { app, addresses }: Sighting,
  { assets }: Holdings,
  { memory }: Deps,
): NonNullable<Effects['assets']> {
  const rows = assets.filter(({ kind }) => kind === 'address')
  if (app === 'absent') return rows.filter(({ alive }) => alive).map((row) => ({ ...row, alive: false }))
  if (addresses === undefined) return []
  const listed = new Set(addresses.map(({ ip }) => ip))
  return rows.flatMap((row): readonly Asset[] => {
    if (!row.alive) return listed.has(row.id) ? [{ ...row, alive: true }] : []
    return memory.isGone(row.id, listed.has(row.id)) ? [{ ...row, alive: false }] : []
  })
}

function withdrawn(assets: readonly Asset[], ip: string): NonNullable<Effects['assets']> {
  return assets.filter(({ kind, id }) => kind === 'address' && id === ip).map((row) => ({ ...row, alive: false }))
}

function madeAt({ created_at: at }: IpAssignment): number {
  return Date.parse(at ?? '') || 0
}

// Fly tells whole seconds, rounded down, and its clock as we know it is a second late at most.
const toleranceMs = 3_000
