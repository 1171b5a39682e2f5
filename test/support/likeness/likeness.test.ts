import { describe, expect, test } from 'vitest'
import { type LiveDifference, liveDifferences } from '../live-differences.ts'
import type { OpenApi } from './document.ts'
import { createLikeness, shapeOf } from './likeness.ts'

const words = { type: 'object', properties: { error: { type: 'string' } } }
const thing = {
  type: 'object',
  properties: { id: { type: 'string' }, size: { type: 'integer' }, colour: { type: 'string', enum: ['red', 'blue'] } },
  required: ['id'],
}
const asJson = (schema: object) => ({ content: { 'application/json': { schema } } })
const ofThing = { $ref: '#/components/schemas/Thing' }

const document = {
  paths: {
    '/things': {
      get: {
        parameters: [
          { name: 'org', in: 'query', required: true, schema: { type: 'string' } },
          { name: 'limit', in: 'query', schema: { type: 'integer' } },
        ],
        responses: { 200: asJson({ type: 'array', items: ofThing }) },
      },
      post: {
        requestBody: asJson({ allOf: [ofThing], type: 'object' }),
        responses: { 201: asJson(ofThing), 422: asJson(words) },
      },
    },
    '/things/{id}': { get: { responses: { 200: asJson(ofThing) } }, delete: { responses: { 204: {} } } },
  },
  components: { schemas: { Thing: thing, ErrorResponse: words } },
} as unknown as OpenApi

function aLikeness(differences: readonly LiveDifference[] = []) {
  const complaints: string[] = []
  const complain = (sentence: string) => void complaints.push(sentence)
  return { ...createLikeness({ document, differences, complain }), complaints }
}

describe('a request', () => {
  const ask = (method: string, path: string, body?: object, differences: readonly LiveDifference[] = []) => {
    const { request, complaints } = aLikeness(differences)
    request(method, `https://api.machines.dev/v1${path}`, body && JSON.stringify(body))
    return complaints
  }

  test('that is as documented is nothing to complain of', () => {
    expect(ask('GET', '/things?org=demo&limit=3')).toEqual([])
    expect(ask('POST', '/things', { id: 'a', size: 3, colour: 'red' })).toEqual([])
    expect(ask('DELETE', '/things/a%2Fb')).toEqual([])
  })

  test.each<[string, string, string, object | undefined]>([
    ['of another path', 'GET', '/thing', undefined],
    ['of another method', 'PUT', '/things', {}],
    ['without a query that is needed', 'GET', '/things?limit=3', undefined],
    ['with a query that nobody knows', 'GET', '/things?org=demo&limits=3', undefined],
    ['with a number that is none', 'GET', '/things?org=demo&limit=many', undefined],
    ['with a misspelt field', 'POST', '/things', { id: 'a', colours: 'red' }],
    ['with a field of another kind', 'POST', '/things', { id: 'a', size: '3' }],
    ['with a word that is none of them', 'POST', '/things', { id: 'a', colour: 'green' }],
    ['without a field that is needed', 'POST', '/things', {}],
    ['with a body where none belongs', 'DELETE', '/things/a', { id: 'a' }],
  ])('%s is told', (_, method, path, body) => {
    expect(ask(method, path, body)).toHaveLength(1)
  })

  test('may differ where the live API is known to', () => {
    const query = { kind: 'query', on: 'GET /things', name: 'limits', source: 'seen' } as const
    expect(ask('GET', '/things?org=demo&limits=3', undefined, [query])).toEqual([])
    const green = { kind: 'property', of: 'Thing', name: 'colour', is: { type: 'string' }, source: 'seen' } as const
    expect(ask('POST', '/things', { id: 'a', colour: 'green' }, [green])).toEqual([])
  })
})

describe('an answer', () => {
  const answer = (
    method: string,
    path: string,
    status: number,
    body?: object | string,
    ...live: readonly LiveDifference[]
  ) => {
    const { answer, complaints } = aLikeness(live)
    answer(method, path, status, body)
    return complaints
  }
  const teapot = { kind: 'status', status: 418, source: 'seen' } as const

  test('that is as documented is nothing to complain of', () => {
    expect(answer('GET', '/things/:name', 200, { id: 'a' })).toEqual([])
    expect(answer('GET', '/things', 200, [])).toEqual([])
    expect(answer('DELETE', '/things/:name', 204)).toEqual([])
    expect(answer('POST', '/things', 422, { error: 'no' })).toEqual([])
    expect(answer('POST', '/things', 418, '<html>tea</html>', teapot)).toEqual([])
  })

  test.each<[string, string, string, number, object | string | undefined]>([
    ['of another path', 'GET', '/thing', 200, {}],
    ['with another status', 'POST', '/things', 200, { id: 'a' }],
    ['with an error that Fly does not have', 'POST', '/things', 418, { error: 'no' }],
    ['with a list that is none', 'GET', '/things', 200, { id: 'a' }],
    ['with one thing in a list that is none', 'GET', '/things', 200, [{ id: 'a' }, { id: 3 }]],
    ['with a field too much', 'GET', '/things/:id', 200, { id: 'a', mood: 'good' }],
    ['with an error in other words', 'POST', '/things', 422, { reason: 'no' }],
    ['without a body', 'GET', '/things/:id', 200, undefined],
  ])('%s is told', (_, method, path, status, body) => {
    expect(answer(method, path, status, body)).not.toEqual([])
  })

  test('of no route must be one that Fly gives everywhere', () => {
    const { refusal, complaints } = aLikeness([teapot])
    refusal(418, { error: 'tea' })
    refusal(418, 'tea')
    expect(complaints).toEqual([])
    refusal(418, { reason: 'tea' })
    refusal(419, 'tea')
    expect(complaints).toHaveLength(2)
  })

  test('of a known kind is not looked at again, one with other fields is', () => {
    const { answer, complaints } = aLikeness()
    for (const id of [1, 2, 3]) answer('GET', '/things/:id', 200, { id })
    expect(complaints).toHaveLength(1)
    answer('GET', '/things/:id', 200, { id: 4, size: 3 })
    expect(complaints).toHaveLength(2)
  })

  test('of a rare form is found among frequent ones', () => {
    const { answer, complaints } = aLikeness()
    for (let time = 0; time < 1_000; time++) {
      answer('GET', '/things/:id', 200, { id: 'a', ...(time > 500 && time % 5 === 0 && { mood: 'good' }) })
    }
    expect(complaints).toHaveLength(1)
  })
})

test('the shape of a value is its keys and kinds', () => {
  expect(shapeOf({ a: 1, b: [{ c: null }], d: undefined })).toBe(shapeOf({ a: 2, b: [{ c: null }, { c: null }] }))
  expect(shapeOf({ a: 1 })).not.toBe(shapeOf({ a: '1' }))
  expect(shapeOf([{ a: 1 }, { b: 1 }])).not.toBe(shapeOf([{ a: 1 }]))
  expect(shapeOf({ name: 'a', state: 'started' })).toBe(shapeOf({ name: 'b', state: 'started' }))
  expect(shapeOf({ state: 'started' })).not.toBe(shapeOf({ state: 'stopped' }))
})

test('each live difference says who has seen it', () => {
  for (const { source } of liveDifferences) expect(source.length).toBeGreaterThan(8)
})
