/**
 * `closing-worker.ts NOW`: closes May and June with their quarter and pays it, each step as far as it is not taken yet: ask, confirm, prepare,
 * look, submit, approve, publish. The kill test starts it as a process of its own, over and over; started again it goes on where it was.
 */
import { readEnv } from "#app/env.server.ts";
import { decideRunStep } from "#app/operations/approve-run.server.ts";
import { confirmClose } from "#app/operations/confirm-close.server.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import { requestClose } from "#app/operations/request-close.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { loadPeriod } from "#db/queries/periods.server.ts";
import { loadPlans } from "#db/queries/plans.server.ts";
import { findRunOf } from "#db/queries/runs.server.ts";
import { acceptAll } from "#test/support/accept-all.ts";

const now = Number(process.argv[2]);
const env = readEnv(process.env);
const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", now);
const as = (id: string) => ({ store, now, actor: { kind: "account" as const, id } });
const [arno, hana, dora] = ["account-arno", "account-hana", "account-dora"] as const;
const sure = (step: string, result: { readonly ok: boolean }) => {
  if (!result.ok) throw new Error(`${step}: ${JSON.stringify(result)}`);
};
process.stdout.write("ready\n");

for (const month of ["2026-05", "2026-06"]) {
  for (let row = (await loadPeriod(store, month))!; row.state !== "closed"; row = (await loadPeriod(store, month))!) {
    if (row.draftHash === null) sure("request", await requestClose(as(arno), { month, accountId: arno }));
    else sure("confirm", await confirmClose(as(hana), { month, accountId: hana, draftHash: row.draftHash }));
  }
}
const [plan] = await loadPlans(store);
const current = () => findRunOf(store, plan!.id, "2026-Q2");
if (!(await current())) sure("prepare", await prepareBonusRun(as(hana), { planId: plan!.id, period: "2026-Q2", accountId: hana }));
const prepared = (await current())!;
if (prepared.state === "prepared") await acceptAll(as(hana), prepared.id, hana);
for (const [type, accountId, from] of [["submit", hana, "prepared"], ["approve", dora, "submitted"], ["publish", hana, "approved"]] as const) {
  const row = (await current())!;
  if (row.state === from) sure(type, await decideRunStep(as(accountId), { runId: row.id, accountId, type, contentHash: row.contentHash }));
}
await store.close();
process.stdout.write("done\n");
