import type { Context } from 'hono'
import { fieldsOf, type Kinds } from './given-fields.ts'
import { isObject } from './read-shape.ts'

/** What somebody has sent to the door for people: a JSON object, or an Error. With `kinds` it has no other fields. */
export async function bodyOf(context: Context, kinds?: Kinds): Promise<Record<string, unknown>> {
  const text = await context.req.text()
  const body: unknown = text === '' ? {} : JSON.parse(text)
  if (!isObject(body)) throw new Error('the body must be a JSON object')
  return kinds === undefined ? body : fieldsOf(body, 'the body', kinds)
}
