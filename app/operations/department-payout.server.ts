import { departmentPayout } from "#app/domain/pay/department-payout.ts";
import { toBp } from "#app/domain/decimal/stored-units.ts";
import type { Names } from "#app/domain/names.ts";
import { payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import type { PayPeriodLength } from "#app/domain/score/pay-period-months.ts";
import type { Scorecard } from "#app/domain/score/scorecard.ts";
import { loadPlansOfDepartment, loadPlanVersionAt } from "#db/queries/plans.server.ts";
import type { Store } from "#db/store.ts";
import { externalValueOf } from "./calculate-run.server.ts";

export interface PaysPercent {
  readonly planId: string;
  readonly planName: Names;
  readonly payoutBp: number;
  /** What the curve alone would pay. */
  readonly curveBp: number;
  /** A gate took something away. */
  readonly gated: boolean;
  /** For information, not paid. */
  readonly shadow: boolean;
}

export interface PaidDepartment {
  readonly id: string;
  readonly card: Scorecard;
  /** A team's department with its scorecard. */
  readonly parent: { readonly id: string; readonly card: Scorecard } | null;
}

/** Whether a period is one that is paid, and not only a part of it. */
export const isPayPeriod = (period: string, length: PayPeriodLength): boolean => (length === "quarter") === period.includes("Q");

/** Percent that the members of a department are paid by each plan they are in; empty where none pays for this period. */
export async function payoutsOf(store: Store, period: string, department: PaidDepartment): Promise<PaysPercent[]> {
  const { from, to } = payPeriodDays(period);
  const plans = await loadPlansOfDepartment(store, department.id, from, to);
  const paid = await Promise.all(
    plans.map(async (plan): Promise<PaysPercent | null> => {
      const version = await loadPlanVersionAt(store, plan.id, from);
      if (!version) return null;
      const { id, card, parent } = department;
      const source = {
        externalValue: await externalValueOf(store, version.terms, period),
        departmentCards: new Map([parent ? [parent.id, parent.card] : [id, card]]),
        teamCards: new Map(parent ? [[id, card]] : []),
        parentOf: new Map(parent ? [[id, parent.id]] : []),
      };
      const { payoutPct, curvePct, failedGates } = departmentPayout(version.terms, source, id);
      return { planId: plan.id, planName: plan.name, payoutBp: toBp(payoutPct), curveBp: toBp(curvePct), gated: failedGates.length > 0, shadow: version.terms.shadow };
    }),
  );
  return paid.filter((one): one is PaysPercent => one !== null);
}
