import type { AddressInfo, Server } from 'node:net'

/** Lets the server listen; answers its URL. Rejects with the system's error, `EADDRINUSE` when the port is taken. */
export async function listening(
  server: Pick<Server, 'once' | 'off' | 'listen' | 'address'>,
  { port, host }: { readonly port: number; readonly host: string },
): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const { port: actual } = server.address() as AddressInfo
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`
}
