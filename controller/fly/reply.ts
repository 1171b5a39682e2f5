import type { Ask } from './ask.ts'
import { classify, isSurelyNotDone } from './classify.ts'
import { FlyError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import { parseJson } from './json.ts'
import { clean, readWords, type Words } from './words.ts'

/** What Fly's answer comes to. */
export type Reply = Success | Failure

/** `value` is the parsed body, `undefined` when there was none. */
export type Success = {
  readonly ok: true
  readonly value: unknown
  readonly status: number
  readonly requestId: string | undefined
}

export type Failure = {
  readonly ok: false
  readonly error: FlyError
  /** Fly refused, or the request never left. Otherwise it may have been done, and may still be. */
  readonly isSurelyNotDone: boolean
  /** There was no answer, and not because it took too long. */
  readonly hasBroken: boolean
  /** What Fly said, when it did. */
  readonly words: Words | undefined
}

/** `now` is the wall clock, to read a Retry-After that is a date. No message contains one of `secrets`. */
export function replyOf(ask: Ask, end: Exchange, secrets: readonly string[], now: number): Reply {
  if (end.ended === 'silent') {
    const error = new FlyError(
      'Unreachable',
      messageOf(ask, `Fly gave no answer when asked to ${ask.what}`, end.why, secrets),
    )
    return { ok: false, error, isSurelyNotDone: !end.wasSent, hasBroken: !end.hasTimedOut, words: undefined }
  }
  const { status } = end
  const requestId = requestIdOf(end.headers)
  if (status >= 200 && status < 300) {
    if (end.ended === 'cut') return malformed(ask, { status, requestId }, end.why, secrets)
    if (end.body.trim() === '') return { ok: true, value: undefined, status, requestId }
    const parsed = parseJson(end.body)
    if (parsed.ok) return { ok: true, value: parsed.value, status, requestId }
    return malformed(ask, { status, requestId }, `not JSON but ${readWords(end.body, secrets).text}`, secrets)
  }

  const words = readWords(end.ended === 'cut' ? '' : end.body, secrets)
  const { code, machineId } = classify({ action: ask.action, status, words })
  const said = words.text === '' ? `status ${status}` : `${words.text} (${status})`
  const error = new FlyError(code, messageOf(ask, `Fly would not ${ask.what}`, said, secrets, `status ${status}`), {
    status,
    requestId,
    machineId,
    retryAfterMs: retryAfterOf(end.headers, now),
  })
  return { ok: false, error, isSurelyNotDone: isSurelyNotDone(status), hasBroken: false, words }
}

/** A success that does not say what Fly promises to say: what was asked may well have been done. */
export function malformed(
  ask: Ask,
  about: { readonly status: number; readonly requestId: string | undefined },
  seen: string,
  secrets: readonly string[],
): Failure {
  const error = new FlyError(
    'Malformed',
    messageOf(ask, `Fly's answer cannot be used, asked to ${ask.what}`, seen, secrets),
    about,
  )
  return { ok: false, error, isSurelyNotDone: false, hasBroken: false, words: undefined }
}

/** `said` is somebody else's, so of a confidential request it is left out: only `instead`, if there is that, is told. */
function messageOf(ask: Ask, begin: string, said: string, secrets: readonly string[], instead?: string): string {
  const told = ask.isConfidential ? instead : said
  return clean(told === undefined ? begin : `${begin}: ${told}`, secrets)
}

/** An address that cannot be written was not asked. */
export function impossible(ask: Ask): Failure {
  const message = clean(`Fly cannot be asked to ${ask.what}: a name in it cannot be part of an address`, [])
  return {
    ok: false,
    error: new FlyError('Invalid', message),
    isSurelyNotDone: true,
    hasBroken: false,
    words: undefined,
  }
}

function requestIdOf(headers: Headers): string | undefined {
  return /^[\w.:-]{1,128}$/.exec(headers.get('fly-request-id') ?? '')?.[0]
}

/** Seconds, or a date. */
function retryAfterOf(headers: Headers, now: number): number | undefined {
  const header = headers.get('retry-after')?.trim()
  if (!header) return undefined
  const ms = /^\d+(\.\d+)?$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, Math.ceil(ms)), longestRetryAfterMs)
}

// To ask once in ten minutes harms nobody; to believe a nonsensical header would stop us for days.
const longestRetryAfterMs = 600_000
