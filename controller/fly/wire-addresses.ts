/**
 * Addresses and certificates of an app, as they go over the wire. Source: Fly's OpenAPI document; superfly/docs,
 * machines/api/certificates-resource. Where the live API differs from the document, the live one is told.
 */

/** Fly refuses other words with 400. */
export type AddressType = 'v4' | 'v6' | 'shared_v4' | 'private_v6' | 'egress_v4' | 'egress_v6' | 'egress_pair'

export type IpAssignment = {
  /** `null` for an egress pair, which is in `ip_pair`. */
  readonly ip: string | null
  readonly type?: AddressType | (string & {})
  readonly region: string
  readonly shared?: boolean
  readonly service_name?: string
  /** For private addresses: from where they can be reached. An empty name is the organisation's own network. */
  readonly network?: { readonly name: string; readonly org_slug: string } | null
  readonly ip_pair?: { readonly v4: string; readonly v6: string }
  readonly egress?: boolean
  readonly created_at?: string
}

export type AssignIp = {
  readonly type: AddressType
  readonly region?: string
  /** Of a private address: the network that requests come from. Without it the organisation's own, not the app's. */
  readonly network?: string
  readonly org_slug?: string
  readonly service_name?: string
}

export type Certificate = {
  readonly hostname: string
  /** Whether the DNS looks right; not whether there is a certificate. */
  readonly configured: boolean
  readonly acme_requested?: boolean
  readonly status: 'pending_ownership' | 'pending_validation' | 'active' | (string & {})
  readonly dns_provider?: string
  /** Fly asks for no certificate until then. */
  readonly rate_limited_until?: string | null
  readonly certificates?: readonly CertificateEntry[]
  readonly validation?: {
    readonly dns_configured?: boolean
    readonly alpn_configured?: boolean
    readonly http_configured?: boolean
    readonly ownership_txt_configured?: boolean
  }
  /** What the hostname's owner has to put into his DNS. */
  readonly dns_requirements?: {
    readonly a?: readonly string[]
    readonly aaaa?: readonly string[]
    readonly cname?: string
    readonly acme_challenge?: { readonly name: string; readonly target: string }
    readonly ownership?: { readonly name: string; readonly app_value: string; readonly org_value: string }
  }
  readonly validation_errors?: readonly {
    readonly code?: string
    readonly message?: string
    readonly remediation?: string
    readonly timestamp?: string
  }[]
}

export type CertificateEntry = {
  readonly source: 'fly' | 'custom' | (string & {})
  readonly status: string
  readonly created_at?: string
  readonly expires_at?: string
  /** `null` for those that Fly has got by itself. */
  readonly issuer?: string | null
  readonly issued?: readonly {
    readonly type?: string
    readonly expires_at?: string
    readonly certificate_authority?: string
  }[]
}

/** A line of the list of an app's certificates. */
export type CertificateSummary = {
  readonly hostname: string
  readonly configured: boolean
  readonly acme_requested?: boolean
  readonly status: string
  readonly dns_provider?: string
  readonly has_custom_certificate?: boolean
  readonly has_fly_certificate?: boolean
  readonly acme_dns_configured?: boolean
  readonly acme_alpn_configured?: boolean
  readonly acme_http_configured?: boolean
  readonly ownership_txt_configured?: boolean
  readonly created_at?: string
  readonly updated_at?: string
}

export type CertificatesPage = {
  readonly certificates: readonly CertificateSummary[]
  readonly total_count?: number
  readonly next_cursor?: string
}
