/** An address of version 6 in its shortest form, in which Go writes it and so everybody who reads it. Source: RFC 5952 */
export function shortestV6(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1)
}
