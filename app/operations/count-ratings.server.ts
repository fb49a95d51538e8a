import { countNamedScores } from "#db/queries/answers.server.ts";
import type { EffortCount } from "#db/queries/answers.server.ts";
import { loadClosedMonths } from "#db/queries/periods.server.ts";
import { countAsked, countReceived } from "#db/queries/rate-page.server.ts";
import type { AskedCount, ReceivedCount } from "#db/queries/rate-page.server.ts";
import type { WorkScope } from "#db/queries/work-list.server.ts";
import type { Store } from "#db/store.ts";

export interface RatingCounts {
  /** Answers by provider, client, month and score. */
  readonly received: readonly ReceivedCount[];
  /** Questions and answers of closed months by provider, client and month. */
  readonly asked: readonly AskedCount[];
  /** Answers by name of `namedMonths` by product and effort. */
  readonly named: readonly EffortCount[];
}

const closedMonths = new WeakMap<Store, Map<string, Promise<RatingCounts>>>();

/**
 * Counts of ratings in some months for some providers. Closed months never change (no answer is taken, changed or voided in them), so each is counted
 * once in a process, for everybody; a year of a large company would otherwise be counted anew with each look at the page.
 *
 * @param namedMonths those among the months for which answers by name are counted by product and effort
 */
export async function countRatings(store: Store, scope: WorkScope, months: readonly string[], namedMonths: readonly string[]): Promise<RatingCounts> {
  const closed = new Set(await loadClosedMonths(store));
  const live = months.filter((month) => !closed.has(month));
  const [received, named, ...kept] = await Promise.all([
    live.length === 0 ? [] : countReceived(store, scope, live),
    countNamedScores(store, scope, namedMonths.filter((month) => !closed.has(month))),
    ...months.filter((month) => closed.has(month)).map((month) => closedMonth(store, month).then((counts) => ({ month, counts }))),
  ]);
  const isSeen = (row: { readonly providerId: string }) => scope === "all" || scope.includes(row.providerId);
  return {
    received: [...received, ...kept.flatMap(({ counts }) => counts.received.filter(isSeen))],
    asked: kept.flatMap(({ counts }) => counts.asked.filter(isSeen)),
    named: [...named, ...kept.flatMap(({ month, counts }) => (namedMonths.includes(month) ? counts.named.filter(isSeen) : []))],
  };
}

function closedMonth(store: Store, month: string): Promise<RatingCounts> {
  const months = closedMonths.get(store) ?? new Map<string, Promise<RatingCounts>>();
  closedMonths.set(store, months);
  const known = months.get(month);
  if (known) return known;
  const counted = Promise.all([countReceived(store, "all", [month]), countAsked(store, "all", [month]), countNamedScores(store, "all", [month])]).then(([received, asked, named]) => ({ received, asked, named }));
  months.set(month, counted);
  // What could not be read is asked again the next time.
  counted.catch(() => months.delete(month));
  return counted;
}
