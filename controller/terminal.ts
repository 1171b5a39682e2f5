import { createInterface } from 'node:readline/promises'
import { createColors } from 'picocolors'
import type { Io } from './serve/cli/io.ts'

/** The terminal or pipe of this process. */
export function createTerminal(
  { stdin, stdout, stderr, env }: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'env'>,
  { noColor }: { readonly noColor: boolean },
): Io {
  // A dumb terminal can neither colour nor write over a line: it gets what a pipe gets.
  const isTerminal = stdout.isTTY === true && env.TERM !== 'dumb'
  const { bold, dim, red, green, yellow, cyan } = createColors(isTerminal && !noColor && !env.NO_COLOR)
  return {
    out: (text) => void stdout.write(`${text}\n`),
    err: (text) => void stderr.write(`${text}\n`),
    write: (text) => void stderr.write(text),
    async ask(question) {
      if (stdin.isTTY !== true) return undefined
      const lines = createInterface({ input: stdin, output: stderr })
      try {
        return await lines.question(question)
      } finally {
        lines.close()
      }
    },
    isTerminal: isTerminal && stderr.isTTY === true,
    // A terminal that does not know how wide it is says 0.
    columns: isTerminal ? stdout.columns || undefined : undefined,
    paint: { bold, dim, red, green, yellow, cyan },
  }
}
