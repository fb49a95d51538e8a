import { decidePeriod } from "#app/domain/score/period-life.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { loadMonthsPastCutOff, loadUnclosedBefore, shortenDisputes } from "#db/queries/closing.server.ts";
import { findClosingDates } from "#db/queries/closing-dates.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { updatePeriod } from "#db/queries/periods.server.ts";
import { StaleWriteError } from "#db/store.ts";
import { endOfDay } from "./closing-months.server.ts";
import type { OperationContext } from "./context.ts";

/** Time for objections after the cut-off of a month that the closing calendar says nothing of. */
export const REVIEW_LASTS_MS = 7 * DAY_MS;

/**
 * Opens the review of every month whose cut-off has passed, oldest first, and returns those months. A month
 * that another run opened meanwhile is left alone, so running it again does nothing.
 */
export async function startReview(ctx: OperationContext): Promise<string[]> {
  const { store, now } = ctx;
  const opened: string[] = [];
  const zone = zoneOf((await loadOrganisation(store))?.zone ?? "UTC");
  for (const row of await loadMonthsPastCutOff(store, now)) {
    const { month, state, to: cutOffAt, inputSeq } = row;
    const previousClosed = (await loadUnclosedBefore(store, month)).length === 0;
    const life = { month, state, cutOffAt, inputSeq, pendingItems: 0, previousClosed, seal: null, closed: null, refusalReason: null };
    const decision = decidePeriod(life, { type: "cut_off" }, now);
    if (!decision.ok) continue;
    const planned = await findClosingDates(store, month);
    const reviewEndsAt = planned ? endOfDay(zone, planned.reviewEndsOn) : cutOffAt + REVIEW_LASTS_MS;
    try {
      await store.writeAll((w) => [updatePeriod(store, w, row, { state: decision.value.state, reviewEndsAt }), shortenDisputes(store, w, month, reviewEndsAt)], {
        at: now, actor: ctx.actor, action: "period.review", entity: "period", entityId: month, details: { reviewEndsAt },
      });
      opened.push(month);
    } catch (error) {
      if (!(error instanceof StaleWriteError)) throw error;
    }
  }
  return opened;
}
