import * as z from 'zod/v4'
import { readText } from '../../../resource/read.ts'
import { diagnostic } from '../refusal.ts'
import { defineTool, looking } from '../tool.ts'
import { args } from './args.ts'

export const validateSpec = defineTool({
  name: 'validate_spec',
  title: 'Validate a spec',
  description:
    'Checks an App spec without looking at Fly or changing anything: every mistake at once, each with path, line, column and what to write instead. Then call plan_changes.',
  input: z.object({ spec: args.spec }),
  output: { valid: z.boolean(), diagnostics: z.array(z.unknown()) },
  hints: looking(),
  costs: 'read',
  async run({ spec }) {
    const { documents, problems } = readText({ file: 'spec', bytes: spec })
    const valid = problems.length === 0 && documents.length === 1
    const diagnostics = problems.map(diagnostic)
    if (problems.length === 0 && documents.length !== 1) {
      const message = `there are ${documents.length} documents: send exactly one App`
      diagnostics.push({ code: 'SchemaViolation', path: '', message })
    }
    const apps = documents.map(({ resource }) => resource.metadata.name)
    return {
      summary: valid ? `The spec of ${apps[0]} is valid.` : `The spec has ${mistakes(diagnostics.length)}.`,
      data: { valid, apps, diagnostics },
      next: [valid ? 'Call plan_changes with this spec.' : 'Correct every diagnostic, then call validate_spec again.'],
    }
  },
})

function mistakes(count: number): string {
  return count === 1 ? '1 mistake' : `${count} mistakes`
}
