import type { Kit } from "#db/columns/sqlite.ts";
import type { TokenScope } from "#app/domain/access/token-scope.ts";
import type { PeopleTables } from "./people.ts";

/** `waiting`: somebody asked for it, and no process has taken it yet. */
export const JOB_RUN_STATES = ["waiting", "running", "done", "failed", "stopped"] as const;
export type JobRunState = (typeof JOB_RUN_STATES)[number];
/** `dropped`: there was nothing left to say when its turn came. */
export const OUTBOX_STATES = ["waiting", "sent", "dead", "dropped"] as const;

/** How far a run is: so many of about so many, the last one worked, and figures that it gathers on the way. */
export interface JobProgress {
  readonly done: number;
  readonly total: number;
  readonly cursor: string;
  readonly gathered?: unknown;
}

/** One figure that was stored otherwise than it was found. */
export interface JobDefect {
  readonly what: "verdict" | "tally";
  readonly where: string;
  readonly before: string;
  readonly after: string;
}

/** Audit chain, job ledger, outbox, notices, and what the database knows of itself. */
export function platformTables(k: Kit, p: PeopleTables) {
  /** Facts about the database itself, such as keys' fingerprints. */
  const meta = k.table("meta", { key: k.text().primaryKey(), value: k.text().notNull() });

  const audit = k.table(
    "audit",
    {
      seq: k.int().primaryKey(),
      at: k.instant().notNull(),
      actorKind: k.word(["account", "job", "cli", "link"]).notNull(),
      actorId: k.text().notNull(),
      address: k.text(),
      action: k.text().notNull(),
      entity: k.text().notNull(),
      entityId: k.text().notNull(),
      /** How many rows a bulk batch wrote. */
      rows: k.int().notNull(),
      /** Business values before and after. Overwritten when its retention ends; the chain covers only its commitment. */
      details: k.text().notNull(),
      salt: k.text().notNull(),
      commitment: k.text().notNull(),
      keyId: k.text().notNull(),
      hmac: k.text().notNull(),
    },
    (t) => [k.index("audit_entity").on(t.entity, t.entityId), k.index("audit_at").on(t.at)],
  );

  const jobRun = k.table(
    "job_run",
    {
      job: k.text().notNull(),
      /** Nominal local minute as UTC instant. */
      slot: k.instant().notNull(),
      state: k.word(JOB_RUN_STATES).notNull(),
      leaseUntil: k.instant().notNull(),
      attempt: k.int().notNull(),
      fence: k.int().notNull(),
      startedAt: k.instant().notNull(),
      finishedAt: k.instant(),
      counts: k.json<Readonly<Record<string, number>>>(),
      error: k.text(),
      /** How far a long run is, and where the next try goes on. */
      progress: k.json<JobProgress>(),
      /** Somebody asked it to stop. */
      stopAskedAt: k.instant(),
      /** What the run found wrong with the stored figures. */
      defects: k.json<readonly JobDefect[]>(),
      /** Who asked for it on the page of jobs; null for a run of the schedule or of the command line. */
      askedBy: k.text().references(() => p.person.id),
    },
    (t) => [
      k.primaryKey({ columns: [t.job, t.slot] }),
      k.index("job_run_state").on(t.state, t.leaseUntil),
    ],
  );

  /** Key of a machine: only the hash of its secret is stored. */
  const apiToken = k.table("api_token", {
    id: k.text().primaryKey(),
    name: k.text().notNull(),
    tokenHash: k.text().notNull().unique(),
    scopes: k.json<readonly TokenScope[]>().notNull(),
    /** Whose tasks it reads and writes: it speaks for one source only. */
    source: k.text().notNull(),
    /** Departments whose work it may write; null = all. */
    providerIds: k.json<readonly string[]>(),
    createdBy: k.text().notNull().references(() => p.person.id),
    createdAt: k.instant().notNull(),
    expiresAt: k.instant().notNull(),
    revokedAt: k.instant(),
  });

  /** What was answered to a request that named an idempotency key: the same request gets the same answer. */
  const apiReply = k.table(
    "api_reply",
    {
      tokenId: k.text().notNull().references(() => apiToken.id),
      key: k.text().notNull(),
      requestHash: k.text().notNull(),
      /** Null while the first request is being worked on. */
      status: k.int(),
      body: k.text(),
      createdAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.tokenId, t.key] }), k.index("api_reply_created").on(t.createdAt)],
  );

  const outbox = k.table(
    "outbox",
    {
      id: k.text().primaryKey(),
      dedupeKey: k.text().notNull().unique(),
      channel: k.word(["mail"]).notNull(),
      template: k.text().notNull(),
      locale: k.text().notNull(),
      personId: k.text().notNull().references(() => p.person.id),
      /** Ids that the template looks up; never rendered text, never a token. */
      refs: k.json<Readonly<Record<string, string>>>().notNull(),
      state: k.word(OUTBOX_STATES).notNull(),
      attempt: k.int().notNull(),
      notBefore: k.instant().notNull(),
      leaseUntil: k.instant(),
      messageId: k.text().notNull(),
      sentAt: k.instant(),
      error: k.text(),
      createdAt: k.instant().notNull(),
    },
    (t) => [k.index("outbox_due").on(t.state, t.notBefore)],
  );

  const notice = k.table(
    "notice",
    {
      id: k.text().primaryKey(),
      dedupeKey: k.text().notNull().unique(),
      personId: k.text().notNull().references(() => p.person.id),
      kind: k.text().notNull(),
      refs: k.json<Readonly<Record<string, string>>>().notNull(),
      createdAt: k.instant().notNull(),
      readAt: k.instant(),
    },
    (t) => [k.index("notice_person").on(t.personId, t.createdAt)],
  );

  return { meta, audit, jobRun, apiToken, apiReply, outbox, notice };
}
