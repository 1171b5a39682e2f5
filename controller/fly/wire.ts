/**
 * What goes over the wire to and from Fly's Machines API, as far as Artifact uses it. Somebody else's shapes: field
 * names are Fly's, everything that is read may carry more fields, and unknown states must be survived.
 * Source: Fly's OpenAPI document of the Machines API, and its Go client superfly/fly-go where the two differ.
 */

export type App = {
  readonly id: string
  /** As the tokens of its Machines have it in `app_id`. */
  readonly internal_numeric_id?: number
  readonly name: string
  /** `pending` until the first Machine, then `deployed`; `suspended`. */
  readonly status: string
  /** The 6PN network; `default` for the organisation's own. */
  readonly network: string
  readonly organization: { readonly slug: string; readonly name?: string }
  readonly machine_count?: number
}

/** Read through `states.ts`, never switched on elsewhere: Fly may add states. */
export type MachineState =
  | 'created'
  | 'creating'
  | 'starting'
  | 'started'
  | 'stopping'
  | 'stopped'
  | 'suspending'
  | 'suspended'
  | 'restarting'
  | 'updating'
  | 'replacing'
  | 'replaced'
  | 'migrated'
  | 'launch_failed'
  | 'failed'
  | 'destroying'
  | 'destroyed'
  | (string & {})

export type Machine = {
  /** 14 hex digits. Never used again after the Machine is gone. */
  readonly id: string
  readonly name: string
  readonly state: MachineState
  readonly region: string
  /** A ULID that is new with each update: the version of the Machine. */
  readonly instance_id: string
  readonly private_ip?: string
  readonly created_at: string
  readonly updated_at: string
  /** Absent when `host_status` is not `ok`. */
  readonly config?: MachineConfig
  /** Stands in for `config` when the host cannot be asked. Says nothing reliable. */
  readonly incomplete_config?: MachineConfig
  readonly image_ref?: {
    readonly registry?: string
    readonly repository?: string
    readonly tag?: string
    readonly digest?: string
  }
  /** Newest first. */
  readonly events?: readonly MachineEvent[]
  /** May be empty right after a start although checks are configured. */
  readonly checks?: readonly CheckStatus[]
  readonly host_status?: 'ok' | 'unknown' | 'unreachable'
  readonly cordoned?: boolean
  /** Only in the answer to a create with `lease_ttl`. */
  readonly nonce?: string
}

export type MachineEvent = {
  readonly id: string
  readonly type: string
  readonly status: string
  /** `user`, `flyd` or `proxy`. */
  readonly source: string
  /** Milliseconds since 1970. */
  readonly timestamp: number
  readonly request?: {
    readonly exit_event?: ExitEvent
    readonly MonitorEvent?: { readonly exit_event?: ExitEvent }
    readonly restart_count?: number
    /** Of a launch: Fly has moved the Machine to another host. */
    readonly migrated?: boolean
  }
}

export type ExitEvent = {
  readonly exit_code?: number
  readonly guest_exit_code?: number
  readonly guest_signal?: number
  readonly signal?: number
  readonly oom_killed?: boolean
  readonly requested_stop?: boolean
  readonly restarting?: boolean
  readonly exited_at?: string | number
}

export type CheckStatus = {
  readonly name: string
  readonly status: 'passing' | 'warning' | 'critical' | (string & {})
  readonly output?: string
  readonly updated_at?: string
}

/** What we send, and what comes back in Fly's normalised form (see the simulator's README for the differences). */
export type MachineConfig = {
  readonly image: string
  readonly env?: Readonly<Record<string, string>>
  readonly init?: {
    readonly exec?: readonly string[]
    readonly entrypoint?: readonly string[]
    readonly cmd?: readonly string[]
    readonly tty?: boolean
    readonly swap_size_mb?: number
    readonly kernel_args?: readonly string[]
  }
  readonly guest?: Guest
  readonly metadata?: Readonly<Record<string, string>>
  /** One at most. Read back with name, size and encryption filled in, and after a migration with another volume. */
  readonly mounts?: readonly Mount[]
  readonly services?: readonly Service[]
  readonly checks?: Readonly<Record<string, MachineCheck>>
  readonly files?: readonly File[]
  readonly processes?: readonly Process[]
  readonly restart?: { readonly policy?: 'no' | 'always' | 'on-failure'; readonly max_retries?: number }
  readonly schedule?: 'hourly' | 'daily' | 'weekly' | 'monthly'
  readonly auto_destroy?: boolean
  readonly stop_config?: { readonly signal?: string; readonly timeout?: string }
  readonly dns?: Dns
}

export type Mount = {
  readonly volume: string
  readonly path: string
  readonly name?: string
  readonly size_gb?: number
  readonly encrypted?: boolean
  /** When so full, the volume grows by `add_size_gb`, up to `size_gb_limit`. */
  readonly extend_threshold_percent?: number
  readonly add_size_gb?: number
  readonly size_gb_limit?: number
}

export type Guest = { readonly cpu_kind: 'shared' | 'performance'; readonly cpus: number; readonly memory_mb: number }

