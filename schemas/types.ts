// Made by `npm run generate` from schemas/*.schema.json. Do not edit.

/**
 * A region of Fly, by its three letters.
 */
export type Region =
  | 'ams'
  | 'arn'
  | 'bom'
  | 'cdg'
  | 'dfw'
  | 'ewr'
  | 'fra'
  | 'gru'
  | 'iad'
  | 'jnb'
  | 'lax'
  | 'lhr'
  | 'nrt'
  | 'ord'
  | 'sin'
  | 'sjc'
  | 'syd'
  | 'yyz'

/**
 * One customer's app on Fly: the Machines that should run, and how changes reach them.
 */
export interface App {
  /**
   * Version of this format. Artifact refuses what it does not know rather than guess.
   */
  apiVersion: 'artifact/v1'
  /**
   * What the document describes. `App` is one customer's app on Fly.
   */
  kind: 'App'
  /**
   * What the App is called in Artifact, and labels to find it by.
   */
  metadata: {
    /**
     * Name of the App in Artifact. Lower-case letters, digits and dashes; it begins with a letter.
     */
    name: string
    /**
     * Words of your own for finding Apps: `artifact get apps -l plan=gold`. Nothing at Fly depends on them.
     */
    labels?: {
      [k: string]: string
    }
  }
  /**
   * What should run, where, and how changes come about.
   */
  spec: {
    /**
     * Name of the app on Fly, unique among all apps of all organisations. Cannot change. `metadata.name` when absent.
     */
    flyApp?: string
    /**
     * Private network (6PN) that the app is made in; apps in one network see each other. Cannot change. A network of its own, named as the Fly app, when absent.
     */
    network?: string
    /**
     * Region in which `count` puts Machines, and in which `minMachinesRunning` counts.
     */
    primaryRegion?: Region
    /**
     * While `true`, Artifact looks and reports but changes nothing on Fly.
     */
    paused: boolean
    /**
     * Groups of Machines by name, such as `web` and `worker`. The name becomes part of the Machines' names. A group that is taken out has its Machines removed.
     */
    machines: {
      [k: string]: Group
    }
    /**
     * Addresses that the app is to have. Fly gives none by itself: without one nothing outside its network reaches it.
     */
    addresses?: {
      /**
       * An IPv4 address that many apps share: Fly tells them apart by hostname, so that it serves HTTP and TLS on ports 80 and 443 only. It costs nothing.
       */
      sharedIpv4?: boolean
      /**
       * An IPv6 address of its own. It costs nothing.
       */
      ipv6?: boolean
      /**
       * So many IPv4 addresses of its own, for $2 a month each. One that is given back is gone for good.
       */
      ipv4?: number
      /**
       * Addresses that are reached from a private network alone, through Fly's proxy (Flycast).
       *
       * @maxItems 10
       */
      private?: PrivateAddress[]
    }
    /**
     * Names of secrets that the programs get as environment variables; their values are never in a spec. A name that is taken out is unset. Secrets of the app that are not named here are left alone.
     */
    secrets?: {
      [k: string]: Secret
    }
    /**
     * Hostnames that the app answers to, each with a certificate. Their owners have to set DNS records, which `artifact status` shows. They need a public address, and a service with port 443 and the `tls` handler.
     *
     * @maxItems 100
     */
    domains?: string[]
    /**
     * How a change reaches Machines that run.
     */
    rollout: {
      /**
       * `rolling`: in place, a few at a time, each healthy before the next. `canary`: the same, but first one Machine of each group alone. `bluegreen`: new Machines beside the old ones, which take over together when all of them are healthy; groups that always run need checks for that, others are changed in place. `immediate`: all at once, whether they get healthy or not.
       */
      strategy: 'rolling' | 'canary' | 'bluegreen' | 'immediate'
      /**
       * How many of the App's Machines may be down for it at once, as a number or a share; never less than one.
       */
      maxUnavailable: number | string
      /**
       * How long a new version may take until its checks pass. After that the rollout stops and the rest stays as it is.
       */
      healthyWithin: string
      /**
       * How long a Machine with a new version has to run, healthy, before the next one gets it. When absent nothing with checks, and 10s without.
       */
      healthyFor?: string
      /**
       * How long a whole rollout may take from its first Machine on. After that it stops and the rest stays as it is. Longer than `healthyFor`. Without end when absent.
       */
      timeout?: string
      /**
       * How long all Machines have to do well with the new version before the App counts as Ready.
       */
      smoke: string
      /**
       * What follows when a new version does not get healthy, or ends by itself before the App was Ready. `pause`: the rollout stops, and waits for another spec. `rollback`: what the last Ready generation said runs again.
       */
      onFailure: 'pause' | 'rollback'
      /**
       * With `bluegreen`: how long the old Machines stand by, out of the proxy's reach, before they are removed. Until then an `artifact rollback` takes them back at once.
       */
      keepOld: string
    }
    /**
     * What happens when somebody changes a Machine behind Artifact's back.
     */
    drift: {
      /**
       * `enforce`: it is put back. `report`: the status says so. `off`: nothing.
       */
      mode: 'enforce' | 'report' | 'off'
      /**
       * The same for what could be put back only by starting the program anew. As `mode` when absent.
       */
      restart?: 'enforce' | 'report' | 'off'
      /**
       * The same for what could be put back only by another Machine on the same volume. As `mode` when absent.
       */
      replace?: 'enforce' | 'report' | 'off'
      /**
       * Places in the Machine's config at Fly that others may change, as JSON pointers. What they put there, or beneath, stays, also through an update.
       *
       * @maxItems 50
       */
      ignore?: string[]
      /**
       * When something may be put back that starts the program anew or replaces the Machine. At all times when absent; outside of the windows it is told.
       *
       * @maxItems 20
       */
      windows?: Window[]
    }
    /**
     * How the App goes. Taking the file away deletes nothing.
     */
    deletion: {
      /**
       * Refuse every deletion. Stays in force when this block disappears from the spec, until it says `false`.
       */
      protect?: boolean
      /**
       * Delete the App: stop it, keep it for `keepFor`, then remove its Machines and the app on Fly, and forget it. Refused while `protect` is in force.
       */
      requested?: boolean
      /**
       * How long a deleted App is only stopped, out of the proxy's reach, and can be brought back by `artifact undelete`, before it goes for good. `0s`: at once.
       */
      keepFor: string
    }
  }
}
/**
 * Machines of one kind: the same image and config, any number of them in any regions.
 */
