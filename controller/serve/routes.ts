import type { Reason } from '../access/reason.ts'
import type { Problem } from '../resource/problem.ts'
import type { ApprovalAsked, OperationErrorCode } from './operation-error.ts'

/**
 * The HTTP API. Answers are the JSON of what `operations.ts` returns under the same name; errors are an ErrorBody.
 *
 * | method and path | body and query | answer |
 * |---|---|---|
 * | `GET /healthz` | – | 200 `{ok: true}`: the process lives |
 * | `GET /readyz` | – | 200 or 503 `{ready, reasons: string[]}` |
 * | `GET /metrics` | – | Prometheus text |
 * | `GET /v1/info` | – | Info |
 * | `GET /v1/apps` | `label=plan=gold`, any number of times | AppSummary[] |
 * | `GET /v1/apps/:name` | – | AppView |
 * | `DELETE /v1/apps/:name` | – | 202 AppView: going; `wait?for=Gone` tells when it is gone |
 * | `POST /v1/apps/:name/undelete` | – | AppView |
 * | `GET /v1/apps/:name/status` | – | Status, or `null` before the first pass |
 * | `GET /v1/apps/:name/plan` | – | Plan |
 * | `GET /v1/apps/:name/price` | – | PriceList |
 * | `GET /v1/apps/:name/history` | – | Revision[], newest first |
 * | `GET /v1/apps/:name/events` | `after`, `limit`, `follow=1` | as `/v1/events` |
 * | `GET /v1/apps/:name/wait` | `for=Ready` or `Gone`, `timeoutMs` (60000; 3600000 at most) | Waited |
 * | `POST /v1/apps/:name/pause`, `resume`, `refresh` | – | AppView |
 * | `POST /v1/apps/:name/confirm` | `generation` | Confirmed: what is agreed to |
 * | `POST /v1/apps/:name/rollback` | `{"to": 3}` | Submitted |
 * | `GET /v1/apps/:name/secrets` | – | SecretStatus[] |
 * | `PUT /v1/apps/:name/secrets/:secret` | the value itself, up to 64 KiB | SecretDone |
 * | `DELETE /v1/apps/:name/secrets/:secret` | – | SecretDone |
 * | `POST /v1/apps/:name/secrets/:secret/rotate` | – | SecretDone |
 * | `POST /v1/specs` | YAML or JSON; `file`, `planDigest`, `ifGeneration`, `dryRun=1` | Submitted[] |
 * | `GET /v1/approvals` | `name`, `limit` | Approval[], newest first |
 * | `POST /v1/approvals/:id/approve`, `reject` | `{"planDigest": "…", "reason": "…"}` | Approval |
 * | `GET /v1/rules` | – | StoredRule[]: Grants and Policies |
 * | `POST /v1/rules` | YAML or JSON; `file` | RuleApplied[] |
 * | `DELETE /v1/rules/:kind/:name` | – | StoredRule: it was in force until now |
 * | `GET /v1/plan` | – | Plan[] of all stored Apps |
 * | `GET /v1/price` | – | PriceList[] of all stored Apps |
 * | `POST /v1/plan` | YAML or JSON; `file` | Plan[] of these documents |
 * | `GET /v1/import/:app` | – | ImportedApp: a live Fly app as a spec |
 * | `POST /v1/adopt` | YAML or JSON of one App; `file` | Adopted: a live Fly app is its from now on |
 * | `GET /v1/events` | `after`, `limit` (100; 1000 at most), `follow=1` | StoredEvent[]; with `follow` one event per line (`application/x-ndjson`) until the client hangs up |
 * | `GET /v1/audit` | `ref`, `user`, `outcome`, `since`, `after`, `limit` (100; 1000 at most), `export=1` | SealedRecord[]; with `export` all that fit, one per line (`application/x-ndjson`) |
 * | `GET /v1/audit/verify` | – | ChainVerdict |
 * | `GET /v1/operations/:id` | – | Operation |
 * | `POST /v1/access/tokens` | `{"name": "ci", "role": "operator", "expiresInMs": 7776000000}` | 201 TokenView, and `token`: shown this once |
 * | `GET /v1/access/tokens` | – | TokenView[] |
 * | `DELETE /v1/access/tokens/:name` | – | TokenView: revoked, by its name or its id |
 *
 * A POST needs a `content-type` of JSON or YAML, also without a body: no web page can send that to us unasked. Only
 * loopback host names are answered, and that of `ARTIFACT_URL`. Where a login is required, everything under `/v1` and
 * `/metrics` needs `Authorization: Bearer TOKEN`; without it the answer is a 401 with a challenge, which names
 * `/.well-known/oauth-protected-resource/mcp` (RFC 9728). Elsewhere the header `x-artifact-user` (`anonymous` otherwise)
 * says who asks. `x-artifact-via: cli` says that it is the command. Each answer carries an `x-request-id`, by
 * which the audit knows the request.
 */
export type ErrorBody = {
  readonly error: {
    readonly code: HttpErrorCode
    readonly message: string
    readonly repair: string
    /** With `Invalid`, when a spec is meant. */
    readonly problems?: readonly Problem[]
    /** With `Forbidden`, when Policies are against it. */
    readonly reasons?: readonly Reason[]
    /** With `NeedsApproval`. */
    readonly approval?: ApprovalAsked
  }
}

/** What operations say, and what only HTTP can say. */
export type HttpErrorCode =
  | OperationErrorCode
  | 'BadRequest' // a query or a body that is not what the route takes
  | 'NoSuchRoute'
  | 'TooLarge' // more than 1 MiB, or 64 KiB of a secret
  | 'UnsupportedMediaType'
  | 'Internal'

/** The status that each code travels with. */
export const statusOf = {
  NotFound: 404,
  Invalid: 422,
  Conflict: 409,
  PlanChanged: 409,
  Protected: 409,
  NotReady: 409,
  Timeout: 504,
  Unavailable: 503,
  Unauthenticated: 401,
  Forbidden: 403,
  NeedsApproval: 403,
  BadRequest: 400,
  NoSuchRoute: 404,
  TooLarge: 413,
  UnsupportedMediaType: 415,
  Internal: 500,
} as const satisfies Record<HttpErrorCode, number>

/** Where the controller answers unless told otherwise; the command looks for it here. */
export const defaultPort = 4380
export const userHeader = 'x-artifact-user'
export const viaHeader = 'x-artifact-via'
/** Of each answer: what the audit knows the request by. */
export const requestHeader = 'x-request-id'
