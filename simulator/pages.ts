import { refuse } from './refusal.ts'
import type { Listed, Replica } from './replica.ts'

/** Some of what is to be listed, and the cursor to the rest. */
export type Page<R> = { readonly shown: readonly R[]; readonly cursor: string | undefined }

export interface Pager<R extends Listed> {
  page(query: URLSearchParams, isShown: (row: R) => boolean): Page<R>
  /** A Refusal for a query that makes no sense. */
  check(query: URLSearchParams): void
}

/**
 * Takes pages of a list in the order of changes, by `cursor`, `updated_after` and `limit`. Sometimes a page is short, or
 * empty, although more follow. Source: Fly's OpenAPI document
 */
export function createPager<R extends Listed>(replica: Replica<R>, choose: () => number): Pager<R> {
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

  function take(after: number, limit: number, fits: (row: R) => boolean) {
    const rows: R[] = []
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

  return {
    page(query, isShown) {
      const { after, page } = beginningOf(query)
      const { rows, scannedTo, isEnd } = take(after, limitOf(query), isShown)
      const share = rows.length > 0 ? shareShown(choose()) : 1
      const shown = rows.slice(0, Math.floor(rows.length * share))
      const isCut = shown.length < rows.length
      const reached = isCut ? (shown.at(-1)?.touched ?? after) : scannedTo
      // Also of an empty page the cursor is another one.
      return { shown, cursor: isCut || !isEnd ? cursorOf(reached, page + 1) : undefined }
    },
    check(query) {
      beginningOf(query)
      limitOf(query)
    },
  }
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
