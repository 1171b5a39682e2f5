/**
 * Parses JSON that somebody else wrote. Nesting deeper than any of Fly's answers is refused before it is parsed, so that
 * whoever walks the value may use recursion.
 */
export function parseJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  if (isDeeperThan(text, deepest)) return { ok: false }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false }
  }
}

function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0
  let isInString = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === quote) isInString = !isInString
    else if (isInString) {
      if (code === backslash) index++
    } else if (code === openBrace || code === openBracket) {
      depth++
      if (depth > limit) return true
    } else if (code === closeBrace || code === closeBracket) depth--
  }
  return false
}

const deepest = 64
const quote = 0x22
const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
const openBracket = 0x5b
const closeBracket = 0x5d
