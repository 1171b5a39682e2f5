import { mostBytes } from './limits.ts'
import { linesOf } from './lines.ts'
import type { Problem, ProblemCode } from './problem.ts'

/** A file as text, or why it is none. A byte order mark is taken off. */
export type Decoded = { readonly text: string } | { readonly problem: Problem }

export function decode(file: string, bytes: Uint8Array | string): Decoded {
  const size = typeof bytes === 'string' ? Buffer.byteLength(bytes) : bytes.length
  if (size > mostBytes) {
    const limit = `a spec file holds at most ${mostBytes / 1024} KiB, this one has ${Math.ceil(size / 1024)} KiB`
    return told('TooLarge', file, '', 0, `${limit}: put its documents into several files`)
  }
  if (typeof bytes === 'string') return readable(file, bytes.startsWith(byteOrderMark) ? bytes.slice(1) : bytes)
  if (isUtf16(bytes)) return told('NotReadable', file, '', 0, 'the file is UTF-16: save it as UTF-8')
  const good = utf8Length(bytes)
  const text = new TextDecoder().decode(bytes.subarray(0, good))
  if (good < bytes.length) {
    const byte = `0x${(bytes[good] ?? 0).toString(16).padStart(2, '0')}`
    return told('NotReadable', file, text, text.length, `the byte ${byte} here is not UTF-8: save the file as UTF-8`)
  }
  return readable(file, text)
}

/** What YAML does not allow as a plain character, or reads in two ways. Source: YAML 1.2.2 §5.1, §5.4 */
function readable(file: string, text: string): Decoded {
  const offset = firstUnreadable(text)
  if (offset === undefined) return { text }
  const code = text.charCodeAt(offset)
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
  const message =
    code === 0
      ? 'there is a NUL character here: is this a text file? Take it out'
      : code === carriageReturn
        ? 'a line ends with a carriage return alone, which tools read in different ways: save the file with LF line ends'
        : code >= 0xd800
          ? `half of a surrogate pair (${name}) is here, which is no character: take it out`
          : `the control character ${name} is here: take it out, or write it as "\\x${name.slice(4)}" in double quotes`
  return told('NotReadable', file, text, offset, message)
}

function firstUnreadable(text: string): number | undefined {
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset)
    if (code >= 0x20 && code < 0x7f) continue
    if (code === tab || code === lineFeed) continue
    if (code === carriageReturn && text.charCodeAt(offset + 1) === lineFeed) continue
    if (code <= 0x7f) return offset
    if (code < 0xd800 || code > 0xdfff) continue
    const isPair = code < 0xdc00 && text.charCodeAt(offset + 1) >= 0xdc00 && text.charCodeAt(offset + 1) <= 0xdfff
    if (!isPair) return offset
    offset++
  }
  return undefined
}

/** How many bytes from the start are whole UTF-8 characters. */
function utf8Length(bytes: Uint8Array): number {
  if (isUtf8(bytes, false)) return bytes.length
  let good = 0
  let bad = bytes.length + 1
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (isUtf8(bytes.subarray(0, middle), true)) good = middle
    else bad = middle
  }
  while (good > 0 && !isUtf8(bytes.subarray(0, good), false)) good--
  return good
}

function isUtf8(bytes: Uint8Array, mayStopWithin: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: mayStopWithin })
    return true
  } catch {
    return false
  }
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}

function told(code: ProblemCode, file: string, text: string, offset: number, message: string): Decoded {
  return { problem: { code, message, path: '', at: linesOf(file, text).place(offset, 1) } }
}

const byteOrderMark = '\u{feff}'
const tab = 0x09
const lineFeed = 0x0a
const carriageReturn = 0x0d
