import { type Declaring, jsonOption, teach, timeoutOption } from './declaring.ts'

/** `validate`, `explain`, `plan`, `price`, `import`, `apply`: what begins with the text of a spec. */
export function declareSpecs({ program, deps, exit, url, client }: Declaring): void {
  program
    .command('validate')
    .helpGroup('Write specs:')
    .summary('check specs without network: every mistake, with its place')
    .argument('<path...>', 'files, directories, or - for standard input')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        examples: ['artifact validate specs/', 'cat acme.yaml | artifact validate -'],
        exits: { 0: 'all valid', 1: 'something is wrong' },
      }),
    )
    .action(async (paths, flags) => exit(await (await import('../validate.ts')).validate(paths, flags, deps)))

  program
    .command('explain')
    .helpGroup('Write specs:')
    .summary('tell what a field of a spec means')
    .argument('[path]', 'a kind, or a path in it: App.spec.machines.web.regions', 'App')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        examples: ['artifact explain App', 'artifact explain app.spec.rollout.maxUnavailable'],
        exits: { 0: 'told', 1: 'there is no such field' },
      }),
    )
    .action(async (path, flags) => exit(await (await import('../explain.ts')).explain(path, flags, deps)))

  program
    .command('plan')
    .helpGroup('Write specs:')
    .summary('show what would be done, and do nothing')
    .description(
      'Shows the plan for specs, for one App or for all that the controller has stored. Specs are planned against an empty Fly when no controller answers.',
    )
    .argument('[name]', 'an App that is stored')
    .option('-f, --file <path...>', 'specs to plan for: files, directories, or -')
    .option('--offline', 'do not ask a controller: plan against an empty Fly')
    .option('--exit-code', 'end with 2 when there is something to do')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        examples: [
          'artifact plan',
          'artifact plan -f specs/acme.yaml',
          'artifact plan -f specs/ --offline --exit-code --json',
        ],
        exits: { 0: 'planned', 1: 'invalid', 2: 'with --exit-code: there is something to do', 4: 'no controller' },
      }),
    )
    .action(async (name, flags) =>
      exit(await (await import('../plan.ts')).plan({ ...flags, name, isUrlChosen: url().isChosen }, client(), deps)),
    )

  program
    .command('price')
    .helpGroup('Write specs:')
    .summary('tell what Apps cost a month, and how sure that is')
    .description(
      'Lists what Fly asks for each part of an App, as its spec says: of files, of one App, or of all that are stored.',
    )
    .argument('[name]', 'an App that is stored')
    .option('-f, --file <path...>', 'specs to price, without a controller: files, directories, or -')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        examples: ['artifact price', 'artifact price acme', 'artifact price -f specs/acme.yaml --json'],
        exits: { 0: 'told', 1: 'invalid, or there is no such App', 4: 'no controller' },
      }),
    )
    .action(async (name, flags) => exit(await (await import('../price.ts')).price({ ...flags, name }, client(), deps)))

  program
    .command('import')
    .helpGroup('Write specs:')
    .summary('write a spec from a live Fly app')
    .description('Reads an app of the organisation and writes down what runs there, as a spec. Changes nothing at Fly.')
    .argument('<flyapp>', 'the name of the app at Fly')
    .option('-o, --output <file>', 'a new file to write it to, instead of showing it')
    .option('--adopt', 'and take the app: Artifact marks its Machines, and keeps them as the spec says')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        note: 'What a spec cannot say is told in comments at its top.',
        examples: ['artifact import acme', 'artifact import acme -o specs/acme.yaml --adopt'],
        exits: {
          0: 'written (with --adopt: adopted)',
          1: 'no such app, the file is there already, or not adopted',
          4: 'no controller',
        },
      }),
    )
    .action(async (flyApp, flags) =>
      exit(await (await import('../import.ts')).importApp(flyApp, flags, client(), deps)),
    )

  program
    .command('apply')
    .helpGroup('Write specs:')
    .summary('show the plan of specs, and submit them')
    .description('Checks all specs, shows what will be done, and submits them. All are checked before any is accepted.')
    .requiredOption('-f, --file <path...>', 'specs to submit: files, directories, or -')
    .option('--plan <digest>', 'only if the plan is still this one (as `artifact plan` shows it); one App')
    .option('--adopt', 'take live apps that others made: only if nothing that runs would change')
    .option('--wait', 'follow until the Apps are Ready')
    .addOption(timeoutOption('with --wait: how long that may take'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        examples: [
          'artifact apply -f acme.yaml --wait',
          'artifact apply -f acme.yaml --plan "$(artifact plan -f acme.yaml --json | jq -r .[0].digest)"',
        ],
        exits: { 0: 'accepted (with --wait: Ready)', 1: 'invalid, refused, or not Ready', 4: 'no controller' },
      }),
    )
    .action(async (flags) => exit(await (await import('../apply.ts')).apply(flags, client(), deps)))
}
