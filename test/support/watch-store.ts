import { flyAppOf, type Ref, type Resource } from '../../controller/resource/resource.ts'
import type { ConditionType, Status } from '../../controller/status/status.ts'
import type { Fence, Store, Stored } from '../../controller/store/store.ts'
import type { SimulatedMachine } from '../../simulator/world.ts'
import { census } from './census.ts'
import type { DisturbedThing, Watched } from './watch.ts'

/**
 * What is written down: I11 (nobody writes with an epoch that is over), I12 (a status is about a generation that there
 * is, never goes back, and «Ready» means that the world is so) and I13 (what was acknowledged is there).
 */
export function watchStore({ ground, evidence, strangers, elapsedMs, flyNow, report }: Watched) {
  const acknowledged = new Map<Ref, { readonly generation: number; readonly resource: Resource }>()
  const told = new Map<Ref, { readonly generation: number; readonly isAtRest: boolean }>()
  const disturbedAt = new Map<string, number>()

  return {
    wrote(method: keyof Store, given: readonly [Fence, ...unknown[]], result: unknown): void {
      if (method !== 'take') checkEpoch(method, given[0])
      if (method === 'accept') checkAccepted((result as { readonly stored: Stored }).stored)
      if (method === 'report' && result === true) checkReport(given as unknown as Parameters<Store['report']>)
      if (method === 'forget') {
        acknowledged.delete(given[1] as Ref)
        told.delete(given[1] as Ref)
      }
      for (const [ref, { generation }] of acknowledged) {
        const stored = evidence.spec(ref)
        if (stored === undefined || stored.generation < generation)
          report('I13', `${ref}@${generation} was acknowledged and is lost`)
      }
    },
    disturbed({ flyApp }: DisturbedThing): void {
      disturbedAt.set(flyApp, elapsedMs())
    },
    /** Whether the last word about each resource is about its last spec, and that it is as good as it gets. */
    isSettled(): boolean {
      return [...acknowledged].every(([ref, { generation }]) => {
        const last = told.get(ref)
        return last !== undefined && last.generation === generation && last.isAtRest
      })
    },
  }

  function checkEpoch(method: keyof Store, { epoch }: Fence): void {
    if (epoch < evidence.epoch())
      report('I11', `${method} was done with the epoch ${epoch}, and ${evidence.epoch()} holds the store`)
  }

  function checkAccepted({ ref, generation, resource }: Stored): void {
    const before = acknowledged.get(ref)
    if (before && generation < before.generation)
      report('I12', `${ref} went back from generation ${before.generation} to ${generation}`)
    acknowledged.set(ref, { generation, resource })
  }

  function checkReport([, ref, generation, status]: Parameters<Store['report']>): void {
    const current = evidence.spec(ref)
    const before = told.get(ref)?.generation ?? 0
    if (current === undefined || status.observedGeneration > current.generation) {
      report(
        'I12',
        `a status of ${ref} is about generation ${status.observedGeneration}, and there is ${current?.generation}`,
      )
    }
    if (status.observedGeneration < before) {
      report('I12', `the statuses of ${ref} went back from generation ${before} to ${status.observedGeneration}`)
    }
    told.set(ref, { generation: status.observedGeneration, isAtRest: isAtRest(status) })
    if (current && isReady(status)) checkReady(ref, generation, current.resource)
  }

  function checkReady(ref: Ref, generation: number, resource: Resource): void {
    const lastDisturbed = disturbedAt.get(flyAppOf(resource)) ?? Number.NEGATIVE_INFINITY
    if (elapsedMs() - lastDisturbed < excusedMs) return
    const [found] = census(onlyApp(flyAppOf(resource)), [resource], strangers().filter(isIn(flyAppOf(resource))))
    if (found !== undefined) report('I12', `${ref}@${generation} is called Ready, and ${found}`)
  }

  function onlyApp(flyApp: string) {
    return {
      apps: () => ground.apps().filter(({ name }) => name === flyApp),
      machines: (app: string) => ground.machines(app).map(asSeen),
      addresses: ground.addresses,
      volumes: ground.volumes,
      secrets: ground.secrets,
      hostnames: ground.hostnames,
      isTaken: ground.isTaken,
    }
  }

  /** What ended by itself a moment ago cannot be known yet: lists lag. */
  function asSeen(machine: SimulatedMachine): SimulatedMachine {
    const [last] = machine.events
    const isNews = last !== undefined && last.type === 'exit' && flyNow() - last.timestamp < lagMs
    return isNews ? { ...machine, state: 'started' } : machine
  }

  function isIn(flyApp: string): (id: string) => boolean {
    const ids = new Set([
      ...ground.machines(flyApp).map(({ id }) => id),
      ...ground.addresses(flyApp).map(({ ip }) => ip),
    ])
    return (id) => ids.has(id)
  }
}

function isReady(status: Status): boolean {
  return isTrue(status, 'Ready')
}

function isAtRest(status: Status): boolean {
  return isReady(status) || isTrue(status, 'Stalled')
}

function isTrue({ conditions }: Status, asked: ConditionType): boolean {
  return conditions.some(({ type, status }) => type === asked && status === 'True')
}

// A Machine that somebody changes behind our back is seen at the next look at the organisation, or the one after it.
const excusedMs = 60_000
const lagMs = 2_000
