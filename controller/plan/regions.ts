import type { DesiredMachine } from './desired.ts'
import type { CreateMachine, Judgement } from './judge.ts'
import type { FullRegion } from './observed.ts'
import type { Step, Wait } from './step.ts'
import { noRoom } from './waits.ts'

/**
 * Where a missing Machine is made: in the first of its regions that Fly has not lately refused for one of its size. It
 * keeps its slot wherever it stands, and stays there: to move it back would cost a restart. When all are full it is made
 * nowhere, and so counts as down for everything that hangs on it.
 */
export function placed(judgement: Judgement, full: readonly FullRegion[]): Judgement {
  const { care } = judgement
  if (care === undefined || !('step' in care) || care.step.kind !== 'create-machine') return judgement
  return { ...judgement, care: placeCreation(care.step, full) }
}

/** The same for steps that nothing else hangs on. */
export function placedSteps(
  steps: readonly Step[],
  full: readonly FullRegion[],
): { readonly steps: readonly Step[]; readonly waits: readonly Wait[] } {
  const ends = steps.map((step) => (step.kind === 'create-machine' ? placeCreation(step, full) : { step }))
  return {
    steps: ends.flatMap((end) => ('step' in end ? end.step : [])),
    waits: ends.flatMap((end) => ('wait' in end ? end.wait : [])),
  }
}

function placeCreation(
  step: CreateMachine,
  full: readonly FullRegion[],
): { readonly step: CreateMachine } | { readonly wait: Wait } {
  const { machine } = step
  // Its host has its volume, and may have room where others have none.
  if (machine.volume !== undefined) return { step }
  const refusals = regionsOf(machine).map((region) => ({ region, refusal: refusalOf(machine, region, full) }))
  const open = refusals.find(({ refusal }) => refusal === undefined)
  if (open === undefined)
    return {
      wait: noRoom(
        machine,
        refusals.flatMap(({ refusal }) => refusal ?? []),
      ),
    }
  return { step: open.region === machine.region ? step : { ...step, machine: { ...machine, region: open.region } } }
}

/** In the order in which they are tried. */
function regionsOf({ region, fallbackRegions = [] }: DesiredMachine): readonly string[] {
  return [region, ...fallbackRegions.filter((other) => other !== region)]
}

/** What has no room for a small Machine has none for a large one either; and what has none for a large one may have some. */
function refusalOf({ config }: DesiredMachine, region: string, full: readonly FullRegion[]): FullRegion | undefined {
  const { guest } = config
  return full.find(
    (refusal) =>
      refusal.region === region &&
      guest !== undefined &&
      guest.cpu_kind === refusal.guest.cpu_kind &&
      guest.cpus >= refusal.guest.cpus &&
      guest.memory_mb >= refusal.guest.memory_mb,
  )
}
