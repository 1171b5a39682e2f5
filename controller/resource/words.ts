/**
 * Text that came from outside, made fit for a message or a terminal: what would move the cursor, reverse the line or
 * not be seen at all is spelled out.
 */
export function harmless(text: string): string {
  return text
    .toWellFormed()
    .replace(invisible, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}}`)
}

// Control characters; the soft hyphen, zero-width and bidirectional marks (CVE-2021-42574); line and paragraph separators.
const invisible =
  /[\p{Cc}\u{ad}\u{61c}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{2069}\u{feff}\u{e0000}-\u{e007f}]/gu

/** A name from a spec as a message shows it. */
export function named(name: string): string {
  return `\`${harmless(shortened(name))}\``
}

/** A text from a spec as a message shows it. */
export function quoted(text: string): string {
  return `"${harmless(shortened(text))}"`
}

/** `a`, `b` and `c`; the first few of many. */
export function listed(names: readonly string[], last: 'and' | 'or' = 'and', most = 40): string {
  const shown = names.slice(0, most).map(named)
  if (names.length > most) return `${shown.join(', ')} and ${names.length - most} more`
  if (shown.length < 2) return shown.join('')
  return `${shown.slice(0, -1).join(', ')} ${last} ${shown.at(-1)}`
}

/** What a value is, in words that a sentence goes on with: `/spec/paused` «is the text "yes"». */
export function found(value: unknown, source?: string): string {
  if (value === null || value === undefined) return 'has no value'
  if (Array.isArray(value)) return value.length === 0 ? 'is an empty list' : 'is a list'
  switch (typeof value) {
    case 'string':
      return `is the text ${quoted(value)}`
    case 'number':
      return `is the number ${harmless(shortened(source ?? String(value)))}`
    case 'boolean':
      return `is ${named(source ?? String(value))}`
    default:
      return `has keys of its own (${listed(Object.keys(value), 'and', 3)})`.replace(' ()', '')
  }
}

function shortened(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}…`
}

const longestShown = 60
