import { inspect } from 'node:util'

/**
 * A value that nobody may see. It can be carried about like anything else, and whatever is made of it (a text, JSON, a
 * line of a log, what a debugger shows) says `[secret]`. Only this folder can open it.
 */
export interface Secret {
  toString(): string
  toJSON(): string
}

export function sealed(value: string): Secret {
  const secret = Object.freeze({ toString: say, toJSON: say, [inspect.custom]: say, [Symbol.toPrimitive]: say })
  values.set(secret, value)
  return secret
}

/** For what is about to send it to Fly, and for nobody else. */
export function opened(secret: Secret): string {
  const value = values.get(secret)
  if (value === undefined) throw new TypeError('this is no secret')
  return value
}

// Not a property of the object, so that no copy, walk or comparison comes across it. Gone with the last who holds it.
const values = new WeakMap<Secret, string>()

function say(): string {
  return '[secret]'
}
