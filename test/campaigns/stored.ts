import type { Resource } from '../../controller/resource/resource.ts'
import type { Dice } from '../support/random.ts'
import type { Happening, Scenario } from './happenings.ts'

/**
 * The same storm, in which one App that is never deleted has volumes, now and then: they come, grow and are given up, Fly
 * moves them, and holds them back after their Machine is gone. Drawn by a stream of its own, so that the rest of the storm
 * stays what it is.
 */
export function withVolumes(scenario: Scenario, dice: Dice): Scenario {
  const { happenings, specs, stormMs } = scenario
  const deleted = new Set(happenings.flatMap((each) => (each.kind === 'delete' ? [each.name] : [])))
  const fit = specs.filter(({ metadata }) => !deleted.has(metadata.name)).map(({ metadata }) => metadata.name)
  const submitted = happenings.flatMap((each) => (each.kind === 'submit' ? [each.app] : []))
  const name = fit.find((each) =>
    submitted.every(({ metadata, spec }) => metadata.name !== each || spec.rollout.strategy !== 'bluegreen'),
  )
  if (name === undefined || !dice.chance(0.4)) return scenario

  let sizeGb = 1
  let last: Resource | undefined
  const stored = happenings.map((each): Happening => {
    if (each.kind !== 'submit' || each.app.metadata.name !== name) return each
    if (dice.chance(0.4)) sizeGb++
    last = dice.chance(0.85) ? storing(each.app, sizeGb) : each.app
    return { ...each, app: last }
  })
  const troubles = Array.from({ length: dice.between(1, 4) }, (): Happening => {
    return { atMs: dice.between(10_000, stormMs), kind: 'volume', deed: dice.pick(volumeDeeds), at: dice.next() }
  })
  return {
    ...scenario,
    happenings: [...stored, ...troubles].sort((one, other) => one.atMs - other.atMs),
    specs: specs.map((spec) => (spec.metadata.name === name ? (last ?? spec) : spec)),
  }
}

/** A Machine with a volume stays in its region. */
function storing(app: Resource, sizeGb: number): Resource {
  const { fallbackRegions: _, ...web } = app.spec.machines.web ?? { image: 'shop:1' }
  return {
    ...app,
    spec: { ...app.spec, machines: { ...app.spec.machines, web: { ...web, volume: { ...usual, sizeGb } } } },
  }
}

export const volumeDeeds = ['migrate', 'grow', 'hold'] as const
export type VolumeDeed = (typeof volumeDeeds)[number]

const usual = { path: '/data', snapshotDays: 5, autoBackup: true, encrypted: true, keepFor: '7d' }
