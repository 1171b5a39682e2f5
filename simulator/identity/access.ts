/** What somebody is about to do to what, as caveats look at it. Source: superfly/macaroon, flyio/access.go */
export type Access = {
  /** Bits of `actions`. */
  readonly action: number
  /** By its number, as all of Fly's macaroons name organisations and apps. */
  readonly organization: number
  readonly app?: number | undefined
  readonly machine?: string | undefined
  readonly volume?: string | undefined
  /** Features are what is managed as a whole: `authentication` of the organisation, `oidc` of a Machine. */
  readonly feature?: string | undefined
  readonly appFeature?: string | undefined
  readonly machineFeature?: string | undefined
  /** The GraphQL mutation that is called. */
  readonly mutation?: string | undefined
  /** The words of the command that is to run in the Machine. */
  readonly command?: readonly string[] | undefined
  readonly storageObject?: string | undefined
  /** It is there for each Machine of the app: as good as asking about itself. */
  readonly isForMachines?: boolean | undefined
  /** The Machine from which it is asked. */
  readonly sourceMachine?: string | undefined
  readonly sourceApp?: string | undefined
  readonly sourceOrganization?: string | undefined
}

/** Source: superfly/macaroon, resset/action.go */
export const actions = { read: 1, write: 2, create: 4, delete: 8, control: 16, all: 31, none: 0 } as const

/** `rwcdC` */
export function actionText(mask: number): string {
  return letters
    .filter(([, bit]) => (mask & bit) !== 0)
    .map(([letter]) => letter)
    .join('')
}

/** `undefined` when there is a letter that stands for nothing. */
export function actionOf(text: string): number | undefined {
  if (text === '*') return 0xffff
  let mask = 0
  for (const each of text) {
    const [, bit] = letters.find(([letter]) => letter === each) ?? []
    if (bit === undefined) return undefined
    mask |= bit
  }
  return mask
}

const letters = [
  ['r', actions.read],
  ['w', actions.write],
  ['c', actions.create],
  ['d', actions.delete],
  ['C', actions.control],
] as const
