import { stringify } from 'yaml'

/**
 * A resource as a YAML document that could be submitted again: with all defaults written out, if it was read; as it is, if
 * somebody wrote it. Ends with a line break.
 * What readers of YAML 1.1 would take for something else, such as `no`, is quoted.
 */
export function toYaml(resource: object): string {
  return stringify(resource, { lineWidth: 0, compat: 'yaml-1.1', aliasDuplicateObjects: false })
}
