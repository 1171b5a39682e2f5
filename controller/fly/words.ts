import { parseJson } from './json.ts'

/** What an answer says that is not a success: Fly's own words, and its code word where it gives one. */
export type Words = {
  /** Fit to be shown: one line of printable text, at most `longestWords` characters. */
  readonly text: string
  /** `name_taken`, `insufficient_capacity`, `volume_placement_capacity` and the like. Source: superfly/fly-go, flaps_error.go */
  readonly status: string | undefined
}

/** How the text begins when there was a page for people: it comes from something in front of the API. */
export const webPage = 'a web page instead of an answer'

/**
 * Reads `{"error", "status"}`, `{"status": "error", "message"}`, plain text and HTML alike: Fly sends all of them, and
 * content types are no guide. Source: superfly/fly-go, client.go handleAPIError; the rest as seen live.
 */
export function readWords(body: string, secrets: readonly string[]): Words {
  const text = body.slice(0, longestErrorBody)
  if (/^\s*</.test(text)) return { text: clean(titleOf(text), secrets), status: undefined }
  const parsed = parseJson(text)
  if (parsed.ok && typeof parsed.value === 'object' && parsed.value !== null) {
    const { message, error, status } = parsed.value as Record<string, unknown>
    const said = [message, error].find((each) => typeof each === 'string' && each !== '')
    return { text: clean(String(said ?? text), secrets), status: typeof status === 'string' ? status : undefined }
  }
  return { text: clean(text, secrets), status: undefined }
}

/**
 * Somebody else's text in a form that can go into a message: control characters, invisible characters and those that
 * turn the direction of writing are removed, white space becomes single spaces, the length is bounded, and what looks
 * like a token or is one of `secrets` is taken out.
 */
export function clean(text: string, secrets: readonly string[]): string {
  // Removed before the secrets are looked for: a character in the middle of a token must not hide it.
  let plain = text.replace(/\s+/g, ' ').replace(unprintable, '').trim()
  for (const secret of secrets) plain = plain.replaceAll(secret, '[token]')
  plain = plain.replace(tokenLike, '[token]')
  return plain.length > longestWords ? `${plain.slice(0, longestWords - 1)}…` : plain
}

function titleOf(html: string): string {
  const title = /<title[^>]*>\s*([^<]*[^<\s])/i.exec(html)?.[1]
  return title === undefined ? webPage : `${webPage}, «${title}»`
}

const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u2028\u2029]/gu
const tokenLike = /\b(?:fm1r|fm1a|fm2|fo1)_[\w+/=-]+/g
const longestWords = 500
const longestErrorBody = 65_536
