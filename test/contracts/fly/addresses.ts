import { expect, test } from 'vitest'
import type { Things } from '../fly.ts'

/** Addresses that cost nothing, and a hostname that never gets a certificate. */
export function addressContract({ subject, run, eventually, eventuallyDone, anApp }: Things): void {
  const call = { signal: new AbortController().signal }

  test('an app has no address until it is given one, and gives it back once', async () => {
    const { fly } = subject()
    const app = await anApp()
    expect(await run(fly.listIps(app, call))).toEqual([])
    const { ip } = await eventuallyDone(() => fly.assignIp(app, { type: 'v6' }, call))
    if (ip === null) throw new Error('there is no address')
    await eventually(
      () => fly.listIps(app, call),
      (ips) => ips.length === 1 && ips[0]?.ip === ip,
    )
    expect(await run(fly.releaseIp(app, ip, call))).toMatchObject({ result: 'done' })
    expect(await run(fly.releaseIp(app, ip, call))).toMatchObject({ result: 'done' })
    await eventually(
      () => fly.listIps(app, call),
      (ips) => ips.length === 0,
    )
  })

  test('a private address is for one network, which has to be there', async () => {
    const { fly } = subject()
    const app = await anApp()
    const address = await eventuallyDone(() => fly.assignIp(app, { type: 'private_v6', network: app }, call))
    expect(address).toMatchObject({ network: { name: app } })
    const nowhere = fly.assignIp(app, { type: 'private_v6', network: subject().freshName() }, call)
    expect(await run(nowhere)).toMatchObject({ result: 'refused', error: { code: 'NetworkNotFound' } })
  })

  test('a hostname belongs to one app, which says what has to be in the DNS', async () => {
    const { fly } = subject()
    const app = await anApp()
    const hostname = `${app}.example.com`
    expect(await run(fly.getCertificate(app, hostname, call))).toBeUndefined()
    const certificate = await eventuallyDone(() => fly.requestCertificate(app, hostname, call))
    expect(certificate).toMatchObject({ hostname, configured: false })
    expect(certificate.dns_requirements).toBeDefined()
    const again = fly.requestCertificate(app, hostname, call)
    expect(await run(again)).toMatchObject({ result: 'refused', error: { code: 'HostnameTaken' } })
    await eventually(
      () => fly.listCertificates(app, call),
      (all) => all.some((each) => each.hostname === hostname),
    )
    expect(await run(fly.checkCertificate(app, hostname, call))).toMatchObject({ hostname, configured: false })

    expect(await run(fly.deleteCertificate(app, hostname, call))).toMatchObject({ result: 'done' })
    expect(await run(fly.deleteCertificate(app, hostname, call))).toMatchObject({ result: 'done' })
    await eventually(
      async () => [await fly.getCertificate(app, hostname, call)],
      ([found]) => found === undefined,
    )
  })
}
