import { canonicalJson } from "#app/domain/canonical-json.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { loadAnswers } from "#db/queries/ratings.server.ts";
import type { AnswerRow } from "#db/queries/ratings.server.ts";
import { markRoundAnswered, saveRoundDraft } from "#db/queries/survey-rounds.server.ts";
import type { RoundPersonRow } from "#db/queries/survey-rounds.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { recordAnswer } from "./record-answer.server.ts";
import type { AnswerCommand } from "./record-answer.server.ts";

/** One row of a client review; null where no face was chosen. */
export type ReviewEntry = Omit<AnswerCommand, "csat" | "effort"> & { readonly csat: number | null };

export interface ReviewAnswered {
  readonly recorded: number;
  /** By invitation. */
  readonly faults: readonly Refused[];
}

/**
 * Records the rows of a client review in which a score was chosen, each as an answer of its invitation like any other; rows that stand
 * as they were recorded are left alone. A refused row keeps none of the others back.
 */
export async function answerReview(ctx: OperationContext, asked: RoundPersonRow, entries: readonly ReviewEntry[]): Promise<ReviewAnswered> {
  const { store } = ctx;
  const faults: Refused[] = [];
  let recorded = 0;
  for (const entry of entries) {
    if (entry.csat === null) {
      if (entry.comment !== "") faults.push(refused("score_missing", undefined, entry.invitationId));
      continue;
    }
    const command: AnswerCommand = { ...entry, csat: entry.csat, effort: null };
    const current = (await loadAnswers(store, entry.invitationId)).find((row) => row.isCurrent);
    if (current && isSame(current, command)) continue;
    const done = await recordAnswer(ctx, command);
    if (done.ok) recorded += 1;
    else faults.push({ ...done, field: entry.invitationId });
  }
  if (faults.length === 0 && asked.draft !== null) await store.writeUnaudited((w) => [saveRoundDraft(store, w, asked.id, null)]);
  if (recorded > 0 && asked.state === "open") await noteAnswered(ctx, asked.id);
  return { recorded, faults };
}

/** Ends the reminders; whoever answered a part may still add the rest. */
async function noteAnswered({ store }: OperationContext, id: string): Promise<void> {
  try {
    await store.writeUnaudited((w) => [markRoundAnswered(store, w, id)]);
  } catch (error) {
    // Another tab noted it, or the round closed at this moment.
    if (!(error instanceof StaleWriteError)) throw error;
  }
}

/** Keeps what was typed and not sent. */
export async function keepReviewDraft({ store }: OperationContext, asked: RoundPersonRow, draft: Readonly<Record<string, string>>): Promise<void> {
  await store.writeUnaudited((w) => [saveRoundDraft(store, w, asked.id, draft)]);
}

const isSame = (a: AnswerRow, b: AnswerCommand): boolean =>
  a.csat === b.csat && a.comment === b.comment && a.statisticsOnly === b.statisticsOnly && canonicalJson(a.extra ?? []) === canonicalJson(b.extra ?? []) && JSON.stringify(a.reasons) === JSON.stringify(b.csat <= 3 ? b.reasons : []);
