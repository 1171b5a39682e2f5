import { CommandError, exitCodes } from '../io.ts'
import { type Declaring, jsonOption, teach } from './declaring.ts'

/** `secret set`, `list`, `rotate`, `unset`. */
export function declareSecrets({ program, deps, exit, client }: Declaring): void {
  const secret = program
    .command('secret')
    .helpGroup('Change:')
    .summary('set, list, rotate and unset the secrets of an App')
  const load = () => import('../secret.ts')

  secret
    .command('set')
    .summary('hand in a value, from standard input')
    .argument('<app>')
    .argument('<name>', 'as the spec has it under `secrets`, with `provided: true`')
    // Refused by ourselves: an error must not repeat what may be the value.
    .allowExcessArguments()
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        note: 'The value goes to Fly and is kept nowhere else. One line break at its end is not taken for a part of it.',
        examples: [
          'artifact secret set acme DATABASE_URL < url.txt',
          'pass show acme/db | artifact secret set acme DATABASE_URL',
        ],
        exits: { 0: 'set', 1: 'refused, empty, or not written in time', 4: 'no controller' },
      }),
    )
    .action(async (app, name, flags, { args }) => {
      if (args.length > 2) throw new CommandError(tooMuch, 'pipe it into standard input', exitCodes.usage)
      exit(await (await load()).setSecret(app, name, flags, client(), deps))
    })

  secret
    .command('list')
    .summary('list what the spec asks for, and where it is live')
    .argument('<app>')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        examples: ['artifact secret list acme'],
        exits: { 0: 'listed', 1: 'there is no such App', 4: 'no controller' },
      }),
    )
    .action(async (app, flags) => exit(await (await load()).listSecrets(app, flags, client(), deps)))

  for (const [what, { summary, note }] of Object.entries(changes)) {
    secret
      .command(what)
      .summary(summary)
      .argument('<app>')
      .argument('<name>')
      .addOption(jsonOption())
      .addHelpText(
        'after',
        teach({
          note,
          examples: [`artifact secret ${what} acme ${what === 'rotate' ? 'SESSION_KEY' : 'DATABASE_URL'}`],
          exits: { 0: 'done', 1: 'refused, or not done in time', 4: 'no controller' },
        }),
      )
      .action(async (app, name, flags) =>
        exit(await (await load()).changeSecret(what as keyof typeof changes, app, name, flags, client(), deps)),
      )
  }
}

const tooMuch = 'a value on the command line would be shown to everybody on this machine, and remembered by the shell'

const changes = {
  rotate: {
    summary: 'have another value made',
    note: 'Machines that run restart one after the other, as the rollout rules say. There is no overlap of old and new.',
  },
  unset: {
    summary: 'take a value that was handed in away from Fly',
    note: 'For good: nobody has a copy. A name that the spec no longer has is unset by itself.',
  },
} as const
