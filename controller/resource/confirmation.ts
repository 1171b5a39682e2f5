/** How much of what one generation takes away somebody has agreed to: so many Machines and volumes, of that generation alone. */
export type Confirmation = {
  readonly generation: number
  readonly machines: number
  readonly volumes: number
  /** ISO time. */
  readonly at: string
}
