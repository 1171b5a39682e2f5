import type { Call } from './fly.ts'
import type { CurrentToken } from './wire.ts'
import type { AskPlacements, Placement, Region } from './wire-platform.ts'

/** The part of the port that is about Fly itself, and us. What holds for all calls is said at `Fly`. */
export interface PlatformPort {
  /** Deprecated ones as well, and those that are only for who pays. */
  listRegions(call: Call): Promise<readonly Region[]>
  /**
   * Where Fly would put so many Machines of that size now. A region that is full is not among them. Reserves nothing: the
   * Machine may be refused all the same a moment later.
   */
  askPlacements(wish: Omit<AskPlacements, 'org_slug'>, call: Call): Promise<readonly Placement[]>
  /** What the token in use is good for. */
  currentToken(call: Call): Promise<CurrentToken>
}
