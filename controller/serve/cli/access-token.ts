import { printable } from '../../plan/printable.ts'
import type { Client } from './client.ts'
import type { CliDeps } from './deps.ts'
import { exitCodes } from './io.ts'
import { table } from './table.ts'
import { age, authorOf, json, span } from './words.ts'

type Flags = { readonly json?: boolean }

/** `artifact access token create`: the token alone on standard output, so that it can be piped to where it belongs. */
export async function createToken(
  name: string,
  flags: Flags & { readonly role: string; readonly expires: number },
  client: Client,
  { io }: CliDeps,
): Promise<number> {
  const made = await client.createToken({ name, role: flags.role, expiresInMs: flags.expires })
  if (flags.json) {
    io.out(json(made))
    return exitCodes.ok
  }
  io.err(
    `token ${io.paint.bold(printable(made.name))}: ${printable(made.role)}, good until ${printable(made.expiresAt)}`,
  )
  io.err(io.paint.dim('it is shown this once, and nobody can show it again:'))
  io.out(printable(made.token))
  return exitCodes.ok
}

/** `artifact access token list`: those too that are good for nothing any more. */
export async function listTokens(flags: Flags, client: Client, { io, clock }: CliDeps): Promise<number> {
  const tokens = await client.tokens()
  const now = clock.now()
  if (flags.json) io.out(json(tokens))
  else if (tokens.length === 0) io.err('there are no tokens; `artifact access token create NAME` makes one')
  else
    io.out(
      table(
        [
          { title: 'NAME', value: ({ name }) => name },
          { title: 'ID', value: ({ id }) => id },
          { title: 'ROLE', value: ({ role }) => role },
          { title: 'AGE', value: ({ createdAt }) => age(createdAt, now) },
          { title: 'BY', value: ({ createdBy }) => authorOf(createdBy) },
          {
            title: 'GOOD FOR',
            value({ expiresAt, revokedAt }) {
              if (revokedAt !== undefined) return 'nothing: revoked'
              const left = Date.parse(expiresAt) - now
              return left > 0 ? span(left) : 'nothing: expired'
            },
          },
        ],
        tokens,
        io,
      ),
    )
  return exitCodes.ok
}

/** `artifact access token revoke`. */
export async function revokeToken(name: string, flags: Flags, client: Client, { io }: CliDeps): Promise<number> {
  const revoked = await client.revokeToken(name)
  if (flags.json) io.out(json(revoked))
  else io.out(`token ${io.paint.bold(printable(revoked.name))} is good for nothing any more`)
  return exitCodes.ok
}
