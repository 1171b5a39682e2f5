import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

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

/** What the command proves itself with: what it was given, or what lies in the data directory on this machine. */
export function tokenFor(url: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const given = env.ARTIFACT_TOKEN?.trim() || undefined
  return given ?? findLocalToken(env.ARTIFACT_DATA?.trim() || '.artifact', url)
}

const fileName = 'local-token.json'
