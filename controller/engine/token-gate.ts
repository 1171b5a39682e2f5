import { FlyError } from '../fly/errors.ts'
import type { Call, Fly } from '../fly/fly.ts'
import type { Clock } from '../world.ts'

/**
 * Stands between the passes and a Fly that refuses our token. One refused token would fail every App again and again;
 * behind a closed gate only one caller asks Fly, once in a while, whether the token is good again.
 */
export interface TokenGate {
  /** Why nobody is let through, while the gate is closed. Speaks of no App, since it is told of all. */
  refusal(): FlyError | undefined
  /** A call was refused as Unauthorized: closes the gate unless the token turns out to be good. Tells whether it closed. */
  challenge(error: FlyError, call: Call): Promise<boolean>
  /** Asks again if it is time. Tells whether the gate has just opened. */
  probe(call: Call): Promise<boolean>
}

export function createTokenGate(options: {
  readonly fly: Fly
  readonly clock: Clock
  /** The longest time between two probes; the first ones follow sooner. */
  readonly betweenProbesMs: number
}): TokenGate {
  const { fly, clock, betweenProbesMs } = options
  let refused: { readonly error: FlyError; readonly at: number; readonly probes: number } | undefined

  /** One question for all who ask at once. When a token is revoked, a thousand Apps are refused in the same second. */
  let asking: Promise<boolean | undefined> | undefined

  function isGood(call: Call): Promise<boolean | undefined> {
    asking ??= ask(call).finally(() => {
      asking = undefined
    })
    return asking
  }

  /** `undefined`: Fly did not say. */
  async function ask(call: Call): Promise<boolean | undefined> {
    try {
      await fly.currentToken(call)
      return true
    } catch (error) {
      if (!(error instanceof FlyError)) throw error
      return error.code === 'Unauthorized' ? false : undefined
    }
  }

  return {
    refusal: () => refused?.error,
    async challenge(error, call) {
      if (refused) return true
      if ((await isGood(call)) !== false) return false
      const told = new FlyError('Unauthorized', 'nothing is asked of Fly for now', { cause: error })
      refused = { error: told, at: clock.monotonic(), probes: 0 }
      return true
    },
    async probe(call) {
      if (!refused) return false
      const { error, at, probes } = refused
      if (clock.monotonic() - at < Math.min(betweenProbesMs, firstProbeMs * 2 ** probes)) return false
      refused = { error, at: clock.monotonic(), probes: probes + 1 }
      if (!(await isGood(call))) return false
      refused = undefined
      return true
    },
  }
}

// A token is sometimes refused for a moment only, as right after it was made.
const firstProbeMs = 5_000
