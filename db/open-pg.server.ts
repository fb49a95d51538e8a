import { desc, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import pg from "pg";
import { pgBulk } from "./bulk-pg.server.ts";
import { continueChain, GENESIS } from "./audit-chain.server.ts";
import { kit } from "./columns/pg.ts";
import type { StoreKeys } from "./open-sqlite.server.ts";
import { payCipher } from "./pay-cipher.server.ts";
import { buildSchema } from "./schema/build.ts";
import { BusyError, DuplicateError, isExpecting, StaleWriteError, StorageFullError } from "./store.ts";
import type { AuditEntry, Reader, Store, Unit, Writer } from "./store.ts";

/** Serialises appends to the audit chain: two heads read at once would fork it. */
const AUDIT_LOCK = 4_217_001;
const ATTEMPTS = 8;

/** The Store on PostgreSQL. `url` as in DATABASE_URL; the database is already migrated. */
export function openPg(url: string, keys: StoreKeys): Store {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  return storeOverPg(drizzle(pool, { casing: "snake_case" }), keys, () => pool.end());
}

/** The Store over any of Drizzle's PostgreSQL drivers (a pool, or PGlite in tests). */
export function storeOverPg<Q extends PgQueryResultHKT>(
  db: PgDatabase<Q, Record<string, never>>,
  keys: StoreKeys,
  end: () => Promise<void>,
): Store {
  const t = buildSchema(kit);

  const runUnit = async (unit: Unit): Promise<unknown[][]> => {
    const all: unknown[][] = [];
    for (const [index, item] of unit.entries()) {
      const rows = [...(await (isExpecting(item) ? item.statement : item))];
      if (isExpecting(item) && rows.length !== item.rows) throw new StaleWriteError(item.rows, rows.length, index);
      all.push(rows);
    }
    return all;
  };

  async function transaction<T>(work: (tx: typeof db) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await db.transaction((tx) => work(tx as unknown as typeof db));
      } catch (error) {
        const cause = ((error as { cause?: unknown }).cause ?? error) as { code?: string; constraint?: string };
        if (cause.code === "23505") throw new DuplicateError(cause.constraint ?? "unique");
        // 53100: the disk of the server is full.
        if (cause.code === "53100") throw new StorageFullError({ cause: error });
        // 40001 serialisation failure, 40P01 deadlock: the unit did not happen and may be run again.
        if (cause.code !== "40001" && cause.code !== "40P01") throw error;
        if (attempt >= ATTEMPTS) throw new BusyError();
      }
    }
  }

  const append = async (tx: typeof db, entries: readonly AuditEntry[]) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`);
    const q = tx as unknown as Reader;
    const [head] = await q.select({ seq: t.audit.seq, hmac: t.audit.hmac }).from(t.audit).orderBy(desc(t.audit.seq)).limit(1);
    await (tx as unknown as Writer).insert(t.audit).values(continueChain(head ?? GENESIS, entries, keys.audit)).returning({ seq: t.audit.seq });
  };

  return {
    dialect: "pg",
    q: db as unknown as Reader,
    t,
    pay: payCipher(keys.pay),
    bulk: pgBulk,
    writeAll: (build, audit) =>
      transaction(async (tx) => {
        const rows = await runUnit(build(tx as unknown as Writer));
        await append(tx, Array.isArray(audit) ? (audit as readonly AuditEntry[]) : [audit as AuditEntry]);
        return rows;
      }),
    writeUnaudited: (build) => transaction((tx) => runUnit(build(tx as never))),
    // The server looks after its statistics itself; after a night of changes it need not wait for its turn.
    refreshStatistics: async () => void (await db.execute(sql`analyze`)),
    close: end,
  };
}
