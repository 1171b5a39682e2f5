import * as z from 'zod/v4'
import { changing, defineTool } from '../tool.ts'
import { appOf, args } from './args.ts'

export const rotateSecret = defineTool({
  name: 'rotate_secret',
  title: 'Make another value of a secret',
  description:
    'Has another value made for a secret that Artifact makes (spec.secrets), and the Machines get it one after another. Nobody sees the value. Each call makes another one.',
  input: z.object({ app: args.app, secret: z.string().describe('Its name in spec.secrets.') }),
  output: { app: z.string(), secret: z.string() },
  hints: changing({ destructiveHint: true, idempotentHint: false }),
  costs: 'apply',
  async run({ app, secret }, { operations, caller, signal }) {
    const name = appOf(app, caller.principal)
    await operations.rotateSecret(name, secret, caller, signal)
    return {
      summary: `Fly has another value of ${secret} of ${name}; its Machines restart with it.`,
      data: { app: name, secret },
      next: [`Call get_app_status with app ${name} until it is Ready.`],
    }
  },
})
