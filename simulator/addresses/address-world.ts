import type { AddressType, Certificate, IpAssignment } from '../../controller/fly/wire-addresses.ts'
import type { Truth } from '../truth.ts'
import { certificateView } from './certificate-views.ts'
import { type DnsRecords, setDns } from './dns.ts'
import { addressCalled, assignmentView, newAddress } from './ip-assignments.ts'
import { networkPolicyView } from './network-policies.ts'

/** Addresses and names in the truth, and the hands of those who meddle with them. */
export interface AddressWorld {
  /** As Fly tells them, in order of creation. */
  addresses(app: string): readonly IpAssignment[]
  /** Somebody assigns one. A private one is reached from the organisation's own network. */
  addAddress(app: string, type: AddressType): IpAssignment
  /** Somebody releases it. */
  removeAddress(app: string, ip: string): void
  /** As Fly tells them in detail, in order of creation. */
  certificates(app: string): readonly Certificate[]
  /** Somebody removes the hostname with all its certificates. */
  removeCertificate(app: string, hostname: string): void
  /** In order of creation. */
  networkPolicies(app: string): readonly ReturnType<typeof networkPolicyView>[]
  /** Replaces all records of a name in the DNS that Fly asks; `undefined` removes them. */
  setDns(name: string, records: DnsRecords | undefined): void
}

export function createAddressWorld({ truth }: { readonly truth: Truth }): AddressWorld {
  return {
    addresses: (app) => [...truth.tables.address.of(app)].map(assignmentView),
    addAddress(app, type) {
      const given = { type, region: 'global', network: undefined, serviceName: '', createdAt: truth.now() }
      const row = newAddress(truth, app, given)
      truth.tables.address.put(row)
      return assignmentView(row)
    },
    removeAddress(app, ip) {
      const row = addressCalled(truth, app, ip)
      if (row === undefined) throw new Error(`the simulated app ${app} has no address ${ip}`)
      truth.tables.address.remove(row.key)
    },
    certificates: (app) => [...truth.tables.certificate.of(app)].map((row) => certificateView(truth, row)),
    removeCertificate(app, hostname) {
      if (truth.tables.certificate.get(hostname)?.app !== app) {
        throw new Error(`the simulated app ${app} has no certificate for ${hostname}`)
      }
      truth.tables.certificate.remove(hostname)
    },
    networkPolicies: (app) => [...truth.tables.networkPolicy.of(app)].map(networkPolicyView),
    setDns: (name, records) => setDns(truth, name, records),
  }
}
