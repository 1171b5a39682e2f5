// Made by `npm run generate` from schemas/*.schema.json. Do not edit.

/**
 * A Fly region.
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
   * Version of this format.
   */
  apiVersion: 'artifact/v1'
  /**
   * Kind of the document.
   */
  kind: 'App'
  /**
   * What the document is called.
   */
  metadata: {
    /**
     * Name of the App in Artifact. Lower-case letters, digits and dashes; it begins with a letter.
     */
    name: string
    /**
     * For finding Apps: `artifact get apps -l plan=gold`.
     */
    labels?: {
      [k: string]: string
    }
  }
  /**
   * What should be.
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
     * Where `count` puts Machines, and where `minMachinesRunning` counts.
     */
    primaryRegion?: Region
    /**
     * Look and report, but change nothing on Fly.
     */
    paused: boolean
    /**
     * Groups of Machines by name.
     */
    machines: {
      [k: string]: Group
    }
    /**
     * How a change reaches Machines that run.
     */
    rollout: {
      /**
       * `rolling`: in place, a few at a time, each healthy before the next.
       */
      strategy: 'rolling'
      /**
       * How many of the App's Machines may be down for it at once, as a number or a share; never less than one.
       */
      maxUnavailable: number | string
      /**
       * How long a new version may take until its checks pass. After that the rollout stops and the rest stays as it is.
       */
      healthyWithin: string
    }
    /**
     * What happens when somebody changes a Machine behind Artifact's back.
     */
    drift: {
      /**
       * `enforce`: it is put back. `report`: the status says so. `off`: nothing.
       */
      mode: 'enforce' | 'report' | 'off'
    }
    /**
     * How the App goes. Taking the file away deletes nothing.
     */
    deletion?: {
      /**
       * Refuse every deletion. Stays in force when this block disappears from the spec, until it says `false`.
       */
      protect?: boolean
      /**
       * Delete the Machines and the app on Fly, then forget the App. Refused while `protect` is in force.
       */
      requested?: boolean
    }
  }
}
/**
 * Machines of one kind: the same image and config, any number of them in any regions.
 */
export interface Group {
  /**
   * The image to run. Pinned by digest (`@sha256:…`) it cannot change behind your back.
   */
  image: string
  /**
   * How many Machines in which region. Either this or `count`.
   */
  regions?: {
    [k: string]: number
  }
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
   * Kind of CPU, with `cpus`.
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
   * Instead of the image's entrypoint.
   *
   * @maxItems 1000
   */
  entrypoint?: string[]
  /**
   * Instead of the image's command.
   *
   * @maxItems 1000
   */
  command?: string[]
  /**
   * Ports that Fly's proxy serves.
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
   * Files to write into the Machine.
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
     * How often within five minutes, with `on-failure`.
     */
    maxRetries?: number
  }
  /**
   * How Fly stops the program.
   */
  stop?: {
    /**
     * The signal; Fly's default is SIGINT.
     */
    signal?: 'SIGHUP' | 'SIGINT' | 'SIGQUIT' | 'SIGKILL' | 'SIGUSR1' | 'SIGUSR2' | 'SIGTERM'
    /**
     * How long the program may take until it is killed; Fly's default is 5s, 300s the most.
     */
    timeout?: string
  }
  /**
   * Fly starts the Machine by the clock, about this often, counted from its creation. Artifact does not start it.
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
   * Name resolution inside the Machine.
   */
  dns?: {
    /**
     * Keep the Machine out of the app's internal DNS.
     */
    skipRegistration?: boolean
    /**
     * Name servers instead of Fly's.
     *
     * @maxItems 1000
     */
    nameservers?: string[]
    /**
     * Search domains.
     *
     * @maxItems 1000
     */
    searches?: string[]
    /**
     * Resolver options.
     */
    options?: {
      [k: string]: string
    }
    /**
     * Which server answers for which domain.
     */
    forwardRules?: {
      [k: string]: string
    }
    /**
     * The Machine's host name.
     */
    hostname?: string
    /**
     * The Machine's full host name.
     */
    hostnameFqdn?: string
  }
}
/**
 * A port of the Machines that Fly's proxy sends connections to. It is public only when the app has an address.
 */
