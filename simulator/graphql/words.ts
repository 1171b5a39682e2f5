/**
 * What is wrong with a query, in the words of Fly's server, which is written in Ruby; ours is not, and its words are
 * others. Those that a client may meet by mistake are put into Fly's. Source: 2witstudios/PageSpace, which was told
 * `Field 'addCertificate' doesn't accept argument 'appName'`; rmosolgo/graphql-ruby, static_validation
 */
export function flyWords(message: string): { readonly message: string; readonly code: string | undefined } {
  for (const { ours, theirs, code } of translations) {
    const found = ours.exec(message)
    if (found !== null) return { message: theirs(found.map((each) => each ?? '')), code }
  }
  return { message, code: undefined }
}

const translations: readonly {
  readonly ours: RegExp
  readonly theirs: (found: readonly string[]) => string
  readonly code: string
}[] = [
  {
    ours: /^Cannot query field "(\w+)" on type "(\w+)"/,
    theirs: ([, field, type]) => `Field '${field}' doesn't exist on type '${type}'`,
    code: 'undefinedField',
  },
  {
    ours: /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/,
    theirs: ([, argument, field]) => `Field '${field}' doesn't accept argument '${argument}'`,
    code: 'argumentNotAccepted',
  },
  {
    ours: /Expected value of type "(\w+)!?" not to include unknown field "(\w+)"/,
    theirs: ([, type, field]) => `InputObject '${type}' doesn't accept argument '${field}'`,
    code: 'argumentNotAccepted',
  },
  {
    ours: /^Argument "\w+\.(\w+)\((\w+):\)" of type ".*" is required/,
    theirs: ([, field, argument]) => `Field '${field}' is missing required arguments: ${argument}`,
    code: 'missingRequiredArguments',
  },
  {
    ours: /^Variable "\$(\w+)" is not defined/,
    theirs: ([, variable]) => `Variable $${variable} is used by anonymous query but not declared`,
    code: 'variableNotDefined',
  },
  {
    ours: /^Field "(\w+)" of type "(.+)" must have a selection of subfields/,
    theirs: ([, field, type]) =>
      `Field must have selections (field '${field}' returns ${type?.replace(/[[\]!]/g, '')} but has no selections.)`,
    code: 'selectionMismatch',
  },
]
