import type { Clock } from '../world.ts'

/** What came of sending one HTTP request: an answer, or none that can be used. */
export type Exchange =
  | { readonly ended: 'answered'; readonly status: number; readonly headers: Headers; readonly body: string }
  /** The head of an answer came, but not the whole body, or more of it than anybody needs. */
  | {
      readonly ended: 'cut'
      readonly status: number
      readonly headers: Headers
      readonly why: string
    }
  /** Not even a head. `wasSent` is false only when not one byte can have left. */
  | { readonly ended: 'silent'; readonly why: string; readonly wasSent: boolean; readonly hasTimedOut: boolean }

/**
 * Sends one request and reads its answer, within `timeoutMs` altogether and without following redirects. Rejects only
 * with the reason of `signal`. Whatever `fetch` does, nothing of the call is waited for after that, though the request
 * may be on its way.
 */
export async function exchange(options: {
  readonly fetch: (request: Request) => Promise<Response>
  readonly clock: Clock
  readonly url: string
  readonly init: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string }
  readonly timeoutMs: number
  readonly signal: AbortSignal
}): Promise<Exchange> {
  const { fetch, clock, timeoutMs, signal } = options
  const cut = new AbortController()
  const isOver = new AbortController()
  const abort = () => cut.abort(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  if (signal.aborted) abort()
  clock.sleep(timeoutMs, isOver.signal).then(
    () => cut.abort(new Error(`no answer within ${timeoutMs / 1000} s`)),
    () => undefined,
  )

  let response: Response | undefined
  try {
    const request = new Request(options.url, { ...options.init, redirect: 'manual', signal: cut.signal })
    response = await unlessAborted(fetch(request), cut.signal)
    const body = await unlessAborted(readText(response, cut.signal), cut.signal)
    return { ended: 'answered', status: response.status, headers: response.headers, body }
  } catch (error) {
    signal.throwIfAborted()
    const hasTimedOut = cut.signal.aborted
    const why = describe(hasTimedOut ? cut.signal.reason : error)
    if (response !== undefined) return { ended: 'cut', status: response.status, headers: response.headers, why }
    return { ended: 'silent', why, wasSent: hasTimedOut || !hasNotConnected(error), hasTimedOut }
  } finally {
    // With a reason, since Node makes an expensive one, stack and all, where none is given.
    isOver.abort('answered')
    signal.removeEventListener('abort', abort)
  }
}

/** The same promise, but rejected with the reason as soon as the signal is aborted. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

async function readText(response: Response, signal: AbortSignal): Promise<string> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const stop = () => void reader.cancel(signal.reason).catch(() => undefined)
  signal.addEventListener('abort', stop, { once: true })
  try {
    // Not fatal: bytes that are no text make an answer that is no JSON, and that is what is then said of it.
    const decoder = new TextDecoder()
    let text = ''
    let bytes = 0
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return text + decoder.decode()
      bytes += value.byteLength
      if (bytes > longestBodyBytes) {
        stop()
        throw new Error(`an answer of more than ${longestBodyBytes / 1_048_576} MiB`)
      }
      text += decoder.decode(value, { stream: true })
    }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** A thousand Machines of an organisation's list take less than one. */
const longestBodyBytes = 16 * 1_048_576

/** Whether the connection was never there, so that Fly cannot have seen the request. */
function hasNotConnected(error: unknown): boolean {
  return causes(error).some(({ code, syscall }) => connectCodes.has(String(code)) || connectCalls.has(String(syscall)))
}

const connectCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])
const connectCalls = new Set(['connect', 'getaddrinfo'])

/** `fetch failed` says nothing; what it was caused by does. */
function describe(error: unknown): string {
  const { message, code } = causes(error).at(-1) ?? {}
  return String(message || code || error)
}

type Cause = {
  readonly message?: unknown
  readonly code?: unknown
  readonly syscall?: unknown
  readonly cause?: unknown
}

function causes(error: unknown): readonly Cause[] {
  const chain: Cause[] = []
  for (
    let each = error as Cause;
    typeof each === 'object' && each !== null && chain.length < 5;
    each = each.cause as Cause
  ) {
    chain.push(each)
  }
  return chain
}
