import type { ScenarioFacts, TargetGroup } from "#app/domain/pay/scenario.ts";
import type { Statement } from "#app/domain/pay/statement.ts";
import { payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import type { Scorecard } from "#app/domain/score/scorecard.ts";
import { loadPlanVersionAt } from "#db/queries/plans.server.ts";
import { loadDepartmentLinks } from "#db/queries/runs.server.ts";
import type { Store } from "#db/store.ts";
import { calculateRun, isPayPeriodClosed } from "./calculate-run.server.ts";
import { liveScorecards } from "./live-scorecards.server.ts";

export interface LoadedScenarioFacts {
  readonly facts: ScenarioFacts;
  /** The scores are as of now and still move. */
  readonly isOpen: boolean;
}

/** People and targets are read anew after this time (ms): who tries one number after the other need not wait for them each time. */
const KEPT_MS = 60_000;

const keptByStore = new WeakMap<Store, Map<string, { readonly at: number; readonly result: Promise<LoadedScenarioFacts | null> }>>();

/** What a scenario of a plan and pay period starts from; null where the plan has no version then. Kept for a minute. */
export async function loadScenarioFacts(store: Store, planId: string, period: string, now: number): Promise<LoadedScenarioFacts | null> {
  const kept = keptByStore.get(store) ?? new Map<string, { at: number; result: Promise<LoadedScenarioFacts | null> }>();
  keptByStore.set(store, kept);
  const key = `${planId}/${period}`;
  const known = kept.get(key);
  if (known && now >= known.at && now - known.at < KEPT_MS) return known.result;
  const result = readFacts(store, planId, period, now);
  kept.set(key, { at: now, result });
  result.catch(() => kept.delete(key));
  return result;
}

async function readFacts(store: Store, planId: string, period: string, now: number): Promise<LoadedScenarioFacts | null> {
  const version = await loadPlanVersionAt(store, planId, payPeriodDays(period).from);
  if (!version) return null;
  const isOpen = !(await isPayPeriodClosed(store, period));
  const [{ facts, run }, departments, live] = await Promise.all([calculateRun(store, version, period), loadDepartmentLinks(store), isOpen ? liveScorecards(store, period, now) : null]);
  const teams = new Map(departments.flatMap((row) => (row.isTeam && row.parentId !== null ? [[row.id, row.parentId] as const] : [])));
  const cards = (isTeam: boolean, frozen: ReadonlyMap<string, Scorecard>) => (live ? new Map([...live.cards].filter(([id]) => teams.has(id) === isTeam)) : frozen);
  return {
    isOpen,
    facts: { plan: facts.plan, parentOf: facts.parentOf, externalValue: facts.externalValue ?? null, departmentOfTeam: teams, departmentCards: cards(false, facts.departmentCards), teamCards: cards(true, facts.teamCards), groups: groupsOf(run.statements) },
  };
}

/** Segments with the same department and prorated target, counted: they are paid the same. */
function groupsOf(statements: readonly Statement[]): TargetGroup[] {
  const groups = new Map<string, TargetGroup>();
  for (const { unit, segments } of statements) {
    if (unit !== "money") continue;
    for (const { departmentId, targetMinor } of segments) {
      const key = `${departmentId}/${targetMinor}`;
      groups.set(key, { departmentId, targetMinor, people: (groups.get(key)?.people ?? 0) + 1 });
    }
  }
  return [...groups.values()];
}
