import BetterSqlite3 from "better-sqlite3";
import { desc } from "drizzle-orm";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { setTimeout as delay } from "node:timers/promises";
import { bulkOverSqlite } from "./bulk-sqlite.server.ts";
import { continueChain, GENESIS } from "./audit-chain.server.ts";
import { kit } from "./columns/sqlite.ts";
import type { KeyRing } from "./key-ring.server.ts";
import { payCipher } from "./pay-cipher.server.ts";
import { preparedOnce } from "./prepared-once.server.ts";
import { buildSchema } from "./schema/build.ts";
import { BusyError, DuplicateError, isExpecting, StaleWriteError, StorageFullError } from "./store.ts";
import type { AuditEntry, Reader, Store, Unit, Writer } from "./store.ts";

/** Older ones can lose committed pages when two connections share a WAL. */
const MIN_SQLITE = [3, 51, 3];

/**
 * How long one attempt waits for a lock (ms). The driver is synchronous, so a waiting web process stands
 * still: very short waits there, repeated with pauses between them until `PATIENCE_MS` have passed.
 */
const BUSY_TIMEOUT_MS = { web: 20, jobs: 2_000 } as const;
const PATIENCE_MS = { web: 800, jobs: 20_000 } as const;
const LONGEST_PAUSE_MS = 20;

/** What SQLite says when a file cannot grow: the database, its log, or the index of the log. */
const NO_ROOM: ReadonlySet<string> = new Set(["SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_SHMMAP"]);

export interface StoreKeys {
  readonly audit: KeyRing;
  readonly pay: KeyRing;
}

/** Opens a connection with the settings that durability needs, and reads each back. */
export function connectSqlite(file: string, role: keyof typeof BUSY_TIMEOUT_MS): BetterSqlite3.Database {
  const client = new BetterSqlite3(file);
  const version = client.prepare("select sqlite_version() as v").get() as { v: string };
  const parts = version.v.split(".").map(Number);
  const tooOld = MIN_SQLITE.some((min, i) => parts[i]! < min && MIN_SQLITE.slice(0, i).every((m, j) => parts[j] === m));
  if (tooOld) throw new Error(`SQLite ${version.v} is too old: ${MIN_SQLITE.join(".")} or later is needed.`);
  client.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS[role]}`);
  client.pragma("journal_mode = WAL");
  client.pragma("synchronous = FULL");
  client.pragma("foreign_keys = ON");
  client.pragma("trusted_schema = OFF");
  client.pragma("journal_size_limit = 67108864");
  // 48 MB of log before it is copied back: in bulk work each batch touches the same index pages again, and one batch more stays below 64 MB.
  client.pragma("wal_autocheckpoint = 12288");
  client.pragma("cache_size = -65536");
  const read = (name: string) => client.pragma(name, { simple: true });
  if (file !== ":memory:" && read("journal_mode") !== "wal") throw new Error("SQLite did not accept WAL: the folder must be on a local disk.");
  if (read("synchronous") !== 2 || read("foreign_keys") !== 1) throw new Error("SQLite did not accept synchronous=FULL and foreign_keys=ON.");
  return client;
}

/** Refreshes what the planner knows: a sample of each index of every table (0x10002), not only of those that this connection has queried. */
export function sampleIndexes(client: BetterSqlite3.Database): void {
  client.pragma("analysis_limit = 1000");
  client.pragma("optimize = 0x10002");
}

/** The Store on one SQLite file that is already migrated (`migrate.server.ts`). */
export function openSqlite(file: string, role: keyof typeof BUSY_TIMEOUT_MS, keys: StoreKeys): Store {
  return storeOverSqlite(connectSqlite(file, role), keys, role);
}

export function storeOverSqlite(
  client: BetterSqlite3.Database,
  keys: StoreKeys,
  role: keyof typeof BUSY_TIMEOUT_MS = "jobs",
): Store {
  const t = buildSchema(kit);
  const db = drizzle(preparedOnce(client), { casing: "snake_case" });
  // The synchronous driver's builders are awaited like any other; only `.all()` below runs them at once.
  const q = db as unknown as Reader;
  const w = db as unknown as Writer;

  const runUnit = (unit: Unit): unknown[][] =>
    unit.map((item, index) => {
      const statement = isExpecting(item) ? item.statement : item;
      const rows = (statement as unknown as { all(): unknown[] }).all();
      if (isExpecting(item) && rows.length !== item.rows) throw new StaleWriteError(item.rows, rows.length, index);
      return rows;
    });

  const append = (entries: readonly AuditEntry[]) => {
    const head = db.select({ seq: t.audit.seq, hmac: t.audit.hmac }).from(t.audit).orderBy(desc(t.audit.seq)).limit(1).all()[0];
    db.insert(t.audit).values(continueChain(head ?? GENESIS, entries, keys.audit)).returning({ seq: t.audit.seq }).all();
  };

  // Units of one process take turns: while the first one waits for a lock, those behind it do not knock too and leave the event loop free.
  let turn: Promise<void> = Promise.resolve();

  async function immediate<T>(work: () => T): Promise<T> {
    const deadline = performance.now() + PATIENCE_MS[role];
    const before = turn;
    let done: () => void = () => undefined;
    turn = new Promise((resolve) => (done = resolve));
    await before;
    try {
      // Its time went by behind others that did not get the lock: it would not get it either.
      if (performance.now() >= deadline) throw new BusyError();
      return await untilFree(work, deadline);
    } finally {
      done();
    }
  }

  async function untilFree<T>(work: () => T, deadline: number): Promise<T> {
    const transaction = client.transaction(work);
    for (;;) {
      try {
        return transaction.immediate();
      } catch (error) {
        const code = (error as { code?: string }).code ?? "";
        if (code.startsWith("SQLITE_CONSTRAINT_UNIQUE") || code.startsWith("SQLITE_CONSTRAINT_PRIMARYKEY"))
          throw new DuplicateError((error as Error).message.replace(/^.*failed: /, ""));
        if (NO_ROOM.has(code)) throw new StorageFullError({ cause: error });
        if (!code.startsWith("SQLITE_BUSY")) throw error;
        await delay(1 + Math.random() * LONGEST_PAUSE_MS);
        if (performance.now() >= deadline) throw new BusyError();
      }
    }
  }

  return {
    dialect: "sqlite",
    q,
    t,
    pay: payCipher(keys.pay),
    bulk: bulkOverSqlite(client),
    writeAll: (build, audit) =>
      immediate(() => {
        const rows = runUnit(build(w));
        append(Array.isArray(audit) ? (audit as readonly AuditEntry[]) : [audit as AuditEntry]);
        return rows;
      }),
    writeUnaudited: (build) => immediate(() => runUnit(build(w as never))),
    refreshStatistics: async () => {
      sampleIndexes(client);
    },
    close: async () => {
      client.close();
    },
  };
}
