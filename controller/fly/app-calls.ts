import type { Ask } from './ask.ts'
import { FlyError } from './errors.ts'
import type { Fly } from './fly.ts'
import { organization } from './limits.ts'
import type { Line } from './line.ts'
import { appFrom, appsFrom, nothingFrom } from './shapes.ts'

/** What is asked about apps. */
export function createAppCalls(line: Line, slug: string): Pick<Fly, 'getApp' | 'listApps' | 'createApp' | 'deleteApp'> {
  return {
    getApp(app, call) {
      const ask: Ask = { action: 'get-app', id: app, what: `read the app ${app}`, method: 'GET', path: ['apps', app] }
      return line.read(ask, call, (value) => appFrom(value, app)).catch(undefinedWhenNotFound)
    },
    listApps(call) {
      const what = `list the apps of ${slug}`
      const ask: Ask = {
        action: 'list-apps',
        id: organization,
        what,
        method: 'GET',
        path: ['apps'],
        query: { org_slug: slug },
      }
      return line.read(ask, call, appsFrom)
    },
    createApp({ name, network }, call) {
      const body = { name, org_slug: slug, network }
      const ask: Ask = {
        action: 'create-app',
        id: name,
        what: `create the app ${name}`,
        method: 'POST',
        path: ['apps'],
        body,
      }
      return line.deed(ask, call, nothingFrom)
    },
    deleteApp(app, call) {
      // All deletions are counted together.
      const ask: Ask = {
        action: 'delete-app',
        id: organization,
        what: `delete the app ${app}`,
        method: 'DELETE',
        path: ['apps', app],
      }
      return line.deed(ask, call, nothingFrom, ({ error }) =>
        error.code === 'NotFound' ? { value: undefined } : undefined,
      )
    },
  }
}

/** For reads that are resolved with nothing when there is nothing. */
export function undefinedWhenNotFound(error: unknown): undefined {
  if (error instanceof FlyError && error.code === 'NotFound') return undefined
  throw error
}
