import type { Config } from './config.ts'
import { FlyError } from './fly/errors.ts'
import type { Fly } from './fly/fly.ts'
import { CommandError, exitCodes } from './serve/cli/io.ts'
import { StoreError, type StoreErrorCode } from './store/store.ts'

/** Why the house does not open or had to close, as one line with what to do; a mistake of ours stays as it is. */
export function explainFailure(error: unknown, { dataDirectory, port, healthPort, fly }: Config): unknown {
  if (error instanceof StoreError) return cannotStart(error.message, storeRepairs[error.code](dataDirectory))
  if (!(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'EADDRINUSE' || error.code === 'EACCES') {
    const taken = 'port' in error ? Number(error.port) : port
    const why = error.code === 'EADDRINUSE' ? 'is taken' : 'may not be used by this user'
    const isSimulator = fly.kind === 'simulator' && taken === fly.port && taken !== port
    const name = isSimulator ? 'ARTIFACT_SIMULATOR_PORT' : taken === healthPort ? 'ARTIFACT_HEALTH_PORT' : '--port'
    return cannotStart(`port ${taken} ${why}`, `is another \`artifact up\` running? Otherwise choose with ${name}`)
  }
  return error
}

/**
 * Rejects when Fly refuses the token, or when it is good for another organisation: nothing could be done with it. A Fly
 * that cannot be reached now is no reason not to start.
 */
export async function assertTokenFits(fly: Fly, organization: string, signal: AbortSignal): Promise<void> {
  try {
    const { tokens } = await fly.currentToken({ signal, urgency: 'person' })
    const slugs = tokens.map(({ org_slug: slug }) => slug)
    if (slugs.length === 0 || slugs.includes(organization)) return
    const message = `FLY_ORG_TOKEN is good for ${slugs.join(', ')}, not for ${organization}`
    throw cannotStart(message, 'correct FLY_ORG or FLY_ORG_TOKEN')
  } catch (error) {
    if (!(error instanceof FlyError)) throw error
    if (error.code !== 'Unauthorized') return
    throw cannotStart(`Fly refuses FLY_ORG_TOKEN: ${error.message}`, 'make a new one with `fly tokens create org`')
  }
}

export function cannotStart(message: string, repair: string): CommandError {
  return new CommandError(message, repair, exitCodes.cannotStart)
}

const elsewhere = (directory: string) => `look at the directory ${directory}, or name another one with --data`

const storeRepairs: Readonly<Record<StoreErrorCode, (directory: string) => string>> = {
  Locked: (directory) => `stop the other one, or name another directory than ${directory} with --data`,
  Corrupt: (directory) => `nothing was changed: restore ${directory} from a backup, or name another one with --data`,
  Full: (directory) => `free space on the disk of ${directory}; nothing was lost`,
  TooNew: () => 'start the version of Artifact that wrote it, or a later one',
  Unavailable: elsewhere,
  Deposed: () => 'nothing to do when that was meant: the other one goes on with the work',
  Conflict: elsewhere,
  Unreadable: elsewhere,
}
