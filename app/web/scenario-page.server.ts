import type { Actor } from "#app/domain/access/actor.ts";
import { nameIn } from "#app/domain/names.ts";
import type { Locale, Names } from "#app/domain/names.ts";
import { checkScenario } from "#app/domain/pay/check-scenario.ts";
import { runScenario } from "#app/domain/pay/scenario.ts";
import type { ScenarioChanges, ScenarioDepartment } from "#app/domain/pay/scenario.ts";
import { loadScenarioFacts } from "#app/operations/scenario-facts.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { findPlan } from "#db/queries/plans.server.ts";
import type { Store } from "#db/store.ts";
import { hiddenSums } from "./hidden-sums.server.ts";

/** A department now and in the scenario. Amounts are null where they would show one person's pay to somebody who must not see it. */
export interface ScenarioRow {
  readonly departmentId: string;
  readonly name: string;
  readonly people: number;
  readonly before: Pick<ScenarioDepartment, "scoreBp" | "payoutBp"> & { readonly paidMinor: number | null };
  readonly after: Pick<ScenarioDepartment, "scoreBp" | "payoutBp"> & { readonly paidMinor: number | null };
}

export interface ScenarioPage {
  readonly planId: string;
  readonly planName: Names;
  readonly period: string;
  readonly isOpen: boolean;
  readonly rows: readonly ScenarioRow[];
  readonly targetMinor: number;
  readonly beforeMinor: number;
  readonly afterMinor: number;
  readonly limitMinor: number | null;
  readonly currency: string;
  readonly minorDigits: number;
  readonly plan: { readonly objectivePct: number | null; readonly curve: readonly (readonly [number, number])[]; readonly planCapBp: number };
}

/** What is paid now and what the scenario would pay, by department; null where there is no such plan or period. */
export async function readScenarioPage(store: Store, actor: Actor, planId: string, period: string, changes: ScenarioChanges, now: number, locale: Locale): Promise<ScenarioPage | null> {
  const [plan, loaded, departments] = await Promise.all([findPlan(store, planId), loadScenarioFacts(store, planId, period, now), loadDepartments(store, "all")]);
  if (!plan || !loaded) return null;
  const { facts, isOpen } = loaded;
  const before = runScenario(facts, {});
  const after = checkScenario("-", changes).ok ? runScenario(facts, changes) : before;
  const nameOf = new Map(departments.map((one) => [one.id, nameIn(one.name, locale)]));
  const hidden = hiddenSums(actor, before.departments);
  const shown = (one: ScenarioDepartment) => ({ scoreBp: one.scoreBp, payoutBp: one.payoutBp, paidMinor: hidden.has(one.departmentId) ? null : one.paidMinor });
  const policy = [...facts.departmentCards.values()][0]?.policy;
  return {
    planId, planName: plan.name, period, isOpen,
    rows: before.departments.map((one, place) => ({ departmentId: one.departmentId, name: nameOf.get(one.departmentId) ?? "–", people: one.people, before: shown(one), after: shown(after.departments[place]!) })).sort((a, b) => a.name.localeCompare(b.name, locale)),
    targetMinor: before.targetMinor, beforeMinor: before.paidMinor, afterMinor: after.paidMinor, limitMinor: before.limitMinor,
    currency: facts.plan.currency, minorDigits: facts.plan.minorDigits,
    plan: {
      objectivePct: policy ? Math.round((100 * Number(policy.objectiveWeight)) / (Number(policy.objectiveWeight) + Number(policy.satisfactionWeight))) : null,
      curve: facts.plan.payout.type === "curve" ? facts.plan.payout.points : [],
      planCapBp: facts.plan.planCapBp,
    },
  };
}
