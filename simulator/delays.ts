/** How long things take, in milliseconds: always the same, or drawn by the seed from a range. */
export type Delays = {
  readonly [Name in DelayName]: number | readonly [least: number, most: number]
}

export type DelayName =
  /** The way of a request to Fly, and of its answer back. */
  | 'request'
  | 'answer'
  /** Lists show the world as it was so long ago. */
  | 'listLag'
  /** A new app answers 404 or 401, a new Machine 404 to reads. */
  | 'appVisible'
  | 'machineVisible'
  /** From accepted to gone. */
  | 'appDelete'
  | 'destroy'
  /** How long a destroyed Machine can still be read. */
  | 'destroyedReadable'
  | 'imagePull'
  | 'boot'
  | 'stop'
  /** After a stop, while a start is refused with `machine still active`. */
  | 'stillActive'
  /** From the begin of an update until the old run has ended. */
  | 'replace'
  | 'suspend'
  | 'resume'
  /** Before a program that ended is run again. */
  | 'restartBackoff'
  /** From the start until checks are listed, and until they pass. */
  | 'checksListed'
  | 'checksPass'
