/** A region of Fly; the order is that in which the lists of this module name them. */
export type Region = {
  readonly code: string
  readonly name: string
  readonly area: string
  readonly hasGateway: boolean
}

/** Source: superfly/docs, reference/regions: the 18 of summer 2026. */
export const regions: readonly Region[] = [
  ['ams', 'Amsterdam, Netherlands', 'eu'],
  ['arn', 'Stockholm, Sweden', 'eu'],
  ['bom', 'Mumbai, India', 'apac'],
  ['cdg', 'Paris, France', 'eu'],
  ['dfw', 'Dallas, Texas (US)', 'na'],
  ['ewr', 'Secaucus, NJ (US)', 'na'],
  ['fra', 'Frankfurt, Germany', 'eu'],
  ['gru', 'São Paulo, Brazil', 'sa'],
  ['iad', 'Ashburn, Virginia (US)', 'na'],
  ['jnb', 'Johannesburg, South Africa', 'af'],
  ['lax', 'Los Angeles, California (US)', 'na'],
  ['lhr', 'London, United Kingdom', 'eu'],
  ['nrt', 'Tokyo, Japan', 'apac'],
  ['ord', 'Chicago, Illinois (US)', 'na'],
  ['sin', 'Singapore, Singapore', 'apac'],
  ['sjc', 'San Jose, California (US)', 'na'],
  ['syd', 'Sydney, Australia', 'apac'],
  ['yyz', 'Toronto, Canada', 'na'],
].map(([code = '', name = '', area = '']) => ({ code, name, area, hasGateway: code !== 'gru' && code !== 'jnb' }))

/** Where the simulated API is asked from. */
export const nearest = 'fra'

/** The regions that a request may mean, best first: a code, an alias or a list of them. `undefined` when one is none. */
export function regionsOf(wanted: string): readonly string[] | undefined {
  const found: string[] = []
  for (const word of wanted.split(',').map((each) => each.trim())) {
    const meant = meaningOf(word)
    if (meant.length === 0) return undefined
    found.push(...meant.filter((code) => !found.includes(code)))
  }
  return found
}

/** Aliases. Source: superfly/docs, machines/guides-examples/machine-placement */
function meaningOf(word: string): readonly string[] {
  const codes = regions.map(({ code }) => code)
  if (word === '' || word === 'any') return [nearest, ...codes.filter((code) => code !== nearest)]
  if (codes.includes(word)) return [word]
  const area = word === 'us' || word === 'usa' ? 'na' : word
  const isUs = word !== area
  return regions.filter((region) => region.area === area && !(isUs && region.code === 'yyz')).map(({ code }) => code)
}
