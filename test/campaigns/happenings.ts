import type { Resource } from '../../controller/resource/resource.ts'
import type { Group } from '../../schemas/types.ts'
import { withGroup } from '../support/builders.ts'
import type { Dice } from '../support/random.ts'
import { shortages, type Weather, weathers } from '../support/weather.ts'
import type { SecretDeed } from './secretive.ts'
import { changedApp, randomApp, recovered, troubled } from './specs.ts'
import type { VolumeDeed } from './stored.ts'

/** One thing that happens to a house from outside. Plain data, so that a scenario can be shown and cut down. */
export type Happening = { readonly atMs: number } & (
  | { readonly kind: 'submit'; readonly app: Resource }
  | { readonly kind: 'delete'; readonly name: string }
  /** Somebody does something to a Machine of ours; `at` in [0, 1) says to which. */
  | { readonly kind: 'foreign'; readonly deed: ForeignDeed; readonly at: number }
  /** Somebody makes a Machine of his own in an App of ours. */
  | { readonly kind: 'stranger'; readonly at: number }
  /** The host of one of our Machines cannot be reached for a while. */
  | { readonly kind: 'host-lost'; readonly at: number; readonly forMs: number }
  /** Fly or somebody does something to a volume of ours. */
  | { readonly kind: 'volume'; readonly deed: VolumeDeed; readonly at: number }
  /** Somebody releases an address of ours. */
  | { readonly kind: 'release-address'; readonly at: number }
  /** Somebody does something to a secret of an App. */
  | { readonly kind: 'secret'; readonly deed: SecretDeed; readonly at: number }
  | { readonly kind: 'weather'; readonly weather: Weather; readonly forMs: number }
  | { readonly kind: 'crash'; readonly downMs: number }
  | { readonly kind: 'terminate'; readonly downMs: number }
  /** Another process takes over while the first believes that it still holds the store. */
  | { readonly kind: 'take-over' }
  | { readonly kind: 'clock-jump'; readonly byMs: number }
)

export const foreignDeeds = [
  'stop',
  'start',
  'destroy',
  'crash',
  'edit env',
  'edit image',
  'set metadata',
  'wipe metadata',
  'lease',
] as const
export type ForeignDeed = (typeof foreignDeeds)[number]

export type Scenario = {
  /** In order of time. */
  readonly happenings: readonly Happening[]
  /** When the storm is over. */
  readonly stormMs: number
  /** What the specs are in the end. */
  readonly specs: readonly Resource[]
}

/**
 * A storm: specs change, people meddle, Fly has its troubles and the process dies. How often which of it happens is
 * itself drawn, so that some storms are of one kind only and some of all («swarm testing»).
 */
export function drawScenario(dice: Dice): Scenario {
  const stormMs = dice.between(60, 180) * 1_000
  const specs = new Map<string, Resource>()
  const living = new Set<string>(names)
  const happenings: Happening[] = []
  for (const name of names.slice(0, dice.between(1, names.length))) {
    const app = randomApp(dice, name)
    specs.set(name, app)
    happenings.push({ atMs: dice.between(0, 5_000), kind: 'submit', app })
  }
  const shares = kinds.map((kind) => ({ kind, share: dice.chance(0.35) ? 0 : dice.next() }))
  const times = Array.from({ length: dice.between(6, 16) }, () => dice.between(5_000, stormMs)).sort(
    (one, other) => one - other,
  )
  for (const atMs of times) happenings.push({ atMs, ...drawHappening(dice, weighted(dice, shares), specs, living) })
  // Drawn after all else, so that what older seeds mean remains.
  const rooms = drawRooms(dice, stormMs)
  for (const [name, app] of specs) {
    const well = recovered(app)
    specs.set(name, well)
    if (well !== app) happenings.push({ atMs: stormMs, kind: 'submit', app: well })
  }
  return {
    happenings: [...happenings.map(rooms.allow), ...rooms.shortages].sort((one, other) => one.atMs - other.atMs),
    stormMs,
    specs: [...specs.values()].map(rooms.allowIn),
  }
}

