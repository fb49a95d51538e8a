import { writeFileSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";

const DAY_MS = 86_400_000;
const IMPORTED_TASKS = 3000;

export interface PendingMonth {
  /** The month in review that is to be closed, YYYY-MM. */
  readonly closing: string;
  /** The pay period whose run is prepared again. */
  readonly paying: string;
}

/**
 * Sets a demo database back so that every job has a month's work to do: a seal to expire, a month to take to review, deliveries to ask
 * about, links to expire, tasks to judge, a month to close and a quarter to pay. Written past the Store on purpose: it is the starting
 * point, not the thing tested.
 */
export function makePending(dataDir: string, now: number): PendingMonth {
  const db = new BetterSqlite3(join(dataDir, "concord.sqlite"));
  try {
    const months = db.prepare("select month, state from period order by month").all() as { month: string; state: string }[];
    const closing = months.find((row) => row.state === "review")!.month;
    const next = months.find((row) => row.month > closing)!.month;
    const paying = (db.prepare("select max(period) as period from bonus_run").get() as { period: string }).period;
    const arbiter = (db.prepare("select id from account where email = 'arbiter@meridian.example'").get() as { id: string }).id;
    db.transaction(() => {
      db.prepare("update period set state = 'open', review_ends_at = null where month = ?").run(closing);
      db.prepare("update period set state = 'sealed', sealed_by = ?, sealed_at = ?, sealed_input_seq = input_seq, draft_hash = 'x' where month = ?").run(arbiter, now - 3 * DAY_MS, next);
      db.prepare("delete from invitation where state = 'open' and created_at > ?").run(now - 9 * DAY_MS);
      db.prepare("update invitation set expires_at = ? where state = 'open'").run(now - DAY_MS);
      db.prepare("update task set next_change_at = 0").run();
      db.prepare("delete from run_approval where run_id in (select id from bonus_run where period = ?)").run(paying);
      db.prepare("delete from bonus_line where run_id in (select id from bonus_run where period = ?)").run(paying);
      db.prepare("delete from bonus_run where period = ?").run(paying);
    })();
    return { closing, paying };
  } finally {
    db.close();
  }
}

/** A table of claims requested and paid in the month before `now`, every 50th row unreadable, with its mapping. */
export function writeImportFiles(folder: string, now: number): { readonly csv: string; readonly mapping: string } {
  const csv = join(folder, "claims.csv");
  const mapping = join(folder, "claims.yaml");
  const lines = ["id,asked,paid"];
  for (let index = 0; index < IMPORTED_TASKS; index += 1) {
    const asked = now - 20 * DAY_MS + Math.floor((index / IMPORTED_TASKS) * 19 * DAY_MS);
    const paid = index % 3 === 0 ? "" : new Date(Math.min(asked + (index % 9) * DAY_MS, now)).toISOString();
    lines.push(`K-${index},${index % 50 === 49 ? "31.02.2026" : new Date(asked).toISOString()},${paid}`);
  }
  writeFileSync(csv, `${lines.join("\n")}\n`);
  writeFileSync(
    mapping,
    `source: kill-test
shape: table
dates: { format: iso, zone: UTC }
task:
  id: { column: id }
  product: { value: FIN-EXP }
  provider: { value: FIN }
  client: { value: SALES }
events: { requested: asked, delivered: paid }
`,
  );
  return { csv, mapping };
}
