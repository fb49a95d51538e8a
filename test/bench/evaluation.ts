import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import type { OperationContext } from "#app/operations/context.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import { migrateSqlite } from "#db/migrate-sqlite.server.ts";
import { newTaskId } from "#db/new-id.server.ts";
import { openSqlite } from "#db/open-sqlite.server.ts";
import { TEST_KEYS } from "#test/support/stores.ts";

const NOW = Date.UTC(2026, 5, 15, 9);
const DAY = 86_400_000;

export const SETUP = {
  organisation: { name: { en: "Bench" }, country: "US", currency: "USD", payPeriod: "month", firstPeriod: "2026-01" },
  calendars: [{ code: "C", name: { en: "Office" }, spec: { tz: "UTC", weekly: Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "18:00"]]])) } }],
  departments: [
    { code: "P", name: { en: "Provider" }, calendar: "C" },
    { code: "K", name: { en: "Client" }, calendar: "C" },
  ],
  products: [{ code: "W", provider: "P", name: { en: "Work" } }],
  agreements: [
    {
      code: "P-K", provider: "P", client: { department: "K" },
      versions: [
        {
          from: "2025-01-01",
          obligations: [
            { key: "on-time", product: "W", kind: "timing", name: { en: "On time" }, target: 95, terms: { due: { type: "within", duration: { unit: "working_days", n: 2, end: "snap" } }, pauseReasons: ["client"] } },
            { key: "taken", product: "W", kind: "response", name: { en: "Taken" }, target: 95, terms: { due: { type: "within", duration: { unit: "working_hours", n: 4 } } } },
            { key: "right", product: "W", kind: "quality", name: { en: "Right" }, target: 95, terms: {} },
          ],
        },
      ],
    },
  ],
};

export interface BenchDatabase {
  readonly file: string;
  readonly ctx: OperationContext;
  dispose(): Promise<void>;
}

/** A file database with `tasks` tasks of four events each over five months. */
export async function benchDatabase(tasks: number): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "concord-bench-"));
  const file = join(folder, "bench.sqlite");
  await migrateSqlite(file, NOW);
  const store = openSqlite(file, "jobs", TEST_KEYS);
  const ctx: OperationContext = { store, now: NOW, actor: { kind: "cli", id: "bench" } };
  const loaded = await loadSetup(ctx, setupSchema.parse(SETUP), "UTC");
  if (!loaded.ok) throw new Error(loaded.code);
  await ensurePeriods(ctx);
  const db = new BetterSqlite3(file);
  db.pragma("synchronous = OFF");
  const idOf = (table: string, code: string) => (db.prepare(`select id from ${table} where code = ?`).get(code) as { id: string }).id;
  const [product, provider, client] = [idOf("product", "W"), idOf("department", "P"), idOf("department", "K")];
  const insertTask = db.prepare(
    "insert into task (id, source, external_id, product_id, provider_id, client_id, title, search_key, attributes, state, requested_at, delivered_at, seq, evaluated_seq, next_change_at) values (?, 'b', ?, ?, ?, ?, 'Work', 'work', '{}', 'accepted', ?, ?, 4, 0, 0)",
  );
  const insertRecipient = db.prepare("insert into task_recipient (task_id, department_id, position) values (?, ?, 0)");
  const insertEvent = db.prepare("insert into task_event (task_id, seq, id, type, occurred_at, received_at, source_order, payload, source) values (?, ?, ?, ?, ?, ?, ?, '{}', 'b')");
  db.transaction(() => {
    for (let n = 0; n < tasks; n += 1) {
      const id = newTaskId(NOW);
      const at = NOW - 150 * DAY + Math.floor((n * 140 * DAY) / tasks);
      const done = at + ((n * 7919) % 96) * 3_600_000;
      insertTask.run(id, `T${n}`, product, provider, client, at, done);
      insertRecipient.run(id, client);
      for (const [seq, type, when] of [[1, "requested", at], [2, "acknowledged", at + 600_000], [3, "delivered", done], [4, "accepted", done + 3_600_000]] as const)
        insertEvent.run(id, seq, type, type, when, when, seq);
    }
  })();
  db.close();
  return {
    file,
    ctx,
    dispose: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const secondsOf = async (work: () => unknown): Promise<number> => {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
};

/** Full evaluation against reading the same tasks and events and writing the same rows with the bare driver. */
export async function benchFullEvaluation(tasks: number) {
  const bench = await benchDatabase(tasks);
  try {
    const seconds = await secondsOf(() => evaluateAll(bench.ctx));
    const db = new BetterSqlite3(bench.file);
    db.pragma("synchronous = FULL");
    const rows = db.prepare("select * from verdict").all() as Record<string, unknown>[];
    const names = Object.keys(rows[0]!);
    // The same table under another name: its key, its references and its indexes.
    const made = db.prepare("select sql from sqlite_master where tbl_name = 'verdict' and sql is not null").all() as { sql: string }[];
    for (const { sql } of made) db.exec(sql.replace(/INDEX `verdict/, "INDEX `bare").replace(/(TABLE|ON) [`"]verdict[`"]/, "$1 bare"));
    const insert = db.prepare(`insert into bare (${names.join()}) values (${names.map(() => "?").join()})`);
    const bare = await secondsOf(() => {
      for (const _row of db.prepare("select * from task").iterate());
      for (const _row of db.prepare("select * from task_event").iterate());
      for (let at = 0; at < rows.length; at += 3_000) db.transaction(() => rows.slice(at, at + 3_000).forEach((row) => insert.run(names.map((name) => row[name]))))();
    });
    db.close();
    return { tasks, verdicts: rows.length, seconds, bareSeconds: bare, ratio: seconds / bare, budget: "<= 3" };
  } finally {
    await bench.dispose();
  }
}

/** One changed task among `tasks`: the median of nine runs in milliseconds. */
async function oneChange(tasks: number): Promise<number> {
  const bench = await benchDatabase(tasks);
  try {
    await evaluateAll(bench.ctx);
    const db = new BetterSqlite3(bench.file);
    const times: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      db.prepare("update task set next_change_at = 0 where external_id = ?").run(`T${i * 7}`);
      times.push(await secondsOf(() => evaluateDue(bench.ctx)));
    }
    db.close();
    return times.sort((a, b) => a - b)[4]! * 1000;
  } finally {
    await bench.dispose();
  }
}

export async function benchOneChange(small: number, large: number) {
  const [smallMs, largeMs] = [await oneChange(small), await oneChange(large)];
  return { small, large, smallMs, largeMs, ratio: largeMs / smallMs, budget: "<= 1.5" };
}
