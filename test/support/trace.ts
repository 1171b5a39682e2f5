/** What happened in a simulated run, for people who look for the cause of a failure, and as a fingerprint of the run. */
export interface Trace {
  /** Adds a line. `kind` says who speaks: `fly`, `store`, `world`, `house`, `log`. */
  note(kind: string, text: string): void
  /** The same for what goes on all the time: it counts for the fingerprint, and is not shown. */
  hum(kind: string, text: string): void
  /** The last `count` lines, oldest first, each with its virtual time. Only some hundreds are kept. */
  last(count: number): readonly string[]
  /** Equal for two runs in which the same happened at the same times in the same order. */
  fingerprint(): string
}

/** `elapsedMs` tells the virtual time since the run began. */
export function createTrace(elapsedMs: () => number): Trace {
  const lines: string[] = []
  let fingerprint = 0x811c9dc5

  function hash(kind: string, text: string): string {
    const line = `${(elapsedMs() / 1000).toFixed(3).padStart(9)}s  ${kind.padEnd(6)} ${text}`
    for (let index = 0; index < line.length; index++) {
      fingerprint = Math.imul(fingerprint ^ line.charCodeAt(index), 0x01000193)
    }
    return line
  }

  return {
    hum: hash,
    note(kind, text) {
      const line = hash(kind, text)
      lines.push(line)
      if (lines.length > 2 * keptLines) lines.splice(0, keptLines)
    },
    last: (count) => lines.slice(-count),
    fingerprint: () => (fingerprint >>> 0).toString(16).padStart(8, '0'),
  }
}

const keptLines = 400
