import { fairnessFlags } from "#app/domain/survey/fairness-flags.ts";
import type { FairnessFlag } from "#app/domain/survey/fairness-flags.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadAnswerAddresses, loadRatingsOfMonths } from "#db/queries/fairness.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { Store } from "#db/store.ts";

/**
 * What looks unlike the rest among the named answers of a period (docs/fairness.md). A rater's department counts as the nearest one
 * above that serves others itself, so that both ways between two parties meet.
 *
 * @param period YYYY-MM or YYYY-Qn
 */
export async function findFairness(store: Store, period: string): Promise<FairnessFlag[]> {
  const months = monthsOfPayPeriod(period);
  const [ratings, departments, periods] = await Promise.all([loadRatingsOfMonths(store, months), loadDepartments(store, "all"), loadPeriods(store)]);
  const addresses = await loadAnswerAddresses(store, ratings.map((row) => row.id));
  const closesAt = new Map(periods.map((row) => [row.month, row.sealedAt ?? row.reviewEndsAt]));
  const tree = departmentTree(departments);
  const serving = new Set(ratings.map((row) => row.providerId));
  const partyOf = (id: string) => tree.pathUp(id).find((one) => serving.has(one)) ?? id;
  return fairnessFlags(ratings.map((row) => ({ ...row, clientId: partyOf(row.clientId), closesAt: closesAt.get(row.period) ?? null, address: addresses.get(row.id) ?? null })));
}
