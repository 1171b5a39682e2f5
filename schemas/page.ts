import { kinds, modeline } from './kinds.ts'
import { everyField, type Field, fieldOf } from './reference.ts'

/** The reference page, `schemas/README.md`: one table for each object that a spec can hold. */
export function referencePage(): string {
  return [preface, ...kinds.flatMap((kind) => sections(fieldOf(kind)))].join('\n\n').concat('\n')
}

const preface = `# What a spec may say

Made by \`npm run generate\` from the schemas beside it, which are the only truth about shapes and defaults: Artifact
validates with them, editors complete from them, \`artifact explain App.spec.machines\` shows them. Do not edit this page.

A spec is YAML 1.2 or JSON, UTF-8, with any number of documents in a file, ${'`---`'} between them. Unknown fields are
refused, never ignored. A file holds at most 256 KiB, 64 levels and 8,000 keys and values; there are no anchors,
aliases, tags or directives. Durations are a number and a unit: \`250ms\`, \`30s\`, \`5m\`, \`1h\`, \`30d\`.

Editors with a YAML language server complete and check a spec that begins with this line (the path leads to this folder):

\`\`\`yaml
${modeline('App', '../schemas')}
\`\`\`

What programs read is published as well: the plans of \`artifact plan --json\` and of the HTTP API are as
[plan.schema.json](plan.schema.json) says (JSON Schema, draft-07).

**Bold** fields are required.`

function sections(kind: Field): readonly string[] {
  const holders = [...everyField(kind)].filter(({ fields }) => fields.length > 0)
  return holders.map((holder) => section(kind.name, holder))
}

function section(kind: string, holder: Field): string {
  const title = holder.path === '' ? `## ${kind}` : `### ${kind}: \`${holder.inside}\``
  const rows = holder.fields.map(row)
  const table = ['| field | type | default | what it means | example |', '|---|---|---|---|---|', ...rows].join('\n')
  return [title, holder.description, table].join('\n\n')
}

function row(field: Field): string {
  const name = field.required ? `**\`${field.name}\`**` : `\`${field.name}\``
  const [example] = field.examples
  const cells = [name, field.type, code(field.default), field.description, code(example)]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

function code(value: unknown): string {
  if (value === undefined) return ''
  const text = JSON.stringify(value)
  return `\`${typeof value === 'string' && /^[\w./:%-]+$/.test(value) && !/^0\d+$/.test(value) ? value : text}\``
}
