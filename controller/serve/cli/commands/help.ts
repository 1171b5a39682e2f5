import { CommandError, exitCodes } from '../io.ts'
import type { Declaring } from './declaring.ts'

/** `help`: the commands, one of them, or a topic. */
export function declareHelp({ program, deps }: Declaring): void {
  program.addHelpText('after', firstSteps)
  program.helpCommand(false)
  program
    .command('help')
    .helpGroup('Learn:')
    .summary(`teach a command, or a topic: ${Object.keys(topics).join(', ')}`)
    .argument('[topic]')
    .action((topic?: string) => {
      const text = topic === undefined ? undefined : topics[topic]
      if (text !== undefined) return deps.io.out(text)
      const command = topic === undefined ? program : program.commands.find((one) => one.name() === topic)
      if (command) return command.outputHelp()
      const known = [...program.commands.map((one) => one.name()), ...Object.keys(topics)]
      throw new CommandError(`there is no help on ${topic}`, `there is on: ${known.join(', ')}`, exitCodes.usage)
    })
}

const firstSteps = `
First steps:
  artifact up                specs/ become Machines on a simulated Fly
  artifact get               what there is, from another terminal
  artifact status acme       how it is, and what comes next
  artifact explain App       what can be said in a spec`

const topics: Readonly<Record<string, string>> = {
  'exit-codes': `How commands end:
  0    done; valid; Ready; nothing to do
  1    not done: invalid, refused, not found, not Ready in time, or a slip on the command line
  2    only plan --exit-code: planned, and there is something to do
  3    cannot start: port taken, store locked or corrupt, directory not writable
  4    no controller answers
  130  interrupted with Ctrl-C

In a script:
  artifact plan -f specs/ --exit-code; case $? in 0) echo same;; 2) echo changes;; *) exit 1;; esac`,

  environment: `What the environment says:
  ARTIFACT_URL    the controller that commands talk to; --url goes before it
  NO_COLOR        no colours, like --no-color
  ARTIFACT_SPECS, ARTIFACT_DATA, ARTIFACT_PORT, ARTIFACT_LOG_LEVEL
                  what \`artifact up\` starts with; commands look for it at this port
  FLY_ORG, FLY_ORG_TOKEN
                  the organisation and its token; without them the simulated Fly runs

\`artifact doctor\` tells what of it is missing or wrong.`,

  output: `Where things are written:
  standard output   what was asked for: tables, plans, documents, JSON
  standard error    the rest: progress, hints, errors

On a terminal there are colours and a spinner; in a pipe plain lines, columns two spaces apart, nothing cut.
With --json there is one JSON document, also for an error: {"error": {"code", "message", "repair"}}. Events that are
followed are one JSON document per line. Fields are added in later versions; none changes its meaning.`,
}
