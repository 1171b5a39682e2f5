import type { Context } from 'hono'
import { HttpError } from './http-guard.ts'
import type { EventQuery } from './operations.ts'

/** A whole number of the query; `undefined` when it is not there. */
export function wholeNumber(context: Context, name: string, most: number): number | undefined {
  const text = context.req.query(name)
  if (text === undefined) return undefined
  const value = Number(text)
  if (/^[0-9]{1,15}$/.test(text) && value <= most) return value
  throw new HttpError('BadRequest', `${name}=${text} is not a whole number up to ${most}`, `correct ${name}`)
}

/** `1` and `true` are yes, `0`, `false` and nothing are no. */
export function isSet(context: Context, name: string): boolean {
  const text = context.req.query(name)
  if (text === undefined || text === '0' || text === 'false') return false
  if (text === '1' || text === 'true') return true
  throw new HttpError('BadRequest', `${name}=${text} is neither 1 nor 0`, `correct ${name}`)
}

export function eventQuery(context: Context): EventQuery & { readonly isFollowing: boolean } {
  const name = context.req.param('name')
  const after = wholeNumber(context, 'after', Number.MAX_SAFE_INTEGER)
  const limit = wholeNumber(context, 'limit', 1_000)
  return {
    ...(name !== undefined && { name }),
    ...(after !== undefined && { after }),
    ...(limit !== undefined && { limit }),
    isFollowing: isSet(context, 'follow'),
  }
}

/** `label=plan=gold&label=team=x` */
export function labelsOf(context: Context): Readonly<Record<string, string>> {
  const pairs = (context.req.queries('label') ?? []).map((text) => {
    const [key, ...value] = text.split('=')
    if (!key || value.length === 0) {
      throw new HttpError('BadRequest', `label=${text} is not key=value`, 'send label=plan=gold')
    }
    return [key, value.join('=')] as const
  })
  return Object.fromEntries(pairs)
}