export interface Service {
  /**
   * Transport protocol.
   */
  protocol: 'tcp' | 'udp'
  /**
   * Port that the program listens on inside the Machine.
   */
  internalPort: number
  /**
   * Ports at which Fly's proxy listens.
   *
   * @maxItems 100
   */
  ports?: Port[]
  /**
   * How much one Machine takes before the proxy prefers another.
   */
  concurrency?: {
    /**
     * What is counted.
     */
    type: 'connections' | 'requests'
    /**
     * Beyond this the proxy prefers other Machines, and starts one if autostart is on.
     */
    softLimit?: number
    /**
     * Beyond this the Machine gets no more.
     */
    hardLimit?: number
  }
  /**
   * Checks of this service.
   *
   * @maxItems 20
   */
  checks?: ServiceCheck[]
  /**
   * Fly's proxy starts a stopped Machine when a request needs it.
   */
  autostart?: boolean
  /**
   * What Fly's proxy does with a Machine that has nothing to do. With `stop` or `suspend` the proxy owns whether it runs, and Artifact does not start it.
   */
  autostop?: 'off' | 'stop' | 'suspend'
  /**
   * How many the proxy keeps running in the primary region.
   */
  minMachinesRunning?: number
}
/**
 * A public port of a service. Without handlers Fly passes the raw connection through.
 */
export interface Port {
  /**
   * The port.
   */
  port?: number
  /**
   * First port of a range, instead of `port`.
   */
  startPort?: number
  /**
   * Last port of a range.
   */
  endPort?: number
  /**
   * What Fly's proxy does with the connection, in order.
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
     * Protocols to offer.
     *
     * @maxItems 1000
     */
    alpn?: string[]
    /**
     * TLS versions to accept.
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
     * Headers to set on each answer.
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
   * Port inside the Machine. A service's check uses the service's internal port when this is absent.
   */
  port?: number
  /**
   * Time between two checks. Fly holds a service's check to 60s at most.
   */
  interval?: string
  /**
   * How long one check may take.
   */
  timeout?: string
  /**
   * How long after the start failures do not count.
   */
  gracePeriod?: string
  /**
   * Method of an `http` check.
   */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'OPTIONS'
  /**
   * Path of an `http` check.
   */
  path?: string
  /**
   * Protocol of an `http` check.
   */
  protocol?: 'http' | 'https'
  /**
   * Name to expect in the certificate of an `https` check.
   */
  tlsServerName?: string
  /**
   * Accept any certificate in an `https` check.
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
 * A check of the Machine.
 */
export interface MachineCheck {
  /**
   * `tcp`: passes when the port accepts a connection. `http`: passes when the answer is 2xx.
   */
  type: 'tcp' | 'http'
  /**
   * Port inside the Machine. A service's check uses the service's internal port when this is absent.
   */
  port: number
  /**
   * Time between two checks. Fly holds a service's check to 60s at most.
   */
  interval?: string
  /**
   * How long one check may take.
   */
  timeout?: string
  /**
   * How long after the start failures do not count.
   */
  gracePeriod?: string
  /**
   * Method of an `http` check.
   */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'OPTIONS'
  /**
   * Path of an `http` check.
   */
  path?: string
  /**
   * Protocol of an `http` check.
   */
  protocol?: 'http' | 'https'
  /**
   * Name to expect in the certificate of an `https` check.
   */
  tlsServerName?: string
  /**
   * Accept any certificate in an `https` check.
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
   * Where. An absolute path.
   */
  path: string
  /**
   * What, as text. Either this or `contentBase64`.
   */
  content?: string
  /**
   * What, as base64.
   */
  contentBase64?: string
  /**
   * Permissions, as an octal number in quotes.
   */
  mode?: string
}
/**
 * One of several programs in one Machine.
 */
export interface Process {
  /**
   * What to run, instead of entrypoint and command.
   *
   * @maxItems 1000
   */
  exec?: string[]
  /**
   * Instead of the image's entrypoint.
   *
   * @maxItems 1000
   */
  entrypoint?: string[]
  /**
   * Instead of the image's command.
   *
   * @maxItems 1000
   */
  command?: string[]
  /**
   * User to run as.
   */
  user?: string
  /**
   * More environment variables for this program.
   */
  env?: {
    [k: string]: string
  }
}
