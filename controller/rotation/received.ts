import { type Secret, sealed } from './secret.ts'

/** What somebody hands in is a secret from here on; or what is wrong with it, without a word of it. */
export function received(
  bytes: Uint8Array,
): { readonly secret: Secret } | { readonly problem: string; readonly repair: string } {
  if (bytes.length === 0) {
    return {
      problem: 'the value is empty',
      repair: 'send the value as the body; `artifact secret unset` takes it away',
    }
  }
  if (bytes.length > mostSecretBytes) {
    return {
      problem: `the value has more than ${mostSecretBytes} bytes`,
      repair: 'keep long things elsewhere, and the key to them here',
    }
  }
  const text = textOf(bytes)
  if (text === undefined || text.includes('\0')) {
    return { problem: 'the value is no text that a variable can hold', repair: 'encode it, as base64 for example' }
  }
  return { secret: sealed(text) }
}

// Ours. Of Fly no limit is known; all variables of a program together have room for some megabytes in Linux.
export const mostSecretBytes = 65_536

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}
