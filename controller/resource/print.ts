import { stringify } from 'yaml'
import type { Resource } from './resource.ts'

/** A resource as a YAML document that could be submitted again, with all defaults written out. Ends with a line break. */
export function toYaml(resource: Resource): string {
  return stringify(resource, { lineWidth: 0 })
}
