import { foldKey } from "#app/domain/names.ts";
import { refused } from "#app/domain/refusal.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { periodOf } from "#app/domain/time/instant.ts";
import { checkNewVoice } from "#app/domain/voice/decide-voice.ts";
import type { VoiceKind } from "#app/domain/voice/voice-kind.ts";
import { newId } from "#db/new-id.server.ts";
import { findProduct } from "#db/queries/catalogue.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { findVoiceByKey, insertVoice } from "#db/queries/voices.server.ts";
import type { VoiceRow } from "#db/queries/voices.server.ts";
import { DuplicateError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { openFollowUpBook } from "./follow-up-book.server.ts";
import { notices } from "./notify.server.ts";
import type { Notification } from "./notify.server.ts";
import { openVoiceParties } from "./voice-parties.server.ts";
import { speakersOfDepartment } from "./who-speaks.server.ts";

export interface SayVoice {
  readonly kind: VoiceKind | null;
  readonly subject: string;
  readonly text: string;
  /** The sender's department; null where it was not chosen. */
  readonly clientId: string | null;
  /** Taken from the task or product where there is one. */
  readonly providerId: string | null;
  readonly taskId: string | null;
  readonly productId: string | null;
  /** Who is thanked; of the provider. */
  readonly thankedId: string | null;
  /** Of the form: the same press twice says it once. */
  readonly formKey: string;
  readonly personId: string;
}

export type VoiceSaid = { readonly ok: true; readonly voiceId: string } | { readonly ok: false; readonly faults: readonly Refused[] };

/**
 * A client says something to a provider by itself. It gets a reply clock of its kind, and is told to whoever works on the task and to
 * the head; thanks reach the named person and the head, and end there. Whether the task is the sender's to read is asked before.
 */
export async function sayVoice(ctx: OperationContext, command: SayVoice): Promise<VoiceSaid> {
  const { store, now } = ctx;
  const [task, product, parties] = await Promise.all([command.taskId ? findTask(store, command.taskId) : null, command.productId ? findProduct(store, command.productId) : null, openVoiceParties(store, command.personId, now)]);
  const asked = task?.providerId ?? product?.providerId ?? command.providerId;
  const providerId = parties.providers.some((row) => row.id === asked) || parties.related.includes(asked ?? "") ? asked : null;
  const clientId = parties.clients.some((row) => row.id === command.clientId) ? command.clientId : null;
  const faults: Refused[] = checkNewVoice({ ...command, clientId, providerId }, parties.related).map((fault) => refused(fault.code, fault.facts, fault.field));
  const thankedId = command.kind === "thanks" ? command.thankedId : null;
  if (thankedId !== null && providerId !== null && !parties.peopleOf(providerId).includes(thankedId)) faults.push(refused("not_of_provider", undefined, "thankedId"));
  if (faults.length > 0 || command.kind === null || clientId === null || providerId === null) return { ok: false, faults };

  const dedupeKey = `${command.personId}:${command.formKey}`;
  const said = await findVoiceByKey(store, dedupeKey);
  if (said) return { ok: true, voiceId: said.id };
  const book = await openFollowUpBook(store);
  const days = book.policy.replyDays[command.kind];
  const dueAt = days === null ? null : book.dueAt(providerId, now, days);
  const isThanks = command.kind === "thanks";
  const id = newId();
  const row: VoiceRow = {
    id, dedupeKey, kind: command.kind, state: isThanks ? "closed" : "open", providerId, clientId, senderId: command.personId, taskId: task?.id ?? null, productId: task?.productId ?? product?.id ?? null, personId: thankedId,
    subject: command.subject.trim(), searchKey: foldKey(command.subject), period: periodOf(now, book.zone), createdAt: now, clockFrom: dueAt === null ? null : now, replyDueAt: dueAt, firstDueAt: dueAt, firstRepliedAt: null,
    closedAt: isThanks ? now : null, rowVersion: 1,
  };
  const heads = await speakersOfDepartment(store, now, providerId);
  const heard = [...new Set([...(isThanks ? (thankedId ? [thankedId] : []) : task?.assigneeId ? [task.assigneeId] : []), ...heads])].filter((one) => one !== command.personId);
  const tell = await notices(store, heard.map((personId): Notification => ({ kind: isThanks ? "voice_thanks" : "voice_said", personId, refs: { voiceId: id }, about: id })), now);
  try {
    await store.writeAll(
      (w) => [...insertVoice(store, w, row, { voiceId: id, number: 0, act: "say", side: "client", personId: command.personId, text: command.text.trim(), at: now }), ...tell(w)],
      { at: now, actor: ctx.actor, action: "voice.say", entity: "voice", entityId: id, details: { kind: row.kind, providerId, clientId, taskId: row.taskId, productId: row.productId } },
    );
  } catch (error) {
    // The same press twice at once: the other one said it.
    if (error instanceof DuplicateError) return { ok: true, voiceId: (await findVoiceByKey(store, dedupeKey))?.id ?? id };
    throw error;
  }
  return { ok: true, voiceId: id };
}
