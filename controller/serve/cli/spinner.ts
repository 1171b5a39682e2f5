import type { Io } from './io.ts'

/** What is going on, on one line of a terminal that is written over; a line each elsewhere. Goes to standard error. */
export interface Spinner {
  say(line: string): void
  /** A line that stays. */
  end(line: string): void
  clear(): void
}

export function createSpinner(io: Io): Spinner {
  const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'
  let frame = 0
  const erase = '\r\u001b[2K'
  return {
    say(line) {
      if (!io.isTerminal) return io.err(line)
      frame = (frame + 1) % frames.length
      const room = Math.max(10, (io.columns ?? 80) - 3)
      io.write(`${erase}${io.paint.cyan(frames[frame] ?? '')} ${line.slice(0, room)}`)
    },
    end(line) {
      if (io.isTerminal) io.write(erase)
      io.err(line)
    },
    clear() {
      if (io.isTerminal) io.write(erase)
    },
  }
}
