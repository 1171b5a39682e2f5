import type { Kysely, Transaction } from 'kysely'
import { canonical, parseCanonicalRule } from '../resource/canonical.ts'
import type { Provenance } from '../resource/resource.ts'
import { type Rule, type RuleRef, ruleRefOf } from '../resource/rule.ts'
import type { EventKind } from '../status/event.ts'
import type { StoredRule } from './access-store.ts'
import { appendEvents } from './event-log.ts'
import type { Write } from './holding.ts'
import { attempt, readProvenance } from './read-rows.ts'
import { type Store, StoreError } from './store.ts'
import type { RuleRow, Tables } from './tables.ts'

/** The Grants and Policies. */
export function createRules(
  database: Kysely<Tables>,
  write: Write,
  reader: RuleReader,
): Pick<Store, 'rules' | 'acceptRule' | 'forgetRule'> {
  return {
    rules: () => rulesIn(database, reader),

    acceptRule: (fence, rule, provenance, at) =>
      write(fence, async (transaction) => {
        const ref = ruleRefOf(rule)
        const document = canonical(rule)
        const before = await rowOf(transaction, ref)
        const isSource = provenance.from === 'directory' || provenance.from === 'git'
        const isThere = before !== undefined && before.forgotten_at === null
        const isOldNews = isSource && before?.heard === document
        const after: RuleRow = {
          ref,
          generation: (before?.generation ?? 0) + 1,
          document,
          provenance: JSON.stringify(provenance),
          accepted_at: at,
          heard: isSource ? document : (before?.heard ?? null),
          forgotten_at: null,
        }
        if (isOldNews || (isThere && before.document === document)) {
          if (before && before.heard !== after.heard) await save(transaction, { ...before, heard: after.heard })
          return { stored: isThere ? reader.read(before) : undefined, changed: false }
        }
        parseCanonicalRule(document) // nothing is stored that could not be read back
        await save(transaction, after)
        const message = `${ref} is ${isThere ? 'another' : 'in force'} from now on`
        await appendEvents(transaction, [eventOf(after, 'RuleAccepted', provenance, message, at)])
        return { stored: reader.read(after), changed: true }
      }),

    forgetRule: (fence, ref, by, at) =>
      write(fence, async (transaction) => {
        const before = await rowOf(transaction, ref)
        if (before === undefined || before.forgotten_at !== null) return undefined
        await save(transaction, { ...before, forgotten_at: at })
        await appendEvents(transaction, [eventOf(before, 'RuleForgotten', by, `${ref} is no longer in force`, at)])
        return reader.read(before)
      }),
  }
}

/** As they are in a transaction, or outside of one. */
export async function rulesIn(database: Kysely<Tables>, reader: RuleReader): ReturnType<Store['rules']> {
  const rules: StoredRule[] = []
  const poisoned: { ref: RuleRef; reason: string }[] = []
  const rows = database.selectFrom('rules').selectAll().where('forgotten_at', 'is', null).orderBy('ref')
  for (const row of await rows.execute()) {
    try {
      rules.push(reader.read(row))
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      poisoned.push({ ref: row.ref, reason: error.message })
    }
  }
  return { rules, poisoned }
}

/** Rows back to what they mean. One that cannot be read throws StoreError `Unreadable`, which names it. */
export type RuleReader = { readonly read: (row: RuleRow) => StoredRule }

/** Validating a document costs more than reading its row, and every question asks for all rules: the last are kept. */
export function createRuleReader(): RuleReader {
  const known = new Map<RuleRef, { readonly document: string; readonly rule: Rule }>()

  function ruleIn({ ref, document }: RuleRow): Rule {
    const kept = known.get(ref)
    if (kept?.document === document) return kept.rule
    const rule = attempt(() => parseCanonicalRule(document), `the document of ${ref}`)
    if (ruleRefOf(rule) !== ref) throw new StoreError('Unreadable', `the row of ${ref} holds ${ruleRefOf(rule)}`)
    known.set(ref, { document, rule })
    return rule
  }

  return {
    read: (row) => ({
      ref: row.ref,
      rule: ruleIn(row),
      generation: row.generation,
      provenance: readProvenance(row.provenance, row.ref),
      acceptedAt: row.accepted_at,
    }),
  }
}

async function rowOf(transaction: Transaction<Tables>, ref: RuleRef): Promise<RuleRow | undefined> {
  return transaction.selectFrom('rules').selectAll().where('ref', '=', ref).executeTakeFirst()
}

async function save(transaction: Transaction<Tables>, row: RuleRow): Promise<void> {
  await transaction
    .insertInto('rules')
    .values(row)
    .onConflict((conflict) => conflict.column('ref').doUpdateSet(row))
    .execute()
}

function eventOf({ ref, generation }: RuleRow, kind: EventKind, by: Provenance, message: string, at: string) {
  return { ref, generation, kind, by, message, detail: {}, at }
}
