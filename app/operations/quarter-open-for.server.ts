import { payPeriodMonths } from "#app/domain/score/pay-period-months.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { Store } from "#db/store.ts";

/**
 * The last months of the quarters that corrections of closed months still count in: an input of theirs changes, so the write touches
 * them (design.md section 7). Where the last month is sealed or closed there is none, and the correction is an adjustment of pay. One that
 * is sealed between this reading and the write makes the write stale.
 */
export async function quartersOpenFor(store: Store, months: readonly string[]): Promise<readonly string[]> {
  const [organisation, periods] = await Promise.all([loadOrganisation(store), loadPeriods(store)]);
  const takes = new Set(periods.filter((row) => row.state === "open" || row.state === "review").map((row) => row.month));
  const lasts = months.flatMap((month) => {
    const quarter = payPeriodMonths(month, organisation?.payPeriod ?? "quarter");
    // Its row may not be there yet; then the newest month that there is stands for the quarter.
    const newest = [...quarter].reverse().find((one) => takes.has(one));
    return newest !== undefined && newest > month ? [newest] : [];
  });
  return [...new Set(lasts)];
}
