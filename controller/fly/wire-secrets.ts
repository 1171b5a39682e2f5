/** An app's secrets, as they go over the wire. Values go only to Fly. Source: Fly's OpenAPI document */

export type AppSecret = {
  readonly name: string
  /** What Fly makes of the value. Of a weak value it can be guessed: neither shown nor logged. */
  readonly digest: string
  readonly created_at?: string
  readonly updated_at?: string
}

/** What a write of secrets answers: all of them, and the version that a Machine may be told to wait for. */
export type SecretsWritten = {
  readonly secrets: readonly AppSecret[]
  /** Rises with each write. Fly tells it nowhere else. */
  readonly version: number
}

/** A key that Fly keeps and uses for the app's Machines. The key itself is told to nobody. */
export type SecretKey = {
  readonly name: string
  /** `hs256`, `nacl_box` and so on. */
  readonly type: string
  /** base64, where the document says a list of numbers. Seen live. */
  readonly public_key?: string
  readonly created_at?: string
  readonly updated_at?: string
}
