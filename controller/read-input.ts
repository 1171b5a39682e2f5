/** What stands on standard input, read no further than to `mostBytes`; or why it is not read. */
export async function readInput(
  stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean },
  mostBytes: number,
): Promise<Uint8Array | 'terminal' | 'too much'> {
  // A terminal shows what is typed, and many of them remember it.
  if (stdin.isTTY === true) return 'terminal'
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of stdin) {
    bytes += chunk.length
    if (bytes > mostBytes) return 'too much'
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
