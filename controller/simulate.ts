import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { machineSocketPath } from '../simulator/identity/machine-sockets.ts'
import { readImageFile } from '../simulator/image-file.ts'
import type { ImageCatalogue } from '../simulator/images.ts'
import type { RunProcess } from '../simulator/proxy/processes.ts'
import { serveEdge } from '../simulator/proxy/serve-edge.ts'
import { spawnProcess } from '../simulator/proxy/spawn.ts'
import { serveSimulator } from '../simulator/serve.ts'
import { createSimulator } from '../simulator/simulator.ts'
import { openSimulatorStorage } from '../simulator/storage.ts'
import { realClock } from './real-clock.ts'
import type { SimulateFlags } from './serve/cli/deps.ts'
import { CommandError, exitCodes, type Io } from './serve/cli/io.ts'

/** `artifact simulate`: the simulated Fly on a socket, until it is stopped. */
export async function simulate(flags: SimulateFlags, io: Io, signal: AbortSignal): Promise<number> {
  const port = wholeNumber('--port', flags.port, 65_535)
  const edgePort = flags.edgePort === undefined ? undefined : wholeNumber('--edge-port', flags.edgePort, 65_535)
  await using opened = new AsyncDisposableStack()
  const machines = machinesDirectory(flags, opened)
  const storage = flags.data === undefined ? undefined : openSimulatorStorage(flags.data)
  const simulator = createSimulator({
    clock: realClock,
    seed: wholeNumber('--seed', flags.seed, 2 ** 32),
    organization: flags.organization,
    ...(flags.images !== undefined && { images: await imagesIn(flags.images), run: spawnWith(machines) }),
    ...(storage && { storage }),
  })
  const where = { port, host: '127.0.0.1', machines }
  const server = await serveSimulator(simulator, where).catch(cannotListen('--port', port))
  const edge =
    edgePort === undefined
      ? undefined
      : await serveEdge(simulator.edge, { port: edgePort, host: '127.0.0.1' }).catch(
          cannotListen('--edge-port', edgePort),
        )
  io.out(`simulated Fly of the organisation ${flags.organization} at ${server.url}`)
  io.out(`  export FLY_FLAPS_BASE_URL=${server.url} FLY_API_BASE_URL=${server.url} FLY_API_TOKEN=any`)
  io.out(`  curl ${server.url}/_simulator/world    what there is; simulator/README.md tells the rest`)
  if (edge) io.out(`  curl -H 'Host: APP.fly.dev' ${edge.url}    what its apps answer`)
  io.out(`  ${machines}/…/.fly/api    the API as each Machine sees it`)
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  await edge?.close()
  await server.close()
  simulator.close()
  return exitCodes.ok
}

/** A program finds there what is at `/.fly/api` in a Machine: on one computer, each needs a place of its own. */
function spawnWith(machines: string): RunProcess {
  return (command, environment) => {
    const socket = machineSocketPath(machines, environment.FLY_MACHINE_ID ?? '')
    return spawnProcess(command, { ...environment, SIMULATED_FLY_API: socket })
  }
}

/** Only this file makes programs of this computer run; nothing that is asked of the simulator can. */
async function imagesIn(file: string): Promise<ImageCatalogue> {
  try {
    return readImageFile(await readFile(file, 'utf8'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new CommandError(`${file} cannot be used: ${why}`, 'correct the file of --images', exitCodes.usage)
  }
}

/** Beside the data, for no other simulator; where there is none, for as long as this one runs. */
function machinesDirectory({ data }: SimulateFlags, opened: AsyncDisposableStack): string {
  if (data !== undefined) return join(dirname(data), `${basename(data, '.db')}-machines`)
  const directory = mkdtempSync(join(tmpdir(), 'fly-'))
  opened.defer(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

function cannotListen(flag: string, port: number): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    const why = error.code === 'EADDRINUSE' ? `port ${port} is taken` : error.message
    throw new CommandError(
      `the simulator cannot listen: ${why}`,
      `name another port with ${flag}`,
      exitCodes.cannotStart,
    )
  }
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text)
  if (!/^[0-9]+$/.test(text) || value > most)
    throw new CommandError(`${name} is not a whole number up to ${most}`, `leave it out or correct it`, exitCodes.usage)
  return value
}
