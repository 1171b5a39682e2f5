import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { configShape } from '../../simulator/config-shape.ts'
import type { Shape } from '../../simulator/shape.ts'

// Fly's own description of its API, where the surroundings of the repository have it.
const file = new URL('../../../shared/fly/openapi.json', import.meta.url)
const isThere = existsSync(file)
const schemas: Readonly<Record<string, Schema>> = isThere
  ? JSON.parse(readFileSync(file, 'utf8')).components.schemas
  : {}

type Schema = {
  readonly $ref?: string
  readonly type?: string
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema
}

/** Fields that the shape has from Fly's Go client alone. */
const undocumented = ['containers[].mounts', 'spot', 'volumes']
/** Fields whose documented type is not what goes over the wire. */
const documentedOtherwise = ['services[].autostop']

describe.skipIf(!isThere)('the shape of a config', () => {
  test('has every field that Fly documents, in its type, and no other', () => {
    const documented = pathsOfSchema(schemas['fly.MachineConfig'], '')
    const known = pathsOfShape(configShape, '')
    // What is 'anything' to us is not looked into.
    const opaque = [...known].filter(([, type]) => type === 'anything').map(([path]) => path)
    const isOpaque = (path: string) => opaque.some((each) => path !== each && path.startsWith(each))
    const isExtra = (path: string) =>
      undocumented.some((each) => path === each || path.startsWith(`${each}[`) || path.startsWith(`${each}.`))

    expect([...known.keys()].filter((path) => !documented.has(path) && !isExtra(path))).toEqual([])
    const missing = [...documented].filter(([path, type]) => {
      if (isOpaque(path) || opaque.includes(path) || documentedOtherwise.includes(path)) return false
      const mine = known.get(path)
      return mine !== type && !(mine === 'duration' && type === 'string')
    })
    expect(missing).toEqual([])
    expect(documented.size).toBeGreaterThan(150)
  })
})

function pathsOfSchema(schema: Schema | undefined, at: string, paths = new Map<string, string>()): Map<string, string> {
  const whole = resolve(schema)
  if (at !== '')
    paths.set(at, whole.items ? 'list' : whole.properties || whole.additionalProperties ? 'object' : (whole.type ?? ''))
  for (const [key, each] of Object.entries(whole.properties ?? {}))
    pathsOfSchema(each, at === '' ? key : `${at}.${key}`, paths)
  if (whole.items) pathsOfSchema(whole.items, `${at}[]`, paths)
  if (whole.additionalProperties) pathsOfSchema(whole.additionalProperties, `${at}{}`, paths)
  return paths
}

function resolve(schema: Schema = {}): Schema {
  const ref = schema.$ref ?? schema.allOf?.[0]?.$ref
  return ref === undefined ? schema : resolve(schemas[ref.replace('#/components/schemas/', '')])
}

function pathsOfShape(shape: Shape, at: string, paths = new Map<string, string>()): Map<string, string> {
  if (typeof shape === 'string') return paths.set(at, shape)
  if (at !== '') paths.set(at, 'list' in shape ? 'list' : 'object')
  if ('list' in shape) return pathsOfShape(shape.list, `${at}[]`, paths)
  if ('map' in shape) return pathsOfShape(shape.map, `${at}{}`, paths)
  for (const [key, each] of Object.entries(shape.fields)) pathsOfShape(each, at === '' ? key : `${at}.${key}`, paths)
  return paths
}
