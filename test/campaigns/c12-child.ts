/**
 * A process whose first document is a bomb. Reads it from its input, reads it twice (a submit and its retry, or two such
 * files at the start: some bombs need the second), and prints what came of it.
 */
import { readFileSync } from 'node:fs'
import { readText } from '../../controller/resource/read.ts'

const bytes = new Uint8Array(readFileSync(0))
// The processor time of this thread, not the time on the wall: other processes on the machine do not count.
const before = process.threadCpuUsage()
const first = readText({ file: 'bomb.yaml', bytes })
const { user, system } = process.threadCpuUsage(before)
readText({ file: 'bomb.yaml', bytes })

process.stdout.write(
  JSON.stringify({
    milliseconds: (user + system) / 1000,
    documents: first.documents.length,
    problems: first.problems.slice(0, 100),
    isClean: !('polluted' in {}),
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
)