export interface Group {
  /**
   * The image to run. What a tag stands for is looked up once, when the App first runs it, and stays so: for another image name another tag, or a digest (`@sha256:…`).
   */
  image: string
  /**
   * How many Machines in which region. Either this or `count`.
   */
  regions?: {
    [k: string]: number
  }
  /**
   * Where else Machines may be made, in this order, when Fly has no room in their own region, or the organisation has used up its memory there. Not with `volume`. One that was made elsewhere stays there, since moving it back would cost a restart, until another Machine takes its place for some other reason.
   *
   * @minItems 1
   * @maxItems 18
   *
   * Items: A region of Fly, by its three letters.
   */
  fallbackRegions?: (
    | 'ams'
    | 'arn'
    | 'bom'
    | 'cdg'
    | 'dfw'
    | 'ewr'
    | 'fra'
    | 'gru'
    | 'iad'
    | 'jnb'
    | 'lax'
    | 'lhr'
    | 'nrt'
    | 'ord'
    | 'sin'
    | 'sjc'
    | 'syd'
    | 'yyz'
  )[]
  /**
   * How many Machines, all in `spec.primaryRegion`. Either this or `regions`; 1 when neither is there.
   */
  count?: number
  /**
   * A size from Fly's list. Either this, with `memoryMb` to have more memory, or `cpus`. `shared-cpu-1x` when neither is there.
   */
  size?:
    | 'shared-cpu-1x'
    | 'shared-cpu-2x'
    | 'shared-cpu-4x'
    | 'shared-cpu-6x'
    | 'shared-cpu-8x'
    | 'performance-1x'
    | 'performance-2x'
    | 'performance-4x'
    | 'performance-6x'
    | 'performance-8x'
    | 'performance-10x'
    | 'performance-12x'
    | 'performance-14x'
    | 'performance-16x'
  /**
   * Kind of CPU, with `cpus`; `shared` when absent.
   */
  cpuKind?: 'shared' | 'performance'
  /**
   * Number of CPUs: 1, 2, 4, 6 or 8 shared ones; 1, 2, 4, 6, 8, 10, 12, 14 or 16 performance ones.
   */
  cpus?: number
  /**
   * Memory in MB: shared 256 to 2048 per CPU in steps of 256, performance 2048 to 8192 per CPU in steps of 1024. The least of its kind when absent.
   */
  memoryMb?: number
  /**
   * Environment variables. Values are text: put numbers in quotes. Secrets do not belong here.
   */
  env?: {
    [k: string]: string
  }
  /**
   * Runs instead of the image's entrypoint. Excluded by `processes`.
   *
   * @maxItems 1000
   */
  entrypoint?: string[]
  /**
   * Runs instead of the image's command, with the entrypoint before it. Excluded by `processes`.
   *
   * @maxItems 1000
   */
  command?: string[]
  /**
   * What of the Machines Fly's proxy serves to the world or to the private network.
   *
   * @maxItems 50
   */
  services?: Service[]
  /**
   * Checks by name. A new version counts as healthy when all of them pass.
   */
  checks?: {
    [k: string]: MachineCheck
  }
  /**
   * Files to write into each Machine before it starts. No two have one path.
   *
   * @maxItems 100
   */
  files?: File[]
  /**
   * Several programs in one Machine, instead of entrypoint and command.
   *
   * @maxItems 20
   */
  processes?: Process[]
  /**
   * What Fly does when the program ends.
   */
  restart?: {
    /**
     * `no`: the Machine runs once and is left as it ended. `on-failure`: Fly restarts it unless it ended with 0. `always`: Fly always restarts it.
     */
    policy: 'no' | 'on-failure' | 'always'
    /**
     * How often Fly restarts within five minutes; only with `policy: on-failure`. Fly takes 10 when it is absent.
     */
    maxRetries?: number
  }
  /**
   * How Fly stops the program.
   */
  stop?: {
    /**
     * The signal that asks the program to end. Fly takes SIGINT when it is absent.
     */
    signal?: 'SIGHUP' | 'SIGINT' | 'SIGQUIT' | 'SIGKILL' | 'SIGUSR1' | 'SIGUSR2' | 'SIGTERM'
    /**
     * How long the program may take until it is killed. Fly takes 5s when it is absent, and waits 300s at most.
     */
    timeout?: string
  }
  /**
   * Fly starts the Machine by the clock, about this often, counted from its creation, and Artifact does not start it. Services with `autostart` or `autostop` are excluded.
   */
  schedule?: 'hourly' | 'daily' | 'weekly' | 'monthly'
  /**
   * Metadata of the Machines, visible to the app's own DNS. Changes without a restart. Keys of Fly and of Artifact are reserved.
   */
  metadata?: {
    [k: string]: string
  }
  /**
   * For finding Machines; written into their metadata as `label_KEY`. Changes without a restart.
   */
  labels?: {
    [k: string]: string
  }
  /**
   * A volume for each Machine of the group, so that what it writes there outlives it. Volumes belong to places, not to Machines: a place that comes back within `keepFor` has its data again.
   */
  volume?: {
    /**
     * Where the volume is mounted. An absolute path, and not the root.
     */
    path: string
    /**
     * Size in GB. It can only grow, since Fly does not shrink volumes; one that is larger already stays so.
     */
    sizeGb: number
    /**
     * For how many days Fly keeps each snapshot.
     */
    snapshotDays: number
    /**
     * Whether Fly takes a snapshot each day.
     */
    autoBackup: boolean
    /**
     * Whether Fly encrypts it at rest. Cannot change while there are volumes of the group.
     */
    encrypted: boolean
    /**
     * How long a volume stays for which the spec has no place any more. After that a snapshot is taken and the volume is deleted. 1h at least.
     */
    keepFor: string
    /**
     * What becomes of a place that cannot go on where its volume is. `wait`, also when nothing is said: it waits for the host, or for a person. `fork`: where the host has had no room for the Machine for some minutes, the volume is copied to another host; nothing is missing there, and the former one goes after `keepFor`. `restore`: the same; and where Fly has not reached the host for ten minutes, or somebody else deleted the volume, another is made from the newest snapshot; what was written after that is missing there, and the lost one is kept and told in the status.
     */
    onLostHost?: 'wait' | 'fork' | 'restore'
  }
  /**
   * Name resolution inside the Machine.
   */
  dns?: {
    /**
     * Keep the Machine out of the app's internal DNS.
     */
    skipRegistration?: boolean
    /**
     * Name servers to ask instead of Fly's own, which knows `.internal` names.
     *
     * @maxItems 20
     */
    nameservers?: string[]
    /**
     * Domains that are tried after a short name.
     *
     * @maxItems 20
     */
    searches?: string[]
    /**
     * Options of the resolver, as in resolv.conf.
     */
    options?: {
      [k: string]: string
    }
    /**
     * Which name server answers for which domain.
     */
    forwardRules?: {
      [k: string]: string
    }
    /**
     * Host name of the Machine; Fly's own choice when absent.
     */
    hostname?: string
    /**
     * Full host name of the Machine, with its domain.
     */
    hostnameFqdn?: string
  }
}
/**
 * A port of the Machines that Fly's proxy sends connections to. It is public only when the app has an address.
 */
