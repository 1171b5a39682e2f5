import type { Premises } from '../premises.ts'
import type { Ask, Reply, Route } from '../routes.ts'
import { addressMutations } from './addresses.ts'
import { appMutations, appQueries } from './apps.ts'
import { buildMutations } from './builds.ts'
import { certificateMutations } from './certificates.ts'
import { imageQueries } from './images.ts'
import { machineQueries } from './machines.ts'
import { partsOf, tell } from './operation.ts'
import { organizationMutations, organizationQueries } from './organizations.ts'
import { type Envelope, perform } from './perform.ts'
import { platformQueries } from './platform.ts'
import { notAuthenticated } from './refusals.ts'
import { releaseMutations } from './releases.ts'
import type { Fields, Scene } from './scene.ts'
import { secretMutations } from './secrets.ts'
import { tokenMutations } from './tokens.ts'
import { viewerQueries } from './viewer.ts'
import { volumeQueries } from './volumes.ts'

/** The other door of Fly's, for which the Machines API has no words: `https://api.fly.io/graphql`. */
export function graphqlRoutes(premises: Premises): readonly Route[] {
  function answer({ body, caller }: Ask): Reply {
    if (caller.owner === '' || premises.faults.isTokenRevoked())
      return { status: 401, body: turnedAway(), deed: 'refused' }
    const asked = partsOf(body())
    // Source: rmosolgo/graphql-ruby
    if (asked === undefined) return { status: 200, body: { errors: [{ message: 'No query string was present' }] } }
    const scene: Scene = { premises, caller }
    const envelope = perform(asked, rootsOf(scene), scene)
    return { status: 200, body: envelope, deed: isApplied(envelope) ? 'applied' : 'refused' }
  }

  return [
    {
      method: 'POST',
      path: '/graphql',
      action: 'graphql',
      countedBy: 'organization',
      isDeed: false,
      // Whoever is turned away is told so in the form of GraphQL; and no limits are known.
      isPublic: true,
      tell,
      answer,
    },
  ]
}

function rootsOf(scene: Scene): Fields {
  return {
    ...platformQueries,
    ...viewerQueries(scene),
    ...organizationQueries(scene),
    ...appQueries(scene),
    ...machineQueries(scene),
    ...imageQueries(scene),
    ...volumeQueries(scene),
    ...organizationMutations(scene),
    ...appMutations(scene),
    ...releaseMutations(scene),
    ...addressMutations(scene),
    ...secretMutations(scene),
    ...certificateMutations(scene),
    ...tokenMutations(scene),
    ...buildMutations(scene),
  }
}

function turnedAway(): Envelope {
  const { message, code } = notAuthenticated()
  return { errors: [{ message, extensions: { code } }] }
}

/** Whether one of the fields that were asked for was done. */
function isApplied({ data }: Envelope): boolean {
  return Object.values(data ?? {}).some((value) => value !== null)
}
