import * as z from 'zod/v4'
import { explain, type Field } from '../../../../schemas/reference.ts'
import { OperationError } from '../../operation-error.ts'
import { defineTool, looking } from '../tool.ts'

export const getSpecSchema = defineTool({
  name: 'get_spec_schema',
  title: 'Explain the spec format',
  description:
    'What a field of an App spec means, what may be written there and what is inside it, with a minimal spec. Start without path; go deeper with e.g. path "spec.machines.services". Unknown fields are refused, so look rather than guess.',
  input: z.object({
    path: z.string().default('').describe('Field, dotted. Names of groups may be left out.'),
  }),
  output: { fields: z.array(z.unknown()) },
  hints: looking(),
  costs: 'read',
  async run({ path }) {
    const found = explain('App', path)
    if ('unknown' in found) {
      const place = found.within === '' ? 'at the top' : `in ${found.within}`
      const message = `there is no field «${found.unknown}» ${place}`
      throw new OperationError('NotFound', message, `choose one of: ${found.known.join(', ')}`)
    }
    const { path: own, type, required, description, examples, fields } = found
    return {
      summary: `${own === '' ? 'App' : own}: ${type}, ${required ? 'required' : 'optional'}.`,
      data: {
        ...{ path: own, type, required, default: found.default, description, examples },
        fields: fields.map(inShort),
        minimal_spec: minimalSpec,
      },
      next: ['Write the spec, then call validate_spec.'],
    }
  },
})

function inShort({ name, type, required, description, default: preset }: Field) {
  return { name, type, required, ...(preset !== undefined && { default: preset }), description }
}

export const minimalSpec = `apiVersion: artifact/v1
kind: App
metadata:
  name: acme
spec:
  primaryRegion: ams
  machines:
    web:
      image: registry.fly.io/acme:v1
      count: 1
`
