import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import type { Result } from "#app/domain/refusal.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { confirmClose } from "#app/operations/confirm-close.server.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import { requestClose } from "#app/operations/request-close.server.ts";
import { savePlan } from "#app/operations/save-plan.server.ts";
import { setPlanMembers } from "#app/operations/set-plan-members.server.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import { migrateSqlite } from "#db/migrate-sqlite.server.ts";
import { openSqlite } from "#db/open-sqlite.server.ts";
import { TEST_KEYS } from "#test/support/stores.ts";

const MONTH = "2026-04";
const NOW = Date.UTC(2026, 4, 10, 9);

function take<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.facts ?? {})}`);
  return result.value;
}

/** Closes one month and prepares its bonus run, through the product's operations. */
export async function benchPayDay(departments: number, employees: number) {
  const folder = mkdtempSync(join(tmpdir(), "concord-bench-pay-"));
  const file = join(folder, "bench.sqlite");
  await migrateSqlite(file, NOW);
  const store = openSqlite(file, "jobs", TEST_KEYS);
  const ctx: OperationContext = { store, now: NOW, actor: { kind: "cli", id: "bench" } };
  try {
    const codes = Array.from({ length: departments }, (_, n) => `D${n}`);
    take(
      await loadSetup(
        ctx,
        setupSchema.parse({
          organisation: { name: { en: "Bench" }, country: "RU", currency: "RUB", payPeriod: "month", firstPeriod: MONTH },
          calendars: [{ code: "C", name: { en: "Office" }, spec: { tz: "UTC", weekly: { mon: [["09:00", "18:00"]] } } }],
          departments: codes.map((code) => ({ code, name: { en: code }, calendar: "C" })),
          people: Array.from({ length: employees }, (_, n) => ({ personnelNumber: `E${n}`, surname: `S${n}`, givenName: "G", department: codes[n % departments]!, position: { en: "Clerk" }, from: "2025-01-01" })),
          products: codes.map((code) => ({ code: `W-${code}`, provider: code, name: { en: code } })),
          agreements: codes.map((code, n) => ({
            code: `A-${code}`, provider: code, client: { department: codes[(n + 1) % departments]! },
            versions: [{ from: "2026-01-01", obligations: ["a", "b", "c"].map((key) => ({ key, product: `W-${code}`, kind: "timing", name: { en: key }, target: 95, terms: { due: { type: "within", duration: { unit: "working_days", n: 2 } } } })) }],
          })),
        }),
        "UTC",
      ),
    );
    await ensurePeriods(ctx);
    const accounts = fill(file);
    const planId = take(await savePlan(ctx, { planId: null, code: "P", name: { en: "Plan" }, from: `${MONTH}-01`, terms: { ...DEFAULT_PLAN, approvalChain: ["hr", "director"] }, accountId: accounts.hr })).planId;
    const people = await store.q.select({ id: store.t.person.id }).from(store.t.person);
    take(await setPlanMembers(ctx, { planId, changes: people.map((row) => ({ personId: row.id, from: `${MONTH}-01`, to: null, target: { type: "amount", minor: 4_500_000 } })) }));
    await startReview(ctx);

    const start = process.hrtime.bigint();
    const { hash } = take(await requestClose(ctx, { month: MONTH, accountId: accounts.arbiter }));
    take(await confirmClose(ctx, { month: MONTH, accountId: accounts.hr, draftHash: hash }));
    const closed = process.hrtime.bigint();
    const run = take(await prepareBonusRun(ctx, { planId, period: MONTH, accountId: accounts.hr }));
    const end = process.hrtime.bigint();
    return { departments, employees, people: run.people, closeSeconds: Number(closed - start) / 1e9, runSeconds: Number(end - closed) / 1e9, seconds: Number(end - start) / 1e9, budget: "<= 10" };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tallies for every line, and the two accounts that close; straight into the file, it is not what is measured. */
function fill(file: string): { arbiter: string; hr: string } {
  const db = new BetterSqlite3(file);
  db.prepare(
    "insert into tally (obligation_key, recipient_id, period, standing, n) select o.key, a.client_department_id, ?, s.standing, s.n from obligation o join agreement a on a.id = o.agreement_id join (select 'met' as standing, 41 as n union all select 'breached', 4) s",
  ).run(MONTH);
  const people = db.prepare("select id from person order by personnel_number limit 2").all() as { id: string }[];
  const add = (name: string, role: string, personId: string) => {
    db.prepare("insert into account (id, person_id, email, password_hash, is_demo, created_at) values (?, ?, ?, null, 0, 0)").run(name, personId, name);
    db.prepare("insert into role_grant (id, person_id, role, \"from\") values (?, ?, ?, 0)").run(name, personId, role);
    return name;
  };
  const accounts = { arbiter: add("arbiter", "arbiter", people[0]!.id), hr: add("hr", "hr", people[1]!.id) };
  db.close();
  return accounts;
}