export interface Service {
  /**
   * Transport protocol that the service speaks.
   */
  protocol: 'tcp' | 'udp'
  /**
   * Port that the program listens on inside the Machine.
   */
  internalPort: number
  /**
   * Public ports at which Fly's proxy takes connections for this service. No two entries of a group share a port.
   *
   * @maxItems 100
   */
  ports?: Port[]
  /**
   * How much one Machine takes before the proxy prefers another.
   */
  concurrency?: {
    /**
     * What is counted: open connections, or requests under way.
     */
    type: 'connections' | 'requests'
    /**
     * Beyond this the proxy prefers other Machines, and starts one if `autostart` is on. Fly takes 20 when it is absent.
     */
    softLimit?: number
    /**
     * Beyond this the Machine gets no more. At least `softLimit`; no limit when it is absent.
     */
    hardLimit?: number
  }
  /**
   * Checks of this service. While one fails, Fly's proxy sends the Machine no requests.
   *
   * @maxItems 20
   */
  checks?: ServiceCheck[]
  /**
   * Fly's proxy starts a stopped Machine when a request needs it.
   */
  autostart?: boolean
  /**
   * What Fly's proxy does with a Machine that has nothing to do. With `stop` or `suspend` the proxy owns whether it runs, and Artifact does not start it; `autostart` must be `true` then.
   */
  autostop?: 'off' | 'stop' | 'suspend'
  /**
   * How many Machines the proxy keeps running in the primary region, however idle they are.
   */
  minMachinesRunning?: number
}
/**
 * A public port of a service. Without handlers Fly passes the raw connection through.
 */
