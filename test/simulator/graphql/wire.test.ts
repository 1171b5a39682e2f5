import { getIntrospectionQuery } from 'graphql'
import { describe, expect, test } from 'vitest'
import { aFly } from '../a-fly.ts'
import { askGraphql, dataOf, organizationIdOf } from './ask.ts'

describe('the envelope', () => {
  test('has what is there beside what is not, with status 200', async () => {
    const fly = aFly()
    await fly.makeApp()

    const { status, data, errors } = await askGraphql(
      fly,
      '{ shop: app(name: "shop") { ...Names __typename } none: app(name: "none") { id } } fragment Names on App { name }',
    )

    expect(status).toBe(200)
    expect(data).toEqual({ shop: { name: 'shop', __typename: 'App' }, none: null })
    expect(errors).toMatchObject([
      { message: 'Could not find App "none"', path: ['none'], extensions: { code: 'NOT_FOUND' } },
    ])
  })

  test.each([
    ['a field that is none', '{ app(name: "shop") { nmae } }', "Field 'nmae' doesn't exist on type 'App'"],
    ['an operation that is none', 'mutation { destroyApp }', "Field 'destroyApp' doesn't exist on type 'Mutations'"],
    [
      'an argument that is none',
      'mutation { deleteApp(appName: "shop") { organization { id } } }',
      "Field 'deleteApp' doesn't accept argument 'appName'",
    ],
    [
      'an argument that is missing',
      'mutation { deleteApp { organization { id } } }',
      "Field 'deleteApp' is missing required arguments: appId",
    ],
    [
      'a field of an input that is none',
      'mutation { createApp(input: { organizationId: "x", region: "ams" }) { app { id } } }',
      "InputObject 'CreateAppInput' doesn't accept argument 'region'",
    ],
    [
      'a variable that is none',
      '{ app(name: $name) { id } }',
      'Variable $name is used by anonymous query but not declared',
    ],
    ['an object of which nothing is asked', '{ platform }', /^Field must have selections \(field 'platform' returns/],
    ['text that is no query', '{ app(', /^Parse error/],
    ['no text at all', '', 'No query string was present'],
  ])('names %s', async (_, query, message) => {
    const fly = aFly()

    const { status, data, errors } = await askGraphql(fly, query)

    expect(status).toBe(200)
    expect(data).toBeUndefined()
    expect(errors[0]?.message).toMatch(message)
  })

  test('tells of a variable that has no good value', async () => {
    const { errors } = await askGraphql(
      aFly(),
      'mutation($input: CreateAppInput!) { createApp(input: $input) { app { id } } }',
      { input: { name: 'shop' } },
    )

    expect(errors[0]?.message).toContain('organizationId')
  })

  test('describes the schema to whoever asks for it', async () => {
    const { __schema } = await dataOf(aFly(), getIntrospectionQuery())

    expect(__schema.queryType.name).toBe('Queries')
    expect(__schema.types.map(({ name }: { name: string }) => name)).toContain('CreateAppInput')
  })

  test('is not for GET', async () => {
    expect(await aFly().ask('GET', '/graphql?query={viewer{email}}')).toMatchObject({ status: 405 })
  })
})

describe('who asks', () => {
  test('must have a token', async () => {
    const fly = aFly({ token: 'fm2_right' })

    const { status, errors } = await askGraphql(fly, '{ viewer { email } }', {}, { authorization: 'Bearer fm2_wrong' })

    expect(status).toBe(401)
    expect(errors).toEqual([
      { message: 'You must be authenticated to view this.', extensions: { code: 'UNAUTHORIZED' } },
    ])
  })

  test('is turned away when the token is revoked, and nothing is done', async () => {
    const fly = aFly()
    await fly.makeApp()
    fly.faults.revokeToken()

    const { status } = await askGraphql(fly, 'mutation { deleteApp(appId: "shop") { organization { id } } }')

    expect(status).toBe(401)
    expect(fly.world.app('shop')?.isDeleting).toBe(false)
    expect(fly.requests.all().at(-1)).toMatchObject({ action: 'graphql', deed: 'refused' })
  })

  test('sees no app of another organisation', async () => {
    const fly = aFly()
    fly.world.createApp({ name: 'theirs', organization: 'others' })

    const seen = await askGraphql(fly, '{ app(name: "theirs") { id } }')
    const done = await askGraphql(fly, 'mutation { deleteApp(appId: "theirs") { organization { id } } }')

    expect(seen.errors[0]?.message).toBe('Could not find App "theirs"')
    expect(done.errors[0]?.message).toBe('Could not find App')
    expect(fly.world.app('theirs')?.isDeleting).toBe(false)
  })

  test('may ask as often as he likes: no limits are known', async () => {
    const fly = aFly()
    for (let nth = 0; nth < 20; nth++) expect((await askGraphql(fly, '{ viewer { email } }')).status).toBe(200)
  })
})

describe('the request log', () => {
  test.each([
    ['the name', 'query Regions { platform { requestRegion } }', {}, { operation: 'Regions', deed: 'none' }],
    ['its first field', '{ p: platform { requestRegion } }', {}, { operation: 'platform', app: undefined }],
    [
      'the app',
      'query($name: String!) { app(name: $name) { id } }',
      { name: 'shop' },
      { operation: 'app', app: 'shop', status: 200 },
    ],
    [
      'the app of an input',
      'mutation($input: CreateReleaseInput!) { createRelease(input: $input) { release { id } } }',
      { input: { appId: 'shop', image: 'nginx:1', platformVersion: 'machines', strategy: 'ROLLING', definition: {} } },
      { operation: 'createRelease', app: 'shop', deed: 'applied' },
    ],
    [
      'that nothing was done',
      'mutation { deleteApp(appId: "none") { organization { id } } }',
      {},
      { operation: 'deleteApp', app: 'none', deed: 'refused' },
    ],
    ['what cannot be understood', '{', {}, { operation: undefined, deed: 'none' }],
  ])('knows %s', async (_, query, variables, line) => {
    const fly = aFly()
    await fly.makeApp()

    await askGraphql(fly, query, variables)

    expect(fly.requests.all().at(-1)).toMatchObject({ action: 'graphql', path: '/graphql', ...line })
  })

  test('and faults go by the operation', async () => {
    const fly = aFly()
    const organizationId = await organizationIdOf(fly)
    fly.faults.add({ match: { operation: 'createApp' }, when: 'after', effect: { status: 502, body: '<html></html>' } })
    const create = 'mutation($input: CreateAppInput!) { createApp(input: $input) { app { id } } }'

    const other = await askGraphql(fly, '{ viewer { email } }')
    const { status } = await askGraphql(fly, create, { input: { name: 'shop', organizationId } })

    expect([other.status, status]).toEqual([200, 502])
    expect(fly.world.app('shop')).toBeDefined()
  })
})

describe('who asks for too much', () => {
  const deep = (levels: number) =>
    `{ organization(slug: "demo") ${'{ apps { nodes { organization '.repeat(levels)} { id } ${'} } }'.repeat(levels)} }`

  test.each([
    ['is too deep', deep(30), /max depth/],
    ['has too many fields', `{ ${Array.from({ length: 2_100 }, () => '__typename').join(' ')} }`, /max complexity/],
    [
      'means a very long one',
      `{ ...F0 } ${Array.from({ length: 20 }, (_, nth) => `fragment F${nth} on Queries { a${nth}: viewer { email } ...F${nth + 1} ... on Queries { ...F${nth + 1} } }`).join(' ')} fragment F20 on Queries { __typename }`,
      /max complexity|max depth/,
    ],
    ['is nested without end', '{a'.repeat(50_000), /^Parse error/],
    ['is nested as far as it may be', `${'{a'.repeat(2_400)}${'}'.repeat(100)}`, /^Parse error/],
    [
      'has fragments in a circle',
      '{ ...A } fragment A on Queries { ...B } fragment B on Queries { ...A }',
      /max depth/,
    ],
  ])('by a query that %s is refused', async (_, query, message) => {
    const { status, errors } = await askGraphql(aFly(), query)

    expect(status).toBe(200)
    expect(errors[0]?.message).toMatch(message)
  })

  test('by a short query with a very long answer is refused', async () => {
    const fly = aFly({ delays: 'none' })
    for (let nth = 0; nth < 100; nth++) fly.world.createApp({ name: `shop-${nth}` })

    const { errors } = await askGraphql(fly, deep(4))

    expect(errors).toEqual([{ message: 'The answer would be too long' }])
  })
})
