import { readMarks } from './marks.ts'
import type { ObservedMachine } from './observed.ts'
import { printable } from './printable.ts'

/**
 * Who else has written to a Machine, as far as its metadata tell. Fly itself keeps no names of writers, and anybody can
 * write metadata: a hint where to look, no more.
 */
export function otherWriter({ config }: Pick<ObservedMachine, 'config'>): string {
  const metadata = config?.metadata ?? {}
  // Source: superfly/fly-go, machine_types.go; flyctl writes its version and the release into each Machine that it deploys.
  const { fly_flyctl_version: flyctl, fly_release_version: release } = metadata
  if (flyctl !== undefined) {
    return `flyctl ${printable(flyctl)}${release === undefined ? '' : ` (its release ${printable(release)})`}`
  }
  return readMarks(metadata).operation === undefined
    ? "a writer that replaces the whole config, Artifact's marks included"
    : 'a writer that reads the config and sends it back changed'
}
