/** How much of what one generation takes away somebody has agreed to: so many Machines and volumes, of that generation alone. */
export type Confirmation = {
  readonly generation: number
  readonly machines: number
  readonly volumes: number
  /** ISO time. */
  readonly at: string
}

/** That what a generation takes away waits for somebody to agree, since its source took from so many Apps within an hour. */
export type SourceHold = {
  readonly apps: number
  readonly ofApps: number
  readonly machines: number
  readonly ofMachines: number
  /** How many Machines the App had: a spec that asks for as many again ends it. */
  readonly before: number
}
