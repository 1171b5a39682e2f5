import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommandError, exitCodes } from './serve/cli/io.ts'

/**
 * The way in for whoever has the data directory: a token of the role `admin` that is drawn anew at each start, lies there
 * in a file that only this user can read, and is gone with the process. Whoever can read that directory could change the
 * store as well, so nothing is given away; and nobody has to be let in before there is a first token, or after the last.
 */
export function leaveLocalToken(directory: string, where: LocalToken): () => void {
  const path = join(directory, fileName)
  // Never through a link or into a file that others have put there.
  rmSync(path, { force: true })
  writeFileSync(path, JSON.stringify(where), { mode: 0o600, flag: 'wx' })
  return () => rmSync(path, { force: true })
}

/** `url`: to whom it may be sent. Somebody else could listen where a controller was before. */
export type LocalToken = { readonly url: string; readonly token: string }

/** The token for the controller at `url`, when it runs on this directory. */
function findLocalToken(directory: string, url: string): string | undefined {
  try {
    const found = JSON.parse(readFileSync(join(directory, fileName), 'utf8')) as Partial<LocalToken>
    return found.url === url ? found.token : undefined
  } catch {
    return undefined
  }
}

/**
 * What the command proves itself with: what it was given, or what lies in the data directory on this machine. Throws a
 * CommandError when what it was given would go over the wire in the clear.
 */
export function tokenFor(url: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const given = env.ARTIFACT_TOKEN?.trim() || undefined
  if (given === undefined) return findLocalToken(env.ARTIFACT_DATA?.trim() || '.artifact', url)
  if (mayCarryToken(new URL(url))) return given
  const repair = 'name the controller with https, or ask from where it runs'
  throw new CommandError('ARTIFACT_TOKEN would be sent in the clear', repair, exitCodes.usage)
}

/** Over TLS, at this machine, or in Fly's private network, which is WireGuard. Source: superfly/docs, networking/private-networking */
function mayCarryToken({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return true
  return hostname.endsWith('.internal') || hostname.endsWith('.flycast')
}

const fileName = 'local-token.json'
