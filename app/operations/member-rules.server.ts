import { foldKey, type Names } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { checkTarget, type KeptTarget, type TargetRefusal } from "#app/domain/pay/kept-target.ts";
import { memberFindings, type HeldPlace, type MemberFinding, type MemberRule, resolveRules } from "#app/domain/pay/member-rules.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadMemberships, loadPeople } from "#db/queries/people.server.ts";
import { endMemberRule, insertMemberRule, loadMemberRules, loadPayBases, openRuleTarget, sealRuleTarget } from "#db/queries/plan-people.server.ts";
import type { MemberRuleRow } from "#db/queries/plan-people.server.ts";
import { findPlan, loadPlanMembers, openTarget } from "#db/queries/plans.server.ts";
import { newId } from "#db/new-id.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Store } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { setPlanMembers, type MemberRefusal } from "./set-plan-members.server.ts";

export interface AddMemberRule {
  readonly planId: string;
  /** null = any department. */
  readonly departmentId: string | null;
  readonly withBelow: boolean;
  /** Name of a position in either language; null = any. */
  readonly position: string | null;
  readonly target: KeptTarget;
  readonly accountId: string | null;
}

export type MemberRuleRefusal = TargetRefusal | "unknown_plan" | "unknown_department" | "rule_empty" | "unknown_rule";

/** A rule with whom it finds on the day. */
export interface ShownRule {
  readonly id: string;
  readonly department: Names | null;
  readonly withBelow: boolean;
  readonly position: string | null;
  readonly target: KeptTarget;
  readonly found: number;
}

/** The rules of a plan and what does not fit on a day. */
export interface MemberState {
  readonly rules: readonly ShownRule[];
  readonly findings: readonly MemberFinding[];
}

/** Adds a rule of who belongs into a plan. It puts nobody in by itself: HR sees whom it finds and applies it. */
export async function addMemberRule(ctx: OperationContext, command: AddMemberRule): Promise<Result<{ readonly ruleId: string }, MemberRuleRefusal>> {
  const { store, now } = ctx;
  const { planId, departmentId, withBelow, position, target, accountId } = command;
  const [plan, departments] = await Promise.all([findPlan(store, planId), loadDepartments(store)]);
  if (!plan) return refused("unknown_plan");
  if (departmentId === null && position === null) return refused("rule_empty", undefined, "departmentId");
  if (departmentId !== null && !departments.some((row) => row.id === departmentId)) return refused("unknown_department", undefined, "departmentId");
  const checked = checkTarget(target);
  if (!checked.ok) return refused(checked.code, undefined, "target");
  const id = newId();
  const row: MemberRuleRow = { id, planId, departmentId, withBelow, position, targetSealed: sealRuleTarget(store, id, target), createdBy: accountId, createdAt: now, endedAt: null };
  await store.writeAll((w) => [insertMemberRule(store, w, row)], { at: now, actor: ctx.actor, action: "plan.rule", entity: "plan", entityId: planId, details: { ruleId: id } });
  return ok({ ruleId: id });
}

/** Ends a rule. Whoever it put into the plan stays there. */
export async function dropMemberRule(ctx: OperationContext, planId: string, ruleId: string): Promise<Result<null, "unknown_rule">> {
  const { store, now } = ctx;
  try {
    await store.writeAll((w) => [endMemberRule(store, w, planId, ruleId, now)], { at: now, actor: ctx.actor, action: "plan.rule_end", entity: "plan", entityId: planId, details: { ruleId } });
    return ok(null);
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("unknown_rule");
    throw error;
  }
}

/** Puts everybody whom exactly one rule finds on a day, and who is in no plan, into the plan from that day on, with the rule's target. */
export async function applyMemberRules(ctx: OperationContext, planId: string, day: string): Promise<Result<{ readonly added: number }, MemberRefusal | "unknown_plan">> {
  const { store } = ctx;
  if (!(await findPlan(store, planId))) return refused("unknown_plan");
  const [{ findings }, rows] = await Promise.all([readMemberState(store, planId, day), loadMemberRules(store)]);
  const ruleOf = new Map(rows.map((row) => [row.id, row]));
  const changes = findings.flatMap(({ kind, personId, ruleId }) => (kind === "not_yet_in" ? [{ personId: personId!, from: day, to: null, target: openRuleTarget(store, ruleOf.get(ruleId!)!) }] : []));
  const set = await setPlanMembers(ctx, { planId, changes });
  return set.ok ? ok({ added: set.value.added }) : set;
}

/** The rules of a plan, whom they find on a local day, and what does not fit then. */
export async function readMemberState(store: Store, planId: string, day: string): Promise<MemberState> {
  const [rows, departments, memberships, people, members, bases] = await Promise.all([
    loadMemberRules(store), loadDepartments(store), loadMemberships(store, day, day), loadPeople(store), loadPlanMembers(store, {}, day, addDays(day, 1)), loadPayBases(store, day),
  ]);
  const tree = departmentTree(departments);
  const here = new Set(people.map((person) => person.id));
  const rules = rows.map((row): MemberRule => ({
    id: row.id,
    planId: row.planId,
    departmentIds: row.departmentId === null ? null : new Set(row.withBelow ? tree.withBelow(row.departmentId) : [row.departmentId]),
    positionKey: row.position === null ? null : foldKey(row.position),
  }));
  const places = memberships.filter((row) => here.has(row.personId)).map((row): HeldPlace => ({ personId: row.personId, departmentId: row.departmentId, positionKeys: [row.position.en, row.position.ru].flatMap((name) => (name ? [foldKey(name)] : [])) }));
  const stays = members.map((row) => {
    const target = openTarget(store, row);
    return { personId: row.personId, planId: row.planId, lacksBase: target.type === "percent_of_base" && target.baseMinor === null && !bases.has(row.personId) };
  });
  const found = resolveRules(rules, places);
  const nameOf = new Map(departments.map((row) => [row.id, row.name]));
  return {
    rules: rows
      .filter((row) => row.planId === planId)
      .map((row) => ({ id: row.id, department: row.departmentId === null ? null : (nameOf.get(row.departmentId) ?? {}), withBelow: row.withBelow, position: row.position, target: openRuleTarget(store, row), found: found.get(row.id)!.length })),
    findings: memberFindings(planId, rules, places, stays),
  };
}
