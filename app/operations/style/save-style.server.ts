import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { DEGREES, STYLE_ITEMS, styleOf, type CommunicationStyle, type StyleAnswers } from "#app/domain/style/style.ts";
import { findStyleAnswer, removeStyle, saveStyle } from "#db/queries/styles.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";

export interface OwnStyle {
  readonly personId: string;
  /** Item -> degree; what is missing is refused. */
  readonly answers: Readonly<Record<string, number>>;
  /** Chosen by the person instead of what the answers say; null = as answered. */
  readonly chosen: CommunicationStyle | null;
  /** The row that the person saw; 0 = there was none. */
  readonly seen: number;
}

/** Keeps what a person says about themself. The log names the act only: neither answers nor style. Errors `unanswered` (with the item as its field), `changed_meanwhile`. */
export async function saveOwnStyle({ store, now, actor }: OperationContext, { personId, answers: given, chosen, seen }: OwnStyle): Promise<Result<{ readonly style: CommunicationStyle }>> {
  const missing = STYLE_ITEMS.find((item) => !(DEGREES as readonly number[]).includes(given[item.id] ?? 0));
  if (missing) return refused("unanswered", undefined, missing.id);
  const answers = Object.fromEntries(STYLE_ITEMS.map((item) => [item.id, given[item.id]])) as StyleAnswers;
  const answered = styleOf(answers);
  const style = chosen ?? answered;
  try {
    await store.writeAll((w) => saveStyle(store, w, { personId, answers, answered, style, at: now, seen }), { at: now, actor, action: "style.save", entity: "person", entityId: personId });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ style });
}

/** Takes it all back: answers, style, and with it what followed from it. */
export async function removeOwnStyle({ store, now, actor }: OperationContext, personId: string): Promise<void> {
  if ((await findStyleAnswer(store, personId)) === null) return;
  await store.writeAll((w) => removeStyle(store, w, personId), { at: now, actor, action: "style.remove", entity: "person", entityId: personId });
}
