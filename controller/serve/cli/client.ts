import type { PriceList } from '../../plan/app-price.ts'
import type { Plan } from '../../plan/plan.ts'
import type { RuleRef } from '../../resource/rule.ts'
import type { ChainVerdict, SealedRecord } from '../../status/audit-chain.ts'
import type { SecretStatus } from '../../status/status.ts'
import type { Approval, StoredRule } from '../../store/access-store.ts'
import type { Revision, StoredEvent } from '../../store/store.ts'
import type {
  Adopted,
  AppSummary,
  AppView,
  Confirmed,
  ImportedApp,
  Info,
  RuleApplied,
  SecretDone,
  Submitted,
  TokenView,
  TokenWish,
  WaitCondition,
  Waited,
} from '../operations.ts'
import { type ErrorBody, userHeader, viaHeader } from '../routes.ts'
import { CommandError, exitCodes } from './io.ts'
import { linesOf } from './lines-of.ts'

/**
 * The operations of a controller that runs elsewhere, over its HTTP API. Everything rejects with a CommandError: what the
 * controller said, or that none answers. The only other rejection is the reason of the signal.
 */
export interface Client {
  readonly url: string
  info(): Promise<Info>
  /** `labels` are pairs like `plan=gold`. */
  list(labels: readonly string[]): Promise<readonly AppSummary[]>
  get(name: string): Promise<AppView>
  /** Of one stored App, or of all. */
  plan(name?: string): Promise<readonly Plan[]>
  planText(text: string, file: string): Promise<readonly Plan[]>
  /** Of one stored App, or of all. */
  price(name?: string): Promise<readonly PriceList[]>
  importApp(flyApp: string): Promise<ImportedApp>
  adopt(text: string, file: string): Promise<Adopted>
  submit(text: string, file: string, options: SubmitOptions): Promise<readonly Submitted[]>
  /** One request; `patience.ts` waits for longer than a request may take. */
  waitFor(name: string, condition: WaitCondition, timeoutMs: number): Promise<Waited>
  events(query: { readonly name?: string; readonly limit: number }): Promise<readonly StoredEvent[]>
  /** Ends only by rejecting: aborted, or the controller has gone. */
  follow(query: { readonly name?: string; readonly limit: number }): AsyncIterable<StoredEvent>
  audit(query: Readonly<Record<string, string>>): Promise<readonly SealedRecord[]>
  exportAudit(query: Readonly<Record<string, string>>): AsyncIterable<SealedRecord>
  verifyAudit(): Promise<ChainVerdict>
  history(name: string): Promise<readonly Revision[]>
  rollback(name: string, to: number): Promise<Submitted>
  change(name: string, change: 'pause' | 'resume' | 'refresh' | 'undelete'): Promise<AppView>
  delete(name: string, options?: { readonly now?: boolean }): Promise<AppView>
  confirm(name: string, seen?: { readonly generation?: number }): Promise<Confirmed>
  secrets(name: string): Promise<readonly SecretStatus[]>
  /** The value goes out as it is. */
  setSecret(name: string, secret: string, value: Uint8Array): Promise<SecretDone>
  changeSecret(name: string, secret: string, change: 'rotate' | 'unset'): Promise<SecretDone>
  approvals(): Promise<readonly Approval[]>
  decideApproval(
    id: string,
    decision: 'approve' | 'reject',
    about: { readonly planDigest: string; readonly reason: string },
  ): Promise<Approval>
  /** Grants and Policies. */
  rules(): Promise<readonly StoredRule[]>
  applyRules(text: string, file: string): Promise<readonly RuleApplied[]>
  deleteRule(ref: RuleRef): Promise<StoredRule>
  createToken(wish: TokenWish): Promise<TokenView & { readonly token: string }>
  tokens(): Promise<readonly TokenView[]>
  revokeToken(name: string): Promise<TokenView>
}

export type SubmitOptions = { readonly planDigest?: string; readonly dryRun?: boolean }

