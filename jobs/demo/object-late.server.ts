import { DAY_MS } from "#app/domain/time/local-date.ts";
import { openAgreementBook } from "#app/operations/agreement-book.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { decideOnDispute } from "#app/operations/decide-dispute.server.ts";
import { raiseDispute } from "#app/operations/raise-dispute.server.ts";
import { saveScenario } from "#app/operations/save-scenario.server.ts";
import { findAccount } from "#db/queries/accounts.server.ts";
import { loadCountedItems } from "#db/queries/closing.server.ts";
import { findDispute } from "#db/queries/disputes.server.ts";
import { loadMemberships, loadPosts } from "#db/queries/people.server.ts";
import { loadPlans } from "#db/queries/plans.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import type { DemoAccountIds } from "./add-demo-accounts.server.ts";

/** Items of a month that are looked through for one to object to. */
const LOOKED_AT = 4000;

/** The head of a provider objects to a late delivery that counts for pay, in a month in review; nobody decides before it closes. Null where nothing was late. */
export async function objectBeforeClosing(ctx: OperationContext, month: string): Promise<string | null> {
  const { store } = ctx;
  const [counted, book] = await Promise.all([loadCountedItems(store, month, LOOKED_AT, null), openAgreementBook(store)]);
  const paid = new Set([...book.versions.keys()].flatMap((versionId) => book.obligationsOf(versionId)).filter((line) => line.mode === "paid").map((line) => line.key));
  const late = counted.find((one) => one.standing === "breached" && paid.has(one.obligationKey) && one.item.startsWith("t:") && one.cycle === 0 && one.carry === 0);
  const task = late && (await findTask(store, late.item.slice(2)));
  if (!late || !task) return null;
  const head = (await loadPosts(store, `${month}-28`)).find((post) => post.departmentId === task.providerId && post.post === "head");
  if (!head) return null;
  const raised = await raiseDispute(ctx, {
    about: { taskId: task.id }, obligationKey: late.obligationKey, cycle: 0, carry: 0, personId: head.personId, departmentId: task.providerId, reason: "The figures that we need came two days after the agreed date.",
  });
  return raised.ok ? raised.value.disputeId : null;
}

/** After the quarter was paid the arbiter agrees: the difference waits for the next run. */
export async function decideAfterPayday(ctx: OperationContext, accounts: DemoAccountIds, disputeId: string, month: string): Promise<boolean> {
  const { store } = ctx;
  const [row, arbiter] = await Promise.all([findDispute(store, disputeId), findAccount(store, { id: accounts.arbiter })]);
  if (!row || !arbiter) return false;
  const memberships = await loadMemberships(store, `${month}-28`, `${month}-28`, arbiter.personId);
  const by = { personId: arbiter.personId, departmentIds: memberships.map((one) => one.departmentId) };
  const decision = { type: "excuse" as const, reason: "client_input" as const, text: "The client's file came two days late; its sender confirms it." };
  return (await decideOnDispute({ ...ctx, now: ctx.now - 2 * DAY_MS }, { disputeId, rowVersion: row.rowVersion, decision, by })).ok;
}

/** What HR asked itself before the next year: a scenario that others may see. */
export async function tryDemoScenario(ctx: OperationContext, accounts: DemoAccountIds, period: string): Promise<boolean> {
  const [hr, plans] = await Promise.all([findAccount(ctx.store, { id: accounts.hr }), loadPlans(ctx.store)]);
  const plan = plans.find((one) => one.code === "BACK-OFFICE");
  if (!hr || !plan) return false;
  const changes = { objectivePct: 60, curve: [[5000, 0], [9500, 10_000], [10_000, 10_000], [10_600, 11_200]] as const };
  return (await saveScenario(ctx, { id: null, personId: hr.personId, planId: plan.id, period, name: "60 / 40 %, 95 → 100 %", shared: true, changes })).ok;
}
