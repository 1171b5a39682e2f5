import { Option } from 'commander'
import { type Declaring, duration, jsonOption, teach, whole } from './declaring.ts'

/** `audit`: who was let do what. */
export function declareAuditing({ program, deps, exit, client }: Declaring): void {
  program
    .command('audit')
    .helpGroup('Look:')
    .summary('tell who was let do what, and what was done to Fly')
    .argument('[name]', 'of one App only')
    .option('--by <user>', 'whoever is behind it: token:ci, app:acme')
    .option('--outcome <outcome>', 'allowed, refused, needs-approval, unauthenticated, failed, done, unknown')
    .addOption(new Option('--since <duration>', 'no older than that').argParser(duration))
    .addOption(new Option('--limit <n>', 'how many of the newest').argParser(whole).default(50))
    .option('--export', 'all that fit, one JSON text a line, as schemas/audit.schema.json says')
    .option('--verify [file]', 'whether all records are as they were written: those of the controller, or of an export')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        examples: [
          'artifact audit acme --since 1h',
          'artifact audit --outcome refused --json',
          'artifact audit --export > audit.jsonl',
          'artifact audit --verify audit.jsonl',
        ],
        exits: { 0: 'told, or whole', 1: 'a record is not as it was written, or you may not', 4: 'no controller' },
      }),
    )
    .action(async (name, flags) => exit(await (await import('../audit.ts')).audit(name, flags, client, deps)))
}