/** Apps that may go to other regions, and times at which there is no room. */
function drawRooms(dice: Dice, stormMs: number) {
  const allowed = new Map(names.map((name) => [name as string, dice.chance(0.4) ? dice.pick(fallbacks) : undefined]))
  const allowIn = (app: Resource): Resource => {
    const fallbackRegions = allowed.get(app.metadata.name)
    return fallbackRegions === undefined
      ? app
      : Object.keys(app.spec.machines).reduce((each, group) => withGroup(each, group, { fallbackRegions }), app)
  }
  const allow = (happening: Happening): Happening =>
    happening.kind === 'submit' ? { ...happening, app: allowIn(happening.app) } : happening
  const drawn = Array.from({ length: dice.chance(0.3) ? dice.between(1, 2) : 0 }, (): Happening => {
    const forMs = dice.between(5, 90) * 1_000
    return { atMs: dice.between(0, stormMs), kind: 'weather', weather: dice.pick(shortages), forMs }
  })
  return { allow, allowIn, shortages: drawn }
}

// In none of these does a drawn App stand by itself.
const fallbacks: readonly Group['fallbackRegions'][] = [['fra'], ['cdg'], ['fra', 'cdg']]

const kinds = [
  'submit',
  'foreign',
  'weather',
  'crash',
  'terminate',
  'take-over',
  'stranger',
  'host-lost',
  'clock-jump',
  'delete',
] as const
type Kind = (typeof kinds)[number]

// Ends are rarer than changes: most of a storm should find Apps that live.
const commonness: Readonly<Record<Kind, number>> = {
  submit: 3,
  foreign: 3,
  weather: 4,
  crash: 2,
  terminate: 0.5,
  'take-over': 0.5,
  stranger: 0.4,
  'host-lost': 0.5,
  'clock-jump': 0.4,
  delete: 0.3,
}

function weighted(dice: Dice, shares: readonly { readonly kind: Kind; readonly share: number }[]): Kind {
  const total = shares.reduce((sum, { kind, share }) => sum + share * commonness[kind], 0)
  let left = dice.next() * total
  for (const { kind, share } of shares) {
    left -= share * commonness[kind]
    if (left < 0) return kind
  }
  return 'submit'
}

type WithoutTime<T> = T extends unknown ? Omit<T, 'atMs'> : never

function drawHappening(
  dice: Dice,
  kind: Kind,
  specs: Map<string, Resource>,
  living: Set<string>,
): WithoutTime<Happening> {
  switch (kind) {
    case 'submit': {
      const name = dice.pick([...living])
      const before = specs.get(name)
      const app = before === undefined ? randomApp(dice, name) : troubled(dice, changedApp(dice, before))
      specs.set(name, app)
      return { kind, app }
    }
    case 'delete': {
      // What was deleted stays deleted, so that it is clear what the world must be in the end; and one App lives on.
      // A paused one is not deleted until somebody lets it go on, which nobody would.
      const name = dice.pick([...living])
      if (living.size === 1 || specs.get(name)?.spec.paused) return drawHappening(dice, 'submit', specs, living)
      living.delete(name)
      specs.delete(name)
      return { kind, name }
    }
    case 'foreign':
      return { kind, deed: dice.pick(foreignDeeds), at: dice.next() }
    case 'stranger':
      return { kind, at: dice.next() }
    case 'host-lost':
      return { kind, at: dice.next(), forMs: dice.between(5, 60) * 1_000 }
    case 'take-over':
      return { kind }
    case 'weather':
      return { kind, weather: dice.pick(weathers), forMs: dice.between(2, 30) * 1_000 }
    case 'crash':
    case 'terminate':
      return { kind, downMs: dice.chance(0.5) ? dice.between(20, 500) : dice.between(500, 15_000) }
    case 'clock-jump':
      return { kind, byMs: dice.pick([-3_600_000, -30_000, 30_000, 3_600_000]) }
    default:
      return kind satisfies never
  }
}

const names = ['shop', 'blog', 'mail'] as const
