/** How many columns a printable text takes on a terminal: two for East Asian wide characters and emoji. */
export function widthOf(text: string): number {
  if (!/[^\x20-\x7e]/.test(text)) return text.length
  let width = 0
  for (const character of text) width += isWide(character) ? 2 : /\p{M}/u.test(character) ? 0 : 1
  return width
}

/** The beginning of a text, so that it takes no more than `most` columns; an ellipsis shows that there was more. */
export function cut(text: string, most: number): string {
  if (widthOf(text) <= most) return text
  let short = ''
  let width = 0
  for (const character of text) {
    width += widthOf(character)
    if (width > most - 1) break
    short += character
  }
  return `${short}…`
}

// The blocks of Unicode's East_Asian_Width W and F; everything else that is wide is an emoji.
// Source: https://www.unicode.org/reports/tr11/
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u

function isWide(character: string): boolean {
  return wide.test(character) || /\p{Emoji_Presentation}/u.test(character)
}
