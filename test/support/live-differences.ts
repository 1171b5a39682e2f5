import type { Schema } from './likeness/schema.ts'

/**
 * Where the live API is not as Fly's OpenAPI document says, as far as our client or the simulator depend on it. Each with
 * its source: somebody has seen it, or Fly's own client relies on it. What is not here must be as the document says.
 */
export type LiveDifference = { readonly source: string } & (
  | { readonly kind: 'property'; readonly of: string; readonly name: string; readonly is: Schema }
  /** A parameter of the query that the document does not have. */
  | { readonly kind: 'query'; readonly on: string; readonly name: string }
  /** Another status or another body than the document has for this request. */
  | { readonly kind: 'answer'; readonly on: string; readonly status: number; readonly is: Schema | 'anything' }
  /** A status that every request may be answered with. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'operation'; readonly on: string }
)

const machine = '/apps/{app_name}/machines/{machine_id}'
const text = { type: 'string' }
// Source for the secret keys: alchemy-run/distilled, packages/fly-io/patches/machines
const bytesInJson = 'Go writes bytes as base64'
const flag = { type: 'boolean' }
const whole = { type: 'integer' }
const ok: Schema = { type: 'object', properties: { ok: flag }, required: ['ok'], additionalProperties: false }

export const liveDifferences: readonly LiveDifference[] = [
  // What everything can be answered with. Source of the first five: the docs name some, the rest has been seen live.
  ...[400, 401, 403, 404, 405, 408, 409, 412, 413, 422, 429, 500, 502, 503, 504].map(
    (status) =>
      ({ kind: 'status', status, source: 'docs, machines/api/working-with-machines-api; seen live' }) as const,
  ),
  {
    kind: 'property',
    of: 'ErrorResponse',
    name: 'status',
    is: { enum: ['unknown', 'insufficient_capacity', 'name_taken', 'volume_placement_capacity', 'error'] },
    source: 'superfly/fly-go, flaps_error.go; superfly/fly-go#306',
  },
  {
    kind: 'property',
    of: 'ErrorResponse',
    name: 'message',
    is: text,
    source: 'superfly/fly-go, client.go handleAPIError',
  },

  // Apps
  {
    kind: 'answer',
    on: 'POST /apps',
    status: 201,
    is: {
      type: 'object',
      properties: { id: text, created_at: whole },
      required: ['id', 'created_at'],
      additionalProperties: false,
    },
    source: 'docs, machines/api/apps-resource',
  },

  // Machines
  {
    kind: 'property',
    of: 'fly.HTTPResponseOptions',
    name: 'headers',
    is: { type: 'object' },
    source: 'superfly/fly-go, machine_types.go: map[string]any, which the document calls objects',
  },
  { kind: 'property', of: 'Machine', name: 'cordoned', is: flag, source: 'superfly/fly-go, machine_types.go' },
  { kind: 'property', of: 'Machine', name: 'version', is: text, source: 'superfly/fly-go, machine_types.go' },
  {
    kind: 'property',
    of: 'Machine',
    name: 'containers',
    is: { type: 'array', items: { type: 'object' } },
    source: 'superfly/fly-go, machine_types.go',
  },
  {
    kind: 'property',
    of: 'MachineVersion',
    name: 'user_config',
    is: { type: 'object' },
    source: 'the document itself calls it what the user has sent: it is as good as that',
  },
  {
    kind: 'property',
    of: 'fly.MachineConfig',
    name: 'spot',
    is: { type: 'object' },
    source: 'superfly/fly-go, machine_types.go',
  },
  {
    kind: 'property',
    of: 'fly.MachineService',
    name: 'autostop',
    is: { enum: ['off', 'stop', 'suspend', true, false] },
    source: 'superfly/fly-go, machine_types.go: read back as false, true, "suspend"',
  },
  {
    kind: 'property',
    of: 'fly.MachineService',
    name: 'force_instance_key',
    is: { type: ['string', 'null'] },
    source: 'superfly/fly-go, machine_types.go: no omitempty; seen live',
  },

  // Leases
  { kind: 'query', on: `POST ${machine}/lease`, name: 'ttl', source: 'superfly/fly-go, flaps_machines.go' },
  ...(['GET 200', 'POST 201', 'POST 200'] as const).map((each) => {
    const [method = '', status] = each.split(' ')
    return {
      kind: 'answer',
      on: `${method} ${machine}/lease`,
      status: Number(status),
      is: {
        type: 'object',
        properties: { status: { enum: ['success'] }, data: { $ref: 'Lease' } },
        required: ['status', 'data'],
        additionalProperties: false,
      },
      source: 'docs, reference/machines; alchemy-run/distilled, patches/machines',
    } as const
  }),
  {
    kind: 'answer',
    on: `DELETE ${machine}/lease`,
    status: 200,
    is: {
      type: 'object',
      properties: { status: { enum: ['success'] }, data: ok },
      required: ['status', 'data'],
      additionalProperties: false,
    },
    source: 'docs, reference/machines',
  },

  // Secrets
  {
    kind: 'property',
    of: 'AppSecretsUpdateRequest',
    name: 'values',
    is: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
    source: 'superfly/flyctl, internal/command/secrets: null deletes',
  },

  ...Object.entries({
    SecretKey: ['public_key'],
    SetSecretkeyRequest: ['value'],
    SetSecretkeyResponse: ['public_key'],
    EncryptSecretkeyRequest: ['plaintext', 'associated_data'],
    EncryptSecretkeyResponse: ['ciphertext'],
    DecryptSecretkeyRequest: ['ciphertext', 'associated_data'],
    DecryptSecretkeyResponse: ['plaintext'],
    SignSecretkeyRequest: ['plaintext'],
    SignSecretkeyResponse: ['signature'],
    VerifySecretkeyRequest: ['plaintext', 'signature'],
  }).flatMap(([of, names]) =>
    names.map((name) => ({ kind: 'property', of, name, is: text, source: bytesInJson }) as const),
  ),

  // Volumes
  ...['Volume', 'OrgVolume'].flatMap((of) =>
    ['attached_machine_id', 'attached_alloc_id'].map(
      (name) =>
        ({
          kind: 'property',
          of,
          name,
          is: { type: ['string', 'null'] },
          source: 'superfly/fly-go, volume_types.go: pointers without omitempty',
        }) as const,
    ),
  ),

  // Certificates
  ...(
    [
      ['CertificateDetail', 'rate_limited_until'],
      ['CertificateCheckResponse', 'rate_limited_until'],
      ['destroyCustomCertificateResponse', 'rate_limited_until'],
      ['CertificateEntry', 'issuer'],
    ] as const
  ).map(
    ([of, name]) =>
      ({
        kind: 'property',
        of,
        name,
        is: { type: ['string', 'null'] },
        source: 'superfly/docs, machines/api/certificates-resource: null in its examples',
      }) as const,
  ),

  // Tokens
  { kind: 'property', of: 'root.VerifiedToken', name: 'permission_token', is: text, source: bytesInJson },
  { kind: 'property', of: 'root.VerifiedToken', name: 'nonce', is: text, source: 'superfly/macaroon, nonce.go' },
  {
    kind: 'property',
    of: 'root.VerifiedToken',
    name: 'caveats',
    is: { type: 'array', items: { type: 'object', properties: { type: text, body: {} }, required: ['type', 'body'] } },
    source: 'superfly/macaroon, caveat_set.go',
  },
  ...['main.TokenAccess', 'flyio.Access'].map(
    (of) =>
      ({
        kind: 'property',
        of,
        name: 'action',
        is: text,
        source: 'the words of the document; superfly/macaroon, resset/action.go: letters in JSON',
      }) as const,
  ),

  // Addresses
  ...Object.entries({
    ip: { type: ['string', 'null'] },
    type: text,
    egress: flag,
    ip_pair: { type: 'object', properties: { v4: text, v6: text }, required: ['v4', 'v6'] },
    network: { type: ['object', 'null'], properties: { name: text, org_slug: text }, required: ['name', 'org_slug'] },
  }).map(
    ([name, is]) =>
      ({
        kind: 'property',
        of: 'IPAssignment',
        name,
        is,
        source: 'alchemy-run/distilled, packages/fly-io/patches/machines; seen live',
      }) as const,
  ),

  // Network policies
  ...(
    [
      ['GET /apps/{app_name}/network_policies', 200],
      ['GET /apps/{app_name}/network_policies/', 200],
      ['POST /apps/{app_name}/network_policies', 200],
      ['DELETE /apps/{app_name}/network_policies/{policy_id}', 204],
    ] as const
  ).flatMap(([on, status]) => {
    const source = 'docs, machines/guides-examples/network-policies: what is asked; nothing says what is answered'
    return [
      { kind: 'operation', on, source },
      { kind: 'answer', on, status, is: 'anything', source },
    ] as const
  }),

  // The platform
  {
    kind: 'answer',
    on: 'GET /platform/regions',
    status: 200,
    is: {
      type: 'object',
      properties: { Regions: { type: 'array', items: { $ref: 'main.regionRow' } }, Nearest: text },
      required: ['Regions', 'Nearest'],
      additionalProperties: false,
    },
    source: 'superfly/fly-go, flaps_platform.go',
  },
  {
    kind: 'answer',
    on: 'POST /platform/placements',
    status: 200,
    is: {
      type: 'object',
      properties: {
        Regions: {
          type: ['array', 'null'],
          items: {
            type: 'object',
            properties: { Region: text, Count: whole, Concurrency: whole },
            required: ['Region', 'Count', 'Concurrency'],
          },
        },
      },
      required: ['Regions'],
    },
    source: 'seen live, 2026-09; superfly/fly-go, flaps_platform.go',
  },
]
