import type { ProblemCode } from '../../controller/resource/problem.ts'

/** A text made to hurt whoever reads it, and what has to come of it: a problem of this code, or no problem. */
export type Bomb = {
  readonly name: string
  readonly bytes: Uint8Array | string
  readonly expected: ProblemCode | 'a resource' | 'nothing'
}

const kib256 = 256 * 1024
const full = (piece: string): string => piece.repeat(Math.floor(kib256 / piece.length))
const lines = (count: number, line: (number: number) => string): string =>
  Array.from({ length: count }, (_, number) => line(number)).join('\n')
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const app = `apiVersion: artifact/v1
kind: App
metadata: {name: acme}
spec:
  primaryRegion: ams
  machines:
    web: {image: "acme:1"}
`

/** Every text that is known to have brought down a reader of YAML, and relatives. */
export const bombs: readonly Bomb[] = [
  // Depth: the composer calls itself once per level, and a regular expression compiled at the end of the stack aborts.
  { name: '1500 dashes in a row', bytes: `${'- '.repeat(1500)}x`, expected: 'TooLarge' },
  { name: '1500 brackets', bytes: '['.repeat(1500) + ']'.repeat(1500), expected: 'TooLarge' },
  { name: '1500 question marks', bytes: `${'? '.repeat(1500)}x`, expected: 'TooLarge' },
  { name: '200 complex keys in lists', bytes: `${'- ? '.repeat(200)}x`, expected: 'TooLarge' },
  { name: '30 complex keys in lists', bytes: `${'- ? '.repeat(30)}x`, expected: 'YamlSyntax' },
  { name: '700 complex keys', bytes: `${'? '.repeat(700)}x`, expected: 'TooLarge' },
  { name: 'a full file of brackets', bytes: full('['), expected: 'TooLarge' },
  { name: 'a full file of braces', bytes: full('{a: '), expected: 'TooLarge' },
  { name: 'a full file of dashes', bytes: full('- '), expected: 'TooLarge' },
  { name: 'a full file of question marks', bytes: full('? '), expected: 'TooLarge' },
  { name: 'stairs of keys', bytes: lines(500, (number) => `${' '.repeat(number)}a:`), expected: 'TooLarge' },
  { name: 'deep JSON', bytes: `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, expected: 'TooLarge' },
  { name: 'just deep enough', bytes: '['.repeat(64) + ']'.repeat(64), expected: 'SchemaViolation' },
  { name: 'one level too deep', bytes: '['.repeat(65) + ']'.repeat(65), expected: 'TooLarge' },

  // Aliases: nine lines that mean a gigabyte.
  {
    name: 'a billion laughs',
    bytes: `a0: &a0 [lol, lol]\n${lines(30, (n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`)}`,
    expected: 'YamlSyntax',
  },
  { name: 'an alias of itself', bytes: 'a: &a [*a]', expected: 'YamlSyntax' },
  {
    name: 'a long text by 99 aliases',
    bytes: `a: &a "${'x'.repeat(200_000)}"\nb: [${'*a,'.repeat(99)}]`,
    expected: 'YamlSyntax',
  },
  { name: 'a merge key', bytes: `x: &x {kind: App}\n<<: *x\n${app}`, expected: 'YamlSyntax' },
  { name: 'a merge key without an alias', bytes: `${app}<<: {paused: true}`, expected: 'UnknownField' },
  { name: 'a full file of anchors', bytes: full('&a '), expected: 'TooLarge' },
  { name: 'a full file of aliases', bytes: full('*a\n'), expected: 'TooLarge' },

  // Size.
  { name: 'one byte too many', bytes: 'a'.repeat(kib256 + 1), expected: 'TooLarge' },
  { name: 'ten megabytes', bytes: 'a'.repeat(10_000_000), expected: 'TooLarge' },
  { name: 'a huge plain text', bytes: full('a'), expected: 'SchemaViolation' },
  { name: 'a huge text over many lines', bytes: `a: ${full('b\n ').slice(0, -8)}`, expected: 'SchemaViolation' },
  { name: 'a huge quoted text', bytes: `a: "${full('\\\\').slice(0, -8)}"`, expected: 'SchemaViolation' },
  { name: 'a huge folded text', bytes: `a: >\n${full(' b\n\n').slice(0, -8)}`, expected: 'SchemaViolation' },
  { name: 'a quote that is not closed', bytes: `a: "${full('b ').slice(0, -8)}`, expected: 'YamlSyntax' },
  { name: 'a huge key', bytes: `${full('k').slice(0, -8)}: 1`, expected: 'YamlSyntax' },
  { name: 'a huge name', bytes: app.replace('acme', 'a'.repeat(200_000)), expected: 'InvalidName' },
  { name: '65,536 documents', bytes: full('---\n'), expected: 'TooLarge' },
  { name: 'thousands of documents', bytes: full('--- a\n'), expected: 'TooLarge' },
  { name: 'many keys', bytes: lines(3_990, (number) => `k${number}: 1`), expected: 'SchemaViolation' },
  { name: 'too many keys', bytes: lines(25_000, (number) => `k${number}:`), expected: 'TooLarge' },
  {
    name: 'many unknown fields',
    bytes: `${app}${lines(3_600, (number) => `k${number}: 1`)}`,
    expected: 'UnknownField',
  },
  { name: 'many equal keys', bytes: full('a: 1\n').slice(0, 18_000), expected: 'DuplicateKey' },
  {
    name: 'many wrong names',
    bytes: app.replace('"acme:1"', `a, env: {${lines(3_500, (number) => `${number}-x: a,`).replaceAll('\n', ' ')}}`),
    expected: 'SchemaViolation',
  },
  { name: 'a list of many items', bytes: `[${'a,'.repeat(7_500)}]`, expected: 'SchemaViolation' },
  { name: 'a full file of commas', bytes: `[${full(',').slice(2)}`, expected: 'TooLarge' },
  { name: 'a full file of line ends', bytes: full('\n'), expected: 'TooLarge' },
  { name: 'a full file of comments', bytes: full('#\n'), expected: 'TooLarge' },
  { name: 'a full file of colons', bytes: full(': '), expected: 'TooLarge' },
  { name: 'a full file of closing brackets', bytes: full(']'), expected: 'TooLarge' },
  { name: 'a full file of spaces', bytes: full(' '), expected: 'nothing' },
  { name: 'a full file of quotes', bytes: full('"'), expected: 'TooLarge' },
  { name: 'a full file of directives', bytes: full('%a\n'), expected: 'TooLarge' },
  { name: 'a full file of document ends', bytes: full('...\n'), expected: 'TooLarge' },

  // Mistakes by the thousand, each of which a parser keeps with a stack trace.
  { name: 'many texts after a text', bytes: full(`""''`).slice(0, 76_000), expected: 'YamlSyntax' },
  { name: 'many quotes over two lines', bytes: full('- "\n').slice(0, 30_740), expected: 'YamlSyntax' },
  { name: 'many keys without values', bytes: full('? |\n\n').slice(0, 20_000), expected: 'DuplicateKey' },
  { name: 'many comments without a space', bytes: full('"#\n  ').slice(0, 36_000), expected: 'YamlSyntax' },
  { name: 'many commas', bytes: `[${full(', ').slice(0, 14_400)}]`, expected: 'YamlSyntax' },
  { name: 'many tags', bytes: full('!!str ').slice(0, 44_000), expected: 'YamlSyntax' },

  // Meanings that nobody asked for.
  { name: 'a tag of JavaScript', bytes: `a: !!js/function 'function () { return 1 }'\n`, expected: 'YamlSyntax' },
  { name: 'a tag of Python', bytes: `a: !!python/object/apply:os.system ["true"]\n`, expected: 'YamlSyntax' },
  { name: 'a tag of binary', bytes: 'a: !!binary aGVsbG8=\n', expected: 'YamlSyntax' },
  { name: 'a full file of tags', bytes: full('!a '), expected: 'TooLarge' },
  { name: 'another YAML', bytes: `%YAML 1.1\n---\n${app}`, expected: 'YamlSyntax' },
  { name: 'a tag directive', bytes: `%TAG !! tag:example.com,2000:\n---\n${app}`, expected: 'YamlSyntax' },
  { name: '__proto__', bytes: `${app}__proto__: {polluted: true}\n`, expected: 'UnknownField' },
  { name: '__proto__ in JSON', bytes: '{"kind": "App", "__proto__": {"polluted": true}}', expected: 'UnknownField' },
  {
    name: 'constructor among labels',
    bytes: app.replace('{name: acme}', '{name: acme, labels: {constructor: a}}'),
    expected: 'UnknownField',
  },
  {
    name: 'prototype among variables',
    bytes: app.replace('"acme:1"', 'a, env: {prototype: a}'),
    expected: 'UnknownField',
  },

  // Bytes.
  { name: 'nothing', bytes: '', expected: 'nothing' },
  { name: 'only a comment', bytes: '# later\n', expected: 'nothing' },
  { name: 'tabs as indentation', bytes: 'a:\n\tb: 1\n', expected: 'YamlSyntax' },
  { name: 'a full file of tabs', bytes: full('\t'), expected: 'nothing' },
  { name: 'a NUL', bytes: app.replace('acme', 'ac\0me'), expected: 'NotReadable' },
  { name: 'a NUL as an escape', bytes: app.replace('"acme:1"', 'a, env: {A: "\\0"}'), expected: 'SchemaViolation' },
  { name: 'control characters', bytes: 'a: \u0002\u0018\u001f\n', expected: 'NotReadable' },
  { name: 'a byte order mark', bytes: utf8(`\u{feff}${app}`), expected: 'a resource' },
  { name: 'a second byte order mark', bytes: utf8(`\u{feff}\u{feff}${app}`), expected: 'a resource' },
  { name: 'UTF-16', bytes: new Uint8Array(Buffer.from(`\u{feff}${app}`, 'utf16le')), expected: 'NotReadable' },
  { name: 'invalid UTF-8', bytes: new Uint8Array([...utf8(app), 0xc3, 0x28]), expected: 'NotReadable' },
  { name: 'a full file of invalid UTF-8', bytes: new Uint8Array(kib256).fill(0xff), expected: 'NotReadable' },
  { name: 'UTF-8 cut short', bytes: utf8(`${app}# é`).slice(0, -1), expected: 'NotReadable' },
  { name: 'overlong UTF-8', bytes: new Uint8Array([0xc0, 0xaf]), expected: 'NotReadable' },
  { name: 'a surrogate in UTF-8', bytes: new Uint8Array([0xed, 0xa0, 0x80]), expected: 'NotReadable' },
  {
    name: 'half of a pair as an escape',
    bytes: app.replace('"acme:1"', 'a, env: {A: "\\ud800"}'),
    expected: 'SchemaViolation',
  },
  { name: 'CRLF', bytes: app.replaceAll('\n', '\r\n'), expected: 'a resource' },
  { name: 'CRLF and LF', bytes: app.replace('\n', '\r\n'), expected: 'a resource' },
  { name: 'CR alone', bytes: app.replaceAll('\n', '\r'), expected: 'NotReadable' },
  { name: 'every byte', bytes: Uint8Array.from({ length: 256 }, (_, byte) => byte), expected: 'NotReadable' },
]
