import type { File, Group } from '../../../schemas/types.ts'
import { type Finding, type Path, wrongKey, wrongValue } from '../finding.ts'
import { quoted } from '../words.ts'

/** Files without or with two contents, and two files in one place. */
export function checkFiles(group: Group, at: Path): readonly Finding[] {
  const files = group.files ?? []
  const firstAt = new Map<string, number>()
  return files.flatMap((file, index) => {
    const here = [...at, 'files', String(index)]
    const first = firstAt.get(file.path)
    if (first === undefined) firstAt.set(file.path, index)
    return [...checkContent(file, here), ...(first === undefined ? [] : [samePlace(file, first, here)])]
  })
}

function checkContent({ content, contentBase64, path }: File, at: Path): readonly Finding[] {
  if (content !== undefined && contentBase64 !== undefined) {
    const message = '`content` and `contentBase64` both say what is in the file: keep either of the two'
    return [wrongKey('Conflict', [...at, 'contentBase64'], message)]
  }
  if (content === undefined && contentBase64 === undefined) {
    return [
      wrongKey(
        'SchemaViolation',
        at,
        `it is not said what is in ${quoted(path)}: add \`content\`, or \`contentBase64\``,
      ),
    ]
  }
  if (contentBase64 === undefined || Buffer.from(contentBase64, 'base64').toString('base64') === contentBase64)
    return []
  const message = 'this is not whole base64: it is written in fours of A–Z, a–z, 0–9, + and /, filled up with ='
  return [wrongValue('SchemaViolation', [...at, 'contentBase64'], message)]
}

function samePlace({ path }: File, first: number, at: Path): Finding {
  const message = `${quoted(path)} is also the path of file ${first + 1} of this group: keep one of the two`
  return wrongValue('Conflict', [...at, 'path'], message)
}
