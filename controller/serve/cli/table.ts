import { printable } from '../../plan/printable.ts'
import type { Io } from './io.ts'

/** One column: what stands above it, and what it shows of a row. `color` is applied after the width is known. */
export type Column<Row> = {
  readonly title: string
  readonly value: (row: Row) => string
  readonly color?: (row: Row) => ((text: string) => string) | undefined
}

/**
 * Rows under aligned titles, for people and for `cut`/`awk` alike: columns are two spaces apart, and a line is never cut.
 * The texts of rows may come from anywhere; they are made harmless.
 */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { paint }: Pick<Io, 'paint'>,
): string {
  const cells = rows.map((row) => columns.map(({ value }) => printable(value(row)) || '-'))
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...cells.map((line) => width(line[index] ?? ''))),
  )
  const pad = (text: string, index: number) => {
    const isLast = index === columns.length - 1
    return isLast ? text : text + ' '.repeat((widths[index] ?? 0) - width(text) + 2)
  }
  const head = columns.map(({ title }, index) => paint.dim(pad(title, index))).join('')
  const body = cells.map((line, number) =>
    line
      .map((text, index) => {
        const color = columns[index]?.color?.(rows[number] as Row)
        const padded = pad(text, index)
        return color ? color(padded) : padded
      })
      .join(''),
  )
  return [head, ...body].map((line) => line.trimEnd()).join('\n')
}

/** How many columns a text takes on a terminal, well enough for names and sentences. */
function width(text: string): number {
  return [...text].length
}
