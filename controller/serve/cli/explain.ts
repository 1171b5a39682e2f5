import { explain as explainField, type Field } from '../../../schemas/reference.ts'
import type { CliDeps } from './deps.ts'
import { CommandError, exitCodes, type Io } from './io.ts'
import { json } from './words.ts'

/** `artifact explain`: what a field means, what may be written there, and what is inside it. */
export async function explain(path: string, flags: { readonly json?: boolean }, { io }: CliDeps): Promise<number> {
  const [kind = '', ...rest] = path.split('.').filter((name) => name !== '')
  const found = explainField(kind, rest.join('.'))
  if ('unknown' in found) {
    const place = found.within === '' ? '' : ` in ${found.within}`
    throw new CommandError(`there is no «${found.unknown}»${place}`, `there are: ${found.known.join(', ')}`)
  }
  io.out(flags.json ? json(found) : show(found, io))
  return exitCodes.ok
}

function show(field: Field, { paint }: Io): string {
  const facts = [
    field.type,
    field.required ? 'required' : 'optional',
    ...(field.default === undefined ? [] : [`default ${value(field.default)}`]),
  ]
  const lines = [
    `${paint.bold(field.path === '' ? field.name : field.path)}  ${paint.dim(facts.join(', '))}`,
    '',
    `  ${field.description}`,
  ]
  for (const example of field.examples) lines.push('', `  ${paint.dim('for example')} ${value(example)}`)
  if (field.fields.length > 0) {
    const width = Math.max(...field.fields.map(({ name }) => name.length))
    lines.push('', paint.dim('inside'))
    for (const { name, type, required, description } of field.fields) {
      const mark = required ? '*' : ' '
      lines.push(
        `  ${paint.cyan(name.padEnd(width))}${mark} ${paint.dim(type)}`,
        `  ${' '.repeat(width)}  ${description}`,
      )
    }
  }
  return lines.join('\n')
}

function value(example: unknown): string {
  return JSON.stringify(example)
}
