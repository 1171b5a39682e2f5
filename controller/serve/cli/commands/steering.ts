import { Option } from 'commander'
import { type Declaring, jsonOption, teach, timeoutOption, whole } from './declaring.ts'

/** `rollback`, `pause`, `resume`, `refresh`, `confirm`, `delete`, `undelete`: what changes an App by a word. */
export function declareSteering({ program, deps, exit, client }: Declaring): void {
  program
    .command('rollback')
    .helpGroup('Change:')
    .summary('accept an old generation again, as a new one')
    .argument('<name>')
    .addOption(new Option('--to <generation>', 'see `artifact history NAME`').argParser(whole).makeOptionMandatory())
    .option('--wait', 'follow until the App is Ready')
    .addOption(timeoutOption('with --wait: how long that may take'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        note: 'A file in the specs directory that still says otherwise is taken in again when it changes, or at the next start.',
        examples: ['artifact history acme', 'artifact rollback acme --to 3 --wait'],
        exits: { 0: 'accepted (with --wait: Ready)', 1: 'no such generation, or not Ready', 4: 'no controller' },
      }),
    )
    .action(async (name, flags) => exit(await (await import('../rollback.ts')).rollback(name, flags, client(), deps)))

  for (const [change, { summary, note }] of Object.entries(changes)) {
    program
      .command(change)
      .helpGroup('Change:')
      .summary(summary)
      .argument('<name>')
      .addOption(jsonOption())
      .addHelpText(
        'after',
        teach({
          note,
          examples: [`artifact ${change} acme`],
          exits: { 0: 'done', 1: 'refused, or there is no such App', 4: 'no controller' },
        }),
      )
      .action(async (name, flags) =>
        exit(await (await import('../change.ts')).change(change as keyof typeof changes, name, flags, client(), deps)),
      )
  }

  program
    .command('confirm')
    .helpGroup('Change:')
    .summary('agree to what a generation takes away')
    .argument('<name>')
    .addOption(new Option('--generation <generation>', 'only if it is this one still').argParser(whole))
    .option('--wait', 'follow until the App is Ready')
    .addOption(timeoutOption('with --wait: how long that may take'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        note: 'A spec that takes away more than half of its Machines, or of its volumes, and at least three, takes\nnothing away until somebody agrees. That is good for this generation and so many; a later one asks again.',
        examples: ['artifact status acme', 'artifact confirm acme --generation 4'],
        exits: {
          0: 'agreed to (with --wait: Ready)',
          1: 'nothing waits for it, another generation by now, or not Ready',
          4: 'no controller',
        },
      }),
    )
    .action(async (name, flags) => exit(await (await import('../confirm.ts')).confirm(name, flags, client(), deps)))

  program
    .command('delete')
    .helpGroup('Change:')
    .summary('take an App off Fly, then forget it; or end a Grant or a Policy')
    .argument('<name>', 'an App; or `grant` or `policy`, with its name after it')
    .argument('[rule]')
    .option('--now', 'do not keep it stopped for `deletion.keepFor` first')
    .option('--wait', 'until it is gone')
    .addOption(timeoutOption('with --wait: how long that may take'))
    .option('--yes', 'do not ask for the name')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        note: 'A protected App is refused: set `deletion.protect: false` in its spec first. The App is stopped, and\nkept for `deletion.keepFor` (a day, unless its spec says otherwise) before it goes for good: until then\n`artifact undelete` brings it back as it was. Its history and its events stay.',
        examples: ['artifact delete acme', 'artifact delete acme --now --yes --wait', 'artifact delete policy gold'],
        exits: { 0: 'asked for (with --wait: gone)', 1: 'protected, not confirmed, or not gone', 4: 'no controller' },
      }),
    )
    .action(async (name, rule, flags) =>
      exit(await (await import('../remove.ts')).removeAny(name, rule, flags, client(), deps)),
    )
}

const changes = {
  pause: {
    summary: 'look and report, but change nothing on Fly',
    note: 'Survives a new spec; ends with `artifact resume`.',
  },
  resume: { summary: 'end a pause', note: '`paused: true` in the spec stays in force: change the spec to end it.' },
  refresh: {
    summary: 'look at an App now',
    note: 'Begins anew where Artifact stopped writing because somebody else wrote too.',
  },
  undelete: { summary: 'withdraw a deletion', note: 'What is gone on Fly already is made anew.' },
} as const
