import type { Answer, Call } from './fly.ts'
import type { AssignIp, Certificate, CertificateSummary, IpAssignment } from './wire-addresses.ts'

/** The part of the port that is about addresses and hostnames. What holds for all calls is said at `Fly`. */
export interface AddressPort {
  /** Rejects with NotFound when there is no such app. */
  listIps(app: string, call: Call): Promise<readonly IpAssignment[]>
  /**
   * Not to be repeated without a look at the list: who asks twice for a `v6` has two. Only `shared_v4` is one for an app.
   * Refused with NetworkNotFound when no app has ever been in the network that a private address is to be reached from.
   */
  assignIp(app: string, address: AssignIp, call: Call): Promise<Answer<IpAssignment>>
  /** Done as well when the app does not have it any more. */
  releaseIp(app: string, ip: string, call: Call): Promise<Answer<void>>

  /** All of them, page by page. Rejects with Malformed when the pages lead in circles. */
  listCertificates(app: string, call: Call): Promise<readonly CertificateSummary[]>
  /** As of Fly's last look at the DNS. `undefined` when the app does not answer to the hostname. */
  getCertificate(app: string, hostname: string, call: Call): Promise<Certificate | undefined>
  /**
   * Refused with HostnameTaken when an app has the hostname already: read it to learn whether it is this one. What has to
   * be put into the DNS is in `dns_requirements` of the answer; the certificate comes when it is there.
   */
  requestCertificate(app: string, hostname: string, call: Call): Promise<Answer<Certificate>>
  /** Has Fly look at the DNS now. A reading call, though it may bring the certificate nearer. */
  checkCertificate(app: string, hostname: string, call: Call): Promise<Certificate | undefined>
  /** The hostname with all its certificates. Done as well when it is already gone. */
  deleteCertificate(app: string, hostname: string, call: Call): Promise<Answer<void>>
}
