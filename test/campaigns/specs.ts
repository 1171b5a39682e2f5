import type { Resource } from '../../controller/resource/resource.ts'
import type { Group } from '../../schemas/types.ts'
import { anApp, aRollout, withGroup } from '../support/builders.ts'
import type { Dice } from '../support/random.ts'

/**
 * A random App that Fly can run: one or two groups, few Machines. Small on purpose: what goes wrong with three Machines
 * goes wrong with thirty, and the run is ten times as long.
 */
export function randomApp(dice: Dice, name: string): Resource {
  const groups: Record<string, Partial<Group>> = { web: randomGroup(dice, 3) }
  if (dice.chance(0.4)) groups.worker = randomGroup(dice, 2)
  return anApp(name, groups, { rollout: randomRollout(dice, groups) })
}

/** Mostly the usual one; else one of the others, or with what else there is to say of it. */
function randomRollout(dice: Dice, groups: Readonly<Record<string, Partial<Group>>>): ReturnType<typeof aRollout> {
  const rules = aRollout({ maxUnavailable: dice.chance(0.2) ? 2 : 1, healthyWithin: '2m' })
  if (dice.chance(0.6)) return rules
  const mayChangeOver = Object.values(groups).every(({ checks }) => checks !== undefined)
  const strategies = ['rolling', 'canary', 'immediate', mayChangeOver ? 'bluegreen' : 'canary'] as const
  return {
    ...rules,
    strategy: dice.pick(strategies),
    onFailure: dice.pick(['pause', 'rollback']),
    keepOld: dice.pick(['0s', '20s']),
    ...(dice.chance(0.3) && { smoke: '20s' }),
    ...(dice.chance(0.3) && { healthyFor: '5s' }),
    ...(dice.chance(0.2) && { timeout: '10m' }),
  }
}

/** The App changed in one or two ways, as people do; awake, if it was paused. */
export function changedApp(dice: Dice, app: Resource): Resource {
  let machines = app.spec.machines
  for (let count = dice.between(1, 2); count > 0; count--) {
    const name = dice.pick(Object.keys(machines))
    machines = { ...machines, [name]: changedGroup(dice, machines[name] as Group) }
  }
  if (dice.chance(0.15)) machines = toggled(dice, machines, app.spec.rollout.strategy === 'bluegreen')
  return { ...app, spec: { ...app.spec, machines, paused: false } }
}

/** Now and then the App with something in it that cannot work, or that holds everything up. */
export function troubled(dice: Dice, app: Resource): Resource {
  if (dice.chance(0.1)) return { ...app, spec: { ...app.spec, paused: true } }
  if (!dice.chance(0.25)) return app
  return withGroup(app, dice.pick(Object.keys(app.spec.machines)), { image: dice.pick(brokenImages) })
}

/** The App without such things; itself when it has none. */
export function recovered(app: Resource): Resource {
  const broken = Object.entries(app.spec.machines).filter(([, { image }]) => brokenImages.includes(image))
  if (!app.spec.paused && broken.length === 0) return app
  const awake: Resource = { ...app, spec: { ...app.spec, paused: false } }
  return broken.reduce((well, [group]) => withGroup(well, group, { image: 'shop:1' }), awake)
}

/** Known to the simulator: programs that crash, never pass their checks, end by themselves, or do not exist. */
const brokenImages = ['shop:crash', 'shop:unhealthy', 'shop:exit0', 'shop:missing']

function randomGroup(dice: Dice, most: number): Partial<Group> {
  return {
    image: dice.pick(images),
    ...randomPlaces(dice, most),
    ...(dice.chance(0.5) && { env: randomEnv(dice) }),
    ...(dice.chance(0.3) && { metadata: { team: dice.pick(['blue', 'red']) } }),
    ...(dice.chance(0.3) && { checks: aCheck }),
    ...(dice.chance(0.3) && { size: dice.pick(['shared-cpu-1x', 'shared-cpu-2x']) }),
  }
}

function changedGroup(dice: Dice, group: Group): Group {
  switch (dice.pick(['image', 'env', 'places', 'metadata', 'size'] as const)) {
    case 'image':
      return { ...group, image: dice.pick(images) }
    case 'env':
      return { ...group, env: randomEnv(dice) }
    case 'places': {
      const { regions: _regions, count: _count, ...rest } = group
      return { ...rest, ...randomPlaces(dice, 3) }
    }
    case 'metadata':
      return { ...group, metadata: { team: dice.pick(['blue', 'red', 'green']) } }
    case 'size':
      return { ...group, size: dice.pick(['shared-cpu-1x', 'shared-cpu-2x']) }
  }
}

function toggled(dice: Dice, machines: Resource['spec']['machines'], isChecked: boolean): Resource['spec']['machines'] {
  const { worker, ...rest } = machines
  const fresh = { image: 'shop:1', ...randomGroup(dice, 2), ...(isChecked && { checks: aCheck }) } as Group
  return worker === undefined ? { ...rest, worker: fresh } : rest
}

function randomPlaces(dice: Dice, most: number): Pick<Group, 'regions' | 'count'> {
  if (dice.chance(0.6)) return { count: dice.between(1, most) }
  return { regions: { ams: dice.between(0, most - 1), iad: dice.between(1, Math.max(1, most - 1)) } }
}

function randomEnv(dice: Dice): Record<string, string> {
  const env: Record<string, string> = { LEVEL: String(dice.between(1, 3)) }
  if (dice.chance(0.5)) env.MODE = dice.pick(['fast', 'safe'])
  return env
}

const aCheck: Group['checks'] & object = { alive: { type: 'tcp', port: 8080 } }

const images = ['shop:1', 'shop:2', 'shop:3']