export interface Port {
  /**
   * The public port. Either this, or `startPort` and `endPort`.
   */
  port?: number
  /**
   * First port of a range, with `endPort`, instead of `port`.
   */
  startPort?: number
  /**
   * Last port of a range that begins at `startPort`.
   */
  endPort?: number
  /**
   * What Fly's proxy does with the connection, in order: `tls` ends TLS, `http` reads HTTP, `pg_tls` ends TLS as PostgreSQL does it, `proxy_proto` tells the Machine the caller's address.
   *
   * @maxItems 4
   */
  handlers?: ('http' | 'tls' | 'pg_tls' | 'proxy_proto')[]
  /**
   * Answer plain HTTP with a redirect to HTTPS. Needs the `http` handler.
   */
  forceHttps?: boolean
  /**
   * How TLS is ended. Needs the `tls` handler.
   */
  tls?: {
    /**
     * Application protocols to offer while TLS is set up, the preferred one first.
     *
     * @maxItems 1000
     */
    alpn?: string[]
    /**
     * TLS versions to accept. Fly's own choice when absent.
     *
     * @maxItems 2
     */
    versions?: ('TLSv1.2' | 'TLSv1.3')[]
    /**
     * Answer with a self-signed certificate where there is no other.
     */
    defaultSelfSigned?: boolean
  }
  /**
   * How HTTP is handled. Needs the `http` handler.
   */
  http?: {
    /**
     * Compress answers.
     */
    compress?: boolean
    /**
     * Speak HTTP/2 without TLS to the Machine.
     */
    h2Backend?: boolean
    /**
     * Seconds until an idle connection is closed.
     */
    idleTimeoutSeconds?: number
    /**
     * Seconds within which the request's headers must have come.
     */
    headersReadTimeoutSeconds?: number
    /**
     * Headers to set on each answer, whatever the Machine sent.
     */
    responseHeaders?: {
      [k: string]: string
    }
    /**
     * Leave the answer's headers as the Machine sent them.
     */
    pristine?: boolean
  }
  /**
   * Version of the PROXY protocol. Needs the `proxy_proto` handler.
   */
  proxyProtoVersion?: 'v1' | 'v2'
}
/**
 * A check of a service: while it fails, Fly's proxy sends the Machine no requests.
 */
