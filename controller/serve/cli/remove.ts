import { printable } from '../../plan/printable.ts'
import { count } from '../../status/words.ts'
import type { AppView } from '../operations.ts'
import { type Client, RefusedError } from './client.ts'
import type { CliDeps } from './deps.ts'
import { type End, follow } from './follow.ts'
import { CommandError, exitCodes, type Io } from './io.ts'
import { json } from './words.ts'

/** `artifact delete`: asks a person for the name, since nothing brings back what was on the Machines. */
export async function remove(
  name: string,
  flags: { readonly wait?: boolean; readonly timeout: number; readonly yes?: boolean; readonly json?: boolean },
  client: Client,
  deps: CliDeps,
): Promise<number> {
  const { io } = deps
  const isJson = flags.json === true
  if (!flags.yes) await confirm(await client.get(name), io)
  const view = await client.delete(name)
  if (!isJson)
    io.out(`${io.paint.bold(view.ref)} is being deleted · \`artifact undelete ${name}\` withdraws it while it is there`)
  const about = { timeoutMs: flags.timeout, isQuiet: isJson }
  const ends: readonly End[] = flags.wait ? await follow([name], 'Gone', about, client, deps) : []
  if (isJson) io.out(json(flags.wait ? { deleted: view, ends } : view))
  else if (!flags.wait) io.err(io.paint.dim(`tells when it is gone: artifact wait ${name} --for Gone`))
  return ends.every(({ reached }) => reached) ? exitCodes.ok : exitCodes.failed
}

async function confirm(view: AppView, io: Io): Promise<void> {
  const { name, flyApp, machines } = view
  // Nobody shall type a name only to read that it was for nothing. It is the controller that refuses in earnest.
  if (view.protected) {
    const message = `${view.ref} is protected against deletion`
    throw new RefusedError({
      code: 'Protected',
      message,
      repair: 'set `deletion.protect: false` in its spec, and apply it',
    })
  }
  const what = `${count(machines.total, 'Machine')} and the Fly app ${flyApp} are removed for good.`
  const answer = await io.ask(`${printable(what)}\nType ${io.paint.bold(printable(name))} to go on: `)
  if (answer === undefined)
    throw new CommandError('nobody is there to confirm the deletion', 'say --yes', exitCodes.usage)
  if (answer.trim() !== name) throw new CommandError('not deleted: the name was not typed', 'nothing was changed')
}
