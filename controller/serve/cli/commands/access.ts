import { Option } from 'commander'
import { roles } from '../../../access/principal.ts'
import { type Declaring, durationOption, jsonOption, teach } from './declaring.ts'

/** `access token create`, `list`, `revoke`. */
export function declareAccess({ program, deps, exit, client }: Declaring): void {
  const token = program
    .command('access')
    .helpGroup('Change:')
    .summary('make, list and revoke the tokens with which one may ask')
    .command('token')
    .summary('make, list and revoke operator tokens')
  const load = () => import('../access-token.ts')

  token
    .command('create')
    .summary('make an operator token; it is shown this once')
    .argument('<name>', 'who or what has it')
    .addOption(new Option('--role <role>', 'what its holder may do').choices(roles).default('operator'))
    .addOption(durationOption('--expires <duration>', 'for how long it is good', 90 * 86_400_000, '90d'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        note: 'Only its hash is kept. The command sends what is in ARTIFACT_TOKEN.',
        examples: ['artifact access token create ci --role editor --expires 30d'],
        exits: { 0: 'made', 1: 'refused, or there is one of that name', 4: 'no controller' },
      }),
    )
    .action(async (name, flags) => exit(await (await load()).createToken(name, flags, client(), deps)))

  token
    .command('list')
    .summary('list operator tokens')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({ examples: ['artifact access token list'], exits: { 0: 'listed', 4: 'no controller' } }),
    )
    .action(async (flags) => exit(await (await load()).listTokens(flags, client(), deps)))

  token
    .command('revoke')
    .summary('make a token good for nothing, from now on')
    .argument('<name>', 'its name or its id')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        examples: ['artifact access token revoke ci'],
        exits: { 0: 'revoked', 1: 'there is none of that name', 4: 'no controller' },
      }),
    )
    .action(async (name, flags) => exit(await (await load()).revokeToken(name, flags, client(), deps)))
}