export type Service = {
  readonly protocol: 'tcp' | 'udp'
  readonly internal_port: number
  readonly ports?: readonly Port[]
  readonly concurrency?: {
    readonly type: 'connections' | 'requests'
    readonly soft_limit?: number
    readonly hard_limit?: number
  }
  readonly checks?: readonly Check[]
  readonly autostart?: boolean
  /** Sent as `off`, `stop`, `suspend`; read back as `false`, `true`, `"suspend"`. Source: superfly/fly-go machine_types.go */
  readonly autostop?: 'off' | 'stop' | 'suspend' | boolean
  readonly min_machines_running?: number
  readonly force_instance_key?: string | null
}

export type Port = {
  readonly port?: number
  readonly start_port?: number
  readonly end_port?: number
  readonly handlers?: readonly string[]
  readonly force_https?: boolean
  readonly tls_options?: {
    readonly alpn?: readonly string[]
    readonly versions?: readonly string[]
    readonly default_self_signed?: boolean
  }
  readonly http_options?: {
    readonly compress?: boolean
    readonly h2_backend?: boolean
    readonly idle_timeout?: number
    readonly headers_read_timeout?: number
    readonly response?: { readonly headers?: Readonly<Record<string, string>>; readonly pristine?: boolean }
  }
  readonly proxy_proto_options?: { readonly version?: string }
}

export type Check = {
  readonly type: 'tcp' | 'http'
  readonly port?: number
  /** Go durations: sent as `60s`, read back as `1m0s`. */
  readonly interval?: string
  readonly timeout?: string
  readonly grace_period?: string
  readonly method?: string
  readonly path?: string
  readonly protocol?: 'http' | 'https'
  readonly tls_server_name?: string
  readonly tls_skip_verify?: boolean
  readonly headers?: readonly { readonly name: string; readonly values: readonly string[] }[]
}

export type MachineCheck = Check & { readonly kind?: 'informational' | 'readiness' }

export type File = {
  readonly guest_path: string
  /** base64, as is the value of the secret that may take its place. */
  readonly raw_value?: string
  readonly secret_name?: string
  readonly mode?: number
}

export type Process = {
  readonly exec?: readonly string[]
  readonly entrypoint?: readonly string[]
  readonly cmd?: readonly string[]
  readonly user?: string
  readonly env?: Readonly<Record<string, string>>
  /** The secrets that it gets instead of all. `name` only where the variable is called otherwise than the secret. */
  readonly secrets?: readonly { readonly env_var: string; readonly name?: string }[]
  readonly ignore_app_secrets?: boolean
}

export type Dns = {
  readonly skip_registration?: boolean
  readonly nameservers?: readonly string[]
  readonly searches?: readonly string[]
  readonly options?: readonly { readonly name: string; readonly value: string }[]
  readonly dns_forward_rules?: readonly { readonly basename: string; readonly addr: string }[]
  readonly hostname?: string
  readonly hostname_fqdn?: string
}

export type CreateMachine = {
  readonly name: string
  readonly region: string
  readonly config: MachineConfig
} & Launch

export type UpdateMachine = {
  readonly config: MachineConfig
  /** The `instance_id` that was read: Fly refuses the update when another came first. */
  readonly current_version: string
} & Launch

/** How a new version comes up. */
type Launch = {
  readonly skip_launch?: boolean
  /** Keeps the proxy away until the Machine is uncordoned. */
  readonly skip_service_registration?: boolean
  /** What a write of secrets has answered: with older ones it is not launched. */
  readonly min_secrets_version?: number
}

export type Lease = {
  readonly nonce: string
  /** Seconds since 1970. */
  readonly expires_at: number
  readonly owner: string
  readonly description?: string
  readonly version?: string
}

/** A Machine in the organisation-wide list: no checks, no events, of the config only guest, image and metadata. */
export type OrgMachine = {
  readonly app_name: string
  readonly id: string
  readonly name: string
  readonly region: string
  readonly state: MachineState
  readonly instance_id: string
  readonly private_ip?: string
  readonly created_at: string
  readonly updated_at: string
  readonly config?: Pick<MachineConfig, 'guest' | 'image' | 'metadata'>
}

export type OrgMachinesPage = {
  readonly machines: readonly OrgMachine[]
  /** Regions that could not be read: their Machines are missing from the page, not gone. */
  readonly error_regions?: readonly string[]
  readonly last_machine_id?: string
  readonly last_updated_at?: string
  /** Absent or empty at the end. A page may be short, or empty, although more remain. */
  readonly next_cursor?: string
}

export type CurrentToken = {
  readonly tokens: readonly {
    readonly token_id: string
    readonly org_slug: string
    readonly organization?: string
    /** Of a token that is for some apps only: their names. */
    readonly apps?: readonly string[]
    readonly user?: string
    /** Of a token that only this Machine may use. */
    readonly restricted_to_machine?: string
    /** The Machine through which it was presented. */
    readonly source_machine_id?: string
  }[]
}
