import { printable } from '../../plan/printable.ts'
import type { Io } from './io.ts'
import { cut, widthOf } from './width.ts'

/** One column: what stands above it, and what it shows of a row. `color` is applied after the width is known. */
export type Column<Row> = {
  readonly title: string
  readonly value: (row: Row) => string
  readonly color?: (row: Row) => ((text: string) => string) | undefined
}

/**
 * Rows under aligned titles, for people and for `awk` alike: columns are two spaces apart, and what is empty is a dash.
 * The last column is cut at the edge of a terminal, and never in a pipe. The texts of rows may come from anywhere; they
 * are made harmless.
 */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { paint, columns: room }: Pick<Io, 'paint' | 'columns'>,
): string {
  const cells = rows.map((row) => columns.map(({ value }) => printable(value(row)) || '-'))
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...cells.map((line) => widthOf(line[index] ?? ''))),
  )
  const last = columns.length - 1
  const before = widths.slice(0, last).reduce((sum, width) => sum + width + 2, 0)
  const fitted = (text: string, index: number) => {
    if (index < last) return text + ' '.repeat((widths[index] ?? 0) - widthOf(text) + 2)
    return room === undefined ? text : cut(text, Math.max(narrowest, room - before))
  }
  const head = columns.map(({ title }, index) => paint.dim(fitted(title, index))).join('')
  const body = rows.map((row, number) =>
    columns
      .map(({ color }, index) => {
        const text = fitted(cells[number]?.[index] ?? '', index)
        return color?.(row)?.(text) ?? text
      })
      .join(''),
  )
  return [head, ...body].map((line) => line.trimEnd()).join('\n')
}

// A terminal that is too narrow for a table breaks its lines; better than to show nothing of the last column.
const narrowest = 20
