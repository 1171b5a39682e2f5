import { describe, expect, test } from 'vitest'
import { readText } from '../../controller/resource/read.ts'
import { obey } from '../support/obedient.ts'

/** A spec of one group, with further lines for the group and for the spec. */
function spec(group = '', besides = ''): string {
  return `apiVersion: artifact/v1
kind: App
metadata:
  name: acme
spec:
${besides && `  ${besides}\n`}  machines:
    web:
      image: registry.fly.io/acme:v1
      regions: {ams: 1}
${group && `      ${group}\n`}`
}

const broken: Readonly<Record<string, string>> = {
  'a field that nobody knows': spec('enviroment: {A: b}'),
  'a field misspelt': spec().replace('regions:', 'region:'),
  'a field of another tool': spec('replicas: 2'),
  'a field one level too high': spec('', 'image: acme:1').replace('      image: registry.fly.io/acme:v1\n', ''),
  'a field one level too low': spec('services: [{internalPort: 80, handlers: [http], ports: [{port: 80}]}]'),
  'a number for a text': spec('env: {PORT: 8080}'),
  'a flag for a text': spec('env: {DEBUG: true}'),
  'a key without a value': spec('env: {DEBUG: }'),
  'a text for a number': spec('cpus: "2"\n      memoryMb: 512'),
  'a port as text': spec('services: [{internalPort: "80", ports: [{port: 443, handlers: [tls, http]}]}]'),
  'a word for a flag': spec('dns: {skipRegistration: yes}'),
  'a text for a list': spec('command: serve'),
  'a text for keys with values': spec('', 'secrets: {KEY: hunter2}'),
  'a region that is none': spec().replace('ams: 1', 'asm: 1'),
  'too many Machines': spec().replace('ams: 1', 'ams: 5000'),
  'half a Machine': spec().replace('ams: 1', 'ams: 1.5'),
  'a size that is none': spec('size: shared-cpu-1'),
  'a size said twice': spec('size: shared-cpu-1x\n      cpus: 2'),
  'a memory that Fly does not sell': spec('memoryMb: 300'),
  'a handler misspelt': spec('services: [{internalPort: 80, ports: [{port: 443, handlers: [tls, htp]}]}]'),
  'a duration without its unit': spec('stop: {timeout: 30}'),
  'a duration in words': spec('', 'rollout: {timeout: 10 minutes}'),
  'a path that is not absolute': spec('volume: {path: data, sizeGb: 1}'),
  'a strategy misspelt, and without the checks that it needs': spec('', 'rollout: {strategy: blue-green}'),
  'a domain as text, without address and port': spec('', 'domains: a.example.com'),
  'a domain twice': spec('', 'domains: [a.example.com, a.example.com]'),
  'no image': spec().replace('      image: registry.fly.io/acme:v1\n', ''),
  'no region': spec().replace('      regions: {ams: 1}\n', ''),
  'no apiVersion': spec().replace('apiVersion: artifact/v1\n', ''),
  'an apiVersion that is not there yet': spec().replace('artifact/v1', 'artifact/v2'),
  'a kind in small letters': spec().replace('kind: App', 'kind: app'),
  'a name in capitals': spec().replace('name: acme', 'name: Acme'),
  'a key twice': spec('regions: {ams: 2}'),
  tabs: spec().replace('      regions', '\tregions'),
}

describe('an author who only does what the words of a mistake say', () => {
  test.each(Object.entries(broken))('has mended %s after two rounds', (_, text) => {
    expect(problems(text)).not.toEqual([])
    let mended = text
    for (let round = 1; round <= 2 && problems(mended).length > 0; round++) mended = obey(mended, problems(mended))
    expect(problems(mended)).toEqual([])
  })
})

function problems(text: string) {
  return readText({ file: 'acme.yaml', bytes: text }).problems
}
