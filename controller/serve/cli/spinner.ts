import { printable } from '../../plan/printable.ts'
import type { Io } from './io.ts'
import { cut } from './width.ts'

/** What is going on, on one line of a terminal that is written over; a line each elsewhere. Goes to standard error. */
export interface Spinner {
  /** Text from anywhere. */
  say(line: string): void
  /** Shows that there is still life. */
  turn(): void
  /** A line that stays, and below it what helps, if anything does. */
  end(line: string, repair?: string): void
  clear(): void
}

export function createSpinner(io: Io): Spinner {
  const { paint } = io
  let frame = 0
  let shown: string | undefined

  function draw(): void {
    if (shown === undefined) return
    const room = Math.max(10, (io.columns ?? 80) - 3)
    io.write(`${erase}${paint.cyan(frames[frame % frames.length] ?? '')} ${cut(shown, room)}`)
  }

  function clear(): void {
    if (io.isTerminal && shown !== undefined) io.write(erase)
    shown = undefined
  }

  return {
    say(line) {
      if (!io.isTerminal) return io.err(printable(line))
      shown = printable(line)
      draw()
    },
    turn() {
      frame += 1
      if (io.isTerminal) draw()
    },
    end(line, repair = '') {
      clear()
      io.err(line)
      if (repair !== '') io.err(`  ${printable(repair)}`)
    },
    clear,
  }
}

const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'
const erase = '\r\u001b[2K'
