import { printable } from '../../plan/printable.ts'

/**
 * A value with every text in it safe to show: no sequences that steer a terminal, nothing that cannot be seen or turns
 * the direction of writing, nothing longer than anybody reads. Line breaks stay.
 */
export function clean<T>(value: T): T {
  return texts(value, cleanText) as T
}

/** The same for what may be meant for the model and not for its user: it cannot end a quotation, nor fetch an image. */
export function disarm<T>(value: T): T {
  return texts(value, (text) =>
    cleanText(text)
      .replaceAll('```', "'''")
      .replaceAll(/<(?=[/!a-zA-Z])/g, '‹')
      .replaceAll('](', '] ('),
  ) as T
}

function cleanText(text: string): string {
  const visible = text.replaceAll(steering, '').split(/\r?\n/).map(printable).join('\n')
  return visible.length <= longest ? visible : `${visible.slice(0, longest - 1)}…`
}

// What terminals take for commands: CSI and OSC sequences, and the short ones. Source: ECMA-48, §5.4 and §8.3.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const steering = /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-Z\\-_]/g

const longest = 8_000

function texts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => texts(item, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [change(key), texts(inner, change)]))
}
