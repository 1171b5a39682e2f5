import { stringify } from 'yaml'
import type { Resource } from './resource.ts'

/**
 * A resource as a YAML document that could be submitted again, with all defaults written out. Ends with a line break.
 * What readers of YAML 1.1 would take for something else, such as `no`, is quoted.
 */
export function toYaml(resource: Resource): string {
  return stringify(resource, { lineWidth: 0, compat: 'yaml-1.1' })
}
