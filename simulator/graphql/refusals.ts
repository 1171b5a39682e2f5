import { Refusal } from '../refusal.ts'

/** The word by which a program knows what is wrong, in `extensions.code`. */
export type Code = 'NOT_FOUND' | 'UNAUTHORIZED' | 'UNPROCESSABLE' | 'UNCHANGED' | 'SERVER_ERROR'

/** A field that Fly does not answer: `null` stands in its place, and this among the errors. */
export class FieldRefusal extends Error {
  readonly code: Code
  constructor(code: Code, message: string) {
    super(message)
    this.name = 'FieldRefusal'
    this.code = code
  }
}

export function refuseField(code: Code, message: string): FieldRefusal {
  return new FieldRefusal(code, message)
}

/** With the thing's name as queries tell it, without it as mutations do. Seen live; flyctl looks for both. */
export const couldNotFind = (kind: string, name?: string) =>
  refuseField('NOT_FOUND', name === undefined ? `Could not find ${kind}` : `Could not find ${kind} "${name}"`)

/** Source: superfly/flyctl, internal/cli, its tests */
export const notAuthenticated = () => refuseField('UNAUTHORIZED', 'You must be authenticated to view this.')

/** Only its first two words are known to be Fly's, in all cases. */
export const notAuthorized = (what: string) => refuseField('UNAUTHORIZED', `Not authorized to ${what}`)

/** What REST would answer, in the form of GraphQL. */
function fieldRefusalOf({ status, body }: Refusal): FieldRefusal {
  const message = typeof body === 'object' && 'error' in body ? String(body.error) : String(body)
  if (status === 401) return notAuthenticated()
  if (status === 403)
    return message.startsWith('Not authorized') ? refuseField('UNAUTHORIZED', message) : notAuthorized('do this')
  return refuseField(codes.get(status) ?? 'SERVER_ERROR', message.trim())
}

// Of these only UNAUTHORIZED, NOT_FOUND and UNCHANGED are known to be Fly's words.
const codes = new Map<number, Code>([400, 409, 412, 422].map((status) => [status, 'UNPROCESSABLE']))
codes.set(404, 'NOT_FOUND')

/** The refusal behind an error that was thrown in a field; anything else is a fault of the simulator's own. */
export function refusalBehind(error: unknown): FieldRefusal | undefined {
  if (error instanceof FieldRefusal) return error
  return error instanceof Refusal ? fieldRefusalOf(error) : undefined
}
