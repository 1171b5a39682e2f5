import { expect } from 'vitest'
import type { Asset, AssetKind } from '../../../controller/resource/ownership.ts'
import type { Provenance, Ref } from '../../../controller/resource/resource.ts'
import type { CallRecord, DecisionRecord } from '../../../controller/status/audit-record.ts'
import type { Event } from '../../../controller/status/event.ts'
import type { Status } from '../../../controller/status/status.ts'
import type { AccessToken, Approval } from '../../../controller/store/access-store.ts'
import type { NewIntent, Operation, StoreErrorCode } from '../../../controller/store/store.ts'

export const noon = '2026-01-01T12:00:00.000Z'
export const later = '2026-01-01T12:30:00.000Z'

export const directory: Provenance = { from: 'directory', path: 'specs/shop.yaml' }
export const ada: Provenance = { from: 'cli', user: 'ada' }

export const shop: Ref = 'App/shop'

export function aStatus(change: Partial<Status> = {}): Status {
  return {
    observedGeneration: 1,
    conditions: [
      {
        type: 'Ready',
        status: 'True',
        reason: 'Converged',
        message: 'all Machines run what the spec says',
        observedGeneration: 1,
        lastTransitionTime: noon,
      },
    ],
    planDigest: 'a1b2',
    machines: [],
    strangers: [],
    next: { what: 'looks again when Fly or the spec changes', at: later },
    lastReadyGeneration: 1,
    ...change,
  }
}

export function anEvent(message: string, change: Partial<Event> = {}): Event {
  return { ref: shop, at: noon, generation: 1, kind: 'Planned', by: 'controller', message, detail: {}, ...change }
}

export function aDecision(operation: string, change: Partial<DecisionRecord> = {}): DecisionRecord {
  return {
    kind: 'decision',
    at: noon,
    outcome: 'allowed',
    by: { from: 'http', user: 'ada' },
    operation,
    ref: shop,
    ...change,
  }
}

export function aCall(intent: string, change: Partial<CallRecord> = {}): CallRecord {
  const about = { ref: shop, generation: 1, action: 'create-app', flyApp: 'shop', target: 'shop' } as const
  const told = { outcome: 'done', toldBy: 'answer', plan: 'a1b2', flyRequest: 'F1' } as const
  return {
    kind: 'call',
    at: noon,
    by: 'controller',
    cause: ada,
    ...about,
    ...told,
    because: 'AppMissing',
    intent,
    ...change,
  }
}

export function anIntent(id: string, change: Partial<NewIntent> = {}): NewIntent {
  return {
    id,
    ref: shop,
    generation: 1,
    action: 'create-machine',
    flyApp: 'shop',
    target: undefined,
    slot: 'web/ams/0',
    incarnation: undefined,
    because: 'Missing',
    openedAt: noon,
    ...change,
  }
}

export function anAsset(kind: AssetKind, id: string): Omit<Asset, 'ref'> {
  return { kind, id, name: id, slot: undefined, operation: 'i1', alive: true, idleSince: undefined, facts: {} }
}

export function anOperation(id: string, change: Partial<Operation> = {}): Operation {
  return {
    id,
    ref: shop,
    generation: 1,
    planDigest: 'a1b2',
    by: ada,
    startedAt: noon,
    endedAt: undefined,
    state: 'running',
    message: 'one Machine to create',
    ...change,
  }
}

export function anApproval(id: string, change: Partial<Approval> = {}): Approval {
  return {
    ...{ id, ref: shop, state: 'waiting', specDigest: 's1', planDigest: 'a1b2', requester: 'local ben', by: ada },
    ...{ askedAt: noon, expiresAt: '2026-01-02T12:00:00.000Z', reasons: [], plan: {}, decision: undefined },
    ...change,
  }
}

/** Draws these, one after the other. */
export function drawing(...incarnations: readonly string[]): () => string {
  const left = [...incarnations]
  return () => {
    const next = left.shift()
    if (next === undefined) throw new Error('nothing is left to draw')
    return next
  }
}

/** Fails unless the call is refused with that code and a sentence that matches. */
export async function expectRefusal(
  call: Promise<unknown>,
  code: StoreErrorCode,
  message: RegExp = /./,
): Promise<void> {
  await expect(call).rejects.toMatchObject({ name: 'StoreError', code, message: expect.stringMatching(message) })
}

export function aToken(id: string, change: Partial<AccessToken> = {}): AccessToken {
  const times = { createdAt: noon, expiresAt: later, revokedAt: undefined }
  return { id, name: id, role: 'viewer', hash: 'abcd', createdBy: ada, ...times, ...change }
}
