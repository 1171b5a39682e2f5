/** Some items of a list, from the one that the cursor names. A cursor that is none of ours begins at the start. */
export function pageOf<T>(
  all: readonly T[],
  limit: number,
  cursor: string | undefined,
): { readonly items: readonly T[]; readonly total: number; readonly next_cursor?: string } {
  const first = cursor === undefined ? 0 : Number(cursor)
  const items = all.slice(first, first + limit)
  const end = first + items.length
  return { items, total: all.length, ...(end < all.length && { next_cursor: String(end) }) }
}
