import { printable } from '../../plan/printable.ts'
import type { WaitCondition } from '../operations.ts'
import { type Client, RefusedError } from './client.ts'
import type { CliDeps } from './deps.ts'
import { waitPatiently } from './patience.ts'
import { createSpinner, type Spinner } from './spinner.ts'

/** How it ended for one App. */
export type End = {
  readonly name: string
  readonly reached: boolean
  readonly message: string
  readonly repair: string
}

/**
 * Waits for Apps, several at a time, and says what happens to them: a spinner on a terminal, a line per change
 * elsewhere, nothing when quiet. What the controller refuses is an End; what else goes wrong rejects.
 */
export async function follow(
  names: readonly string[],
  condition: WaitCondition,
  about: { readonly timeoutMs: number; readonly isQuiet: boolean },
  client: Client,
  deps: CliDeps,
): Promise<readonly End[]> {
  const { io, clock } = deps
  const spinner = createSpinner(io)
  const stop = new AbortController()
  const beginning = clock.monotonic()
  const watching = about.isQuiet ? undefined : watch(names, client, deps, stop.signal, spinner)
  const waiting = [...names]
  const ends: End[] = []

  async function wait(): Promise<void> {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const remainingMs = Math.max(0, about.timeoutMs - (clock.monotonic() - beginning))
      const end = await endOf(name, condition, remainingMs, client, deps)
      ends.push(end)
      if (about.isQuiet) continue
      const tookS = ((clock.monotonic() - beginning) / 1_000).toFixed(1)
      if (end.reached) spinner.end(`${io.paint.green('✓')} ${name} is ${condition} after ${tookS} s`)
      else spinner.end(`${io.paint.red('✗')} ${printable(end.message)}`, end.repair)
    }
  }

  try {
    await Promise.all(names.slice(0, mostAtOnce).map(wait))
  } finally {
    stop.abort()
    await watching
    spinner.clear()
  }
  return ends.toSorted((one, other) => names.indexOf(one.name) - names.indexOf(other.name))
}

// Each holds a connection open.
const mostAtOnce = 16

async function endOf(
  name: string,
  condition: WaitCondition,
  timeoutMs: number,
  client: Client,
  { clock }: CliDeps,
): Promise<End> {
  try {
    await waitPatiently(name, condition, timeoutMs, client, clock)
    return { name, reached: true, message: '', repair: '' }
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    const { message, repair } = error
    return { name, reached: false, message, repair }
  }
}

/** Says what changes about the Apps until the signal is aborted. Never rejects: it is the waiting that may fail. */
async function watch(
  names: readonly string[],
  client: Client,
  { clock }: CliDeps,
  signal: AbortSignal,
  spinner: Spinner,
): Promise<void> {
  const meant = new Set(names)
  const told = new Map<string, string>()
  for (let turn = 0; !signal.aborted; turn++) {
    if (turn % turnsPerLook === 0) {
      const [only, ...others] = names
      const look = only !== undefined && others.length === 0 ? client.get(only).then((view) => [view]) : client.list([])
      for (const { name, machines, ready } of await look.catch(() => [])) {
        const line = `${name}  ${machines.healthy}/${machines.total} Machines  ${ready.reason}: ${ready.message}`
        if (!meant.has(name) || told.get(name) === line || signal.aborted) continue
        told.set(name, line)
        spinner.say(line)
      }
    }
    spinner.turn()
    await clock.sleep(betweenTurnsMs, signal).catch(() => undefined)
  }
}

const betweenTurnsMs = 100
const turnsPerLook = 5
