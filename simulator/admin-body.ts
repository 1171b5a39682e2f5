import type { Context } from 'hono'
import { isObject } from './read-shape.ts'

/** What somebody has sent to the door for people. An Error when it is no JSON object. */
export async function bodyOf(context: Context): Promise<Record<string, unknown>> {
  const text = await context.req.text()
  const body: unknown = text === '' ? {} : JSON.parse(text)
  if (!isObject(body)) throw new Error('the body must be a JSON object')
  return body
}

/** A field that must be a number, not below 0. */
export function numberIn(body: Readonly<Record<string, unknown>>, field: string): number {
  const value = body[field]
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw new Error(`${field} must be a number`)
  return value
}
