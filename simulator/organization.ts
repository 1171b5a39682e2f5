import type { OrgMachinesPage } from '../controller/fly/wire.ts'
import { filterOf } from './machine-list.ts'
import type { Premises } from './premises.ts'
import { isoSeconds, refuse, unauthorized } from './refusal.ts'
import { type Ask, flag, type Route } from './routes.ts'
import type { MachineRow } from './rows.ts'
import { orgMachineView } from './views.ts'

/** Every Machine of the organisation, those first whose last change is the longest ago. */
export function organizationRoutes(premises: Premises): readonly Route[] {
  const { truth, laws, replica, faults } = premises

  function list(ask: Ask): OrgMachinesPage {
    const { query, caller } = ask
    const { organization } = caller
    if (ask.params.organization !== organization || caller.app !== undefined) throw unauthorized()
    const { after, page } = beginningOf(query)
    const limit = limitOf(query)
    if (faults.areListsEmpty()) {
      faults.count('empty lists')
      return { machines: [] }
    }
    const hidden = faults.hiddenRegions()
    if (hidden.length > 0) faults.count('hidden region')

    const { rows, scannedTo, isEnd } = take(after, limit, isShown(query, organization, hidden))
    // Sometimes a page is short, or empty, although more follow. The cursor is another one all the same.
    const share = rows.length > 0 ? shareShown(laws.choose()) : 1
    const shown = rows.slice(0, Math.floor(rows.length * share))
    const isCut = shown.length < rows.length
    const last = shown.at(-1)
    const reached = isCut ? (last?.touched ?? after) : scannedTo
    return {
      machines: shown.map((row) => orgMachineView(row, flag(query, 'summary'))),
      ...(hidden.length > 0 && { error_regions: hidden }),
      ...(last && { last_machine_id: last.id, last_updated_at: isoSeconds(last.updatedAt) }),
      ...((isCut || !isEnd) && { next_cursor: cursorOf(reached, page + 1) }),
    }
  }

  /** The cursor goes before `updated_after`. */
  function beginningOf(query: URLSearchParams): { readonly after: number; readonly page: number } {
    const cursor = query.get('cursor')
    if (cursor) return parseCursor(cursor)
    const text = query.get('updated_after')
    if (!text) return { after: 0, page: 0 }
    const at = Date.parse(text)
    if (Number.isNaN(at)) throw refuse(400, `invalid_argument: invalid updated_after '${text}'`)
    return { after: replica.touchedUntil(at), page: 0 }
  }

  function isShown(
    query: URLSearchParams,
    organization: string,
    hidden: readonly string[],
  ): (row: MachineRow) => boolean {
    const fits = filterOf(query)
    return (row) =>
      fits(row) && !hidden.includes(row.region) && (truth.app(row.app)?.organization ?? organization) === organization
  }

  function take(after: number, limit: number, fits: (row: MachineRow) => boolean) {
    const rows: MachineRow[] = []
    let scanned = 0
    let scannedTo = after
    for (const row of replica.changedAfter(after)) {
      if (rows.length === limit || scanned === limit * mostScans) return { rows, scannedTo, isEnd: false }
      scanned++
      scannedTo = row.touched
      if (fits(row)) rows.push(row)
    }
    return { rows, scannedTo, isEnd: true }
  }

  return [
    {
      method: 'GET',
      path: '/v1/orgs/:organization/machines',
      action: 'list-org-machines',
      countedBy: 'organization',
      isDeed: false,
      answer: (ask) => ({ status: 200, body: list(ask) }),
    },
  ]
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') || mostAtOnce)
  if (!Number.isInteger(limit) || limit < 1) throw refuse(400, 'invalid_argument: invalid limit')
  return Math.min(limit, mostAtOnce)
}

function shareShown(draw: number): number {
  if (draw < 0.01) return 0
  return draw < 0.05 ? draw * 20 : 1
}

function cursorOf(after: number, page: number): string {
  return Buffer.from(`${after}.${page}`).toString('base64url')
}

function parseCursor(cursor: string): { readonly after: number; readonly page: number } {
  const [, after, page] = /^(\d{1,15})\.(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (after === undefined) throw refuse(400, 'invalid_argument: invalid cursor')
  return { after: Number(after), page: Number(page) }
}

// Source: Fly's OpenAPI document
const mostAtOnce = 1_000
// How many that do not fit are looked at for each that may be shown, before the page is given up.
const mostScans = 5
