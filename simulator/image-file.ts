import type { ImageCatalogue, Program } from './images.ts'
import { isObject } from './read-shape.ts'

/**
 * The catalogue that a person gives by a file: what images of these beginnings do. Throws an Error of one sentence that
 * says what is wrong.
 */
export function readImageFile(json: string): ImageCatalogue {
  const images: unknown = JSON.parse(json)
  if (!isObject(images)) throw new Error('it is no object of images')
  return Object.fromEntries(Object.entries(images).map(([image, program]) => [image, readProgram(image, program)]))
}

function readProgram(image: string, program: unknown): Program {
  if (!isObject(program)) throw new Error(`${image} is no object`)
  for (const [name, value] of Object.entries(program)) {
    const fits = Object.hasOwn(fields, name) ? fields[name as keyof typeof fields] : undefined
    if (fits === undefined) throw new Error(`${image} has ${name}; there is ${Object.keys(fields).join(', ')}`)
    if (!fits(value)) throw new Error(`${name} of ${image} is not as it should be`)
  }
  return program as Program
}

const isMs = (value: unknown) => typeof value === 'number' && value >= 0
const isText = (value: unknown) => typeof value === 'string' && value !== ''
const fields = {
  command: (value: unknown) =>
    isObject(value) &&
    Array.isArray(value.run) &&
    value.run.length > 0 &&
    value.run.every((word) => typeof word === 'string') &&
    (value.directory === undefined || isText(value.directory)),
  pullMs: isMs,
  bootMs: isMs,
  stopMs: isMs,
  checks: (value: unknown) =>
    value === 'pass' || value === 'fail' || value === 'flap' || (isObject(value) && isMs(value.passAfterMs)),
  exits: (value: unknown) => isObject(value) && isMs(value.afterMs) && Number.isInteger(value.code),
  isMissing: (value: unknown) => typeof value === 'boolean',
  isBroken: (value: unknown) => typeof value === 'boolean',
}
