import { flyAppOf, type Resource } from '../../controller/resource/resource.ts'
import { type Ground, placeOf } from '../support/ground.ts'

/**
 * What a spec declares of a group and its Machines do not show: each text, number and length of time must stand
 * somewhere in the Machine's config, whatever Fly calls the field. Knows the spec, the world and units, and nothing of
 * how the one becomes the other; so it covers fields that nobody has thought of here.
 */
export function missingFrom(ground: Ground, specs: readonly Resource[]): readonly string[] {
  return specs.flatMap((spec) =>
    ground
      .machines(flyAppOf(spec))
      .filter(({ cordoned }) => !cordoned)
      .flatMap((machine) => {
        const name = Object.keys(spec.spec.machines).find((group) => placeOf(machine.name)?.startsWith(`${group}-`))
        const shown = new Set([...leaves(machine.config)].map(({ value }) => plain(value)))
        return [...leaves(name === undefined ? {} : spec.spec.machines[name])]
          .filter(({ value }) => !isNothing(value))
          .filter(({ path, value }) => !isShownOtherwise(path) && !forms(path, value).some((form) => shown.has(form)))
          .map(({ path, value }) => `${machine.name} does not show ${path}: ${JSON.stringify(value)}`)
      }),
  )
}

type Leaf = { readonly path: string; readonly value: string | number }

function* leaves(value: unknown, path = ''): Generator<Leaf> {
  if (typeof value === 'string' || typeof value === 'number') yield { path, value }
  if (typeof value !== 'object' || value === null) return
  for (const [name, inner] of Object.entries(value)) yield* leaves(inner, path === '' ? name : `${path}.${name}`)
}

/** Counted and weighed by the census; told by yes and no; or what to do in a case that is not this one. */
function isShownOtherwise(path: string): boolean {
  return /^(image|size|count|regions\..*|fallbackRegions\..*|volume\..*|.*\.autostop)$/.test(path)
}

/** No time, no text and no number are what the absence of a field says as well, and Fly leaves them out. */
function isNothing(value: string | number): boolean {
  return value === 0 || value === '' || plain(value) === '0 ms'
}

/** How a value may look at Fly. */
function forms(path: string, value: string | number): readonly (string | number)[] {
  const text = String(value)
  const encoded = Buffer.from(text).toString('base64')
  const canonical = Buffer.from(text, 'base64').toString('base64')
  return [plain(value), encoded, canonical, ...(path.endsWith('.mode') ? [Number.parseInt(text, 8)] : [])]
}

/** Lengths of time in milliseconds, whoever writes them: `1m30s` as Fly says, `90s` as specs do. Else the value itself. */
function plain(value: string | number): string | number {
  if (typeof value === 'number' || !/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(value)) return value
  const parts = [...value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)]
  return `${parts.reduce((sum, [, number, unit]) => sum + Number(number) * (unitMs[unit ?? ''] ?? 0), 0)} ms`
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
