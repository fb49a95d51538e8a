import { createHash } from "node:crypto";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";

/** What people see and what is paid, without times of work and random ids. Each query has a total order. */
const QUERIES: Readonly<Record<string, string>> = {
  tasks: "select source, external_id, state, seq from task order by 1, 2",
  events: "select t.external_id, e.type, e.occurred_at, count(*) from task_event e join task t on t.id = e.task_id group by 1, 2, 3 order by 1, 2, 3",
  quarantine: "select distinct line, column, reason, value from quarantine order by 1, 2, 3, 4",
  verdicts: `select v.obligation_key, coalesce(t.external_id, v.item), v.cycle, v.carry, v.state, v.outcome, v.standing, v.period, v.due_at, v.decided_at, v.late_by_ms
    from verdict v left join task t on t.id = v.task_id order by 1, 2, 3, 4`,
  tallies: "select obligation_key, recipient_id, period, standing, n from tally where n <> 0 order by 1, 2, 3, 4",
  invitations: "select t.external_id, i.person_id, i.survey, i.state, i.sent_at is not null from invitation i left join task t on t.id = i.task_id order by 1, 2, 3",
  mails: "select person_id, template, state, count(*) from outbox group by 1, 2, 3 order by 1, 2, 3",
  periods: "select month, state from period order by 1",
  scorecards: "select period, department_id, shown_bp, pay_bp, content_hash from scorecard where state = 'final' order by 1, 2",
  runs: "select plan_id, period, number, state, people from bonus_run order by 1, 2, 3",
};

/** A hash of each part of the business content of the SQLite file in a data folder. */
export function businessContent(dataDir: string): Map<string, string> {
  const db = open(dataDir);
  try {
    return new Map(
      Object.entries(QUERIES).map(([part, query]) => {
        const hash = createHash("sha256");
        for (const row of db.prepare(query).raw().iterate()) hash.update(JSON.stringify(row));
        return [part, hash.digest("hex")];
      }),
    );
  } finally {
    db.close();
  }
}

/** Faults that SQLite itself finds in the file: "ok" and 0 when there are none. */
export function fileHealth(file: string): { readonly integrity: string; readonly brokenReferences: number } {
  const db = new BetterSqlite3(file, { readonly: true });
  try {
    return { integrity: String(db.pragma("integrity_check", { simple: true })), brokenReferences: (db.pragma("foreign_key_check") as unknown[]).length };
  } finally {
    db.close();
  }
}

const open = (dataDir: string) => new BetterSqlite3(join(dataDir, "concord.sqlite"), { readonly: true });
