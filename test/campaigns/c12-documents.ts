import fc, { type Arbitrary } from 'fast-check'
import YAML from 'yaml'
import { everyField, type Field, fieldOf } from '../../schemas/reference.ts'

/** What somebody could send: from noise over broken specs to valid ones, in every spelling. */
export function anyBytes(): Arbitrary<Uint8Array> {
  return fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    signs().map(utf8),
    mutated(spelledSpec()).map(utf8),
    { arbitrary: mutated(manySpecs()).map(utf8), weight: 2 },
    fc.tuple(spelledSpec().map(utf8), fc.uint8Array({ maxLength: 4 }), fc.nat()).map(spliced),
  )
}

/** A spec as a value: known fields with the examples of the schemas, which are valid one by one but may clash. */
export function anySpec(): Arbitrary<object> {
  const { group, spec } = appFields
  const machines = fc.dictionary(fc.constantFrom('web', 'worker', 'cron'), someOf(group, 5), { minKeys: 1, maxKeys: 3 })
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/)
  return fc.tuple(name, someOf(spec, 4), machines).map(([app, fields, groups]) => ({
    apiVersion: 'artifact/v1',
    kind: 'App',
    metadata: { name: app },
    spec: { primaryRegion: 'ams', ...fields, machines: groups },
  }))
}

/** The ways in which people and programs write the same value. */
export function spellings(value: unknown): readonly string[] {
  return [
    JSON.stringify(value),
    JSON.stringify(value, undefined, 2),
    YAML.stringify(value, { aliasDuplicateObjects: false }),
    YAML.stringify(value, { aliasDuplicateObjects: false, lineWidth: 20 }),
    YAML.stringify(value, { aliasDuplicateObjects: false, defaultStringType: 'QUOTE_DOUBLE' }).replaceAll('\n', '\r\n'),
    `# a comment\n---\n${YAML.stringify(value, { aliasDuplicateObjects: false, collectionStyle: 'flow' })}...\n`,
  ]
}

function spelledSpec(): Arbitrary<string> {
  return fc.tuple(anySpec(), fc.nat()).map(([spec, choice]) => {
    const all = spellings(spec)
    return all[choice % all.length] ?? ''
  })
}

function manySpecs(): Arbitrary<string> {
  return fc
    .array(anySpec(), { minLength: 1, maxLength: 3 })
    .map((specs) => specs.map((spec) => YAML.stringify(spec)).join('---\n'))
}

/** YAML by its grammar more than by sense. */
function signs(): Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''))
}

const pieces = [
  ...[
    '- ',
    '? ',
    ': ',
    ':',
    ', ',
    '[',
    ']',
    '{',
    '}',
    '#',
    '&a ',
    '*a',
    '!',
    '!!str ',
    '!!map ',
    '|',
    '>-',
    '"',
    "'",
    '%',
    '@',
    '`',
  ],
  ...[
    '\n',
    '\n  ',
    '\n    ',
    '\r\n',
    '\t',
    '---\n',
    '...\n',
    '\\',
    '\\u0000',
    '<<: ',
    '~',
    'null',
    'true',
    '0x1F',
    '1e3',
    '.nan',
    '012',
  ],
  ...['a', 'kind: App', 'spec', 'machines', 'é', '💥', '\u{feff}', '\u{2028}', '__proto__', 'apiVersion: artifact/v1'],
]

/** A text with some things wrong in it that happen to people: a sign too many, a line lost, doubled or moved aside. */
function mutated(text: Arbitrary<string>): Arbitrary<string> {
  const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  const change = fc.tuple(
    fc.constantFrom('insert', 'cut', 'drop', 'double', 'indent', 'value'),
    place,
    fc.constantFrom(...pieces),
  )
  return fc.tuple(text, fc.array(change, { maxLength: 4 })).map(([start, changes]) => changes.reduce(changed, start))
}

function changed(text: string, [what, place, piece]: [string, number, string]): string {
  const offset = Math.floor(place * (text.length + 1))
  const all = text.split('\n')
  const line = Math.floor(place * all.length)
  const here = all[line] ?? ''
  switch (what) {
    case 'insert':
      return text.slice(0, offset) + piece + text.slice(offset)
    case 'cut':
      return text.slice(0, offset) + text.slice(offset + 1)
    case 'drop':
      return all.toSpliced(line, 1).join('\n')
    case 'double':
      return all.toSpliced(line, 0, here).join('\n')
    case 'indent':
      return all.toSpliced(line, 1, ` ${here}`).join('\n')
    default:
      return all.toSpliced(line, 1, here.replace(/: .*$/, `: ${piece}`)).join('\n')
  }
}

function spliced([bytes, noise, place]: [Uint8Array, Uint8Array, number]): Uint8Array {
  const offset = place % (bytes.length + 1)
  return new Uint8Array([...bytes.subarray(0, offset), ...noise, ...bytes.subarray(offset)])
}

function someOf(fields: readonly Field[], most: number): Arbitrary<Record<string, unknown>> {
  const required = fields.filter((field) => field.required)
  const optional = fields.filter((field) => !field.required)
  return fc
    .tuple(fc.subarray(optional, { maxLength: most }), fc.nat())
    .map(([chosen, choice]) =>
      Object.fromEntries(
        [...required, ...chosen].map((field) => [field.name, field.examples[choice % field.examples.length]]),
      ),
    )
}

const appFields = fieldsOfApp()

function fieldsOfApp(): { readonly group: readonly Field[]; readonly spec: readonly Field[] } {
  const all = [...everyField(fieldOf('App'))]
  const inside = (path: string): readonly Field[] => all.find((field) => field.path === path)?.fields ?? []
  return { group: inside('spec.machines'), spec: inside('spec').filter(({ name }) => name !== 'machines') }
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
