/** Something wrong with a spec, said to the person who wrote it. */
export type Problem = {
  readonly code: ProblemCode
  /** A sentence: what was found, what is expected, what to do. */
  readonly message: string
  /** JSON pointer into the document: `/spec/machines/web/regions`. Empty when the document as a whole is meant. */
  readonly path: string
  /** Line and column count from 1. `undefined` only when there is no text, as with a resource sent as JSON. */
  readonly at: Place | undefined
}

export type Place = { readonly file: string; readonly line: number; readonly column: number; readonly length: number }

export type ProblemCode =
  | 'NotReadable' // the file is not there, not readable, not UTF-8
  | 'TooLarge' // bytes, depth, nodes, aliases: refused before it is composed
  | 'YamlSyntax'
  | 'DuplicateKey'
  | 'UnknownKind'
  | 'UnknownField'
  | 'SchemaViolation' // wrong type, missing field, out of range, not one of the allowed values
  | 'InvalidGuest' // a size that Fly does not offer
  | 'InvalidName' // a name that Fly refuses
  | 'Conflict' // fields of one document that exclude each other
  | 'DuplicateName' // two resources of one name
  | 'FlyAppClash' // two resources that mean the same Fly app
  | 'DomainClash' // two resources with the same domain
  | 'ImmutableField' // flyApp or network of a resource that is already stored

/** A spec that cannot be accepted, with everything that is wrong with it. */
export class SpecError extends Error {
  readonly problems: readonly Problem[]
  constructor(problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('; '))
    this.name = 'SpecError'
    this.problems = problems
  }
}
