import { isDeepStrictEqual } from 'node:util'
import { parseDuration } from '../../controller/resource/durations.ts'
import { readValue } from '../../controller/resource/read.ts'
import type { Resource } from '../../controller/resource/resource.ts'
import { sealed } from '../../controller/rotation/secret.ts'
import { StoreError } from '../../controller/store/store.ts'
import { schemas } from '../../schemas/kinds.ts'
import { delaysOf } from '../../simulator/delays.ts'
import { withGroup } from '../support/builders.ts'
import { census } from '../support/census.ts'
import type { House, HouseOptions } from '../support/house.ts'
import { differenceOf, judgeRest, normalised } from '../support/judge.ts'
import type { Broken } from '../support/process.ts'
import { type Dice, streams } from '../support/random.ts'
import { attempt } from './attempt.ts'
import { changedAt, type Written } from './c4-change.ts'
import { firstDocument, fitting, type Piece, repertoire } from './c4-repertoire.ts'
import { missingFrom } from './c4-shown.ts'
import { type Campaign, campaign, type Finding } from './campaign.ts'

/**
 * C4: a spec walks through what its schema allows, one property at a time, and the whole house follows. After each step
 * the world must be what the spec says; at the end of the way it must be what a house that never knew another spec comes
 * to; what is invalid is refused; and out of what cannot work, the spec before leads back unaided.
 */
export const walks: Campaign = walksWith({ name: 'C4' })

/** A campaign of its own, with its own count of what was tried. */
export function walksWith({ name }: { readonly name: string }): Campaign {
  const tried = new Map<string, number>()
  const count = (what: string) => tried.set(what, (tried.get(what) ?? 0) + 1)
  return campaign({
    name,
    about: 'every property of the schema changed into every kind of value, in walks of 5 to 30 steps',
    runSeed: (seed) => walk(seed, {}, count),
    atEnd(seeds) {
      const missing = reachable().filter(({ property }) => !tried.has(property.path))
      if (seeds < seedsForEverything || missing.length === 0) return undefined
      return { broken: `never changed: ${missing.map(({ property }) => property.path).join(', ')}`, trace: [] }
    },
    told: () => stepKinds.map((kind) => `${tried.get(kind) ?? 0} ${kind}`).join(', '),
  })
}

/** What a step of a walk can come to. */
const stepKinds = ['changed', 'refused', 'judged only', 'driven into an error and back'] as const

/** One walk. `counts` is told what each step came to, and which property was changed. */
export async function walk(
  seed: number,
  broken: Broken = {},
  counts: (what: string) => void = () => undefined,
): Promise<Finding> {
  const dice = streams(seed)('walk')
  const steps = dice.between(5, 30)
  let document = firstDocument
  let end: readonly string[] = []
  let last: readonly Resource[] = []
  let lines: readonly string[] = []
  const trail: string[] = []
  const finding = await attempt({ ...quick, seed, broken }, async (house) => {
    await submit(house, resourceOf(document))
    for (let step = 0; step < steps && house.watch.broken() === undefined; step++) {
      if (dice.chance(0.06)) {
        await driveIntoError(house, dice, resourceOf(document))
        counts('driven into an error and back')
        continue
      }
      const next = drawStep(dice, document)
      trail.push(next.line)
      if (next.kind !== 'changed') {
        counts(next.kind)
        if (next.kind === 'taken') return `${next.line} is invalid, and was taken`
        continue
      }
      await house.advance(betweenMs)
      if (await isTaken(() => submit(house, next.resource))) {
        document = next.document
        counts('changed')
      } else counts('refused')
      counts(next.path)
    }
    if (resourceOf(document).spec.paused) return undefined
    const isOver = () => house.ground.machines('shop').every(({ cordoned }) => !cordoned)
    await house.until('what stands by after a change-over goes', isOver, longestMs)
    // What lets go of a volume or an address is seen only when the App is looked at anew.
    await house.advance(restMs)
    await house.settle(longestMs)
    end = normalised(house)
    last = house.specs()
    lines = house.lastLines()
    return await judgeRest(house, restMs)
  })
  const told = finding && { ...finding, trace: [...trail.slice(-12), ...finding.trace] }
  if (told !== undefined || last.length === 0) return told
  const difference = await compareWithFresh(seed, last, end)
  return difference && { ...difference, trace: [...trail.slice(-12), ...lines] }
}

