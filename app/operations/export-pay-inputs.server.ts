import { can } from "#app/domain/access/can.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeopleOfRun, loadRunsOf, openStatement } from "#db/queries/runs.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";
import { loadScorecards } from "#db/queries/scorecards.server.ts";
import type { OperationContext } from "./context.ts";
import { loadActor } from "./load-actor.server.ts";
import { organisationDay } from "./organisation-day.server.ts";
import { recalculateRun } from "./recalculate-run.server.ts";
import { recordPayRead } from "./record-pay-read.server.ts";

type Bundle = Readonly<Record<string, unknown>>;

/**
 * The runs of a pay period as they were sealed: terms, dates, and of each person the inputs and the statement, by
 * personnel number. With the scorecards of `exportInputs` it is all that a payment is computed from. For those who
 * may read every statement; an auditor does so on the record.
 *
 * @param period YYYY-MM or YYYY-Qn
 */
export async function exportPayInputs(ctx: OperationContext, accountId: string, period: string): Promise<Result<readonly Bundle[], "not_allowed" | "inputs_not_kept">> {
  const { store, now } = ctx;
  const [departments, { today }] = await Promise.all([loadDepartments(store, "all"), organisationDay(ctx)]);
  const actor = await loadActor(store, accountId, now, today, departmentTree(departments));
  if (!actor || !can(actor, "statement.read_any")) return refused("not_allowed");
  const bundles: Bundle[] = [];
  for (const row of await loadRunsOf(store, [period])) {
    const [again, plan, people, cards] = await Promise.all([recalculateRun(store, row), findPlan(store, row.planId), loadPeopleOfRun(store, row.id), loadScorecards(store, [row.period])]);
    if (!again) return refused("inputs_not_kept", { runId: row.id });
    const { version, facts, lines } = again;
    const { terms, number, from } = version;
    const numberOf = new Map(people.map((person) => [person.id, person.personnelNumber]));
    bundles.push({
      runId: row.id, plan: plan?.code ?? row.planId, version: number, versionFrom: from, terms, state: row.state, contentHash: row.contentHash, fund: again.secret.fund, totals: again.secret.totals,
      firstDay: facts.firstDay, lastDay: facts.lastDay, productionCalendar: facts.productionCalendar, ...(terms.external ? { externalValue: facts.externalValue ?? null } : {}), parentOf: Object.fromEntries(facts.parentOf), scorecards: cards.map((card) => card.departmentId),
      people: again.people.map((person) => ({ personnelNumber: numberOf.get(person.personId), ...person })),
      statements: lines.map((line) => openStatement(store, line)),
    });
    await recordPayRead(ctx, actor, { entity: "bonus_run", entityId: row.id, rows: lines.length });
  }
  return ok(bundles);
}
