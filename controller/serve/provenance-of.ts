import { signatureOf } from '../access/principal.ts'
import type { Sender } from '../resource/resource.ts'
import type { Caller } from './operations.ts'

/** What is written down of whoever asks for something, with all that comes of it. */
export function provenanceOf({ principal, via, request, client, behalf }: Caller): Sender {
  return {
    from: via,
    ...signatureOf(principal),
    ...(request !== undefined && { request }),
    ...(client !== undefined && { client }),
    ...(behalf !== undefined && { behalf }),
  }
}
