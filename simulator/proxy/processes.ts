import type { Duplex } from 'node:stream'

/** Real programs that run in Machines. */
export interface Processes {
  /** A connection to the program of the Machine; `undefined` when its image is no real program. */
  connect(machineId: string, signal: AbortSignal): Promise<Duplex | 'refused' | undefined>
}
