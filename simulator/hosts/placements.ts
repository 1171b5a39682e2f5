import { readGuest } from '../config.ts'
import type { Premises } from '../premises.ts'
import { isObject } from '../read-shape.ts'
import { refuse, unauthorized } from '../refusal.ts'
import { nearest, regionsOf } from '../regions.ts'
import { type Ask, optional, type Reply, type Route } from '../routes.ts'
import { type Room, roomOf } from './host.ts'

/** Where Machines would fit now. Nothing is reserved by asking. */
export function placementRoutes(premises: Premises): readonly Route[] {
  const { hosts, faults } = premises

  function place({ body, caller: { organization } }: Ask): Reply {
    const asked = body()
    const slug = optional(asked, 'org_slug', 'string') ?? ''
    if (slug === '') throw refuse(400, 'invalid_argument: org_slug is required')
    if (slug !== organization) throw unauthorized()
    const region = optional(asked, 'region', 'string') || `${nearest},any`
    const regions = regionsOf(region)
    if (regions === undefined) throw refuse(400, `invalid_argument: invalid region '${region}'`)
    const count = optional(asked, 'count', 'number') ?? 0
    if (!Number.isInteger(count) || count < 0) throw refuse(400, 'invalid_argument: invalid count')
    const places = regions.map((code) => ({ code, fits: fitsIn(code, needOf(asked)) })).filter(({ fits }) => fits > 0)
    const counts = count === 0 ? places.map(({ fits }) => fits) : share(count, places, isSpread(asked.weights))
    // The names begin with capitals, against Fly's OpenAPI document, and a full region is not there. Seen live.
    const Regions = places
      .map(({ code, fits }, index) => ({ Region: code, Count: counts[index] ?? 0, Concurrency: fits }))
      .filter(({ Count }) => Count > 0)
    return { status: 200, body: { Regions } }
  }

  /** How many fit, up to what the organisation may have. */
  function fitsIn(region: string, need: Room): number {
    const most = faults.quota()?.machines ?? usualLimit
    return faults.shortage(region) === undefined ? Math.min(most, hosts.fits(region, need)) : 0
  }

  return [
    {
      method: 'POST',
      path: '/v1/platform/placements',
      action: 'get-placements',
      countedBy: 'organization',
      isDeed: false,
      answer: place,
    },
  ]
}

/** Without a guest a performance-1x. Source: superfly/fly-go, flaps_platform.go */
function needOf(asked: Readonly<Record<string, unknown>>): Room {
  const guest = asked.compute === undefined || asked.compute === null ? usualGuest : readGuest(asked.compute, 'compute')
  const bytes = optional(asked, 'volume_size_bytes', 'number') ?? 0
  return { ...roomOf(guest), diskGb: Math.max(0, bytes) / 2 ** 30 }
}

function isSpread(weights: unknown): boolean {
  const { region = 1, spread = 0 } = isObject(weights) ? weights : {}
  return Number(spread) > Number(region)
}

/** Fills one region after the other, or lets them take turns. */
function share(count: number, places: readonly { readonly fits: number }[], isEven: boolean): readonly number[] {
  const counts = places.map(() => 0)
  for (let left = count; left > 0; ) {
    const before = left
    for (const [index, { fits }] of places.entries()) {
      const had = counts[index] ?? 0
      const taken = Math.min(left, fits - had, isEven ? 1 : fits)
      counts[index] = had + taken
      left -= taken
    }
    if (left === before) break
  }
  return counts
}

const usualGuest = { cpu_kind: 'performance', cpus: 1, memory_mb: 2_048 } as const
// New organisations may have about so many Machines. Source: Fly's community forum
const usualLimit = 50
