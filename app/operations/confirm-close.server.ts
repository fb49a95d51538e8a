import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { decidePeriod } from "#app/domain/score/period-life.ts";
import { insertCase } from "#db/queries/cases.server.ts";
import { loadClosedItems } from "#db/queries/closing.server.ts";
import { updatePeriod } from "#db/queries/periods.server.ts";
import { loadScorecards, publishDrafts } from "#db/queries/scorecards.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import { loadActingPerson } from "./acting-person.server.ts";
import { casesOfFailedLines } from "./cases-of-failed-lines.server.ts";
import { closingHash } from "./closing-hash.server.ts";
import type { OperationContext } from "./context.ts";
import { tellHooks } from "./hooks/tell-hooks.server.ts";
import { periodsFrozenWith } from "./draft-closing.server.ts";
import { loadPeriodLife } from "./period-life.server.ts";
import type { ClosingRefusal } from "./request-close.server.ts";

export interface ConfirmClose {
  /** YYYY-MM */
  readonly month: string;
  /** An account of HR or of another arbiter. */
  readonly accountId: string;
  /** Hash of the snapshot that this person was shown. */
  readonly draftHash: string;
}

export interface Closed {
  readonly periods: readonly string[];
  readonly scorecards: number;
}

/**
 * Second step of closing: another person confirms the snapshot by its hash, which is computed anew from the
 * stored drafts. One short transaction closes the month, makes the drafts final and opens a case for each line
 * below its floor; of two confirmers at once one wins and the other gets `changed_meanwhile`.
 */
export async function confirmClose(ctx: OperationContext, command: ConfirmClose): Promise<Result<Closed, ClosingRefusal>> {
  const { store, now } = ctx;
  const { month } = command;
  const [loaded, actor, periods] = await Promise.all([loadPeriodLife(store, month), loadActingPerson(store, command.accountId, now), periodsFrozenWith(store, month)]);
  if (!loaded) return refused("unknown_period", { month });
  if (!actor) return refused("unknown_account");
  const { row, life } = loaded;
  const decision = decidePeriod(life, { type: "confirm_close", actor, inputSeq: life.inputSeq, draftHash: command.draftHash }, now);
  if (!decision.ok) return decision;

  const [cards, items] = await Promise.all([loadScorecards(store, periods, "draft"), loadClosedItems(store, month)]);
  if (closingHash(cards, items) !== row.draftHash) return refused("draft_changed");
  const cases = await casesOfFailedLines(store, month, cards.filter((card) => card.period === month).map((card) => card.content.card), now);
  const tell = await tellHooks(
    store,
    [
      { happening: "period_closed", about: month, refs: { month }, departmentIds: null },
      ...cases.map((one) => ({ happening: "case_opened" as const, about: one.dedupeKey, refs: { caseId: one.id }, departmentIds: [one.providerId, ...(one.clientId ? [one.clientId] : [])] })),
    ],
    now,
  );
  try {
    await store.writeAll(
      (w) => [
        updatePeriod(store, w, row, { state: "closed", closedBy: actor.accountId, closedAt: now, sealedInputSeq: row.inputSeq }),
        publishDrafts(store, w, periods, cards.length),
        ...cases.flatMap((one) => insertCase(store, w, one)),
        ...tell(w),
      ],
      { at: now, actor: ctx.actor, action: "period.close", entity: "period", entityId: month, rows: cards.length, details: { hash: row.draftHash, periods } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return refused("changed_meanwhile", { month });
    throw error;
  }
  return ok({ periods, scorecards: cards.length });
}
