import type { Problem } from '../resource/problem.ts'
import type { Provenance, Resource } from '../resource/resource.ts'
import type { Rule } from '../resource/rule.ts'

/** Where specs come from. It only reads: what a snapshot means for what is stored is decided by the intake. */
export interface Source {
  /** The `from` of the provenance of everything that it brings. */
  readonly name: Provenance['from']
  /** What is there now. Does not reject for what it finds: that is in `problems`. */
  read(): Promise<Snapshot>
  /**
   * Tells the listener what is there now, and again after each change, one at a time. A listener that answers `false`
   * could not take in everything, and is told again after a while although nothing has changed. Ends when the signal is
   * aborted; rejects when the listener does.
   */
  watch(listener: (snapshot: Snapshot) => Promise<boolean>, signal: AbortSignal): Promise<void>
}

/** Everything that a source holds at one moment. */
export type Snapshot = {
  /** Those that may be accepted, in order of file and place. */
  readonly documents: readonly Document[]
  /** The Grants and Policies among them. */
  readonly rules?: readonly { readonly rule: Rule; readonly provenance: Provenance }[]
  readonly problems: readonly Problem[]
  /**
   * Paths about whose content nothing can be said: files with problems, and directories that cannot be read. What came
   * from there earlier is not missing.
   */
  readonly troubled: readonly string[]
  /** The text of each file that has problems, by path: for showing the line in question. */
  readonly texts: ReadonlyMap<string, string>
}

export type Document = { readonly resource: Resource; readonly provenance: Provenance }
