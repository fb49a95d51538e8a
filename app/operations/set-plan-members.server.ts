import { checkTarget } from "#app/domain/pay/kept-target.ts";
import type { KeptTarget, TargetRefusal } from "#app/domain/pay/kept-target.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { payPeriodDays, payPeriodMonths, payPeriodName } from "#app/domain/score/pay-period-months.ts";
import { readDay } from "#app/domain/time/local-date.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { endPlanMember, findPlan, insertPlanMembers, loadPlanMembers, sealTarget } from "#db/queries/plans.server.ts";
import type { PlanMemberRow } from "#db/queries/plans.server.ts";
import { loadRunPeriods, LOCKED_RUN_STATES } from "#db/queries/runs.server.ts";
import { newId } from "#db/new-id.server.ts";
import { StaleWriteError } from "#db/store.ts";
import { groupBy } from "./agreement-book.server.ts";
import type { OperationContext } from "./context.ts";

export interface MemberChange {
  readonly personId: string;
  /** First day under this target, local date. */
  readonly from: string;
  /** First day no longer in the plan; null = until further notice. */
  readonly to: string | null;
  /** null = the person leaves the plan on `from`. */
  readonly target: KeptTarget | null;
}

export interface SetPlanMembers {
  readonly planId: string;
  readonly changes: readonly MemberChange[];
}

export type MemberRefusal =
  | "no_organisation"
  | "unknown_plan"
  | "unknown_person"
  | "bad_dates"
  | TargetRefusal
  | "not_first_day"
  | "later_change_exists"
  | "in_another_plan"
  | "period_already_run"
  | "changed_meanwhile";

const FAR = "9999-12-31";

/**
 * Puts people into a plan with their target bonus, changes the target, or takes them out, in one transaction. A
 * target that changes does so with a pay period; a first one may begin on any day. Amounts are sealed before
 * they reach the database, and no audit row names them.
 */
export async function setPlanMembers(ctx: OperationContext, command: SetPlanMembers): Promise<Result<{ added: number; ended: number }, MemberRefusal>> {
  const { store, now } = ctx;
  const { planId, changes } = command;
  if (changes.length === 0) return ok({ added: 0, ended: 0 });
  const [organisation, plan, people, members, runs] = await Promise.all([
    loadOrganisation(store), findPlan(store, planId), loadPeople(store), loadPlanMembers(store, {}, "0000-01-01", FAR), loadRunPeriods(store, planId),
  ]);
  if (!organisation) return refused("no_organisation");
  if (!plan) return refused("unknown_plan");
  const known = new Set(people.map((person) => person.id));
  const membersOf = groupBy(members, (row) => row.personId);
  const seen = new Set<string>();
  const locked = runs.find(({ state }) => LOCKED_RUN_STATES.includes(state));
  const added: PlanMemberRow[] = [];
  const ended: { readonly row: PlanMemberRow; readonly to: string }[] = [];
  for (const [place, change] of changes.entries()) {
    const { personId, from, to, target } = change;
    const field = `members.${place}`;
    if (!known.has(personId)) return refused("unknown_person", undefined, field);
    if (seen.has(personId) || readDay(from) === null || (to !== null && (readDay(to) === null || to <= from))) return refused("bad_dates", undefined, `${field}.from`);
    seen.add(personId);
    const checked = target === null ? null : checkTarget(target);
    if (checked && !checked.ok) return refused(checked.code, undefined, `${field}.target`);
    if (locked && payPeriodDays(locked.period).to > from) return refused("period_already_run", { period: locked.period }, `${field}.from`);

    const mine = (membersOf.get(personId) ?? []).filter((row) => row.to === null || row.to > from);
    if (mine.some((row) => row.planId !== planId)) return refused("in_another_plan", undefined, field);
    if (mine.some((row) => row.from > from)) return refused("later_change_exists", undefined, `${field}.from`);
    const current = mine[0];
    if (current) {
      const firstDay = payPeriodDays(payPeriodName(payPeriodMonths(from.slice(0, 7), organisation.payPeriod)[0]!, organisation.payPeriod)).from;
      // The same day again corrects what was entered; it ends the wrong row where it began.
      if (target !== null && firstDay !== from && current.from !== from) return refused("not_first_day", { day: firstDay }, `${field}.from`);
      ended.push({ row: current, to: from });
    }
    if (target !== null) {
      const id = newId();
      added.push({ id, planId, personId, from, to, targetSealed: sealTarget(store, id, target) });
    }
  }
  try {
    await store.writeAll(
      (w) => [...ended.map(({ row, to }) => endPlanMember(store, w, row, to)), ...insertPlanMembers(store, w, added)],
      { at: now, actor: ctx.actor, action: "plan.members", entity: "plan", entityId: planId, rows: changes.length, details: { added: added.map((row) => row.personId), ended: ended.map(({ row }) => row.personId) } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ added: added.length, ended: ended.length });
}
