/** How programs behave, by the beginning of their image reference; the longest that fits counts. */
export type ImageCatalogue = Readonly<Record<string, Program>>

export type Program = {
  /** How long the image takes to arrive, instead of Fly's usual time. */
  readonly pullMs?: number
  /** From `starting` to `started`, instead of Fly's usual time. */
  readonly bootMs?: number
  /** What becomes of the Machine's checks. Default: they pass. */
  readonly checks?: 'pass' | 'fail' | { readonly passAfterMs: number }
  /** The program ends by itself, each time that it runs. */
  readonly exits?: { readonly afterMs: number; readonly code: number; readonly oom?: boolean }
  /** The registry does not have the image. */
  readonly isMissing?: boolean
}
