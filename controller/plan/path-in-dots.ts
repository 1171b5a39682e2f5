/** `/env/LOG_LEVEL` is read `env.LOG_LEVEL`, `/services/0/internal_port` as `services[0].internal_port`. */
export function pathInDots(path: string): string {
  return path
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((dotted, token) => (/^[0-9]+$/.test(token) ? `${dotted}[${token}]` : `${dotted}.${token}`))
}
