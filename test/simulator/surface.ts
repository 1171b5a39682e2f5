import fc from 'fast-check'

/**
 * Requests for every part of the API, right and wrong, for whatever is asked. `{app}`, `{id}` and the like stand for things
 * that are there; now and then something else is in their place.
 */
export const surface = {
  paths: [
    ...['/v1/apps', '/v1/apps/{app}', '/v1/apps/{app}/deploy_token', '/graphql', '/v1/nothing'],
    ...['/v1/apps/{app}/machines', '/v1/apps/{app}/machines/{id}'],
    ...['start', 'stop', 'suspend', 'restart', 'cordon', 'uncordon', 'exec', 'signal', 'ps', 'memory', 'memory/reclaim']
      .concat(['lease', 'metadata', 'metadata/k', 'versions', 'events', 'wait'])
      .map((what) => `/v1/apps/{app}/machines/{id}/${what}`),
    ...['', '/{volume}', '/{volume}/extend', '/{volume}/snapshots'].map((what) => `/v1/apps/{app}/volumes${what}`),
    ...['secrets', 'secrets/KEY', 'secretkeys', 'secretkeys/k', 'secretkeys/k/generate', 'secretkeys/k/sign']
      .concat(['secretkeys/k/encrypt', 'ip_assignments', 'ip_assignments/1.2.3.4', 'network_policies'])
      .concat(['certificates', 'certificates/acme', 'certificates/custom', 'certificates/www.acme.com'])
      .concat(['certificates/www.acme.com/check', 'certificates/www.acme.com/acme'])
      .map((what) => `/v1/apps/{app}/${what}`),
    ...['/v1/orgs/demo/machines', '/v1/orgs/demo/volumes', '/v1/orgs/other/machines'],
    ...['/v1/platform/regions', '/v1/platform/placements'],
    ...['current', 'authenticate', 'authorize', 'oidc', 'kms'].map((what) => `/v1/tokens/${what}`),
  ],
  methods: ['GET', 'GET', 'POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'],
} as const

export type Asked = {
  readonly method: string
  readonly path: string
  readonly body: string | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** A word for each field that anything looks at, right or wrong. */
const words = [
  '',
  'a',
  'shop',
  'demo',
  'ams',
  'nginx',
  'SIGKILL',
  '5s',
  'vol_1',
  'www.acme.com',
  'v6',
  '\u0000',
  '__proto__',
]
const value = fc.oneof(
  fc.constantFrom(...words),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, 1e308, -0, {}, [], ['a'], { a: 'b' }, { image: 'nginx' }, [{ volume: 'vol_1', path: '/data' }]),
)
const fields = [
  'name',
  'app_name',
  'org_slug',
  'region',
  'config',
  'metadata',
  'value',
  'values',
  'ttl',
  'signal',
  'timeout',
]
  .concat([
    'command',
    'cmd',
    'limit_mb',
    'amount_mb',
    'size_gb',
    'hostname',
    'type',
    'query',
    'variables',
    'header',
    'access',
  ])
  .concat(['skip_launch', 'lease_ttl', 'current_version', 'compute', 'count', 'plaintext', 'fullchain', 'private_key'])
const body = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  {
    weight: 6,
    arbitrary: fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 6 }).map((each) => JSON.stringify(each)),
  },
  { weight: 1, arbitrary: fc.constantFrom('', '{', '[]', 'null', '"a"', '\ufeff{}', `${'['.repeat(5_000)}`) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
)
const query = fc.constantFrom(
  ...[
    '',
    '',
    '',
    '?',
    '?limit=0',
    '?cursor=AA',
    '?state=,',
    '?timeout=x',
    '?timeout=1',
    '?org_slug=demo',
    '?force=true',
  ],
  ...['?ttl=-1', '?sort_by=x', '?region=%FF', '?summary=1&include_deleted=1', '?metadata.a=b', '?signal=SIGKILL'],
)
const strange = fc.constantFrom(
  ...[
    '%00',
    '%zz',
    '%E0%A4%A',
    '..',
    '%2e%2e',
    '%2F',
    'a%2Fb',
    '',
    '.',
    '__proto__',
    'constructor',
    'x'.repeat(3_000),
    '🪰',
  ],
)
const headers = fc.record(
  {
    authorization: fc.constantFrom('', 'Bearer', 'Bearer FlyV1 a', 'FlyV1 fm2_x,fm2_y', 'Basic YTpi', 'Bearer a'),
    'content-type': fc.constantFrom('text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=x'),
    'fly-machine-lease-nonce': fc.constantFrom('', 'abc', '0'.repeat(12)),
    'content-length': fc.constantFrom('5'),
  },
  { requiredKeys: [] },
)

/** What is asked next. `fill` puts names of things into the path. */
export function asked(fill: (path: string) => string): fc.Arbitrary<Asked> {
  const path = fc
    .tuple(
      fc.constantFrom(...surface.paths),
      fc.option(fc.tuple(fc.nat(6), strange), { nil: undefined, freq: 6 }),
      query,
      fc.constantFrom('', '', '', '', '/', '//'),
    )
    .map(([pattern, odd, tail, slash]) => {
      const parts = fill(pattern).split('/')
      if (odd !== undefined) parts[Math.max(1, odd[0] % parts.length)] = odd[1]
      return `${slash === '//' ? '/' : ''}${parts.join('/')}${slash === '/' ? '/' : ''}${tail}`
    })
  return fc
    .record({
      method: fc.constantFrom(...surface.methods),
      path,
      body,
      headers: fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: headers }),
    })
    .map((each) => ({ ...each, body: each.method === 'GET' || each.method === 'HEAD' ? undefined : each.body }))
}

/** With which statuses the API may answer what is asked, when nothing is made to fail. */
export const statuses: ReadonlySet<number> = new Set([
  ...[200, 201, 202, 204, 400, 401, 403, 404, 405, 408, 409, 412, 413, 422],
])
