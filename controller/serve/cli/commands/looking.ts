import { Option } from 'commander'
import { type Declaring, jsonOption, labels, teach, timeoutOption, whole } from './declaring.ts'

/** `get`, `status`, `wait`, `events`, `history`: what only looks. */
export function declareLooking({ program, deps, exit, client }: Declaring): void {
  program
    .command('get')
    .helpGroup('Look:')
    .summary('list Apps, Grants or Policies, or show one')
    .argument('[kind]', 'apps, grants or policies', 'apps')
    .argument('[name]')
    .addOption(
      new Option('-o, --output <form>', 'yaml is the spec, fit to be edited and applied; json is everything')
        .choices(['table', 'wide', 'yaml', 'json'])
        .default('table'),
    )
    .addOption(new Option('-l, --label <key=value>', 'only Apps with this label; again for more').argParser(labels))
    .addOption(new Option('--json', 'the same as -o json'))
    .addHelpText(
      'after',
      teach({
        examples: [
          'artifact get',
          'artifact get apps -l plan=gold -o wide',
          'artifact get app acme -o yaml > acme.yaml',
          'artifact get policies',
          'artifact get --json | jq -r \'.[] | select(.ready.status != "True") | .name\'',
        ],
        exits: { 0: 'shown', 1: 'there is no such App', 4: 'no controller' },
      }),
    )
    .action(async (kind, name, flags) => exit(await (await import('../get.ts')).get(kind, name, flags, client(), deps)))

  program
    .command('status')
    .helpGroup('Look:')
    .summary('tell how an App is, and what comes next')
    .argument('<name>')
    .option('--watch', 'again whenever it changes, until Ctrl-C')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        note: '`artifact wait NAME --timeout 0s` is the question «is it Ready?» with the answer as exit code.',
        examples: ['artifact status acme', 'artifact status acme --watch'],
        exits: { 0: 'told', 1: 'there is no such App', 4: 'no controller', 130: 'Ctrl-C' },
      }),
    )
    .action(async (name, flags) => exit(await (await import('../status.ts')).status(name, flags, client(), deps)))

  program
    .command('wait')
    .helpGroup('Look:')
    .summary('wait until an App is Ready, or gone')
    .description('Ends at once when the App cannot become Ready without a change.')
    .argument('<name>')
    .addOption(new Option('--for <condition>').choices(['Ready', 'Gone']).default('Ready'))
    .addOption(timeoutOption('how long'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        examples: ['artifact wait acme', 'artifact wait acme --for Gone --timeout 10m'],
        exits: { 0: 'it is so', 1: 'it cannot become so, or not in time', 4: 'no controller', 130: 'Ctrl-C' },
      }),
    )
    .action(async (name, flags) => exit(await (await import('../wait.ts')).wait(name, flags, client(), deps)))

  program
    .command('events')
    .helpGroup('Look:')
    .summary('tell what happened, and why')
    .argument('[name]', 'of one App only')
    .option('--follow', 'and go on as things happen, until Ctrl-C')
    .addOption(new Option('--limit <n>', 'how many of the newest').argParser(whole).default(50))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        note: 'With --follow and --json there is one event per line.',
        examples: ['artifact events', 'artifact events acme --follow', 'artifact events --limit 1000 --json'],
        exits: { 0: 'told', 1: 'there is no such App', 4: 'no controller', 130: 'Ctrl-C' },
      }),
    )
    .action(async (name, flags) => exit(await (await import('../events.ts')).events(name, flags, client(), deps)))

  program
    .command('history')
    .helpGroup('Look:')
    .summary('list the generations of a spec, and what each changed')
    .argument('<name>')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        examples: ['artifact history acme', 'artifact rollback acme --to 3'],
        exits: { 0: 'listed', 1: 'there never was such an App', 4: 'no controller' },
      }),
    )
    .action(async (name, flags) => exit(await (await import('../history.ts')).history(name, flags, client(), deps)))
}
