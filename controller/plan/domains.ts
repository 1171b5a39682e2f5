import type { Desired } from './desired.ts'
import type { Observed } from './observed.ts'
import { isRefused } from './refusal.ts'
import type { Step, Wait } from './step.ts'

/** What is done about hostnames and their certificates: asked for when all else is there, removed with what goes. */
export type DomainPlan = {
  readonly steps: readonly Step[]
  readonly removals: readonly Step[]
  readonly waits: readonly Wait[]
}

/** Whoever has asked for a hostname already does as well: it is not ours then, and stays when the spec drops it. */
export function planDomains({ domains, flyApp }: Desired, { domains: have, refusals = [] }: Observed): DomainPlan {
  const certificates = have?.certificates ?? []
  const steps: Step[] = []
  const waits: Wait[] = []
  for (const hostname of domains) {
    const certificate = certificates.find((each) => each.hostname === hostname)
    const refusal = refusals.find(isRefused(hostname))
    if (have?.leaving.has(hostname)) waits.push(leaving(hostname))
    else if (certificate && !certificate.isActive) waits.push(pending(hostname))
    else if (!certificate && refusal) waits.push(refused(hostname, refusal.code, refusal.message))
    else if (!certificate)
      steps.push({ kind: 'request-certificate', flyApp, hostname, because: 'Missing', effect: 'public' })
  }
  const removals = certificates
    .filter(({ hostname, isOurs }) => isOurs && !domains.includes(hostname))
    .map(
      ({ hostname }): Step => ({
        kind: 'delete-certificate',
        flyApp,
        hostname,
        because: 'SpecChanged',
        effect: 'replace',
      }),
    )
  return { steps, removals, waits }
}

function pending(hostname: string): Wait {
  return {
    reason: 'DomainPending',
    subject: hostname,
    message: `${hostname} has no certificate yet: its DNS records have to be there, as \`artifact status\` shows them`,
    recheckAfterMs: 60_000,
  }
}

function refused(hostname: string, code: string, said: string): Wait {
  return code === 'HostnameTaken'
    ? {
        reason: 'HostnameTaken',
        subject: hostname,
        message: `${hostname} belongs to another app at Fly, of this or another organisation, which Fly does not tell: remove it there, or take it out of \`domains\``,
        recheckAfterMs: 300_000,
      }
    : { reason: 'DomainRefused', subject: hostname, message: `${hostname}: ${said}`, recheckAfterMs: 300_000 }
}

function leaving(hostname: string): Wait {
  return {
    reason: 'DomainUnsettled',
    subject: hostname,
    message: `${hostname} was being removed when the spec asked for it again; what became of that is not known yet`,
    recheckAfterMs: 15_000,
  }
}
