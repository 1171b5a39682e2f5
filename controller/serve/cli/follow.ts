import { printable } from '../../plan/printable.ts'
import { type Client, RefusedError } from './client.ts'
import type { CliDeps } from './deps.ts'
import { createSpinner } from './spinner.ts'

export type End = { readonly name: string; readonly ready: boolean; readonly message: string }

/** Waits for Apps side by side and says what happens to them: a spinner on a terminal, a line per change elsewhere. */
export async function followUntilReady(
  names: readonly string[],
  timeoutMs: number,
  client: Client,
  deps: CliDeps,
  isQuiet: boolean,
): Promise<readonly End[]> {
  const { io, clock } = deps
  const spinner = createSpinner(io)
  const stop = new AbortController()
  const watching = isQuiet ? undefined : watch(names, client, deps, stop.signal, (line) => spinner.say(line))
  try {
    return await Promise.all(
      names.map(async (name) => {
        const startedAt = clock.monotonic()
        const end = await endOf(name, timeoutMs, client)
        const tookS = ((clock.monotonic() - startedAt) / 1_000).toFixed(1)
        const sign = end.ready ? io.paint.green('✓') : io.paint.red('✗')
        if (!isQuiet) spinner.end(`${sign} ${name} ${end.ready ? `Ready after ${tookS} s` : printable(end.message)}`)
        return end
      }),
    )
  } finally {
    stop.abort()
    await watching
    spinner.clear()
  }
}

async function endOf(name: string, timeoutMs: number, client: Client): Promise<End> {
  try {
    await client.waitFor(name, 'Ready', timeoutMs)
    return { name, ready: true, message: 'Ready' }
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error
    return { name, ready: false, message: `${error.message} ${error.repair}`.trim() }
  }
}

async function watch(
  names: readonly string[],
  client: Client,
  { clock }: CliDeps,
  signal: AbortSignal,
  say: (line: string) => void,
): Promise<void> {
  const told = new Map<string, string>()
  while (!signal.aborted) {
    for (const name of names) {
      const status = await client.status(name).catch(() => undefined)
      const message = status?.conditions.find(({ type }) => type === 'Ready')?.message
      if (message === undefined || told.get(name) === message || signal.aborted) continue
      told.set(name, message)
      say(`${name}: ${printable(message)}`)
    }
    await clock.sleep(500, signal).catch(() => undefined)
  }
}
