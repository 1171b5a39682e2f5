/** The body of a request: small enough to be sent more than once, or only once. */
export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'whole'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'once'; readonly stream: ReadableStream<Uint8Array> }

/** Reads as much of it as the proxy keeps for a replay. */
export async function readBody(stream: ReadableStream<Uint8Array> | null): Promise<Body> {
  if (stream === null) return { kind: 'none' }
  const reader = stream.getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  while (size <= mostBytes) {
    const { done, value } = await reader.read()
    if (done) return { kind: 'whole', bytes: new Uint8Array(Buffer.concat(chunks)) }
    chunks.push(value)
    size += value.byteLength
  }
  return { kind: 'once', stream: again(chunks, reader) }
}

function again(
  chunks: readonly Uint8Array[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  const left = [...chunks]
  return new ReadableStream({
    async pull(controller) {
      const next = left.shift()
      if (next !== undefined) {
        controller.enqueue(next)
        return
      }
      const { done, value } = await reader.read()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

/** Calls `ended` once when nobody reads of it any more. */
export function watchEnd(
  body: ReadableStream<Uint8Array> | null,
  ended: () => void,
): ReadableStream<Uint8Array> | null {
  if (body === null) {
    ended()
    return null
  }
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({ flush: ended, cancel: ended }, {}, { highWaterMark: 1 }),
  )
}

// Source: superfly/docs, networking/dynamic-request-routing: requests of more than 1 MB are not replayed
const mostBytes = 1_000_000
