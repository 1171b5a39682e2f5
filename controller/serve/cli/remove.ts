import { printable } from '../../plan/printable.ts'
import { parseDuration } from '../../resource/durations.ts'
import { count } from '../../status/words.ts'
import type { AppView } from '../operations.ts'
import { type Client, RefusedError } from './client.ts'
import type { CliDeps } from './deps.ts'
import { type End, follow } from './follow.ts'
import { CommandError, exitCodes, type Io } from './io.ts'
import { removeRule, ruleKind } from './rules.ts'
import { json } from './words.ts'

/** `artifact delete acme`, `artifact delete app acme`, `artifact delete grant ci`. */
export async function removeAny(
  first: string,
  second: string | undefined,
  flags: Parameters<typeof remove>[1],
  client: Client,
  deps: CliDeps,
): Promise<number> {
  if (second === undefined) return remove(first, flags, client, deps)
  const kind = ruleKind(first)
  if (kind !== undefined) return removeRule(`${kind}/${second}`, flags, client, deps)
  if (first.toLowerCase() === 'app') return remove(second, flags, client, deps)
  throw new CommandError(`there is no kind «${first}»`, 'the kinds are: app, grant, policy', exitCodes.usage)
}

/** `artifact delete`: asks a person for the name, since nothing brings back what was on the Machines. */
export async function remove(
  name: string,
  flags: {
    readonly now?: boolean
    readonly wait?: boolean
    readonly timeout: number
    readonly yes?: boolean
    readonly json?: boolean
  },
  client: Client,
  deps: CliDeps,
): Promise<number> {
  const { io } = deps
  const isJson = flags.json === true
  const isNow = flags.now === true
  const isAsking = flags.yes !== true
  if (isAsking || (flags.wait && !isNow)) {
    const before = await client.get(name)
    if (flags.wait && !isNow) expectNoWait(before)
    if (isAsking) await confirm(before, isNow, io)
  }
  const view = await client.delete(name, { now: isNow })
  const goes = isKept(view, isNow) ? `is stopped, and goes for good in ${keptFor(view)}` : 'is being deleted'
  if (!isJson)
    io.out(`${io.paint.bold(view.ref)} ${goes} · \`artifact undelete ${name}\` takes that back until it is gone`)
  const about = { timeoutMs: flags.timeout, isQuiet: isJson }
  const ends: readonly End[] = flags.wait ? await follow([name], 'Gone', about, client, deps) : []
  if (isJson) io.out(json(flags.wait ? { deleted: view, ends } : view))
  else if (!flags.wait) io.err(io.paint.dim(`tells when it is gone: artifact wait ${name} --for Gone`))
  return ends.every(({ reached }) => reached) ? exitCodes.ok : exitCodes.failed
}

/** Nobody waits for a day without having meant to. */
function expectNoWait(view: AppView): void {
  if (!isKept(view, false)) return
  const repair = 'say --now to have it gone at once, or leave --wait out'
  throw new CommandError(`${view.ref} is kept for ${keptFor(view)} before it goes`, repair, exitCodes.usage)
}

function isKept(view: AppView, isNow: boolean): boolean {
  return !isNow && parseDuration(keptFor(view)) > 0
}

function keptFor({ resource }: AppView): string {
  return resource.spec.deletion.keepFor
}

async function confirm(view: AppView, isNow: boolean, io: Io): Promise<void> {
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
  const when = isKept(view, isNow) ? `stop now, and are removed for good in ${keptFor(view)}` : 'are removed for good'
  const what = `${count(machines.total, 'Machine')} and the Fly app ${flyApp} ${when}.`
  const answer = await io.ask(`${printable(what)}\nType ${io.paint.bold(printable(name))} to go on: `)
  if (answer === undefined)
    throw new CommandError('nobody is there to confirm the deletion', 'say --yes', exitCodes.usage)
  if (answer.trim() !== name) throw new CommandError('not deleted: the name was not typed', 'nothing was changed')
}
