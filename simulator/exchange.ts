import type { Caller } from './callers.ts'
import type { DelayName } from './delays.ts'
import { misformed, readBody } from './door.ts'
import type { Fault } from './faults.ts'
import { accessOf, mayCall } from './identity/rights.ts'
import type { Premises } from './premises.ts'
import type { RateLimits } from './rate-limits.ts'
import { invalidToken, Refusal, rateLimited, unauthorized } from './refusal.ts'
import { nearest } from './regions.ts'
import type { LoggedRequest } from './request-log.ts'
import { type Ask, createRouter, parseBody, type Reply, type Route, unknownAction } from './routes.ts'

/** Carries requests to the routes and answers back, over a network where all that can go wrong may go wrong. */
export function createExchange(options: {
  readonly premises: Premises
  readonly routes: readonly Route[]
  /** `undefined`: there are none. */
  readonly limits: RateLimits | undefined
  readonly record: (request: Omit<LoggedRequest, 'seq'>) => void
}): (request: Request, machineId?: string) => Promise<Response> {
  const { premises, routes, limits, record } = options
  const { truth, laws, faults, timers, callers } = premises
  const find = createRouter(routes)

  return async (request, machineId) => {
    request.signal.throwIfAborted()
    const text = await readBody(request)
    // Who gives up gets no answer; what has been sent takes its course.
    return new Promise((resolve, reject) => {
      const giveUp = () => reject(request.signal.reason)
      if (request.signal.aborted) giveUp()
      request.signal.addEventListener('abort', giveUp, { once: true })
      carry(request, text, machineId)
        .then(resolve, reject)
        .finally(() => request.signal.removeEventListener('abort', giveUp))
    })
  }

  async function carry(request: Request, text: string | undefined, machineId: string | undefined): Promise<Response> {
    await travel('request')
    const requestId = `${laws.ulid(laws.now())}-${nearest}`
    const reply = await deal(request, text, requestId, machineId)
    await travel('answer')
    const { status, body } = reply
    const headers = new Headers({
      'fly-request-id': requestId,
      date: new Date(laws.now()).toUTCString(),
      ...typeOf(body),
      ...reply.headers,
    })
    const content = typeof body === 'string' ? body : body === undefined ? null : JSON.stringify(body)
    return new Response(status === 204 || request.method === 'HEAD' ? null : content, { status, headers })
  }

  /** At Fly's door, and behind it. The request is logged when Fly is done with it. */
  async function deal(
    request: Request,
    sent: string | undefined,
    requestId: string,
    machineId: string | undefined,
  ): Promise<Reply> {
    const { method, url, headers, signal } = request
    const { pathname, search, searchParams } = new URL(url)
    const text = sent ?? ''
    // From inside of a Machine there is the API, and nothing else.
    const found = machineId === undefined || pathname.startsWith('/v1/') ? find(method, pathname) : undefined
    const route = typeof found === 'object' ? found.route : undefined
    const params = typeof found === 'object' ? found.params : {}
    let fields: ReturnType<typeof parseBody> | undefined
    const all = callers.of(headers, machineId)
    const nobodys: Omit<Ask, 'caller'> = {
      method,
      params,
      query: searchParams,
      body() {
        fields ??= parseBody(text)
        return fields
      },
      nonce: headers.get('fly-machine-lease-nonce') || undefined,
      signal,
      callers: all,
    }
    const told = route?.tell?.(text)
    const isDeed = told?.isDeed ?? route?.isDeed ?? false
    const caller = callerOf(all, route, nobodys, text)
    const ask: Ask = { ...nobodys, caller: caller ?? nobody }
    const asked = {
      method,
      path: pathname + search,
      action: route?.action ?? unknownAction,
      operation: told?.operation,
      app: told?.app ?? params.app ?? (route?.action === 'create-app' ? nameIn(text) : undefined),
      machine: params.id,
      ...placeOf(ask, text),
    }
    const log = (reply: Reply | undefined, deed: LoggedRequest['deed']) => {
      const { region: _region, host: _host, machine: machineId, ...rest } = asked
      record({ ...rest, at: laws.now(), machineId, status: reply?.status, requestId, deed })
    }

    const formless = misformed(request, pathname, found, sent)
    const turnedAway = atTheDoor(formless, route, ask, caller, text)
    const before = turnedAway === undefined ? faults.draw('before', asked) : undefined
    const prevented = turnedAway ?? (await suffer(before, () => log(undefined, isDeed ? 'refused' : 'none')))
    if (prevented !== undefined) {
      log(prevented, isDeed ? 'refused' : 'none')
      return prevented
    }
    const reply = await answerOf(route as Route, ask)
    const deed = isDeed ? (reply.deed ?? (reply.status < 400 ? 'applied' : 'refused')) : 'none'
    const changed = params.app ?? told?.app
    if (deed === 'applied' && changed !== undefined) faults.noteDeed(changed)
    const spoilt = await suffer(faults.draw('after', asked), () => log(undefined, deed))
    log(spoilt ?? reply, deed)
    return spoilt ?? reply
  }

  /** The refusal of those who do not get as far as what they ask for. */
  function atTheDoor(
    formless: Reply | undefined,
    route: Route | undefined,
    ask: Ask,
    caller: Caller | undefined,
    text: string,
  ): Reply | undefined {
    if (faults.isDown()) {
      faults.count('down')
      return { status: 503, body: { error: 'service unavailable' } }
    }
    if (formless !== undefined || route === undefined || route.isPublic) return formless
    if (faults.isTokenRevoked()) faults.count('token refused')
    if (caller === undefined || faults.isTokenRevoked()) return replyOf(invalidToken())
    if (!mayAsk(caller, route, ask, text)) return replyOf(unauthorized())
    const { action, countedBy } = route
    const id = countedBy === 'organization' ? countedBy : (ask.params[countedBy] ?? '')
    if (limits?.admit(action, id) === false) {
      faults.count('rate limit')
      const seconds = faults.retryAfterSeconds()
      const retryAfter = seconds === undefined ? {} : { 'retry-after': String(seconds) }
      return { ...replyOf(rateLimited()), headers: retryAfter }
    }
    return undefined
  }

  /** Of several tokens the first that is good for what is asked. */
  function callerOf(
    all: readonly Caller[],
    route: Route | undefined,
    ask: Omit<Ask, 'caller'>,
    text: string,
  ): Caller | undefined {
    if (all.length < 2 || route === undefined) return all[0]
    return all.find((caller) => mayAsk(caller, route, ask, text)) ?? all[0]
  }

  function mayAsk(caller: Caller, route: Route, ask: Omit<Ask, 'caller'>, text: string): boolean {
    if (caller.caveats.length === 0) return true
    const access = accessOf(route, ask, text, truth)
    return access === undefined || mayCall(caller, access)
  }

  async function answerOf(route: Route, ask: Ask): Promise<Reply> {
    try {
      return await route.answer(ask)
    } catch (error) {
      if (error instanceof Refusal) return replyOf(error)
      throw error
    }
  }

  /** What a fault does: an answer in place of Fly's, none at all, or only a delay. `lose` is called when none will come. */
  async function suffer(effect: Fault['effect'] | undefined, lose: () => void): Promise<Reply | undefined> {
    if (effect === undefined) return undefined
    if (effect === 'hang') {
      lose()
      return new Promise(() => undefined)
    }
    if (effect === 'reset') {
      lose()
      throw connectionReset()
    }
    if ('delayMs' in effect) {
      await timers.pause(effect.delayMs)
      return undefined
    }
    const { status, body = `{"error":"${status}"}`, headers = {} } = effect
    return { status, body, headers: { ...typeOfText(body), ...headers } }
  }

  async function travel(way: DelayName): Promise<void> {
    await timers.pause(laws.delay(way))
  }

  function placeOf(
    { params }: Ask,
    text: string,
  ): { readonly region: string | undefined; readonly host: string | undefined } {
    const thing = params.id !== undefined ? truth.machine(params.id) : truth.tables.volume.get(params.volume ?? '')
    if (thing !== undefined) return { region: thing.region, host: thing.hostId }
    return { region: params.app === undefined ? undefined : textIn(text, 'region'), host: undefined }
  }
}

