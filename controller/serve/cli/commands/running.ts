import { Option } from 'commander'
import { defaultPort } from '../../routes.ts'
import { type Declaring, jsonOption, teach, timeoutOption } from './declaring.ts'

/** `up`, `simulate`, `doctor`: what needs no controller that runs already. */
export function declareRunning({ program, deps, exit, url }: Declaring): void {
  program
    .command('up')
    .helpGroup('Run:')
    .summary('run the controller: specs become Machines, and stay what they say')
    .description('Runs the controller until it is stopped. Without FLY_ORG_TOKEN it works on a simulated Fly.')
    .option('--specs <dir>', 'directory of specs (ARTIFACT_SPECS, ./specs)')
    .option('--data <dir>', 'where the store lives (ARTIFACT_DATA, ./.artifact)')
    .option('--port <n>', `port of the HTTP API on loopback (ARTIFACT_PORT, ${defaultPort})`)
    .addOption(new Option('--simulator', 'work on the simulated Fly').conflicts('fly'))
    .option('--fly', 'work on the real Fly; needs FLY_ORG_TOKEN and FLY_ORG')
    .option('--once', 'stop when every App is Ready')
    .addOption(timeoutOption('with --once: how long that may take'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        examples: [
          'artifact up',
          'artifact up --specs deploy/ --once --timeout 10m',
          'FLY_ORG=acme FLY_ORG_TOKEN=… artifact up --fly',
        ],
        exits: {
          0: 'stopped (with --once: every App is Ready)',
          1: 'with --once: not every App is Ready',
          3: 'cannot start: port taken, store locked, directory not writable',
        },
      }),
    )
    .action(async ({ simulator, fly, timeout, ...flags }) => {
      exit(
        await deps.up({
          ...flags,
          once: flags.once === true,
          json: flags.json === true,
          fly: fly ? true : simulator ? false : undefined,
          timeoutMs: timeout,
        }),
      )
    })

  program
    .command('simulate')
    .helpGroup('Run:')
    .summary('run the simulated Fly by itself, for any Fly client')
    .option('--port <n>', 'port on loopback', '4280')
    .option('--edge-port <n>', "port of Fly's proxy, over which its apps answer; none when absent")
    .option('--images <file>', 'what runs in Machines, by image: JSON; may name programs of this computer')
    .option('--seed <n>', 'of chance', '1')
    .option('--data <file>', 'keep the world in this file, and the sockets of its Machines beside it')
    .option('--org <slug>', 'the organisation', 'demo')
    .addHelpText(
      'after',
      teach({
        examples: [
          'artifact simulate --port 4280 --edge-port 4281',
          'FLY_FLAPS_BASE_URL=http://127.0.0.1:4280 FLY_ORG=demo FLY_ORG_TOKEN=any artifact up --fly',
        ],
        exits: { 0: 'stopped', 3: 'cannot start' },
      }),
    )
    .action(async ({ org, ...flags }) => exit(await deps.simulate({ ...flags, organization: org })))

  program
    .command('mcp')
    .helpGroup('Run:')
    .summary('speak MCP over stdio, for agents on this machine')
    .description('Passes the messages of an MCP client on to a controller, with the token in ARTIFACT_TOKEN.')
    .addHelpText(
      'after',
      teach({
        examples: ['artifact mcp', 'ARTIFACT_TOKEN=… artifact mcp --url https://artifact.example.com'],
        exits: { 0: 'the client has closed standard input' },
      }),
    )
    .action(async () => {
      await deps.bridge(url().href)
      exit(0)
    })

  program
    .command('doctor')
    .helpGroup('Run:')
    .summary('look for what is wrong around here, and say what helps')
    .description('Looks at Node, the environment, the store, Fly and the controller. Changes nothing.')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      teach({
        examples: ['artifact doctor', 'artifact doctor --json | jq \'.findings[] | select(.state == "broken")\''],
        exits: { 0: 'nothing is broken', 1: 'something is' },
      }),
    )
    .action(async (flags) => exit(await (await import('../doctor.ts')).doctor(url().href, flags, deps)))
}
