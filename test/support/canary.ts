/** Where a value that nobody may see was found, and in which spelling; nothing when it is nowhere. */
export function leaksOf(
  values: readonly string[],
  sinks: Readonly<Record<string, string | Uint8Array>>,
): readonly string[] {
  return Object.entries(sinks).flatMap(([sink, content]) => {
    const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1')
    return values.flatMap((value) =>
      Object.entries(spellingsOf(value))
        // The bytes of a file are compared as bytes.
        .map(([spelling, spelled]) => [spelling, typeof content === 'string' ? spelled : asBytes(spelled)] as const)
        .filter(([, spelled]) => text.includes(spelled))
        .map(([spelling]) => `${sink} has a secret, ${spelling}`),
    )
  })
}

/** How one value may look wherever it is written down. */
export function spellingsOf(value: string): Readonly<Record<string, string>> {
  const bytes = Buffer.from(value, 'utf8')
  return {
    plain: value,
    'in JSON': inJson(value),
    'in JSON twice': inJson(inJson(value)),
    'in base64': bytes.toString('base64').replace(/=+$/, ''),
    'in base64, in the middle of something': Buffer.from(`x${value}`).toString('base64').slice(2, -4),
    'in base64, in the middle of something else': Buffer.from(`xx${value}`).toString('base64').slice(3, -4),
    'in base64url': bytes.toString('base64url'),
    'in hex': bytes.toString('hex'),
    'in HEX': bytes.toString('hex').toUpperCase(),
    'in a URL': encodeURIComponent(value),
    'in a form': new URLSearchParams({ value }).toString().slice('value='.length),
    'in part': value.slice(0, Math.max(12, Math.floor(value.length / 2))),
  }
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}
