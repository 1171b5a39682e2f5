import type { WaitCondition } from '../operations.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { follow } from './follow.ts'
import { exitCodes } from './io.ts'
import { waitPatiently } from './patience.ts'
import { json } from './words.ts'

/** `artifact wait`. */
export async function wait(
  name: string,
  flags: { readonly for: WaitCondition; readonly timeout: number; readonly json?: boolean },
  client: Client,
  deps: CliDeps,
): Promise<number> {
  if (flags.json) {
    deps.io.out(json(await waitPatiently(name, flags.for, flags.timeout, client, deps.clock)))
    return exitCodes.ok
  }
  const about = { timeoutMs: flags.timeout, isQuiet: false }
  const ends = await follow([name], flags.for, about, client, deps)
  return ends.every(({ reached }) => reached) ? exitCodes.ok : exitCodes.failed
}