export interface ServiceCheck {
  /**
   * `tcp`: passes when the port accepts a connection. `http`: passes when the answer is 2xx.
   */
  type: 'tcp' | 'http'
  /**
   * Port inside the Machine; the service's `internalPort` when absent.
   */
  port?: number
  /**
   * Time between two checks. At most 60s.
   */
  interval?: string
  /**
   * How long one check may take; not longer than `interval`.
   */
  timeout?: string
  /**
   * How long after the Machine's start failures do not count.
   */
  gracePeriod?: string
  /**
   * HTTP method of an `http` check. Fly takes GET when it is absent.
   */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'OPTIONS'
  /**
   * Path that an `http` check asks for.
   */
  path?: string
  /**
   * Whether an `http` check speaks plain HTTP or HTTPS.
   */
  protocol?: 'http' | 'https'
  /**
   * Name to expect in the certificate; with `protocol: https`.
   */
  tlsServerName?: string
  /**
   * Accept any certificate; with `protocol: https`.
   */
  tlsSkipVerify?: boolean
  /**
   * Headers to send with an `http` check.
   */
  headers?: {
    [k: string]: string
  }
}
/**
 * A check of the Machine, whether or not it has a service.
 */
export interface MachineCheck {
  /**
   * `tcp`: passes when the port accepts a connection. `http`: passes when the answer is 2xx.
   */
  type: 'tcp' | 'http'
  /**
   * Port inside the Machine.
   */
  port: number
  /**
   * Time between two checks.
   */
  interval?: string
  /**
   * How long one check may take; not longer than `interval`.
   */
  timeout?: string
  /**
   * How long after the Machine's start failures do not count.
   */
  gracePeriod?: string
  /**
   * HTTP method of an `http` check. Fly takes GET when it is absent.
   */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'OPTIONS'
  /**
   * Path that an `http` check asks for.
   */
  path?: string
  /**
   * Whether an `http` check speaks plain HTTP or HTTPS.
   */
  protocol?: 'http' | 'https'
  /**
   * Name to expect in the certificate; with `protocol: https`.
   */
  tlsServerName?: string
  /**
   * Accept any certificate; with `protocol: https`.
   */
  tlsSkipVerify?: boolean
  /**
   * Headers to send with an `http` check.
   */
  headers?: {
    [k: string]: string
  }
  /**
   * `readiness`: while it fails, Fly's proxy sends the Machine no requests. `informational`: it is only shown. Either must pass for a rollout to go on.
   */
  kind?: 'informational' | 'readiness'
}
/**
 * A file that Fly writes into the Machine before it starts.
 */
export interface File {
  /**
   * Where the file is put: an absolute path inside the Machine.
   */
  path: string
  /**
   * What is in the file, as text. Either this or `contentBase64`. Secrets do not belong here.
   */
  content?: string
  /**
   * What is in the file, as base64, for what is not text. Either this or `content`.
   */
  contentBase64?: string
  /**
   * Permissions of the file, as an octal number in quotes. Fly's own choice when absent.
   */
  mode?: string
}
/**
 * One of several programs in one Machine.
 */
