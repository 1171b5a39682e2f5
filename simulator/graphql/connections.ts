import { refuseField } from './refusals.ts'

export const connectionTypes = `
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
`

/** The types of a list of nodes that is read page by page. */
export function connectionType(node: string): string {
  return `
  type ${node}Connection { nodes: [${node}] edges: [${node}Edge] pageInfo: PageInfo! totalCount: Int! }
  type ${node}Edge { cursor: String! node: ${node} }
  `
}

/** What such a field takes. */
export const pageArguments = 'after: String, before: String, first: Int, last: Int'

export type Page = {
  readonly after?: string | null
  readonly before?: string | null
  readonly first?: number | null
  readonly last?: number | null
}

/**
 * A page of rows as nodes; without bounds it has them all. A cursor is the row's place in the order of creation: what has
 * gone since, and what has come, shifts no page.
 */
export function connectionOf<Row extends { readonly nth: number }>(
  rows: Iterable<Row>,
  page: Page,
  node: (row: Row) => object,
): object {
  const all = [...rows]
  const isNewestFirst = (all[0]?.nth ?? 0) > (all.at(-1)?.nth ?? 0)
  const isPast = ({ nth }: Row, place: number | undefined, otherwise: boolean) =>
    place === undefined ? otherwise : nth !== place && nth > place !== isNewestFirst
  const [after, before] = [placeOf(page.after), placeOf(page.before)]
  const within = all.filter((row) => isPast(row, after, true) && !isPast(row, before, false) && row.nth !== before)
  const beginning = page.first == null ? within : within.slice(0, countOf(page.first))
  const taken = page.last == null ? beginning : beginning.slice(Math.max(0, beginning.length - countOf(page.last)))
  return {
    nodes: () => taken.map(node),
    edges: () => taken.map((row) => ({ cursor: cursorOf(row), node: () => node(row) })),
    pageInfo: {
      hasNextPage: taken.at(-1) !== within.at(-1),
      hasPreviousPage: taken[0] !== within[0],
      startCursor: taken[0] && cursorOf(taken[0]),
      endCursor: taken.at(-1) && cursorOf(taken.at(-1) as Row),
    },
    totalCount: all.length,
  }
}

function countOf(count: number): number {
  if (count < 0) throw refuseField('UNPROCESSABLE', 'a page cannot have less than no entries')
  return count
}

function cursorOf({ nth }: { readonly nth: number }): string {
  return Buffer.from(String(nth)).toString('base64url')
}

function placeOf(cursor: string | null | undefined): number | undefined {
  if (cursor == null || cursor === '') return undefined
  const text = Buffer.from(cursor, 'base64url').toString()
  if (!/^\d{1,15}$/.test(text)) throw refuseField('UNPROCESSABLE', 'the cursor is none of this list')
  return Number(text)
}
