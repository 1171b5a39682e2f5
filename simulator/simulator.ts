import type { Clock } from '../controller/world.ts'
import type { Delays } from './delays.ts'
import type { Faults } from './faults.ts'
import type { ImageCatalogue } from './images.ts'
import type { RequestLog } from './request-log.ts'
import type { SimulatorStorage } from './storage.ts'
import type { SimulatedWorld } from './world.ts'

/** A Fly that runs in this process: the Machines API behind `fetch`, and the truth behind `world`. */
export interface Simulator {
  /**
   * Answers as `https://api.machines.dev` would; only the path of the URL counts. Rejects only where a network would:
   * with a TypeError `fetch failed` after a reset, with the signal's reason when the caller gives up. What a caller who
   * gave up has asked for is done all the same.
   */
  readonly fetch: (request: Request) => Promise<Response>
  readonly world: SimulatedWorld
  readonly faults: Faults
  readonly requests: RequestLog
  /** Ends all timers. Nothing changes any more; requests that are under way are never answered. */
  close(): void
}

export type SimulatorOptions = {
  /** All time; every delay passes through its `sleep`. */
  readonly clock: Clock
  /** Decides ids, delays within their ranges, and every other choice that is Fly's. */
  readonly seed: number
  /** Slug of the organisation that the token belongs to. Default: `demo`. */
  readonly organization?: string
  /** The token that is accepted, with or without scheme. Default: any that is not empty. */
  readonly token?: string
  /** Default: Fly's real ones, see `delays.ts`. `none`: everything happens at once. */
  readonly delays?: Partial<Delays> | 'none'
  /** Whether Fly's rate limits hold. Default: true. */
  readonly limits?: boolean
  /** How programs behave, by the beginning of the image reference; goes before the built-in ones. */
  readonly images?: ImageCatalogue
  /** Where the world is kept, so that it outlives the process. Default: nowhere. */
  readonly storage?: SimulatorStorage
}

/** A simulated Fly with nothing in it, or with what its storage holds. Its clock never goes back, and does not jump. */
export declare function createSimulator(options: SimulatorOptions): Simulator
