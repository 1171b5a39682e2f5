/**
 * One step of the schema. Never changed once released: its hash is recorded in every store that went through it.
 *
 * Tables and indexes are written in the part of SQL that SQLite and PostgreSQL share. `appendOnly` names tables whose
 * rows must never be changed or deleted; how a database is told so is for its driver to say.
 */
export type Migration = {
  readonly name: string
  readonly tables: readonly string[]
  readonly indexes: readonly string[]
  readonly appendOnly: readonly string[]
  /** What is changed of tables that are there, before all else. */
  readonly changes?: readonly string[]
}

/** In order; the number of a migration is its place, counted from 1. */
export const migrations: readonly Migration[] = [
  {
    name: 'the first tables',
    tables: [
      `create table identity (
        id text not null primary key,
        epoch integer not null
      )`,
      `create table shard_lease (
        shard integer not null primary key,
        holder text not null,
        epoch integer not null
      )`,
      `create table resources (
        ref text not null primary key,
        fly_app text not null unique,
        network text not null,
        generation integer not null,
        document text not null,
        provenance text not null,
        accepted_at text not null,
        status text,
        paused integer not null,
        protected integer not null,
        deletion_requested_at text,
        deletion_requested_by text,
        missing_since text
      )`,
      `create table revisions (
        ref text not null,
        generation integer not null,
        document text not null,
        provenance text not null,
        accepted_at text not null,
        primary key (ref, generation)
      )`,
      `create table events (
        seq integer not null primary key,
        ref text not null,
        happened_at text not null,
        generation integer not null,
        kind text not null,
        author text not null,
        message text not null,
        detail text not null,
        previous_hash text not null,
        hash text not null
      )`,
      `create table event_head (
        id integer not null primary key check (id = 1),
        seq integer not null,
        hash text not null
      )`,
      `create table intents (
        id text not null primary key,
        ref text not null,
        generation integer not null,
        action text not null,
        fly_app text not null,
        target text not null,
        slot text,
        incarnation text,
        because text not null,
        opened_at text not null,
        state text not null check (state in ('open', 'unknown', 'done', 'refused')),
        epoch integer not null
      )`,
      `create table incarnations (
        incarnation text not null primary key,
        intent text not null
      )`,
      `create table bindings (
        machine_id text not null primary key,
        ref text not null,
        slot text not null,
        incarnation text not null,
        name text not null,
        operation text not null,
        alive integer not null
      )`,
      `create table owned_apps (
        ref text not null primary key
      )`,
      `create table operations (
        id text not null primary key,
        ref text not null,
        generation integer not null,
        plan_digest text,
        author text not null,
        started_at text not null,
        ended_at text,
        state text not null,
        message text not null
      )`,
    ],
    indexes: [
      'create index events_by_ref on events (ref, seq)',
      `create index intents_unsettled on intents (ref) where state in ('open', 'unknown')`,
      'create index bindings_by_ref on bindings (ref)',
      'create index bindings_alive on bindings (ref, machine_id) where alive = 1',
      'create index operations_by_ref on operations (ref, started_at)',
      'create index operations_by_start on operations (started_at)',
    ],
    appendOnly: ['revisions', 'events', 'incarnations'],
  },
  {
    name: 'what an App has besides Machines',
    tables: [
      `create table assets (
        ref text not null,
        kind text not null,
        id text not null,
        name text not null,
        slot text,
        operation text not null,
        alive integer not null,
        idle_since text,
        facts text not null,
        primary key (ref, kind, id)
      )`,
    ],
    indexes: [
      // What Fly knows once is had once. A secret has its name in its app only, and an image is nobody's.
      `create unique index assets_had_once on assets (kind, id) where alive = 1 and kind not in ('secret', 'image')`,
    ],
    appendOnly: [],
  },
  {
    name: 'what runs in the place of a spec that failed',
    changes: ['alter table resources add column fallback text'],
    tables: [],
    indexes: [],
    appendOnly: [],
  },
  {
    name: 'deletions that keep nothing',
    changes: ['alter table resources add column deletes_now integer not null default 0'],
    tables: [],
    indexes: [],
    appendOnly: [],
  },
  {
    name: 'whose a hostname is',
    tables: [
      `create table domains (
        hostname text not null primary key,
        ref text not null
      )`,
    ],
    indexes: ['create index domains_by_ref on domains (ref)'],
    appendOnly: [],
  },
  {
    name: 'who an app is, and who may ask',
    tables: [
      `create table app_identities (
        ref text not null primary key,
        organization_id text not null,
        app_id text not null
      )`,
      `create table access_tokens (
        id text not null primary key,
        name text not null,
        role text not null,
        hash text not null,
        created_by text not null,
        created_at text not null,
        expires_at text not null,
        revoked_at text
      )`,
    ],
    indexes: ['create unique index app_identities_once on app_identities (organization_id, app_id)'],
    appendOnly: [],
  },
  {
    name: 'who was let do what, and what was done to Fly',
    tables: [
      `create table audit_records (
        seq integer not null primary key,
        happened_at text not null,
        kind text not null,
        outcome text not null,
        ref text,
        author text,
        record text not null,
        previous_hash text not null,
        hash text not null
      )`,
      `create table audit_head (
        id integer not null primary key check (id = 1),
        seq integer not null,
        hash text not null
      )`,
    ],
    indexes: [
      'create index audit_by_ref on audit_records (ref, seq)',
      'create index audit_by_author on audit_records (author, seq)',
    ],
    appendOnly: ['audit_records'],
  },
  {
    name: 'plans that somebody was shown',
    tables: [
      `create table plans (
        id text not null primary key,
        owner text not null,
        ref text not null,
        base_generation integer not null,
        digest text not null,
        document text not null,
        shown text not null,
        made_at text not null,
        expires_at text not null,
        operation text
      )`,
    ],
    indexes: ['create index plans_by_expiry on plans (expires_at)'],
    appendOnly: [],
  },
  {
    name: 'who may do what',
    tables: [
      `create table rules (
        ref text not null primary key,
        generation integer not null,
        document text not null,
        provenance text not null,
        accepted_at text not null,
        heard text,
        forgotten_at text
      )`,
    ],
    indexes: [],
    appendOnly: [],
  },
  {
    name: 'to what somebody has agreed',
    changes: ['alter table resources add column confirmed text'],
    tables: [],
    indexes: [],
    appendOnly: [],
  },
  {
    name: 'the word of a second person',
    tables: [
      `create table approvals (
        id text not null primary key,
        ref text not null,
        state text not null check (state in ('waiting', 'approved', 'rejected', 'used', 'void')),
        spec_digest text not null,
        plan_digest text not null,
        requester text not null,
        asked_by text not null,
        asked_at text not null,
        expires_at text not null,
        reasons text not null,
        plan text not null,
        decided_by text,
        decided_at text,
        decision_reason text
      )`,
    ],
    indexes: ['create index approvals_by_ref on approvals (ref, asked_at)'],
    appendOnly: [],
  },
  {
    name: 'what a source takes away at once',
    changes: ['alter table resources add column held text'],
    tables: [],
    indexes: [],
    appendOnly: [],
  },
]
