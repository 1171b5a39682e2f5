import { FlyError } from '../fly/errors.ts'
import type { Call } from '../fly/fly.ts'
import type { AppSecret } from '../fly/wire-secrets.ts'
import type { Holdings } from '../plan/observed.ts'
import { secretFacts } from '../plan/secret-facts.ts'
import type { Deps } from './deps.ts'

/**
 * The names and digests of an app's secrets, none older than what we wrote last: what others seem to have changed may
 * otherwise be our own write, not visible yet. Rejects with NotNow when Fly does not show it for long.
 */
export async function listSecrets(
  flyApp: string,
  { assets }: Holdings,
  { fly, world }: Deps,
  call: Call,
): Promise<readonly AppSecret[]> {
  const ours = assets.filter(({ kind }) => kind === 'secret')
  const minVersion = Math.max(0, ...ours.map((asset) => secretFacts(asset).version))
  for (let tries = 1; ; tries++) {
    try {
      return await fly.listSecrets(flyApp, call, minVersion)
    } catch (error) {
      if (!(error instanceof FlyError && error.code === 'NotNow') || tries >= mostTries) throw error
      await world.clock.sleep(betweenTriesMs, call.signal)
    }
  }
}

const mostTries = 10
// As often as Fly allows: once a second, after the first three.
const betweenTriesMs = 500
