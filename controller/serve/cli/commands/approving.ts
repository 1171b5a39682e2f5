import { type Declaring, jsonOption, teach } from './declaring.ts'

/** `approvals`, `approve`, `reject`: the word of a second person. */
export function declareApproving({ program, deps, exit, client }: Declaring): void {
  program
    .command('approvals')
    .helpGroup('Approve:')
    .summary('list what waits for the word of a second person')
    .argument('[app-or-id]', 'of one App only; or the plan that one is about')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        note: 'Policies say which effects of a plan need an approval. One is given for a spec, a plan and a requester, holds\nfor a day, and is used up by the same `artifact apply` of the requester.',
        examples: ['artifact approvals', 'artifact approvals acme', 'artifact approvals ap-7f3k9q2xw4mz'],
        exits: { 0: 'listed', 1: 'there is no such approval', 4: 'no controller' },
      }),
    )
    .action(async (which, flags) => {
      exit(await (await import('../approvals.ts')).approvals(which, flags, client(), deps))
    })

  for (const decision of ['approve', 'reject'] as const) {
    program
      .command(decision)
      .helpGroup('Approve:')
      .summary(`${decision} a plan that somebody else has asked for`)
      .argument('<id>')
      .requiredOption('--plan <digest>', 'the plan that you have looked at; the beginning is enough')
      .option('--reason <text>', 'goes into the audit trail')
      .addOption(jsonOption())
      .addHelpText(
        'after',
        teach({
          examples: [`artifact ${decision} ap-7f3k9q2xw4mz --plan 3f9a1c22b0d4`],
          exits: { 0: 'decided', 1: 'decided already, over, or not yours to decide', 4: 'no controller' },
        }),
      )
      .action(async (id, flags) => {
        exit(await (await import('../approvals.ts')).decideApproval(decision, id, flags, client(), deps))
      })
  }
}
