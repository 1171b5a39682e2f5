import { type Command, InvalidArgumentError, Option } from 'commander'
import { parseDuration } from '../../../resource/durations.ts'
import type { Client } from '../client.ts'
import type { ControllerUrl } from '../controller-url.ts'
import type { CliDeps } from '../deps.ts'

/** What the declarations of subcommands have in common. */
export type Declaring = {
  readonly program: Command
  readonly deps: CliDeps
  /** The controller that the command line and the environment name. */
  readonly url: () => ControllerUrl
  readonly client: () => Client
  /** Notes how the command ended. */
  readonly exit: (code: number) => void
}

/** What `--help` of a subcommand teaches below its options. */
export function teach(about: {
  readonly note?: string
  readonly examples: readonly string[]
  readonly exits: Readonly<Record<number, string>>
}): string {
  const exits = Object.entries(about.exits).map(([code, meaning]) => `${code} ${meaning}`)
  return [
    ...(about.note === undefined ? [] : ['', about.note]),
    '',
    'Examples:',
    ...about.examples.map((line) => `  ${line}`),
    '',
    `Exit codes: ${exits.join(' · ')}`,
  ].join('\n')
}

export function jsonOption(): Option {
  return new Option('--json', 'for programs: JSON on standard output, errors too')
}

export function timeoutOption(description: string): Option {
  return durationOption('--timeout <duration>', description, 300_000, '5m')
}

export function durationOption(flags: string, description: string, otherwiseMs: number, otherwise: string): Option {
  return new Option(flags, description).argParser(duration).default(otherwiseMs, otherwise)
}

export function whole(text: string): number {
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw new InvalidArgumentError('Write a whole number from 1.')
  return Number(text)
}

/** Given several times, or with commas: all of them have to fit. */
export function labels(text: string, before: readonly string[] = []): readonly string[] {
  const pairs = text.split(',')
  if (!pairs.every((pair) => /^[^=]+=/.test(pair))) throw new InvalidArgumentError('Write it like plan=gold.')
  return [...before, ...pairs]
}

export function duration(text: string): number {
  try {
    return parseDuration(text)
  } catch {
    throw new InvalidArgumentError('Write a number and a unit, like 30s, 5m or 1h.')
  }
}
