import fc from 'fast-check'
import type { GraphQLField, GraphQLInputType, GraphQLObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { library } from '../../../simulator/graphql/library.ts'
import { schema } from '../../../simulator/graphql/schema.ts'
import { organizationId } from '../../../simulator/identity/organizations.ts'
import { type AFly, aFly } from '../a-fly.ts'
import { askGraphql } from './ask.ts'

// That of the simulator: what was loaded a second time would know no type of the schema.
const { getNamedType, isCompositeType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType } =
  library()

test('every field of the schema is served', async () => {
  const fly = await aFullFly()
  const authorization = fly.world.createToken({ profile: 'user', user: 'admin@demo.example' }).token
  const query = schema().getQueryType() as GraphQLObjectType

  for (const field of Object.values(query.getFields())) {
    if (field.name === 'personalOrganization') continue
    const { data, errors } = await askGraphql(fly, `{ ${textOf(field, 3)} }`, {}, { authorization })
    expect(errors, field.name).toEqual([])
    expect(data[field.name], field.name).not.toBeNull()
  }
})

/** Asks for everything, so many fields deep. */
function textOf(field: GraphQLField<unknown, unknown>, levels: number): string {
  const given = field.args
    .filter(({ name }) => Object.hasOwn(known, name))
    .map(({ name }) => `${name}: ${JSON.stringify(known[name])}`)
  const type = getNamedType(field.type)
  const head = `${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}`
  if (!isCompositeType(type)) return head
  const fields = isObjectType(type) ? Object.values(type.getFields()) : []
  const inner = fields.filter((each) => isLeafType(getNamedType(each.type)) || levels > 0)
  return `${head} { __typename ${inner.map((each) => textOf(each, levels - 1)).join(' ')} }`
}

const known: Readonly<Record<string, string>> = {
  name: 'shop',
  slug: 'demo',
  ref: 'nginx:1',
  image: 'nginx:1',
  hostname: 'www.shop.example',
  address: '66.241.124.1',
}

/** An app that has one of everything. */
async function aFullFly(): Promise<AFly> {
  const fly = aFly({ limits: false })
  const { id } = await fly.makeMachine({ services: [{ protocol: 'tcp', internal_port: 80, ports: [{ port: 80 }] }] })
  const { body: volume } = await fly.ask('POST', '/v1/apps/shop/volumes', { name: 'data', region: 'ams' })
  for (const type of ['v4', 'v6', 'shared_v4', 'private_v6', 'egress_pair']) {
    await fly.ask('POST', '/v1/apps/shop/ip_assignments', { type, region: 'ams' })
  }
  await fly.ask('POST', '/v1/apps/shop/certificates/acme', { hostname: 'www.shop.example' })
  fly.world.setSecret('shop', 'A', 'a')
  fly.world.createToken({ profile: 'deploy', app: 'shop' })
  const input = `{ appId: "shop", image: "nginx:1", platformVersion: "machines", strategy: ROLLING, definition: {} }`
  await askGraphql(fly, `mutation { createRelease(input: ${input}) { release { id } } }`)
  fly.world.createMachine('shop', { config: { image: 'nginx' } })
  fly.world.setHostStatus('shop', id, 'unreachable')
  await fly.clock.advance(60_000)
  Object.assign(known, { machineId: id, id: volume.id })
  return fly
}

test('whatever is asked is answered, and the world stays sound', async () => {
  const fly = aFly({ limits: false, delays: 'none' })
  const mutations = Object.values((schema().getMutationType() as GraphQLObjectType).getFields())
  const asked = fc.constantFrom(...mutations).chain((field) =>
    fc.record(Object.fromEntries(field.args.map(({ name, type }) => [name, likely(type, name)]))).map((variables) => ({
      query: `mutation(${field.args.map(({ name, type }) => `$${name}: ${type}`).join(', ')}) {
        ${field.name}(${field.args.map(({ name }) => `${name}: $${name}`).join(', ')}) { __typename }
      }`,
      variables,
    })),
  )
  await fc.assert(
    fc.asyncProperty(fc.oneof(asked, fc.record({ query: fc.string(), variables: fc.object() })), async (body) => {
      for (const name of ['shop', 'blog']) if (fly.world.app(name) === undefined) fly.world.createApp({ name })
      const answer = await fly.ask('POST', '/graphql', body)
      expect([200, 400]).toContain(answer.status)
      const { data, errors } = answer.body
      expect(data !== undefined || errors.length > 0).toBe(true)
      for (const { message } of errors ?? []) expect(message).not.toBe('')
    }),
    { seed: 20_260_101, numRuns: 1_500 },
  )
  // Or else it was only asked for nonsense.
  const applied = fly.requests.deeds().filter(({ deed }) => deed === 'applied')
  expect(new Set(applied.map(({ operation }) => operation)).size).toBeGreaterThan(8)
})

/** Something of the type; where the name tells what it is for, something that may be there. */
function likely(type: GraphQLInputType, name: string): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return likely(type.ofType as GraphQLInputType, name)
  if (isListType(type)) return fc.array(likely(type.ofType as GraphQLInputType, name), { maxLength: 3 })
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields())
    const required = fields.filter((each) => isNonNullType(each.type)).map((each) => each.name)
    const model = Object.fromEntries(fields.map((each) => [each.name, likely(each.type, each.name)]))
    return fc.record(model, { requiredKeys: required })
  }
  const words = likelyWords[name]
  if (words !== undefined) return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...words) }, fc.string())
  if ('getValues' in type) return fc.constantFrom(...type.getValues().map((each) => each.name))
  switch (type.name) {
    case 'Boolean':
      return fc.boolean()
    case 'Int':
    case 'BigInt':
      return fc.integer()
    case 'JSON':
      return fc.jsonValue({ maxDepth: 2 })
    default:
      return fc.string()
  }
}

const likelyWords: Readonly<Record<string, readonly unknown[]>> = {
  appId: ['shop', 'blog', 'none'],
  appName: ['shop', 'blog', 'none'],
  name: ['shop', 'new-one', 'another'],
  organizationId: [organizationId('demo'), 'demo'],
  organizationSlug: ['demo', 'others'],
  hostname: ['www.shop.example', '*.shop.example', 'shop'],
  region: ['ams', '', 'nowhere'],
  key: ['A', 'B', 'not-good'],
  keys: ['A', 'B'],
  expiry: ['1h0m0s', '', 'soon'],
}
