import type { DomainStatus } from '../../status/status.ts'
import type { Io } from './io.ts'
import { table } from './table.ts'

/** The hostnames, and what has to be put into the DNS for those that are not active. */
export function domainTables(rows: readonly DomainStatus[], io: Io): readonly string[] {
  const { paint } = io
  const records = rows.flatMap(({ records }) => records)
  const hostnames = table(
    [
      { title: 'DOMAIN', value: ({ hostname }) => hostname },
      {
        title: 'STATE',
        value: ({ state, limitedUntil }) => (limitedUntil ? `${state}, not before ${limitedUntil}` : state),
        color: ({ active }) => (active ? paint.green : paint.yellow),
      },
      { title: 'PROBLEM', value: ({ problem = '' }) => problem },
    ],
    rows,
    io,
  )
  if (records.length === 0) return [hostnames]
  const wanted = table(
    [
      { title: 'DNS RECORD', value: ({ type }) => type },
      { title: 'NAME', value: ({ name }) => name },
      { title: 'VALUE', value: ({ value }) => value },
    ],
    records,
    io,
  )
  return [hostnames, wanted]
}
