import { afterAll, afterEach, vi } from 'vitest'
import type { Plan } from '../../controller/plan/plan.ts'
import type { createPlanCheck } from './plan-check.ts'

// Every plan that is made, in whichever test, has to be as its published schema says when it leaves as JSON. Seen where it
// gets its digest, which no plan is without. Nothing is waited for, so that it changes the course of no test.

const complaints: string[] = []
let check: ReturnType<typeof createPlanCheck> | undefined
const seen = new Set<string>()

vi.mock('../../controller/plan/digest.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../controller/plan/digest.ts')>()
  const { createPlanCheck } = await import('./plan-check.ts')
  function seal(plan: Omit<Plan, 'digest'>): Plan {
    const sealed = original.seal(plan)
    if (seen.has(sealed.digest)) return sealed
    if (seen.size < mostRemembered) seen.add(sealed.digest)
    check ??= createPlanCheck()
    const mistake = check(sealed)
    if (mistake !== undefined && complaints.length < mostComplaints) complaints.push(mistake)
    return sealed
  }
  return { ...original, seal }
})

const mostRemembered = 100_000
const mostComplaints = 3

function complain(): void {
  if (complaints.length === 0) return
  throw new Error(`a plan is not as schemas/plan.schema.json says:\n${complaints.splice(0).join('\n')}`)
}

afterEach(complain)
afterAll(complain)
