import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { decidePeriod } from "#app/domain/score/period-life.ts";
import type { PeriodRefusal } from "#app/domain/score/period-life.ts";
import { holdsRole } from "#app/domain/access/acting-person.ts";
import { carryDisputes } from "#db/queries/closing.server.ts";
import { updatePeriod } from "#db/queries/periods.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import { loadActingPerson } from "./acting-person.server.ts";
import type { OperationContext } from "./context.ts";
import { draftClosing } from "./draft-closing.server.ts";
import type { ClosingDraft, ExplainItems } from "./draft-closing.server.ts";
import { explainItems } from "./explain-items.server.ts";
import { loadPeriodLife } from "./period-life.server.ts";

export type ClosingRefusal = PeriodRefusal | "unknown_period" | "unknown_account" | "changed_meanwhile";

export interface RequestClose {
  /** YYYY-MM */
  readonly month: string;
  /** The arbiter's account. */
  readonly accountId: string;
}

/**
 * First of the two steps of closing (design.md section 7): seals a month in review, so that its inputs stand
 * still, carries the disputes nobody decided, and prepares the snapshot that a second person confirms. A
 * seal whose snapshot was interrupted is taken up again by the same command.
 */
export async function requestClose(ctx: OperationContext, command: RequestClose, explain?: ExplainItems): Promise<Result<ClosingDraft, ClosingRefusal>> {
  const { store, now } = ctx;
  const { month } = command;
  const [loaded, actor] = await Promise.all([loadPeriodLife(store, month), loadActingPerson(store, command.accountId, now)]);
  if (!loaded) return refused("unknown_period", { month });
  if (!actor) return refused("unknown_account");
  const audit = { at: now, actor: ctx.actor, entity: "period", entityId: month };
  try {
    const isInterrupted = loaded.life.seal !== null && loaded.life.seal.draftHash === null;
    if (isInterrupted && !holdsRole(actor, "arbiter", now)) return refused("not_your_role");
    if (!isInterrupted) {
      const { inputSeq } = loaded.life;
      const sealed = decidePeriod(loaded.life, { type: "request_close", actor, inputSeq, draftHash: null }, now);
      if (!sealed.ok) return named(sealed, loaded.unclosedBefore);
      await store.writeAll(
        (w) => [
          updatePeriod(store, w, loaded.row, { state: "sealed", sealedBy: actor.accountId, sealedAt: now, sealedInputSeq: inputSeq, draftHash: null }),
          carryDisputes(store, w, month),
        ],
        { ...audit, action: "period.seal", details: { inputSeq } },
      );
    }
    const prepared = await loadPeriodLife(store, month);
    if (!prepared) return refused("unknown_period", { month });
    const draft = await draftClosing(ctx, prepared.row, explain ?? explainItems(ctx));
    const attached = decidePeriod(prepared.life, { type: "attach_draft", draftHash: draft.hash }, now);
    if (!attached.ok) return attached;
    await store.writeAll((w) => [updatePeriod(store, w, prepared.row, { draftHash: draft.hash })], {
      ...audit, action: "period.draft", details: { hash: draft.hash, scorecards: draft.scorecards, items: draft.items },
    });
    return ok(draft);
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return refused("changed_meanwhile", { month });
    throw error;
  }
}

/** A refusal because of earlier months says which comes first. */
function named<R extends { ok: false; code: string }>(refusal: R, unclosedBefore: readonly string[]): R {
  return refusal.code === "previous_month_open" ? { ...refusal, facts: { month: unclosedBefore[0] ?? "" } } : refusal;
}
