import { createAlarms } from '../alarms.ts'
import type { Timers } from '../timers.ts'
import type { CertificateRow } from './certificate-rows.ts'
import { type Issuing, issue, look } from './issuing.ts'

/** Makes happen what is pending for a hostname, whoever has put it into the row. */
export function followCertificates(options: Issuing & { readonly timers: Timers }): void {
  const { truth, laws, timers } = options
  const { certificate: table } = truth.tables
  const alarms = createAlarms(timers, laws.now)

  for (const row of table.all()) follow(row.key, row)
  truth.subscribe((change) => {
    if (change.kind !== 'row' || change.table !== 'certificate') return
    follow(change.key, change.row as CertificateRow | undefined)
  })

  function follow(key: string, row: CertificateRow | undefined): void {
    alarms.set(key, row?.pending, row?.pending?.at ?? 0, () => {
      const due = table.get(key)
      if (due?.pending === undefined) return
      const happen = due.pending.do === 'issue' ? issue : look
      table.put(happen(options, { ...due, pending: undefined }))
    })
  }
}
