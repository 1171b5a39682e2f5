import type { Plan } from '../../plan/plan.ts'
import type { Status } from '../../status/status.ts'
import type { Operation, Revision, StoredEvent } from '../../store/store.ts'
import type { AppSummary, AppView, Info, Submitted, WaitCondition, Waited } from '../operations.ts'
import { type ErrorBody, userHeader, viaHeader } from '../routes.ts'
import { CommandError, exitCodes } from './io.ts'

/**
 * The operations of a controller that runs elsewhere, over its HTTP API. Everything rejects with a CommandError: what the
 * controller said, or that none answers.
 */
export interface Client {
  info(): Promise<Info>
  list(labels: readonly string[]): Promise<readonly AppSummary[]>
  get(name: string): Promise<AppView>
  status(name: string): Promise<Status | null>
  plan(name?: string): Promise<readonly Plan[]>
  planText(text: string, file: string): Promise<readonly Plan[]>
  submit(text: string, file: string, options: { readonly planDigest?: string }): Promise<readonly Submitted[]>
  waitFor(name: string, condition: WaitCondition, timeoutMs: number): Promise<Waited>
  events(query: { readonly name?: string; readonly limit: number }): Promise<readonly StoredEvent[]>
  follow(query: { readonly name?: string; readonly limit: number }): AsyncIterable<StoredEvent>
  history(name: string): Promise<readonly Revision[]>
  rollback(name: string, to: number): Promise<Submitted>
  /** `pause`, `resume`, `refresh`, `undelete`. */
  change(name: string, change: 'pause' | 'resume' | 'refresh' | 'undelete'): Promise<AppView>
  delete(name: string): Promise<AppView>
  operation(id: string): Promise<Operation>
  readonly url: string
}

export function createClient(options: {
  readonly url: string
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly user: string
  readonly signal: AbortSignal
}): Client {
  const { url, user, signal } = options

  async function send(
    method: string,
    path: string,
    body?: { readonly text: string; readonly type: string },
  ): Promise<Response> {
    const init: RequestInit = {
      method,
      signal,
      redirect: 'error',
      headers: {
        [userHeader]: user,
        [viaHeader]: 'cli',
        ...(method !== 'GET' && { 'content-type': body?.type ?? 'application/json' }),
      },
      ...(body && { body: body.text }),
    }
    let response: Response
    try {
      response = await options.fetch(new URL(path, url).href, init)
    } catch (_error) {
      if (signal.aborted) throw signal.reason
      throw new CommandError(
        `no controller answers at ${url}`,
        'start one with `artifact up`, or name another with --url or ARTIFACT_URL',
        exitCodes.unreachable,
      )
    }
    if (!response.ok) throw await refusal(response)
    return response
  }

  async function ask<T>(
    method: string,
    path: string,
    body?: { readonly text: string; readonly type: string },
  ): Promise<T> {
    const response = await send(method, path, body)
    return (await response.json()) as T
  }

  const app = (name: string, rest = '') => `/v1/apps/${encodeURIComponent(name)}${rest}`
  const yaml = (text: string) => ({ text, type: 'application/yaml' })

  return {
    url,
    info: () => ask('GET', '/v1/info'),
    list: (labels) =>
      ask(
        'GET',
        withQuery(
          '/v1/apps',
          labels.map((label) => ['label', label]),
        ),
      ),
    get: (name) => ask('GET', app(name)),
    status: (name) => ask('GET', app(name, '/status')),
    plan: async (name) => (name === undefined ? await ask('GET', '/v1/plan') : [await ask('GET', app(name, '/plan'))]),
    planText: (text, file) => ask('POST', withQuery('/v1/plan', [['file', file]]), yaml(text)),
    submit: (text, file, { planDigest }) =>
      ask(
        'POST',
        withQuery('/v1/specs', [
          ['file', file],
          ...(planDigest === undefined ? [] : [['planDigest', planDigest] as const]),
        ]),
        yaml(text),
      ),
    waitFor: (name, condition, timeoutMs) =>
      ask(
        'GET',
        withQuery(app(name, '/wait'), [
          ['for', condition],
          ['timeoutMs', String(timeoutMs)],
        ]),
      ),
    events: ({ name, limit }) => ask('GET', withQuery(eventsPath(name), [['limit', String(limit)]])),
    async *follow({ name, limit }) {
      const response = await send(
        'GET',
        withQuery(eventsPath(name), [
          ['limit', String(limit)],
          ['follow', '1'],
        ]),
      )
      for await (const line of linesOf(response)) yield JSON.parse(line) as StoredEvent
    },
    history: (name) => ask('GET', app(name, '/history')),
    rollback: (name, to) =>
      ask('POST', app(name, '/rollback'), { text: JSON.stringify({ to }), type: 'application/json' }),
    change: (name, change) => ask('POST', app(name, `/${change}`)),
    delete: (name) => ask('DELETE', app(name)),
    operation: (id) => ask('GET', `/v1/operations/${encodeURIComponent(id)}`),
  }

  function eventsPath(name: string | undefined): string {
    return name === undefined ? '/v1/events' : app(name, '/events')
  }
}

/** The controller's own words, and its problems where a spec is meant. */
export class RefusedError extends CommandError {
  readonly code: string
  readonly problems: NonNullable<ErrorBody['error']['problems']>
  constructor({ code, message, repair, problems = [] }: ErrorBody['error']) {
    super(message, repair)
    this.name = 'RefusedError'
    this.code = code
    this.problems = problems
  }
}

async function refusal(response: Response): Promise<CommandError> {
  try {
    const { error } = (await response.json()) as ErrorBody
    return new RefusedError(error)
  } catch {
    return new CommandError(
      `the answer is ${response.status}, and not a controller's`,
      'does --url name an Artifact?',
      exitCodes.unreachable,
    )
  }
}

function withQuery(path: string, query: readonly (readonly [string, string])[]): string {
  const text = new URLSearchParams(query.map(([key, value]): [string, string] => [key, value])).toString()
  return text === '' ? path : `${path}?${text}`
}

async function* linesOf(response: Response): AsyncIterable<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') yield line
  }
}