export interface Process {
  /**
   * Program and arguments to run, past the image's entrypoint and command. Excludes both.
   *
   * @maxItems 1000
   */
  exec?: string[]
  /**
   * Runs instead of the image's entrypoint.
   *
   * @maxItems 1000
   */
  entrypoint?: string[]
  /**
   * Runs instead of the image's command, with the entrypoint before it.
   *
   * @maxItems 1000
   */
  command?: string[]
  /**
   * User to run the program as; the image's own when absent.
   */
  user?: string
  /**
   * More environment variables for this program.
   */
  env?: {
    [k: string]: string
  }
}
/**
 * An address that is reached from one private network.
 */
export interface PrivateAddress {
  /**
   * Network from which it is reached; requests from anywhere else do not get there. The app's own when absent.
   */
  network?: string
}
/**
 * Where the value of one secret comes from: either `provided` or `generate`.
 */
export interface Secret {
  /**
   * Somebody hands it in: `artifact secret set APP NAME` reads it from standard input. Until then no Machine is made.
   */
  provided?: true
  /**
   * Artifact makes it, of cryptographic chance, writes it to Fly and forgets it: nobody can look it up.
   */
  generate?: {
    /**
     * How many characters. Of `digits` take more than of the others, which hold more in each.
     */
    length: number
    /**
     * Of which characters: `base62` is letters and digits, `base64url` has `-` and `_` besides, `lower` is small letters alone.
     */
    alphabet: 'base62' | 'base64url' | 'hex' | 'lower' | 'digits'
  }
  /**
   * Only with `generate`: how old a value may become, at least an hour. Then another takes its place, and the Machines restart as a rollout does. There is no overlap of old and new.
   */
  rotateEvery?: string
}
/**
 * A time of the week by the clocks of a place.
 */
export interface Window {
  /**
   * Days on which the window opens. Every day when absent.
   *
   * @maxItems 7
   */
  days?: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[]
  /**
   * When the window opens.
   */
  from: string
  /**
   * When the window closes; on the next day if that is not after `from`.
   */
  to: string
  /**
   * Whose clocks count, by the name of a time zone.
   */
  timezone: string
}

/**
 * Who may do what with which Apps, besides what is built in.
 */
export interface Grant {
  /**
   * Version of this format. Artifact refuses what it does not know rather than guess.
   */
  apiVersion: 'artifact/v1'
  /**
   * What the document describes: who may do what with which Apps, besides what is built in.
   */
  kind: 'Grant'
  /**
   * What the Grant is called.
   */
  metadata: {
    /**
     * Name of the Grant. Lower-case letters, digits and dashes; it begins with a letter.
     */
    name: string
  }
  /**
   * Whom the grant is for, and what it lets them do.
   */
  spec: {
    /**
     * Whom it is for: exactly one of these.
     */
    subject: {
      /**
       * A customer's app, by the name of its App. It is the editor of its own App without any grant.
       */
      app?: string
      /**
       * Somebody known to the identity provider, as the audit trail calls them after `user:`.
       */
      user?: string
      /**
       * Everybody whom the identity provider tells to be in this group.
       */
      group?: string
      /**
       * An operator token, by its name. A grant lets it do more than it was made for, never less.
       */
      token?: string
    }
    /**
     * A viewer sees. An editor changes specs and secrets. An operator also pauses, deletes and decides approvals. An admin also changes Grants and Policies, if the grant is for all Apps. Each may do what those before may.
     */
    role: 'viewer' | 'editor' | 'operator' | 'admin'
    /**
     * For which Apps: exactly one of these.
     */
    apps: {
      /**
       * Apps by name, those that are still to come included.
       *
       * @maxItems 1000
       *
       * Items: The name of an App.
       */
      names?: string[]
      /**
       * Apps that carry all of these labels.
       */
      labels?: {
        [k: string]: string
      }
      /**
       * Every App, those that are still to come included.
       */
      all?: true
    }
  }
}

/**
 * What specs may ask for that somebody submits: limits, allowed values, and what needs the word of a second person.
 */