/** The controller's own words, and its problems where a spec is meant. */
export class RefusedError extends CommandError {
  readonly code: string
  readonly problems: NonNullable<ErrorBody['error']['problems']>
  readonly reasons: NonNullable<ErrorBody['error']['reasons']>
  readonly approval: ErrorBody['error']['approval']
  constructor({ code, message, repair, problems = [], reasons = [], approval }: ErrorBody['error']) {
    super(message, repair)
    this.name = 'RefusedError'
    this.code = code
    this.problems = problems
    this.reasons = reasons
    this.approval = approval
  }
}

export function createClient(options: {
  readonly url: string
  /** Rejects with a TypeError when nobody answers, as the global one does. */
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly user: string
  /** What proves who asks, where that has to be proven. */
  readonly token?: string | undefined
  readonly signal: AbortSignal
}): Client {
  const { url, user, token, signal } = options

  async function send(method: string, path: string, body?: Body): Promise<Response> {
    const response = await orNobody(
      options.fetch(new URL(path, url).href, {
        method,
        signal,
        redirect: 'error',
        headers: {
          // A header holds no more than Latin-1, and a name may.
          [userHeader]: user.replaceAll(/[^\x20-\x7e]/g, '?'),
          [viaHeader]: 'cli',
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...((method === 'POST' || body) && { 'content-type': body?.type ?? 'application/json' }),
        },
        ...(body && { body: body.content }),
      }),
      `no controller answers at ${url}`,
    )
    if (!response.ok) throw await refusal(response)
    return response
  }

  async function ask<T>(method: string, path: string, body?: Body): Promise<T> {
    const response = await send(method, path, body)
    const text = await orNobody(response.text(), `the controller at ${url} broke off its answer`)
    try {
      return JSON.parse(text) as T
    } catch (error) {
      throw notArtifact(response.status, error)
    }
  }

  /** A connection that fails says nothing but that; a signal is more than that. */
  async function orNobody<T>(answer: Promise<T>, message: string): Promise<T> {
    try {
      return await answer
    } catch (error) {
      if (signal.aborted) throw signal.reason
      const repair = 'start one with `artifact up`, or name another with --url or ARTIFACT_URL'
      throw new CommandError(message, repair, exitCodes.unreachable, { cause: error })
    }
  }

  async function* follow(path: string): AsyncIterable<StoredEvent> {
    const response = await send('GET', path)
    const lines = linesOf(response)[Symbol.asyncIterator]()
    const gone = `the controller at ${url} has gone`
    for (;;) {
      const { value, done } = await orNobody(lines.next(), gone)
      if (done) break
      yield JSON.parse(value) as StoredEvent
    }
    await orNobody(Promise.reject(new Error('the stream has ended')), gone)
  }

  async function* records(path: string): AsyncIterable<SealedRecord> {
    const lines = linesOf(await send('GET', path))[Symbol.asyncIterator]()
    for (;;) {
      const { value, done } = await orNobody(lines.next(), `the controller at ${url} broke off its answer`)
      if (done) return
      yield JSON.parse(value) as SealedRecord
    }
  }

  return {
    url,
    info: () => ask('GET', '/v1/info'),
    list: (labels) => ask('GET', `/v1/apps${query(labels.map((label) => ['label', label]))}`),
    get: (name) => ask('GET', app(name)),
    plan: async (name) => (name === undefined ? await ask('GET', '/v1/plan') : [await ask('GET', `${app(name)}/plan`)]),
    planText: (text, file) => ask('POST', `/v1/plan${query([['file', file]])}`, yaml(text)),
    price: async (name) =>
      name === undefined ? await ask('GET', '/v1/price') : [await ask('GET', `${app(name)}/price`)],
    importApp: (flyApp) => ask('GET', `/v1/import/${encodeURIComponent(flyApp)}`),
    adopt: (text, file) => ask('POST', `/v1/adopt${query([['file', file]])}`, yaml(text)),
    submit: (text, file, { planDigest, dryRun }) =>
      ask(
        'POST',
        `/v1/specs${query([
          ['file', file],
          ...(planDigest === undefined ? [] : [['planDigest', planDigest] as const]),
          ...(dryRun ? [['dryRun', '1'] as const] : []),
        ])}`,
        yaml(text),
      ),
    waitFor: (name, condition, timeoutMs) =>
      ask(
        'GET',
        `${app(name)}/wait${query([
          ['for', condition],
          // The clock of a machine counts parts of milliseconds, and what is left of a timeout has them.
          ['timeoutMs', String(Math.ceil(timeoutMs))],
        ])}`,
      ),
    events: ({ name, limit }) => ask('GET', `${eventsOf(name)}${query([['limit', String(limit)]])}`),
    follow: ({ name, limit }) =>
      follow(
        `${eventsOf(name)}${query([
          ['limit', String(limit)],
          ['follow', '1'],
        ])}`,
      ),
    audit: (asked) => ask('GET', `/v1/audit${query(Object.entries(asked))}`),
    exportAudit: (asked) => records(`/v1/audit${query(Object.entries({ ...asked, export: '1' }))}`),
    verifyAudit: () => ask('GET', '/v1/audit/verify'),
    history: (name) => ask('GET', `${app(name)}/history`),
    rollback: (name, to) =>
      ask('POST', `${app(name)}/rollback`, { content: JSON.stringify({ to }), type: 'application/json' }),
    change: (name, change) => ask('POST', `${app(name)}/${change}`),
    delete: (name, { now = false } = {}) => ask('DELETE', `${app(name)}${now ? '?now=true' : ''}`),
    confirm: (name, { generation } = {}) =>
      ask('POST', `${app(name)}/confirm${generation === undefined ? '' : query([['generation', String(generation)]])}`),
    secrets: (name) => ask('GET', `${app(name)}/secrets`),
    setSecret: (name, secret, value) =>
      ask('PUT', secretOf(name, secret), { content: new Uint8Array(value), type: 'application/octet-stream' }),
    approvals: () => ask('GET', '/v1/approvals?limit=1000'),
    decideApproval: (id, decision, about) =>
      ask('POST', `/v1/approvals/${encodeURIComponent(id)}/${decision}`, {
        content: JSON.stringify(about),
        type: 'application/json',
      }),
    rules: () => ask('GET', '/v1/rules'),
    applyRules: (text, file) => ask('POST', `/v1/rules${query([['file', file]])}`, yaml(text)),
    deleteRule: (ref) => ask('DELETE', `/v1/rules/${ref.split('/').map(encodeURIComponent).join('/')}`),
    changeSecret: (name, secret, change) =>
      change === 'unset' ? ask('DELETE', secretOf(name, secret)) : ask('POST', `${secretOf(name, secret)}/rotate`),
    createToken: (wish) =>
      ask('POST', '/v1/access/tokens', { content: JSON.stringify(wish), type: 'application/json' }),
    tokens: () => ask('GET', '/v1/access/tokens'),
    revokeToken: (name) => ask('DELETE', `/v1/access/tokens/${encodeURIComponent(name)}`),
  }
}

type Body = { readonly content: string | Uint8Array<ArrayBuffer>; readonly type: string }

function app(name: string): string {
  return `/v1/apps/${encodeURIComponent(name)}`
}

function secretOf(name: string, secret: string): string {
  return `${app(name)}/secrets/${encodeURIComponent(secret)}`
}

function eventsOf(name: string | undefined): string {
  return name === undefined ? '/v1/events' : `${app(name)}/events`
}

function yaml(text: string): Body {
  return { content: text, type: 'application/yaml' }
}

function query(pairs: readonly (readonly [string, string])[]): string {
  const text = new URLSearchParams(pairs.map(([key, value]): [string, string] => [key, value])).toString()
  return text === '' ? '' : `?${text}`
}

async function refusal(response: Response): Promise<CommandError> {
  try {
    const { error } = (await response.json()) as ErrorBody
    return new RefusedError(error)
  } catch (error) {
    return notArtifact(response.status, error)
  }
}

function notArtifact(status: number, cause: unknown): CommandError {
  const message = `the answer (status ${status}) is not a controller's`
  return new CommandError(message, 'does --url name an Artifact?', exitCodes.unreachable, { cause })
}
