import type { Timers } from '../timers.ts'
import type { CertificateRow } from './certificate-rows.ts'
import { type Issuing, issue, look } from './issuing.ts'

/** Makes happen what is pending for a hostname: a timer for each, whoever has put it into the row. */
export function followCertificates(options: Issuing & { readonly timers: Timers }): void {
  const { truth, laws, timers } = options
  const armed = new Map<string, { readonly cause: CertificateRow['pending']; readonly cancel: () => void }>()

  for (const row of truth.tables.certificate.all()) follow(row.key, row)
  truth.subscribe((change) => {
    if (change.kind === 'row' && change.table === 'certificate')
      follow(change.key, change.row as CertificateRow | undefined)
  })

  function follow(key: string, row: CertificateRow | undefined): void {
    const cause = row?.pending
    const before = armed.get(key)
    if (before?.cause === cause) return
    before?.cancel()
    armed.delete(key)
    if (cause === undefined) return
    const sleep = () => timers.after(Math.max(0, cause.at - laws.now()), wake)
    const wake = () => {
      // A clock's sleep may be shorter than asked for: real timers end after 24 days, and certificates last for 90.
      if (laws.now() < cause.at) armed.set(key, { cause, cancel: sleep() })
      else happen(key)
    }
    armed.set(key, { cause, cancel: sleep() })
  }

  function happen(key: string): void {
    armed.delete(key)
    const row = truth.tables.certificate.get(key)
    if (row?.pending === undefined) return
    const { pending, ...rest } = row
    truth.tables.certificate.put((pending.do === 'issue' ? issue : look)(options, { ...rest, pending: undefined }))
  }
}
