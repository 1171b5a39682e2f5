/** Where a simulated world is kept, one JSON text a thing. */
export interface SimulatorStorage {
  load(): Iterable<readonly [key: string, json: string]>
  /** `undefined` removes it. */
  save(key: string, json: string | undefined): void
}
