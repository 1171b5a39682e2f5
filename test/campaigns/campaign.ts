/** A search for runs that break a promise. Each run is a function of its seed. */
export type Campaign = {
  /** `C5` */
  readonly name: string
  /** One line: what is done, and what is looked for. */
  readonly about: string
  /** Runs the seeds from `from` on and tells about each failure, and now and then about the progress, by `report`. */
  run(options: CampaignOptions): Promise<CampaignResult>
}

export type CampaignOptions = {
  readonly seeds: number
  readonly from: number
  readonly report: (line: string) => void
}

export type CampaignResult = {
  readonly passed: number
  readonly failed: number
  /** For each failure: what broke, the last events, and the line that replays it. */
  readonly failures: readonly string[]
  /** What the runs came to, in figures. */
  readonly told?: string
}

/** What one run found: nothing, or the promise that was broken. */
export type Finding = undefined | { readonly broken: string; readonly trace: readonly string[] }

/**
 * A campaign that runs `runSeed` for each seed. `count` says how many there are when they are not without end; `atEnd`
 * looks at the campaign as a whole, and may find it wanting.
 */
export function campaign(about: {
  readonly name: string
  readonly about: string
  readonly runSeed: (seed: number) => Promise<Finding>
  readonly count?: () => Promise<number>
  readonly atEnd?: (seeds: number) => Finding
  readonly told?: () => string
}): Campaign {
  const { name, runSeed } = about
  return {
    name,
    about: about.about,
    async run({ seeds: asked, from, report }) {
      const failures: string[] = []
      const seeds = Math.max(0, Math.min(asked, ((await about.count?.()) ?? Number.POSITIVE_INFINITY) - from + 1))
      for (let seed = from; seed < from + seeds; seed++) {
        const finding = await runSeed(seed)
        if (finding !== undefined) {
          failures.push(describe(name, seed, finding))
          report(failures.at(-1) ?? '')
        }
        const count = seed - from + 1
        if (count % progressEvery === 0 && count < seeds)
          report(`${name}: ${count} of ${seeds}, ${failures.length} failed`)
      }
      const failed = failures.length
      const wanting = about.atEnd?.(seeds)
      if (wanting !== undefined) {
        failures.push(`${name} as a whole: ${wanting.broken}`)
        report(failures.at(-1) ?? '')
      }
      const told = about.told?.()
      return { passed: seeds - failed, failed: failures.length, failures, ...(told !== undefined && { told }) }
    },
  }
}

const progressEvery = 100

export function replayLine(name: string, seed: number): string {
  return `REPLAY  npm run campaign -- ${name} --seeds 1 --from ${seed}`
}

function describe(name: string, seed: number, { broken, trace }: Exclude<Finding, undefined>): string {
  return [`${name}, seed ${seed}: ${broken}`, ...trace.map((line) => `  ${line}`), replayLine(name, seed)].join('\n')
}
