/**
 * Makes `schemas/types.ts`, `schemas/validators.js` and `schemas/README.md` from the schemas. `npm run generate` writes
 * them; a test compares them with what is committed.
 */
import { readFile, writeFile } from 'node:fs/promises'
import standalone from 'ajv/dist/standalone/index.js'
import { compile, type JSONSchema } from 'json-schema-to-typescript'
import { createAjv } from './ajv.ts'
import { type Kind, kinds, schemas } from './kinds.ts'
import { referencePage } from './page.ts'

const here = import.meta.dirname
const banner = '// Made by `npm run generate` from schemas/*.schema.json. Do not edit.'

/** The text of `types.ts`. */
export async function generateTypes(): Promise<string> {
  const texts: string[] = []
  for (const kind of kinds) {
    const schema = JSON.parse(await readFile(`${here}/${kind.toLowerCase()}.schema.json`, 'utf8')) as JSONSchema
    requireDefaulted(schema)
    // What kinds have in common is written out in each of them, so that each has names of its own.
    const named = kind === 'App' ? schema : namedAfter(kind, schema)
    texts.push(
      await compile(named, kind, {
        bannerComment: kind === 'App' ? banner : '',
        style: { singleQuote: true, semi: false, printWidth: 120 },
        cwd: here,
        ignoreMinAndMaxItems: true,
      }),
    )
  }
  return texts.join('\n')
}

/** The schema with its definitions called after the kind: `PolicyRegion`. */
function namedAfter(kind: Kind, schema: JSONSchema): JSONSchema {
  const own = (name: string) => `${kind.toLowerCase()}${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const text = JSON.stringify(schema).replaceAll(
    /"#\/definitions\/(\w+)"/g,
    (_, name) => `"#/definitions/${own(name)}"`,
  )
  const renamed = JSON.parse(text) as JSONSchema
  const definitions = Object.entries(renamed.definitions ?? {}).map(([name, one]) => [own(name), one] as const)
  return { ...renamed, definitions: Object.fromEntries(definitions) }
}

/** The text of `validators.js`: what ajv would compile at each start. */
export function generateValidators(): string {
  const ajv = createAjv()
  for (const kind of kinds) ajv.addSchema(schemas[kind], kind)
  const code = standalone.default(ajv, Object.fromEntries(kinds.map((kind) => [kind, kind])))
  // ajv asks for its own runtime as CommonJS does, also where it writes a module.
  return `${banner}
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
${code}
export default { ${kinds.join(', ')} }
`
}

/** ajv fills in defaults, so a field that has one is always there after validation. Changes the schema in place. */
function requireDefaulted(schema: unknown): void {
  if (typeof schema !== 'object' || schema === null) return
  const { properties, required } = schema as { properties?: Record<string, object>; required?: string[] }
  if (properties) {
    const defaulted = Object.keys(properties).filter((name) => 'default' in (properties[name] ?? {}))
    if (defaulted.length > 0) Object.assign(schema, { required: [...new Set([...(required ?? []), ...defaulted])] })
  }
  for (const value of Object.values(schema)) requireDefaulted(value)
}

if (import.meta.main) {
  await writeFile(`${here}/types.ts`, await generateTypes())
  await writeFile(`${here}/validators.js`, generateValidators())
  await writeFile(`${here}/README.md`, referencePage())
}
