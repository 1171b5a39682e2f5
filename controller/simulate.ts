import { serveSimulator } from '../simulator/serve.ts'
import { createSimulator } from '../simulator/simulator.ts'
import { openSimulatorStorage } from '../simulator/storage.ts'
import { realClock } from './real-clock.ts'
import type { SimulateFlags } from './serve/cli/deps.ts'
import { CommandError, exitCodes, type Io } from './serve/cli/io.ts'

/** `artifact simulate`: the simulated Fly on a socket, until it is stopped. */
export async function simulate(flags: SimulateFlags, io: Io, signal: AbortSignal): Promise<number> {
  const port = wholeNumber('--port', flags.port, 65_535)
  const storage = flags.data === undefined ? undefined : openSimulatorStorage(flags.data)
  const simulator = createSimulator({
    clock: realClock,
    seed: wholeNumber('--seed', flags.seed, 2 ** 32),
    organization: flags.organization,
    ...(storage && { storage }),
  })
  const server = await serveSimulator(simulator, { port, host: '127.0.0.1' }).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'EADDRINUSE' ? `port ${port} is taken` : error.message
    throw new CommandError(
      `the simulator cannot listen: ${why}`,
      'name another port with --port',
      exitCodes.cannotStart,
    )
  })
  io.out(`simulated Fly of the organisation ${flags.organization} at ${server.url}`)
  io.out(`  FLY_FLAPS_BASE_URL=${server.url} FLY_API_TOKEN=any    any Fly client`)
  io.out(`  curl ${server.url}/_simulator/world                  what there is`)
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  await server.close()
  simulator.close()
  return exitCodes.ok
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text)
  if (!/^[0-9]+$/.test(text) || value > most)
    throw new CommandError(`${name} is not a whole number up to ${most}`, `leave it out or correct it`, exitCodes.usage)
  return value
}