/** The same spec, reached by another way: from nothing. */
async function compareWithFresh(seed: number, specs: readonly Resource[], end: readonly string[]): Promise<Finding> {
  return await attempt({ ...quick, seed }, async (house) => {
    for (const spec of specs) await submit(house, spec)
    await house.settle(longestMs)
    return differenceOf(end, normalised(house))
  })
}

type Step =
  | { readonly kind: 'refused' | 'judged only' | 'taken'; readonly line: string }
  | {
      readonly kind: 'changed'
      readonly line: string
      readonly path: string
      readonly document: Written
      readonly resource: Resource
    }

function drawStep(dice: Dice, document: Written): Step {
  const piece = dice.pick(reachable())
  const { path } = piece.property
  const isRight = dice.chance(0.85)
  const fit = piece.candidates.filter(({ kind }) => (kind !== 'invalid') === isRight)
  if (fit.length === 0) return drawStep(dice, document)
  const candidate = dice.pick(fit)
  const line = `${path} becomes ${JSON.stringify(candidate.value)?.slice(0, 120) ?? 'absent'}`
  if (candidate.kind === 'invalid') {
    const reading = readValue(changedAt(document, piece.property, candidate.value, schemas.App))
    return { kind: 'resource' in reading ? 'taken' : 'refused', line }
  }
  const fitted = fitting(piece, document, candidate)
  if (fitted === undefined) return { kind: 'refused', line }
  if (isDeepStrictEqual(fitted.document, document)) return drawStep(dice, document)
  if (isOutOfBounds(fitted.resource)) return { kind: 'judged only', line }
  return { kind: 'changed', line, path, ...fitted }
}

/** What contradicts the spec before, such as a smaller volume, is refused at the door and changes nothing. */
async function isTaken(handIn: () => Promise<void>): Promise<boolean> {
  try {
    await handIn()
    return true
  } catch (error) {
    if (error instanceof StoreError && error.code === 'Conflict') return false
    throw error
  }
}

/** Hands it in, and waits until the world is as it says (the first oracle: consistency). */
async function submit(house: House, resource: Resource): Promise<void> {
  await house.submit(resource)
  await handOverSecrets(house, resource)
  if (resource.spec.paused) return await expectNothing(house)
  let different: readonly string[] = []
  const isThere = () => {
    if (!house.watch.isSettled()) return false
    different = [...census(house.ground, house.specs()), ...missingFrom(house.ground, house.specs())]
    return different.length === 0
  }
  const deadline = house.clock.monotonic() + longestMs
  let said: string | undefined
  while (house.clock.monotonic() < deadline && (await house.clock.runUntil(isThere, longestMs))) {
    const ready = (await house.status(resource.metadata.name))?.conditions.find(({ type }) => type === 'Ready')
    if (ready?.status === 'True') return
    said = ready?.message
    await house.advance(betweenMs)
  }
  said ??= (await house.status(resource.metadata.name))?.conditions[0]?.message
  throw new Error(`consistency: ${different[0] ?? 'it does not come to rest'}; the status says: ${said}`)
}

/** What the spec leaves to a person, who sets it when the status asks for it. */
async function handOverSecrets(house: House, { metadata: { name }, spec }: Resource): Promise<void> {
  const provided = Object.entries(spec.secrets ?? {}).filter(([, secret]) => secret.provided)
  if (provided.length === 0) return
  await house.advance(1_000)
  if ((await house.status(name))?.conditions.every(({ reason }) => reason !== 'SecretMissing')) return
  for (const [secret] of provided) {
    await house.hand(name, secret, { kind: 'set', value: sealed('open sesame'), by: 'ada' })
  }
}

