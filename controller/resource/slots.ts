import type { Slot } from './ownership.ts'
import type { Resource } from './resource.ts'

/** The places that a spec asks for, read from the spec itself: who guards the planner does not ask it. */
export function slotsOf({ spec }: Resource): readonly Slot[] {
  return Object.entries(spec.machines).flatMap(([name, { regions, count = 1 }]) => {
    const inPrimary = spec.primaryRegion === undefined ? [] : [[spec.primaryRegion, count] as const]
    return (regions ? Object.entries(regions) : inPrimary).flatMap(([region, many]) =>
      Array.from({ length: many }, (_, number): Slot => `${name}/${region}/${number}`),
    )
  })
}
