import { can } from "#app/domain/access/can.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import type { Names } from "#app/domain/names.ts";
import { payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadCoefficientRounds } from "#db/queries/coefficients.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { findAcknowledgement, findAcknowledgementCall } from "#db/queries/acknowledgements.server.ts";
import { findPlan, loadPlanDepartments, loadPlanMembers, loadPlanVersions } from "#db/queries/plans.server.ts";
import { findRunOf } from "#db/queries/runs.server.ts";
import type { Store } from "#db/store.ts";

export interface AskedRoundShown {
  readonly planId: string;
  readonly planName: Names;
  readonly period: string;
  /** The last day on which something may be entered. */
  readonly lastDay: string;
}

/** Open rounds of coefficients in which the actor speaks for somebody. */
export async function readAskedRounds(store: Store, actor: Actor, now: number): Promise<AskedRoundShown[]> {
  if (actor.headOf.length + actor.deputyOf.length === 0) return [];
  const zone = zoneOf((await loadOrganisation(store))?.zone ?? "UTC");
  const open = (await loadCoefficientRounds(store)).filter((round) => round.deadlineAt > now);
  const shown = await Promise.all(
    open.map(async ({ planId, period, deadlineAt }): Promise<AskedRoundShown | null> => {
      const [plan, departmentIds, run] = await Promise.all([findPlan(store, planId), loadPlanDepartments(store, planId, payPeriodDays(period).from), findRunOf(store, planId, period)]);
      return plan && !run && can(actor, "coefficient.edit", { departmentIds }) ? { planId, planName: plan.name, period, lastDay: localDateOf(zone, deadlineAt - 1) } : null;
    }),
  );
  return shown.filter((one): one is AskedRoundShown => one !== null);
}

export interface AskedPlanShown {
  readonly planId: string;
  readonly planName: Names;
  readonly number: number;
  readonly dueOn: string;
}

/** Versions that the person was asked to acknowledge and has not. */
export async function readAskedPlans(store: Store, personId: string, now: number): Promise<AskedPlanShown[]> {
  const today = localDateOf(zoneOf((await loadOrganisation(store))?.zone ?? "UTC"), now);
  const planIds = new Set((await loadPlanMembers(store, { personIds: [personId] }, today, "9999-12-31")).map((row) => row.planId));
  const asked = await Promise.all(
    [...planIds].map(async (planId) => {
      const [plan, versions] = await Promise.all([findPlan(store, planId), loadPlanVersions(store, planId)]);
      const found = await Promise.all(versions.map(async (version) => ({ version, call: await findAcknowledgementCall(store, version.id), given: await findAcknowledgement(store, version.id, personId) })));
      return found.flatMap(({ version, call, given }) => (plan && call && !given ? [{ planId, planName: plan.name, number: version.number, dueOn: call.dueOn }] : []));
    }),
  );
  return asked.flat();
}
