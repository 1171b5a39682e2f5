import type { FlyError } from '../fly/errors.ts'
import type { Log } from '../world.ts'

/**
 * Logs that the organisation list cannot be read when that begins and when its reason changes, and that it can again:
 * while Fly is down, each look fails for the same reason, and there is one every few seconds.
 */
export function createOutage(log: Log): { failed(error: FlyError): void; succeeded(): void } {
  let told: FlyError['code'] | undefined
  return {
    failed({ code, message }) {
      const level = code === told ? 'debug' : 'warn'
      log[level]({ code, reason: message }, 'the organisation list could not be read')
      told = code
    },
    succeeded() {
      if (told !== undefined) log.warn({}, 'the organisation list can be read again')
      told = undefined
    },
  }
}
