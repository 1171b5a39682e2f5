import { readText } from '../../controller/resource/read.ts'
import { showProblems } from '../../controller/resource/show.ts'

/** A spec with these lines in its group `web`, and these in its `spec`. */
export function aSpec(inGroup = '', inSpec = 'primaryRegion: ams'): string {
  const indented = (text: string, by: string): string =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => by + line)
      .join('\n')
  return [
    'apiVersion: artifact/v1',
    'kind: App',
    'metadata:',
    '  name: acme',
    'spec:',
    indented(inSpec, '  '),
    '  machines:',
    '    web:',
    '      image: acme:1',
    indented(inGroup, '      '),
  ]
    .filter((line) => line !== '')
    .join('\n')
    .concat('\n')
}

/** What a person sees who sends this text. Empty when it is fine. */
export function told(text: string): string {
  return showProblems(readText({ file: 'acme.yaml', bytes: text }).problems, () => text)
}

/** `8 InvalidGuest`: line and code of each problem. */
export function codes(text: string): readonly string[] {
  return readText({ file: 'acme.yaml', bytes: text }).problems.map(({ code, at }) => `${at?.line} ${code}`)
}
