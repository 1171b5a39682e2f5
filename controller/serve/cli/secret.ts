import { printable } from '../../plan/printable.ts'
import { mostSecretBytes } from '../../rotation/received.ts'
import type { SecretStatus } from '../../status/status.ts'
import type { SecretDone } from '../operations.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { CommandError, exitCodes } from './io.ts'
import { table } from './table.ts'
import { age, json, span } from './words.ts'

type Flags = { readonly json?: boolean }

/** `artifact secret set`: from standard input, since what stands on a command line is shown to all and remembered. */
export async function setSecret(
  name: string,
  secret: string,
  flags: Flags,
  client: Client,
  deps: CliDeps,
): Promise<number> {
  const { io } = deps
  const { value, hadNewline } = withoutNewline(await read(name, secret, deps))
  if (value.length === 0) throw new CommandError('there is nothing on standard input', 'pipe the value into it')
  if (hadNewline) io.err(io.paint.dim('the line break at its end is not taken for a part of the value'))
  say(await client.setSecret(name, secret, value), flags, deps)
  return exitCodes.ok
}

/** `artifact secret rotate`, `unset`. */
export async function changeSecret(
  what: 'rotate' | 'unset',
  name: string,
  secret: string,
  flags: Flags,
  client: Client,
  deps: CliDeps,
): Promise<number> {
  say(await client.changeSecret(name, secret, what), flags, deps)
  return exitCodes.ok
}

/** `artifact secret list`: what there is, and on how many Machines it is live. */
export async function listSecrets(name: string, flags: Flags, client: Client, { io, clock }: CliDeps): Promise<number> {
  const secrets = await client.secrets(name)
  if (flags.json) io.out(json(secrets))
  else if (secrets.length === 0) io.err(`the spec of ${printable(name)} has no secrets`)
  else io.out(secretTable(secrets, io, clock.now()))
  return exitCodes.ok
}

/** Also a part of `artifact status`. */
export function secretTable(secrets: readonly SecretStatus[], io: CliDeps['io'], now: number): string {
  return table(
    [
      { title: 'SECRET', value: ({ name }) => name },
      { title: 'SOURCE', value: ({ source }) => source },
      {
        title: 'SET',
        value: ({ setAt }) => (setAt === undefined ? 'no' : `${age(setAt, now)} ago`),
        color: ({ setAt }) => (setAt === undefined ? io.paint.red : undefined),
      },
      { title: 'LIVE ON', value: ({ live }) => String(live) },
      {
        title: 'NEXT ROTATION',
        value: ({ nextRotationAt }) => {
          return nextRotationAt === undefined ? '' : `in ${span(Math.max(0, Date.parse(nextRotationAt) - now))}`
        },
      },
    ],
    secrets,
    io,
  )
}

async function read(name: string, secret: string, { readInput }: CliDeps): Promise<Uint8Array> {
  // A line break may be one byte more, or two.
  const input = await readInput(mostSecretBytes + 2)
  if (input === 'terminal') {
    const message = 'standard input is a terminal, which would show the value'
    throw new CommandError(
      message,
      `pipe it: artifact secret set ${printable(name)} ${printable(secret)} < FILE`,
      exitCodes.usage,
    )
  }
  if (input === 'too much') {
    const message = `standard input holds more than ${mostSecretBytes} bytes`
    throw new CommandError(message, 'keep long things elsewhere, and the key to them here')
  }
  return input
}

/** Editors and `echo` put one at the end, and hardly any secret has one. */
function withoutNewline(bytes: Uint8Array): { readonly value: Uint8Array; readonly hadNewline: boolean } {
  if (bytes.at(-1) !== 0x0a) return { value: bytes, hadNewline: false }
  return { value: bytes.subarray(0, bytes.at(-2) === 0x0d ? -2 : -1), hadNewline: true }
}

function say({ ref, secret, done }: SecretDone, flags: Flags, { io }: CliDeps): void {
  if (flags.json) io.out(json({ ref, secret, done }))
  else io.out(`${io.paint.bold(printable(secret))} of ${printable(ref)} ${words[done]}`)
}

const words = {
  set: 'is set: Machines that run get it one after the other, as the rollout rules say',
  rotate: 'has another value: Machines that run get it one after the other, as the rollout rules say',
  unset: 'is unset: no Machine is made or changed until it is set again',
} as const
