import type { Place } from './problem.ts'

/** Finds the line and column of an offset into a text. Columns count UTF-16 units from 1, as editors do. */
export type Lines = {
  /** The place of `length` characters from `offset` on, as far as they are on one line; at least one. */
  place(offset: number, length: number): Place
}

export function linesOf(file: string, text: string): Lines {
  const starts = [0]
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1)

  return {
    place(offset, length) {
      const inside = Math.max(0, Math.min(offset, text.length))
      const line = lastNotAfter(starts, inside)
      const start = starts[line] ?? 0
      const end = (starts[line + 1] ?? text.length + 1) - 1
      const lineEnd = end > start && text[end - 1] === '\r' ? end - 1 : end
      const within = Math.min(length, lineEnd - inside)
      return { file, line: line + 1, column: inside - start + 1, length: Math.max(1, within) }
    },
  }
}

/** The index of the last of the rising `numbers` that is not greater than `limit`. */
function lastNotAfter(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((numbers[middle] ?? 0) <= limit) low = middle
    else high = middle - 1
  }
  return low
}
