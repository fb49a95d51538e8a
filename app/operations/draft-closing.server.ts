import { monthsOfPayPeriod, periodsClosedWith } from "#app/domain/score/pay-period-months.ts";
import { FORMULA_VERSION } from "#app/domain/score/scorecard.ts";
import type { Reason } from "#app/domain/evaluation/verdict.ts";
import { deleteClosedItems, insertClosedItems, loadCountedItems } from "#db/queries/closing.server.ts";
import type { ClosedItem, CountedItem } from "#db/queries/closing.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { underSeal } from "#db/queries/periods.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import { deleteDrafts, insertScorecards } from "#db/queries/scorecards.server.ts";
import type { ScorecardRow, StoredScorecard } from "#db/queries/scorecards.server.ts";
import { newId } from "#db/new-id.server.ts";
import type { Store } from "#db/store.ts";
import { closingHash, scorecardHash } from "./closing-hash.server.ts";
import { computeScorecards } from "./compute-scorecards.server.ts";
import type { OperationContext } from "./context.ts";

/** Gives each item the sentence steps that are frozen with it, in the order of the items. */
export type ExplainItems = (items: readonly CountedItem[]) => Promise<readonly (readonly Reason[])[]>;

/** Freezes the standing alone: the reasons can be computed again from events, terms and calendar. */
export const WITHOUT_REASONS: ExplainItems = async (items) => items.map(() => []);

/** Items of one transaction. */
const ITEMS_AT_ONCE = 4000;

export interface ClosingDraft {
  readonly hash: string;
  readonly periods: readonly string[];
  readonly scorecards: number;
  readonly items: number;
}

/** Names of the periods that freeze when this month closes. */
export async function periodsFrozenWith(store: Store, month: string): Promise<readonly string[]> {
  const organisation = await loadOrganisation(store);
  return periodsClosedWith(month, organisation?.payPeriod ?? "quarter");
}

/**
 * Prepares the snapshot of a sealed month: its scorecards, those of the quarter that ends with it, and every
 * item that counted, in chunks, as drafts that nobody reads. A draft left behind is replaced. Throws
 * `StaleWriteError` when the month is no longer under the seal it was called for.
 */
export async function draftClosing(ctx: OperationContext, sealed: Pick<PeriodRow, "month" | "rowVersion" | "sealedAt">, explain: ExplainItems = WITHOUT_REASONS): Promise<ClosingDraft> {
  const { store, now } = ctx;
  const { month } = sealed;
  const periods = await periodsFrozenWith(store, month);
  const cards: ScorecardRow[] = [];
  for (const period of periods) {
    for (const { departmentId, card, input, isTeam } of await computeScorecards(store, period, true, [], sealed.sealedAt ?? now)) {
      const content: StoredScorecard = { departmentId, period, months: monthsOfPayPeriod(period), card, input, isTeam };
      cards.push({
        id: newId(), period, departmentId, state: "draft", shownBp: card.shown.scoreBp, payBp: card.pay.scoreBp, content, contentHash: scorecardHash(content),
        formulaVersion: FORMULA_VERSION, createdAt: now,
      });
    }
  }
  const audit = { at: now, actor: ctx.actor, entity: "period", entityId: month };
  await store.writeAll((w) => [underSeal(store, w, sealed), deleteClosedItems(store, w, month), deleteDrafts(store, w, periods), ...insertScorecards(store, w, cards)], {
    ...audit, action: "period.draft_scorecards", rows: cards.length, details: { periods },
  });

  const items: ClosedItem[] = [];
  for (let after: CountedItem | null = null; ; ) {
    const counted: CountedItem[] = await loadCountedItems(store, month, ITEMS_AT_ONCE, after);
    if (counted.length === 0) break;
    const reasons = await explain(counted);
    const part = counted.map((item, i): ClosedItem => ({ ...item, reasons: reasons[i] ?? [] }));
    await store.writeAll((w) => [underSeal(store, w, sealed), ...insertClosedItems(store, w, month, part)], { ...audit, action: "period.draft_items", rows: part.length });
    items.push(...part);
    after = counted[counted.length - 1]!;
  }
  return { hash: closingHash(cards, items), periods, scorecards: cards.length, items: items.length };
}
