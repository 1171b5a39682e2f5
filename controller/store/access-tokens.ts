import type { Kysely } from 'kysely'
import type { AccessToken } from './access-store.ts'
import type { Write } from './holding.ts'
import { readProvenance } from './read-rows.ts'
import { type Store, StoreError } from './store.ts'
import type { AccessTokenRow, Tables } from './tables.ts'

/** What is kept of the tokens with which one may ask. */
export function createAccessTokens(
  database: Kysely<Tables>,
  write: Write,
): Pick<Store, 'saveToken' | 'token' | 'tokens' | 'revokeToken'> {
  return {
    async saveToken(fence, token) {
      await write(fence, async (transaction) => {
        const other = await transaction
          .selectFrom('access_tokens')
          .select('id')
          .where('name', '=', token.name)
          .where('revoked_at', 'is', null)
          .executeTakeFirst()
        if (other) throw new StoreError('Conflict', `there is a token ${token.name} already; revoke it first`)
        await transaction.insertInto('access_tokens').values(rowOf(token)).execute()
      })
    },

    async token(id) {
      const row = await database.selectFrom('access_tokens').selectAll().where('id', '=', id).executeTakeFirst()
      return row && tokenOf(row)
    },

    async tokens() {
      const rows = await database.selectFrom('access_tokens').selectAll().orderBy('created_at').orderBy('id').execute()
      return rows.map(tokenOf)
    },

    revokeToken: (fence, id, at) =>
      write(fence, async (transaction) => {
        await transaction
          .updateTable('access_tokens')
          .set({ revoked_at: at })
          .where('id', '=', id)
          .where('revoked_at', 'is', null)
          .execute()
        const row = await transaction.selectFrom('access_tokens').selectAll().where('id', '=', id).executeTakeFirst()
        return row && tokenOf(row)
      }),
  }
}

function rowOf(token: AccessToken): AccessTokenRow {
  return {
    id: token.id,
    name: token.name,
    role: token.role,
    hash: token.hash,
    created_by: JSON.stringify(token.createdBy),
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    revoked_at: token.revokedAt ?? null,
  }
}

function tokenOf(row: AccessTokenRow): AccessToken {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    hash: row.hash,
    createdBy: readProvenance(row.created_by, `token ${row.id}`),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at ?? undefined,
  }
}
