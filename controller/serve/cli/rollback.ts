import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { type End, follow } from './follow.ts'
import { exitCodes } from './io.ts'
import { json } from './words.ts'

/** `artifact rollback`: an old generation becomes the newest one. */
export async function rollback(
  name: string,
  flags: { readonly to: number; readonly wait?: boolean; readonly timeout: number; readonly json?: boolean },
  client: Client,
  deps: CliDeps,
): Promise<number> {
  const { io } = deps
  const isJson = flags.json === true
  const submitted = await client.rollback(name, flags.to)
  if (!isJson) {
    const word = submitted.changed ? `is what generation ${flags.to} was` : `is what generation ${flags.to} was already`
    io.out(`${io.paint.bold(submitted.ref)} ${word} · generation ${submitted.generation}`)
  }
  const about = { timeoutMs: flags.timeout, isQuiet: isJson }
  const ends: readonly End[] = flags.wait ? await follow([name], 'Ready', about, client, deps) : []
  if (isJson) io.out(json(flags.wait ? { submitted, ends } : submitted))
  else if (!flags.wait) io.err(io.paint.dim(`follow it: artifact status ${name} --watch`))
  return ends.every(({ reached }) => reached) ? exitCodes.ok : exitCodes.failed
}
