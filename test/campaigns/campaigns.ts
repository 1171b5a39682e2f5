import { staleness } from './c2.ts'
import { unobserved } from './c3.ts'
import { walks } from './c4.ts'
import { hostility } from './c8.ts'
import { campaign as bombs } from './c12-bombs.ts'
import { fidelity } from './c15.ts'
import type { Campaign } from './campaign.ts'
import { canaries } from './canaries.ts'
import { interruptions } from './interrupted.ts'
import { storms } from './storm.ts'

/** Every campaign, by name. */
export const campaigns: readonly Campaign[] = [
  canaries,
  interruptions,
  staleness,
  unobserved,
  storms,
  walks,
  hostility,
  bombs,
  fidelity,
]
