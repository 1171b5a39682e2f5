import { createHash } from 'node:crypto'
import type { Executed, Surroundings } from './insides/shell.ts'
import type { Connect, Serve } from './proxy/program.ts'
import type { ImageRef } from './rows.ts'

/** How programs behave, by the beginning of their image reference; the longest that fits counts. */
export type ImageCatalogue = Readonly<Record<string, Program>>

export type Program = {
  /** How long the image takes to arrive, instead of Fly's usual time. */
  readonly pullMs?: number
  /** From `starting` to `started`, instead of Fly's usual time. */
  readonly bootMs?: number
  /** What becomes of the Machine's checks. Default: they pass. */
  readonly checks?: 'pass' | 'fail' | 'flap' | { readonly passAfterMs: number }
  /** The program ends by itself, each time that it runs. */
  readonly exits?: { readonly afterMs: number; readonly code: number; readonly oom?: boolean }
  /** What it answers to requests. Default: who it is. */
  readonly serve?: Serve
  /** Takes connections that are to be upgraded, and what is no HTTP. */
  readonly connect?: Connect
  /** A program of this computer, where `createSimulator` was given a way to run it; else as if it were not there. */
  readonly command?: Command
  /** How long it takes to end when it is told to, instead of Fly's usual time; it is killed when its grace is over. */
  readonly stopMs?: number
  /** Signals after which it goes on. SIGKILL is none of them. */
  readonly ignores?: readonly string[]
  /** It cannot be run at all. */
  readonly isBroken?: boolean
  /** Commands that it knows; `undefined` leaves them to the shell. */
  readonly exec?: (command: readonly string[], surroundings: Surroundings) => Executed | undefined
  /** The registry does not have the image. */
  readonly isMissing?: boolean
}

export type Command = { readonly run: readonly string[]; readonly directory?: string }

/** What images of these tags do, whatever their repository, so that a spec alone can tell a story. */
const magicTags: Readonly<Record<string, Program>> = {
  crash: { exits: { afterMs: 1_000, code: 1 } },
  oom: { exits: { afterMs: 1_000, code: 137, oom: true } },
  exit0: { exits: { afterMs: 2_000, code: 0 } },
  unhealthy: { checks: 'fail' },
  flapping: { checks: 'flap' },
  // A cold image of a game server has been seen to take 70 s.
  slow: { pullMs: 70_000 },
  missing: { isMissing: true },
  stubborn: { stopMs: 3_600_000, ignores: ['SIGINT', 'SIGTERM', 'SIGQUIT'] },
  broken: { isBroken: true },
}

/** The catalogue first, then the magic tags, or else a program that runs and is well. */
export function programOf(image: string, catalogue: ImageCatalogue): Program {
  const prefixes = Object.keys(catalogue).filter((prefix) => image.startsWith(prefix))
  const longest = prefixes.reduce((best, prefix) => (prefix.length > best.length ? prefix : best), '')
  const known = prefixes.length > 0 ? catalogue[longest] : undefined
  const tag = tagOf(image)
  return known ?? (tag !== undefined && Object.hasOwn(magicTags, tag) ? magicTags[tag] : undefined) ?? {}
}

/** What Fly makes of a reference: its parts, and the digest that the tag stands for at this moment, or `moved` where it was moved. */
export function resolveImage(image: string, moved?: string): ImageRef {
  const [named = '', digest = moved ?? `sha256:${createHash('sha256').update(image).digest('hex')}`] = image.split('@')
  const tag = tagOf(image)
  const path = tag === undefined ? named : named.slice(0, -tag.length - 1)
  const [first = '', ...rest] = path.split('/')
  const hasRegistry = rest.length > 0 && /[.:]|^localhost$/.test(first)
  // Source: superfly/docs, and the references that flyctl shows
  const registry = hasRegistry ? first : 'registry-1.docker.io'
  const repository = hasRegistry ? rest.join('/') : rest.length > 0 ? path : `library/${path}`
  if (tag === undefined && image.includes('@')) return { registry, repository, digest }
  return { registry, repository, tag: tag ?? 'latest', digest }
}

function tagOf(image: string): string | undefined {
  return /:([\w][\w.-]{0,127})$/.exec(image.split('@')[0] ?? '')?.[1]
}
