import { FlyError } from '../fly/errors.ts'
import { SpecError } from '../resource/problem.ts'
import { StoreError } from '../store/store.ts'
import { OperationError } from './operation-error.ts'

/** The same function, rejecting with OperationErrors only; what is a mistake of ours goes through as it is. */
export function translating<A extends unknown[], R>(work: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return async (...args) => {
    try {
      return await work(...args)
    } catch (error) {
      throw translate(error)
    }
  }
}

/** What an error of the house means to somebody who asked for something. */
export function translate(error: unknown): unknown {
  if (error instanceof SpecError) {
    const { message, problems } = error
    return new OperationError('Invalid', message, 'correct the spec and send it again', { problems, cause: error })
  }
  if (error instanceof StoreError) return ofStore(error)
  if (error instanceof FlyError) {
    const { code, requestId } = error
    const message = `Fly: ${error.message} (${code}${requestId ? `, request ${requestId}` : ''})`
    return new OperationError('Unavailable', message, flyRepair(code), { cause: error })
  }
  return error
}

function ofStore(error: StoreError): OperationError {
  const { code, message } = error
  switch (code) {
    case 'Conflict':
      return new OperationError('Conflict', message, 'read the App again, correct the spec, and send it again', {
        cause: error,
      })
    case 'Unreadable':
      return new OperationError('Unavailable', message, 'send its spec again: that replaces what cannot be read', {
        cause: error,
      })
    case 'Full':
      return new OperationError('Unavailable', message, 'free space on the disk of the data directory', {
        cause: error,
      })
    case 'Deposed':
    case 'Locked':
    case 'Corrupt':
    case 'TooNew':
    case 'Unavailable':
      return new OperationError('Unavailable', `the store: ${message}`, 'ask `artifact doctor` what is wrong', {
        cause: error,
      })
    default:
      return code satisfies never
  }
}

function flyRepair(code: FlyError['code']): string {
  if (code === 'Unauthorized' || code === 'Forbidden') {
    return 'start the controller with a FLY_ORG_TOKEN that Fly accepts (`artifact doctor` checks it)'
  }
  return 'ask again in a moment; `artifact doctor` tells whether Fly can be reached'
}
