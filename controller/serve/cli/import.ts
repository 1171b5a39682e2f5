import { printable } from '../../plan/printable.ts'
import { count } from '../../status/words.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { exitCodes } from './io.ts'
import { json } from './words.ts'

type Flags = { readonly output?: string; readonly adopt?: boolean; readonly json?: boolean }

/** `artifact import`: a spec written from a live app, which changes nothing; and with `--adopt` the app is ours from then on. */
export async function importApp(flyApp: string, flags: Flags, client: Client, deps: CliDeps): Promise<number> {
  const { io } = deps
  const imported = await client.importApp(flyApp)
  const { text, objections } = imported
  if (flags.json) {
    io.out(json(imported))
    return exitCodes.ok
  }
  if (flags.output === undefined) io.out(text.trimEnd())
  else {
    await deps.writeFile(flags.output, text)
    io.err(`${io.paint.green('✓')} wrote ${printable(flags.output)}`)
  }
  if (flags.adopt && objections.length === 0) {
    const { ref, machines } = await client.adopt(text, flags.output ?? `${flyApp}.yaml`)
    io.err(`${io.paint.green('✓')} ${printable(ref)} has adopted ${printable(flyApp)}: ${count(machines, 'Machine')}`)
    return exitCodes.ok
  }
  if (objections.length > 0) {
    io.err(
      io.paint.yellow(
        `the app cannot be adopted like this: ${count(objections.length, 'reason')}, at the top of the spec`,
      ),
    )
  }
  return flags.adopt ? exitCodes.failed : exitCodes.ok
}