/** Who is paused looks on. */
async function expectNothing(house: House): Promise<void> {
  await house.advance(1_000)
  const before = house.watch.deeds()
  await house.advance(pausedMs)
  if (house.watch.deeds() !== before) throw new Error('a paused App was changed')
}

/** A spec that cannot work; then the one before, which must lead back unaided (the third oracle: rollback). */
async function driveIntoError(house: House, dice: Dice, before: Resource): Promise<void> {
  const [group] = Object.keys(before.spec.machines)
  if (group === undefined || before.spec.paused) return
  await house.submit(withGroup(before, group, { image: dice.pick(brokenImages) }))
  await house.advance(dice.between(0, 2) * 45_000)
  await submit(house, before)
}

function resourceOf(document: Written): Resource {
  const reading = readValue(document)
  if ('problems' in reading) throw new Error(`a walk goes through valid specs only: ${reading.problems[0]?.message}`)
  if ('rule' in reading) throw new Error('a walk goes through Apps only')
  return reading.resource
}

/**
 * Valid, and too much for a small world or a short life; a rollout that has no time for what it should wait for; or an
 * address in a network that would have to be there.
 */
function isOutOfBounds({ spec }: Resource): boolean {
  const machines = Object.values(spec.machines)
    .map(({ count = 1, regions = { ams: count } }) => Object.values(regions).reduce((sum, each) => sum + each, 0))
    .reduce((sum, each) => sum + each, 0)
  const times = JSON.stringify(spec.rollout).match(/"\d+(ms|s|m|h|d)"/g) ?? []
  const isPatient = times.every((time) => /^"\d{1,2}s"$|^"[1-5]m"$/.test(time))
  const { timeout = '5m', healthyFor = '10s' } = spec.rollout
  const isHurried = parseDuration(timeout) <= mostMachines * parseDuration(healthyFor)
  const isAlone = spec.addresses?.private?.some(({ network }) => network !== undefined) !== true
  return machines > mostMachines || !isPatient || isHurried || !isAlone || JSON.stringify(spec).length > mostCharacters
}

let everything: readonly Piece[] | undefined
let known: readonly Piece[] | undefined

/** All that can be tried, found out once: it takes seconds. */
export function everyPiece(): readonly Piece[] {
  everything ??= repertoire()
  return everything
}

/** What a walk can change; the rest is told in `elsewhere`. */
export function reachable(): readonly Piece[] {
  known ??= everyPiece().filter(({ property }) => !(property.path in elsewhere))
  return known
}

/** Properties that a walk leaves alone, and why. */
export const elsewhere: Readonly<Record<string, string>> = {
  apiVersion: 'has one value',
  kind: 'has one value',
  metadata: 'holds the name',
  'metadata.name': 'another name is another App: C1 and C5 have several',
  spec: 'is changed in its parts',
  'spec.flyApp': 'cannot change: test/store',
  'spec.network': 'cannot change: test/store',
  'spec.addresses.private.0.network': 'names a network that has to be there',
  'spec.deletion': 'may ask for the end',
  'spec.deletion.requested': 'is the end: C1 deletes',
}

/** Little takes time but what the spec says; what follows on another still does so at another moment. */
const quick: HouseOptions = {
  settings: { pollMs: 10_000 },
  simulator: {
    delays: {
      ...delaysOf('none'),
      ...{ imagePull: 20, boot: 20, stop: 20, replace: 40, destroy: 20, restartBackoff: 500, checksPass: 20 },
    },
  },
}

const brokenImages = ['shop:crash', 'shop:unhealthy', 'shop:exit0', 'shop:missing']
const seedsForEverything = 500
// So that a Machine without checks has served by then. Specs that overtake each other are for C1 and C5.
const betweenMs = 6_000
const longestMs = 30 * 60_000
const restMs = 50_000
const pausedMs = 10_000
const mostMachines = 6
const mostCharacters = 8_000
