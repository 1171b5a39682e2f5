import { isAdopted } from '../resource/ownership.ts'
import type { Desired, DesiredMachine } from './desired.ts'
import { changes, differences, metadataDifferences } from './differences.ts'
import { hasSecretsOfNow } from './held-secrets.ts'
import { withoutIgnored } from './ignored.ts'
import { lastingMarks, metadataHashOf, readMarks } from './marks.ts'
import { mounted, mountOf } from './mount.ts'
import type { Observed, ObservedMachine } from './observed.ts'
import { pinned, runsImage } from './pinned-image.ts'
import { compareText } from './slots.ts'
import type { Difference } from './step.ts'

/** What it takes to make a Machine's config what the spec says; `undefined` when it is, as far as can be seen. */
export type Change = { readonly differences: readonly Difference[] } & (
  | { readonly of: 'config'; readonly because: 'SpecChanged' | 'SecretsChanged' | 'Drifted' }
  /** `metadata` alone changes without a restart; whether there is a `volume` only with another Machine. */
  | { readonly of: 'metadata' | 'volume'; readonly because: 'SpecChanged' | 'Drifted' }
)

/**
 * Tells a changed spec from somebody else's edit, without a copy of what was sent before: the hash in the Machine's
 * metadata is that of the config that we set. If it is another than the spec's, the spec has changed; if it is the same
 * and the config is not, somebody else changed it; so too if the hash was taken away.
 */
export function changeOf(
  want: DesiredMachine,
  have: ObservedMachine,
  { ref, drift }: Desired,
  { images: pins, secrets }: Pick<Observed, 'images' | 'secrets'>,
): Change | undefined {
  if (have.config === undefined) return undefined // its host cannot be asked
  const metadata = have.config.metadata ?? {}
  const unignored = (found: readonly Difference[]) => withoutIgnored(found, drift.ignore)
  const ofMetadata = unignored(
    metadataDifferences({ ...want.config.metadata, ...lastingMarks(want, ref) }, metadata, have.metadataKeys),
  )
  // One image is one image, whether it was sent by its tag or by its digest.
  const image = pinned(want.config.image, pins)
  const mount = mountOf(have.config)
  const wanted = { ...mounted(want, mount), image }
  const live = runsImage(want.config.image, pins, have) ? { ...have.config, image } : have.config

  if ((want.volume === undefined) !== (mount === undefined)) {
    const because = have.hash === want.hash ? 'Drifted' : 'SpecChanged'
    const ofVolume = { path: '/mounts/0/path', want: want.volume?.path, have: mount?.path }
    return { of: 'volume', because, differences: inOrder([ofVolume, ...unignored(changes(wanted, live))]) }
  }
  if (have.hash !== undefined && have.hash !== want.hash) {
    const ofSpec = ofMetadata.filter(({ path }) => !path.startsWith('/metadata/artifact_'))
    const ofConfig = unignored(changes(wanted, live))
    return { of: 'config', because: 'SpecChanged', differences: inOrder([...ofConfig, ...ofSpec]) }
  }
  // Without its hash nobody knows what was set before, so whatever the spec takes back has to be looked for as well.
  const compare = have.hash === undefined ? changes : differences
  const ofConfig = unignored(compare(wanted, live))
  if (ofConfig.length > 0)
    return { of: 'config', because: 'Drifted', differences: inOrder([...ofConfig, ...ofMetadata]) }
  // What rests reads them when it starts.
  if (have.phase === 'running' && !hasSecretsOfNow(have, secrets)) {
    return { of: 'config', because: 'SecretsChanged', differences: [] }
  }
  if (ofMetadata.length === 0) return undefined
  const { metadataHash: sent, operation } = readMarks(metadata)
  // Nobody has taken marks away from a Machine that never had any.
  const isNew = isAdopted(have.incarnation) && operation === undefined && have.hash === undefined
  const isSpecChange = isNew || (sent !== undefined && sent !== metadataHashOf(want))
  return { of: 'metadata', because: isSpecChange ? 'SpecChanged' : 'Drifted', differences: inOrder(ofMetadata) }
}

// Not in the order in which Fly happens to return the fields.
function inOrder(found: readonly Difference[]): readonly Difference[] {
  return found.toSorted((one, other) => compareText(one.path, other.path))
}
