import type { MachineRow } from '../rows.ts'
import type { Truth } from '../truth.ts'

/** The Machines that run, for who is inside of them. */
export interface MachineDoors {
  /** Fetches as the Machine does through its own socket, without a token. While it does not run, nothing listens. */
  machineFetch(machineId: string): (request: Request) => Promise<Response>
  /** Tells of each Machine that runs, now and from now on, and when it does so no more. Returns the end of it. */
  followRunning(listener: (machineId: string, isRunning: boolean) => void): () => void
}

export function createMachineDoors(options: {
  readonly truth: Truth
  readonly exchange: (request: Request, machineId: string) => Promise<Response>
}): MachineDoors {
  const { truth, exchange } = options
  return {
    machineFetch: (machineId) => async (request) => {
      const machine = truth.machine(machineId)
      if (machine === undefined || !isRunning(machine)) throw nothingListens(machineId)
      return await exchange(request, machineId)
    },
    followRunning(listener) {
      const running = new Set<string>()
      const look = (machineId: string, isSo: boolean): void => {
        if (isSo === running.has(machineId)) return
        if (isSo) running.add(machineId)
        else running.delete(machineId)
        listener(machineId, isSo)
      }
      for (const machine of truth.machines()) look(machine.id, isRunning(machine))
      return truth.subscribe(({ kind, key, row }) => {
        if (kind === 'machine') look(key, row !== undefined && isRunning(row))
      })
    },
  }
}

/** Until its program has ended, whatever is to become of it. */
function isRunning({ state }: MachineRow): boolean {
  return running.has(state)
}

const running: ReadonlySet<string> = new Set(['started', 'stopping', 'suspending', 'restarting'])

/** As undici reports a socket that is not there. */
function nothingListens(machineId: string): TypeError {
  const path = `${machineId}/.fly/api`
  const cause = Object.assign(new Error(`connect ENOENT ${path}`), { code: 'ENOENT', syscall: 'connect', path })
  return new TypeError('fetch failed', { cause })
}
