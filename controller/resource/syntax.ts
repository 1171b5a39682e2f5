import type { Document, YAMLError } from 'yaml'
import type { Fault } from './tokens.ts'

/** What the YAML parser found wrong with a document, in plain words and with what to do about it. */
export function syntaxFaults(document: Document.Parsed): readonly Fault[] {
  // Warnings are about tags and directives that mean nothing to it. Nothing is ignored here.
  return [...document.errors, ...document.warnings].map((error) => ({
    code: 'YamlSyntax',
    message: notClosed(error) ?? repairs[error.code] ?? `this is not YAML: ${firstSentence(error)}`,
    offset: error.pos[0],
    length: Math.max(1, error.pos[1] - error.pos[0]),
  }))
}

/** A bracket that stays open is told as wrong indentation of whatever comes next. */
function notClosed(error: YAMLError): string | undefined {
  const isBracket = error.code === 'BAD_INDENT' && error.message.startsWith('Flow')
  return isBracket
    ? 'a bracket is not closed up to here, or closed too far left: close it, or indent this line'
    : undefined
}

function firstSentence(error: YAMLError): string {
  return error.message.replace(/ at line \d+.*$/s, '')
}

const repairs: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: 'this line is not indented like its neighbours: lines of one list or map begin in one column',
  BAD_SCALAR_START: 'a plain text cannot begin with this sign: write the text in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a key and its value stand inside another value here: write a text with `: ` in it in quotes',
  BLOCK_IN_FLOW: 'inside [ ] and { } everything is written with brackets and commas: no lines with dashes here',
  IMPOSSIBLE: 'this cannot be read as YAML',
  KEY_OVER_1024_CHARS: 'a key has at most 1024 characters',
  MISSING_CHAR:
    'something is not closed or not separated here: look for a missing quote, comma, colon, space or bracket',
  MULTILINE_IMPLICIT_KEY: 'a key ends on its own line with a colon: is the colon missing, or a quote not closed?',
  MULTIPLE_DOCS: 'a second document begins here: put `---` on a line before it',
  TAB_AS_INDENT: 'a tab is no indentation in YAML: use spaces',
  TAG_RESOLVE_FAILED: 'the value does not fit its tag: take the tag out',
  UNEXPECTED_TOKEN: 'this does not belong here: a text with signs of YAML in it is written in quotes',
}
