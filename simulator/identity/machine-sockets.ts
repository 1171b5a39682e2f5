import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { answering } from '../answering.ts'
import type { Simulator } from '../simulator.ts'

/**
 * Where a Machine's own door to the API is, which it finds at `/.fly/api` in itself: a unix socket, there while the
 * Machine runs. In the directory, or beside it where its path would be too long for a socket.
 */
export function machineSocketPath(directory: string, machineId: string): string {
  return join(placeOf(directory), machineId, '.fly', 'api')
}

/** A socket for each Machine that runs. Who opens it is that Machine, so only the person who runs the simulator may. */
export function openMachineSockets(simulator: Simulator, directory: string): { close(): Promise<void> } {
  const servers = new Map<string, Server>()
  removeLeftOvers(directory)

  function open(machineId: string): void {
    const path = machineSocketPath(directory, machineId)
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    rmSync(path, { force: true })
    const server = answering(simulator.machineFetch(machineId)) as Server
    servers.set(machineId, server)
    // A Machine without a door runs all the same; there may be more Machines than a process may have sockets.
    server.on('error', (error) => process.emitWarning(`the simulated Machine ${machineId} has no ${path}: ${error}`))
    server.listen(path, () => chmodSync(path, 0o600))
  }

  function shut(machineId: string): Promise<void> {
    const server = servers.get(machineId)
    servers.delete(machineId)
    remove(machineSocketPath(directory, machineId))
    return new Promise((resolve) => {
      if (server === undefined) return resolve()
      server.close(() => resolve())
      server.closeAllConnections()
    })
  }

  const unfollow = simulator.followRunning((machineId, isRunning) => {
    if (isRunning) open(machineId)
    else void shut(machineId)
  })
  return {
    async close() {
      unfollow()
      await Promise.all([...servers.keys()].map(shut))
    },
  }
}

/** A process that was killed leaves its sockets, at which nobody listens. */
function removeLeftOvers(directory: string): void {
  for (const machineId of entriesOf(placeOf(directory))) {
    remove(machineSocketPath(directory, machineId))
  }
}

/** With the Machine's own directory, if there is nothing else in it. */
function remove(path: string): void {
  const door = dirname(path)
  rmSync(door, { recursive: true, force: true })
  try {
    rmdirSync(dirname(door))
  } catch {
    // Somebody has put something there, or it is gone already.
  }
}

function placeOf(directory: string): string {
  if (Buffer.byteLength(directory) + lengthInside <= longestPath) return directory
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 12)
  return join(tmpdir(), `fly-${name}`)
}

function entriesOf(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

// 108 bytes with the one at the end, 104 on macOS. Source: unix(7)
const longestPath = 103
const lengthInside = '/148e21ea7e46e8/.fly/api'.length
