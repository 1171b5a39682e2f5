import type { Workload } from '../../controller/access/principal.ts'
import type { Identify } from '../../controller/serve/http-caller.ts'
import type { Log } from '../../controller/world.ts'
import { anInstallation } from '../serve/an-installation.ts'
import { anAgent } from '../serve/mcp/an-agent.ts'
import { anApp } from '../support/builders.ts'

/**
 * A house with the Apps `shop` and `blog`, and an agent in a Machine of each. Who asks is told by a header here: how it is
 * proved is not what these tests are about.
 */
export async function twoTenants(options: { readonly log?: Log; readonly isProved?: () => boolean } = {}) {
  const { log, isProved = () => true } = options
  const identify: Identify = async (request) => {
    if (!isProved()) throw new Error('the token has expired')
    return workload(request.headers.get('x-artifact-user') ?? '')
  }
  const house = await anInstallation({
    specs: [anApp('shop'), anApp('blog', { web: { image: 'blog:1' } })],
    identify,
    ...(log && { log }),
  })
  return { ...house, shop: await anAgent(house, { as: 'shop' }), blog: await anAgent(house, { as: 'blog' }) }
}

function workload(app: string): Workload {
  return {
    kind: 'workload',
    name: `app:${app}`,
    ref: `App/${app}`,
    organizationId: '1',
    appId: `id-of-${app}`,
    flyApp: app,
    machineId: 'm1',
  }
}
