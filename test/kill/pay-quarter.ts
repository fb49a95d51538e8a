/**
 * `pay-quarter.ts PERIOD`: prepares, submits, approves and publishes the runs of a pay period as far as they are not yet, then prints a hash
 * of every statement. The kill test starts it as a process of its own; started again it goes on where it was.
 */
import { createHash } from "node:crypto";
import { canonicalJson } from "#app/domain/canonical-json.ts";
import { readEnv } from "#app/env.server.ts";
import { decideRunStep } from "#app/operations/approve-run.server.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import { readRun } from "#app/operations/read-run.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { loadPlans } from "#db/queries/plans.server.ts";
import { findRunOf } from "#db/queries/runs.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { acceptAll } from "#test/support/accept-all.ts";

const period = process.argv[2]!;
const env = readEnv(process.env);
const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", Date.now());
const account = async (name: string) => (await findAccount(store, { email: `${name}@meridian.example` }))!.id;
const [preparer, second, director] = await Promise.all([account("hr"), account("hr2"), account("director")]);
const as = (id: string) => ({ store, now: Date.now(), actor: { kind: "account" as const, id } });
const hash = createHash("sha256");

for (const plan of await loadPlans(store)) {
  const current = async () => await findRunOf(store, plan.id, period);
  if (!(await current())) await prepareBonusRun(as(preparer), { planId: plan.id, period, accountId: preparer });
  const prepared = await current();
  if (prepared?.state === "prepared") await acceptAll(as(preparer), prepared.id, preparer);
  const steps = [
    ["submit", preparer],
    ["approve", second],
    ["approve", director],
    ["publish", second],
  ] as const;
  for (const [type, accountId] of steps) {
    const row = await current();
    // A step that was taken before the kill, or that this plan does not need, is refused; the next one is then open.
    if (row) await decideRunStep(as(accountId), { runId: row.id, accountId, type, contentHash: row.contentHash });
  }
  const row = await current();
  if (row) for (const statement of (await readRun(store, row)).statements) hash.update(canonicalJson(statement));
}
await store.close();
process.stdout.write(`${hash.digest("hex")}\n`);
