/**
 * Text from a spec or from Fly, safe to show on a terminal and in a log: control characters, and those that turn the
 * direction of writing or cannot be seen, are shown as escapes.
 */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
}

/** A value in one short line. */
export function printableValue(value: unknown, longest = 100): string {
  if (value === undefined) return '(nothing)'
  const text = printable(JSON.stringify(value))
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}

// Cc: control characters; Cf: those that format, such as U+202E; Zl and Zp: line and paragraph separators; Cs: lone surrogates.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
