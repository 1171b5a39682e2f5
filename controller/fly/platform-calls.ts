import type { Ask } from './ask.ts'
import { organization } from './limits.ts'
import type { Line } from './line.ts'
import type { PlatformPort } from './platform-port.ts'
import { currentTokenFrom, placementsFrom, regionsFrom } from './platform-shapes.ts'

/** What is asked about Fly itself, and about us. */
export function createPlatformCalls(line: Line, slug: string): PlatformPort {
  return {
    listRegions(call) {
      const what = 'list the regions'
      const ask: Ask = { action: 'list-regions', id: organization, what, method: 'GET', path: ['platform', 'regions'] }
      return line.read(ask, call, regionsFrom)
    },
    askPlacements(wish, call) {
      const ask: Ask = {
        action: 'get-placements',
        id: organization,
        what: 'say where there is room',
        method: 'POST',
        path: ['platform', 'placements'],
        body: { ...wish, org_slug: slug },
      }
      return line.read(ask, call, placementsFrom)
    },
    currentToken(call) {
      const what = 'say what the token is good for'
      const ask: Ask = { action: 'current-token', id: organization, what, method: 'GET', path: ['tokens', 'current'] }
      return line.read(ask, call, currentTokenFrom)
    },
  }
}
