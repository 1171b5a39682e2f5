/** What Fly counts separately: one word per kind of request, whoever makes it. */
export type FlyAction =
  | 'get-app'
  | 'list-apps'
  | 'create-app'
  | 'delete-app'
  | 'list-machines'
  | 'get-machine'
  | 'create-machine'
  | 'update-machine'
  | 'start-machine'
  | 'stop-machine'
  | 'restart-machine'
  | 'suspend-machine'
  | 'cordon-machine'
  | 'uncordon-machine'
  | 'destroy-machine'
  | 'put-metadata'
  | 'wait-machine'
  | 'lease-machine'
  | 'release-lease'
  | 'list-org-machines'
  | 'list-volumes'
  | 'get-volume'
  | 'create-volume'
  | 'update-volume'
  | 'extend-volume'
  | 'delete-volume'
  | 'list-snapshots'
  | 'create-snapshot'
  | 'list-org-volumes'
  | 'list-secrets'
  | 'set-secrets'
  | 'list-ips'
  | 'assign-ip'
  | 'release-ip'
  | 'list-certificates'
  | 'get-certificate'
  | 'request-certificate'
  | 'check-certificate'
  | 'delete-certificate'
  | 'list-regions'
  | 'get-placements'
  | 'current-token'

/** `burst` calls at once, then one every `everyMs`. */
export type Limit = { readonly burst: number; readonly everyMs: number }

/**
 * How often Fly lets an action be done to one thing (a Machine; an app, for what is done to apps and all else that they
 * have). Source: superfly/docs, machines/api/working-with-machines-api, which names exactly these three.
 */
export function limitOf(action: FlyAction): Limit {
  switch (action) {
    case 'get-machine':
      return { burst: 10, everyMs: 200 }
    // 100 deletions a minute for the whole organisation: 5 at once and 95 in the rest of the minute.
    case 'delete-app':
      return { burst: 5, everyMs: 60_000 / 95 }
    default:
      return { burst: 3, everyMs: 1_000 }
  }
}

/** The id under which calls are counted that belong to no app. */
export const organization = 'org'
