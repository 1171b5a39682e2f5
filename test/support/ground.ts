import type { Machine } from '../../controller/fly/wire.ts'

/** The simulated world, as the judges see it: what truly is, without lag or loss. */
export interface Ground {
  apps(): readonly { readonly name: string; readonly network: string }[]
  /** Every Machine of an app that is not destroyed; none when there is no such app. */
  machines(app: string): readonly Machine[]
}

/** `web-ams-0` of `web-ams-0-k3f9q2`; `undefined` for names that are none of ours. */
export function placeOf(machineName: string): string | undefined {
  return /^(.+-[a-z]{3}-\d+)-[0-9a-z]{6}$/.exec(machineName)?.[1]
}

/** Whether the metadata holds something that only we write. Proves nothing: anybody can copy it. */
export function carriesMarks(machine: Machine): boolean {
  return Object.keys(machine.config?.metadata ?? {}).some((key) => key.startsWith(markPrefix))
}

/** What users put into the metadata: without our marks and without Fly's own keys. */
export function metadataOf(machine: Machine): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(machine.config?.metadata ?? {}).filter(
      ([key]) => !key.startsWith(markPrefix) && !key.startsWith('fly_'),
    ),
  )
}

/** Runs, and every check that Fly lists passes. */
export function isWell(machine: Machine): boolean {
  return machine.state === 'started' && (machine.checks ?? []).every(({ status }) => status === 'passing')
}

const markPrefix = 'artifact'
