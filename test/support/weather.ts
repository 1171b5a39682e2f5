import { flyDelays } from '../../simulator/delays.ts'
import type { Fault, Faults } from '../../simulator/faults.ts'

/** What may be wrong with Fly for a while, by name. */
export const weathers = [
  'requests lost',
  'answers lost',
  'resets before',
  'resets after',
  'errors before',
  'errors after',
  'too many requests',
  'stale lists',
  'empty lists',
  'hidden region',
  'no capacity',
  'slow',
  'late requests',
  'down',
  'token refused',
] as const
/** That there is no room, in more than one region or for a reason of the organisation's own. */
export const shortages = ['no capacity in two regions', 'quota'] as const
export type Weather = (typeof weathers)[number] | (typeof shortages)[number]

/** Makes the weather; the returned function ends it. Each thing that goes wrong is counted under the weather's name. */
export function makeWeather(faults: Faults, weather: Weather): () => void {
  const often = (fault: Pick<Fault, 'when' | 'effect' | 'probability'>) =>
    faults.add({ name: weather, match: {}, ...fault })
  switch (weather) {
    case 'requests lost':
      return often({ when: 'before', effect: 'hang', probability: 0.1 })
    case 'answers lost':
      return often({ when: 'after', effect: 'hang', probability: 0.1 })
    case 'resets before':
      return often({ when: 'before', effect: 'reset', probability: 0.3 })
    case 'resets after':
      return often({ when: 'after', effect: 'reset', probability: 0.3 })
    case 'errors before':
      return often({ when: 'before', effect: { status: 503, body: 'upstream unavailable' }, probability: 0.3 })
    case 'errors after':
      return often({ when: 'after', effect: { status: 500, body: '<html>500</html>' }, probability: 0.3 })
    case 'too many requests':
      return often({
        when: 'before',
        effect: { status: 429, body: '{"error":"rate limit exceeded"}' },
        probability: 0.5,
      })
    case 'stale lists':
      faults.listLagMs(20_000)
      return () => faults.listLagMs(flyDelays.listLag as number)
    case 'empty lists':
      faults.emptyLists(true)
      return () => faults.emptyLists(false)
    case 'hidden region':
      faults.hideRegion('ams')
      return () => faults.hideRegion('ams', false)
    case 'no capacity':
      faults.capacity('ams', 'full')
      return () => faults.capacity('ams', 'ok')
    case 'no capacity in two regions':
      for (const region of ['ams', 'fra']) faults.capacity(region, 'full')
      return () => {
        for (const region of ['ams', 'fra']) faults.capacity(region, 'ok')
      }
    case 'quota':
      faults.quota({ regionMemoryMb: 600 })
      return () => faults.quota(undefined)
    case 'slow':
      return often({ when: 'before', effect: { delayMs: 5_000 }, probability: 0.3 })
    // Later than anybody waits for: the caller knows nothing, and then it is done after all.
    case 'late requests':
      return often({ when: 'before', effect: { delayMs: 75_000 }, probability: 0.05 })
    case 'down':
      faults.down(true)
      return () => faults.down(false)
    case 'token refused':
      return faults.revokeToken()
    default:
      return weather satisfies never
  }
}
