/** A part of a line for the shell. */
export type Token =
  | { readonly is: 'word'; readonly text: string }
  | { readonly is: 'operator'; readonly text: ';' | '&&' | '||' }

/**
 * A line as a POSIX shell takes it apart: quotes, backslashes, variables outside single quotes, and what stands between
 * commands. Without `variable` only quotes and backslashes mean something. `undefined` when a quote does not end.
 */
export function tokensOf(line: string, variable?: (name: string) => string): readonly Token[] | undefined {
  const tokens: Token[] = []
  let word: string | undefined
  let quote = ''
  const endWord = () => {
    if (word !== undefined) tokens.push({ is: 'word', text: word })
    word = undefined
  }
  for (let at = 0; at < line.length; at++) {
    const letter = line[at] as string
    const [name] =
      quote === "'" || variable === undefined
        ? []
        : (/^\$(\?|\w+|\{\w+\})/.exec(line.slice(at, at + longestName)) ?? [])
    if (quote === letter) quote = ''
    else if (quote === '' && (letter === "'" || letter === '"')) [quote, word] = [letter, word ?? '']
    else if (letter === '\\' && quote !== "'" && at + 1 < line.length) word = (word ?? '') + line[++at]
    else if (name !== undefined && variable !== undefined) {
      word = (word ?? '') + variable(name.replace(/[${}]/g, ''))
      at += name.length - 1
    } else if (quote !== '') word = (word ?? '') + letter
    else if (variable !== undefined && /[;\n&|]/.test(letter) && !word?.endsWith('>')) {
      endWord()
      const isDouble = letter === line[at + 1] && (letter === '&' || letter === '|')
      tokens.push({ is: 'operator', text: !isDouble ? ';' : letter === '&' ? '&&' : '||' })
      if (isDouble) at++
    } else if (/\s/.test(letter)) endWord()
    else word = (word ?? '') + letter
  }
  endWord()
  return quote === '' ? tokens : undefined
}

/** The words of a command that is not for a shell. */
export function wordsOf(command: string): readonly string[] | undefined {
  return tokensOf(command)?.map(({ text }) => text)
}

const longestName = 128
