import { spawn } from 'node:child_process'
import type { Problem } from '../../controller/resource/problem.ts'
import type { Bomb } from './c12-corpus.ts'

/** What a process that begins with a bomb may take for its first reading, with everything still to be compiled. */
export const mostMilliseconds = 200

/**
 * Lets a new process read the bomb first of all, and says what it should not have done; `undefined` when all is well.
 * What is wrong once because the machine is busy is right in another process; what is wrong in itself is so in each.
 */
export async function explode(bomb: Bomb): Promise<string | undefined> {
  let complaint: string | undefined
  for (let left = tries; left > 0; left--) {
    complaint = await explodeOnce(bomb)
    if (complaint === undefined) break
  }
  return complaint
}

const tries = 4

async function explodeOnce(bomb: Bomb): Promise<string | undefined> {
  const { exit, output, errors } = await run(bomb.bytes)
  if (exit !== 0) return `the process ended with ${exit}: ${errors.slice(0, 500)}`
  const { milliseconds, documents, problems, isClean, megabytes } = JSON.parse(output) as Report
  const told = outcomes(documents, problems)
  if (!told.includes(bomb.expected)) return `expected ${bomb.expected}, got ${told.slice(0, 5).join(', ')}`
  if (!isClean) return 'the prototype of all objects was changed'
  if (milliseconds > mostMilliseconds) return `took ${milliseconds.toFixed(0)} ms of processor time`
  return megabytes > mostMegabytes ? `took ${megabytes.toFixed(0)} MB of memory` : undefined
}

/** In the words of a bomb's `expected`. */
export function outcomes(documents: number, problems: readonly Problem[]): readonly string[] {
  if (problems.length > 0) return problems.map(({ code }) => code)
  return [documents > 0 ? 'a resource' : 'nothing']
}

type Report = {
  readonly documents: number
  readonly milliseconds: number
  readonly problems: readonly Problem[]
  readonly isClean: boolean
  readonly megabytes: number
}

// A process of Node that has read a small spec takes 80 MB.
const mostMegabytes = 256
const mostWaitMs = 30_000

function run(bytes: Uint8Array | string): Promise<{ exit: number | string; output: string; errors: string }> {
  const child = spawn(process.execPath, [`${import.meta.dirname}/c12-child.ts`], { timeout: mostWaitMs })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  // A child that has ended early has said why; the pipe says nothing more.
  child.stdin.on('error', () => undefined).end(bytes)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ exit: code ?? signal ?? 'no exit code', output, errors }))
  })
}