function replyOf({ status, body }: Refusal): Reply {
  return { status, body }
}

function typeOf(body: Reply['body']): Record<string, string> {
  if (body === undefined) return {}
  return { 'content-type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8' }
}

function typeOfText(text: string): Record<string, string> {
  if (/^\s*</.test(text)) return { 'content-type': 'text/html; charset=utf-8' }
  return /^\s*\{/.test(text) ? { 'content-type': 'application/json; charset=utf-8' } : {}
}

/** Who has no token gets no further than the door. */
const nobody: Caller = {
  owner: '',
  organization: '',
  app: undefined,
  machineId: undefined,
  mayWrite: false,
  caveats: [],
  token: undefined,
  user: undefined,
  source: undefined,
}

function nameIn(text: string): string | undefined {
  return textIn(text, 'name') ?? textIn(text, 'app_name')
}

/** A field of a body, for faults and the log; bodies that are none are refused elsewhere. */
function textIn(text: string, field: string): string | undefined {
  if (!text.includes(`"${field}"`)) return undefined
  try {
    const value = parseBody(text)[field]
    return typeof value === 'string' ? value : undefined
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** As undici reports a connection that broke. */
function connectionReset(): TypeError {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read', errno: -104 })
  return new TypeError('fetch failed', { cause })
}
