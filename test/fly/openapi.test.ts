import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { calls } from './calls.ts'
import { aScriptedFly } from './scripted.ts'

// Fly's own description of its API, where the surroundings of the repository have it.
const file = new URL('../../../shared/fly/openapi.json', import.meta.url)
const isThere = existsSync(file)
const document: Document = isThere ? JSON.parse(readFileSync(file, 'utf8')) : { paths: {}, components: { schemas: {} } }

type Document = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}
type Operation = {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } }
}
type Schema = { readonly $ref?: string; readonly properties?: Readonly<Record<string, Schema>> }

describe.skipIf(!isThere)("Fly's OpenAPI document knows what we send", () => {
  test.each(calls)('when $title', async ({ act, answer }) => {
    const { fly, seen, answer: script, run } = aScriptedFly()
    script(answer)
    await run(act(fly))
    const [{ method, path, body } = { method: '', path: '', body: undefined }] = seen
    const { pathname, searchParams } = new URL(path, 'http://fly')

    const operation = operationOf(method, pathname.replace('/v1', ''))
    const documented = (operation?.parameters ?? []).filter((each) => each.in === 'query').map(({ name }) => name)
    // Not in the document, but in Fly's own client: the time of a lease counts only there.
    expect([...documented, 'ttl']).toEqual(expect.arrayContaining([...searchParams.keys()]))

    const schema = resolve(operation?.requestBody?.content['application/json'].schema)
    expectKnownFields(body, schema, method + path)
  })
})

function operationOf(method: string, path: string): Operation | undefined {
  const template = Object.keys(document.paths).find((each) =>
    new RegExp(`^${each.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  )
  const operation = document.paths[template ?? '']?.[method.toLowerCase()]
  expect(operation, `${method} ${path}`).toBeDefined()
  return operation
}

function resolve(schema: Schema | undefined): Schema | undefined {
  if (schema?.$ref === undefined) return schema
  return document.components.schemas[schema.$ref.replace('#/components/schemas/', '')]
}

/** Fly ignores unknown fields without a word, so a misspelt one would just have no effect. */
function expectKnownFields(value: unknown, schema: Schema | undefined, where: string): void {
  if (typeof value !== 'object' || value === null || schema?.properties === undefined) return
  for (const [key, part] of Object.entries(value)) {
    const known = resolve(schema.properties[key])
    expect(known, `${where}: ${key}`).toBeDefined()
    expectKnownFields(part, known, `${where}: ${key}`)
  }
}
