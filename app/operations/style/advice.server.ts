import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { newId } from "#db/new-id.server.ts";
import { insertAdvice, updateAdvice, type AdviceRow } from "#db/queries/advice.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { StaleWriteError, type Unit, type Writer } from "#db/store.ts";
import type { AuditEntry } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { notices, type Notification } from "../notify.server.ts";

export const LONGEST_ADVICE = 2_000;

export interface AskedAdvice {
  readonly providerId: string;
  readonly clientId: string;
  /** Whom of the client; the caller has made sure that they are one of its contacts. */
  readonly personId: string;
  readonly question: string;
  readonly askedBy: string;
}

/** Asks somebody of a client for advice; that person is told. */
export async function askAdvice(ctx: OperationContext, asked: AskedAdvice): Promise<Result<{ readonly id: string }>> {
  const fault = faultOf(asked.question, "question");
  if (fault) return fault;
  if (asked.personId === asked.askedBy) return refused("own_advice", undefined, "personId");
  const [person] = await loadPeople(ctx.store, [asked.personId]);
  if (!person || person.archivedAt !== null) return refused("unknown_person", undefined, "personId");
  const row: AdviceRow = { id: newId(), ...asked, question: asked.question.trim(), askedAt: ctx.now, answer: null, answeredAt: null, thanks: null, thankedBy: null, thankedAt: null, rowVersion: 1 };
  const told = await write(ctx, { kind: "advice_asked", personId: asked.personId, refs: { adviceId: row.id }, about: row.id }, "advice.ask", row.id, (w) => [insertAdvice(ctx.store, w, row)]);
  return told ?? ok({ id: row.id });
}

/** The person's advice; whoever asked is told. Errors: `answered` when there is one already. */
export async function giveAdvice(ctx: OperationContext, row: AdviceRow, text: string): Promise<Result<null>> {
  const fault = faultOf(text, "answer");
  if (fault) return fault;
  if (row.answer !== null) return refused("answered");
  const told = await write(ctx, { kind: "advice_given", personId: row.askedBy, refs: { adviceId: row.id }, about: row.id }, "advice.give", row.id, (w) => [updateAdvice(ctx.store, w, row, { answer: text.trim(), answeredAt: ctx.now })]);
  return told ?? ok(null);
}

/** Thanks for advice, with what comes of it; the person is told. */
export async function thankForAdvice(ctx: OperationContext, row: AdviceRow, text: string, personId: string): Promise<Result<null>> {
  const fault = faultOf(text, "thanks");
  if (fault) return fault;
  if (row.answer === null || row.thankedAt !== null) return refused("not_now");
  const told = await write(ctx, { kind: "advice_thanks", personId: row.personId, refs: { adviceId: row.id }, about: row.id }, "advice.thank", row.id, (w) => [updateAdvice(ctx.store, w, row, { thanks: text.trim(), thankedBy: personId, thankedAt: ctx.now })]);
  return told ?? ok(null);
}

function faultOf(text: string, field: string): Result<never> | null {
  if (text.trim() === "") return refused("empty", undefined, field);
  return text.trim().length > LONGEST_ADVICE ? refused("too_long", { longest: LONGEST_ADVICE }, field) : null;
}

async function write({ store, now, actor }: OperationContext, notice: Notification, action: AuditEntry["action"], id: string, build: (w: Writer) => Unit): Promise<Result<never> | null> {
  const tell = await notices(store, [notice], now);
  try {
    await store.writeAll((w) => [...build(w), ...tell(w)], { at: now, actor, action, entity: "advice", entityId: id });
    return null;
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
}
