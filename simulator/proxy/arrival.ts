import type { MachineRow } from '../rows.ts'

/** Where a request comes to Fly's proxy, and from where. */
export type Arrival = {
  /** In lower case, without a port. */
  readonly host: string
  readonly port: number
  /** Whether the client spoke TLS up to here. `as needed`: as the port wants it, where nobody can tell. */
  readonly isTls: boolean | 'as needed'
  readonly clientIp: string
  /** Of the edge that took it. */
  readonly region: string
  /** The Machine that asks, over its private network or over the internet. */
  readonly visitor: MachineRow | undefined
}

/** Who asks, as far as an HTTP request does not say it itself. */
export type Visitor = {
  /** A Machine. It asks over its private network where the host is a private one. */
  readonly machineId?: string
  readonly clientIp?: string
  /** Of the edge that is nearest to the client. Default: that of the Machine, or else `fra`. */
  readonly region?: string
}

/** A host without its port; a version 6 address without its brackets. `undefined` for what is no host. */
export function readHost(text: string): { readonly host: string; readonly port: number | undefined } | undefined {
  const [, address, name = '', port] =
    /^(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9._-]{1,253}))(?::(\d{1,5}))?$/i.exec(text) ?? []
  const host = address === undefined ? name.toLowerCase().replace(/\.$/, '') : canonicalAddress(address)
  if (host === '' || Number(port ?? 1) > 65_535) return undefined
  return { host, port: port === undefined ? undefined : Number(port) }
}

/** An address of version 6 can be written in many ways; this is the one that URLs use. Empty for what is none. */
export function canonicalAddress(text: string): string {
  if (!text.includes(':')) return text
  const url = `http://[${text}]`
  return URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : ''
}
