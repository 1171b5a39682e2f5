import type { AppView } from '../operations.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { CommandError, exitCodes } from './io.ts'
import { createSpinner } from './spinner.ts'

type Change = 'pause' | 'resume' | 'refresh' | 'undelete'

const said = {
  pause: 'paused',
  resume: 'goes on',
  refresh: 'is looked at now',
  undelete: 'stays',
} as const satisfies Record<Change, string>

/** `artifact pause`, `resume`, `refresh`, `undelete`. */
export async function change(
  what: Change,
  name: string,
  flags: { readonly json?: boolean },
  client: Client,
  { io }: CliDeps,
): Promise<number> {
  const view = await client.change(name, what)
  io.out(flags.json ? json(view) : `${name} ${said[what]}`)
  return exitCodes.ok
}

/** `artifact rollback`. */
export async function rollback(
  name: string,
  flags: { readonly to: number; readonly json?: boolean },
  client: Client,
  { io }: CliDeps,
): Promise<number> {
  const submitted = await client.rollback(name, flags.to)
  io.out(
    flags.json
      ? json(submitted)
      : `${name} ${submitted.changed ? `is what generation ${flags.to} was` : 'was so already'} · generation ${submitted.generation}`,
  )
  return exitCodes.ok
}

/** `artifact delete`: asks a person for the name, since nothing brings an app back that is gone. */
export async function remove(
  name: string,
  flags: { readonly wait?: boolean; readonly timeout: number; readonly yes?: boolean; readonly json?: boolean },
  client: Client,
  { io }: CliDeps,
): Promise<number> {
  const { flyApp, machines } = await client.get(name)
  if (!flags.yes) {
    const answer = await io.ask(
      `This takes the Fly app ${flyApp} with ${machines.total} Machines away for good. Type ${name} to go on: `,
    )
    if (answer === undefined) throw new CommandError('nobody is there to ask', 'say --yes', exitCodes.usage)
    if (answer.trim() !== name) throw new CommandError('not deleted', 'the name was not typed')
  }
  const view = await client.delete(name)
  if (!flags.wait) {
    io.out(
      flags.json ? json(view) : `${name} is being deleted; \`artifact wait ${name} --for Gone\` tells when it is gone`,
    )
    return exitCodes.ok
  }
  const spinner = createSpinner(io)
  if (!flags.json) spinner.say(`${name} is being deleted`)
  const waited = await client.waitFor(name, 'Gone', flags.timeout).finally(() => spinner.clear())
  io.out(flags.json ? json(waited) : `${name} is gone`)
  return exitCodes.ok
}

function json(value: AppView | object): string {
  return JSON.stringify(value, undefined, 2)
}