export interface Policy {
  /**
   * Version of this format. Artifact refuses what it does not know rather than guess.
   */
  apiVersion: 'artifact/v1'
  /**
   * What the document describes: what specs may ask for that somebody submits: limits, allowed values, and what needs the word of a second person.
   */
  kind: 'Policy'
  /**
   * What the Policy is called.
   */
  metadata: {
    /**
     * Name of the Policy. Lower-case letters, digits and dashes; it begins with a letter.
     */
    name: string
  }
  /**
   * For which Apps it is in force, and what it asks of their specs. Of several Policies each has to agree. Specs from the operators' own directory are not asked.
   */
  spec: {
    /**
     * For which Apps it is in force: exactly one of these.
     */
    apps: {
      /**
       * Apps by name, those that are still to come included.
       *
       * @maxItems 1000
       *
       * Items: The name of an App.
       */
      names?: string[]
      /**
       * Apps that carry all of these labels.
       */
      labels?: {
        [k: string]: string
      }
      /**
       * Every App, those that are still to come included.
       */
      all?: true
    }
    /**
     * How much may be asked for. What is beyond a limit already may stay or shrink.
     */
    limits?: {
      /**
       * For each App by itself.
       */
      perApp?: PolicyLimits
      /**
       * For all Apps of the organisation together.
       */
      perOrganization?: PolicyLimits
    }
    /**
     * The only regions in which Machines may run, fallback regions included.
     *
     * @maxItems 50
     *
     * Items: A region of Fly, by its three letters.
     */
    regions?: (
      | 'ams'
      | 'arn'
      | 'bom'
      | 'cdg'
      | 'dfw'
      | 'ewr'
      | 'fra'
      | 'gru'
      | 'iad'
      | 'jnb'
      | 'lax'
      | 'lhr'
      | 'nrt'
      | 'ord'
      | 'sin'
      | 'sjc'
      | 'syd'
      | 'yyz'
    )[]
    /**
     * The only sizes that Machines may have. `cpus: 2` is `shared-cpu-2x`, unless `cpuKind` says otherwise.
     *
     * @maxItems 50
     *
     * Items: A size from Fly's list.
     */
    sizes?: (
      | 'shared-cpu-1x'
      | 'shared-cpu-2x'
      | 'shared-cpu-4x'
      | 'shared-cpu-6x'
      | 'shared-cpu-8x'
      | 'performance-1x'
      | 'performance-2x'
      | 'performance-4x'
      | 'performance-6x'
      | 'performance-8x'
      | 'performance-10x'
      | 'performance-12x'
      | 'performance-14x'
      | 'performance-16x'
    )[]
    /**
     * Which images may run.
     */
    images?: {
      /**
       * The only images, as specs spell them. A `*` at the end stands for any rest, so end the name of a registry or repository with `/`, `:` or `@` before it.
       *
       * @maxItems 100
       *
       * Items: An image, or how the names of images begin.
       */
      allowed?: string[]
      /**
       * Whether an image has to be named by its digest, so that nobody can put another in its place.
       */
      digestRequired?: boolean
    }
    /**
     * The only kinds of address that an App may have, by their names in its spec.
     *
     * @maxItems 4
     *
     * Items: A kind of address, as specs call it.
     */
    addresses?: ('sharedIpv4' | 'ipv6' | 'ipv4' | 'private')[]
    /**
     * What a customer's app may change in a spec: JSON pointers, each with all beneath it. Not asked of people and tokens.
     *
     * @maxItems 100
     *
     * Items: A place in a spec and all beneath it.
     */
    changeable?: string[]
    /**
     * Effects in a plan for which somebody other than the requester has to approve it: `replace` of a Machine, `data-loss`, what makes it `public`, a higher `cost`.
     *
     * @maxItems 4
     *
     * Items: What a step of a plan brings about.
     */
    needsApproval?: ('replace' | 'data-loss' | 'public' | 'cost')[]
    /**
     * With `false` no spec that is submitted, and no word through the API, may ask for the deletion of an App.
     */
    mayDelete?: boolean
  }
}
/**
 * How much may be asked for. What is left out has no limit.
 */
export interface PolicyLimits {
  /**
   * How many Machines, fallbacks not counted.
   */
  machines?: number
  /**
   * How many CPUs, shared ones counted like others.
   */
  cpus?: number
  /**
   * How much memory.
   */
  memoryMb?: number
  /**
   * How much room on volumes.
   */
  diskGb?: number
  /**
   * What it may cost a month in US dollars, if all of it always runs. What has no known price is refused.
   */
  monthlyUsd?: number
}
