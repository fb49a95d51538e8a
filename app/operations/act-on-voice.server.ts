import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { decideVoice, type VoiceAct, type VoiceSide } from "#app/domain/voice/decide-voice.ts";
import { findVoice, insertVoiceMessage, loadVoiceMessages, updateVoice } from "#db/queries/voices.server.ts";
import type { VoiceRow } from "#db/queries/voices.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { openFollowUpBook } from "./follow-up-book.server.ts";
import { notices } from "./notify.server.ts";
import type { Notification } from "./notify.server.ts";
import { speakersOfDepartment } from "./who-speaks.server.ts";

export interface ActOnVoice {
  readonly voiceId: string;
  /** The version that the person saw; another one refuses. */
  readonly rowVersion: number;
  readonly act: VoiceAct;
  readonly text: string;
  readonly sides: readonly VoiceSide[];
  readonly personId: string;
}

/** Replies, adds to what was said, closes it or opens it again; the other side is told. A reply stops the clock, reopening starts it anew. */
export async function actOnVoice(ctx: OperationContext, { voiceId, rowVersion, act, text, sides, personId }: ActOnVoice): Promise<Result<{ readonly state: string }>> {
  const { store, now } = ctx;
  const found = await findVoice(store, voiceId);
  if (!found) return refused("not_found");
  if (found.rowVersion !== rowVersion) return refused("changed_meanwhile");
  const decided = decideVoice(found, act, text, sides);
  if (!decided.ok) return decided;
  const { state } = decided.value;
  const set: Partial<VoiceRow> = { state, ...(await clockAfter(ctx, found, act)) };
  const [messages, heard] = await Promise.all([loadVoiceMessages(store, voiceId), hearers(ctx, found, act)]);
  const tell = await notices(store, heard.filter((id) => id !== personId).map((id): Notification => ({ kind: act === "reply" ? "voice_replied" : "voice_said_more", personId: id, refs: { voiceId }, about: `${voiceId}:${rowVersion}` })), now);
  const side = act === "reply" ? ("provider" as const) : ("client" as const);
  try {
    await store.writeAll(
      (w) => [updateVoice(store, w, found, set), insertVoiceMessage(store, w, { voiceId, number: messages.length, act, side, personId, text: decided.value.text, at: now }), ...tell(w)],
      { at: now, actor: ctx.actor, action: `voice.${act}`, entity: "voice", entityId: voiceId, details: { before: found.state, after: state } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ state });
}

async function clockAfter({ store, now }: OperationContext, voice: VoiceRow, act: VoiceAct): Promise<Partial<VoiceRow>> {
  if (act === "reply") return { firstRepliedAt: voice.firstRepliedAt ?? now };
  if (act === "close") return { closedAt: now };
  if (act !== "reopen") return {};
  const book = await openFollowUpBook(store);
  const days = book.policy.replyDays[voice.kind];
  return { closedAt: null, clockFrom: now, replyDueAt: days === null ? null : book.dueAt(voice.providerId, now, days) };
}

/** A reply goes to who asked; what the client adds or reopens to those who answer for the provider. That it is closed is no news. */
async function hearers({ store, now }: OperationContext, voice: VoiceRow, act: VoiceAct): Promise<readonly string[]> {
  if (act === "reply") return [voice.senderId];
  return act === "close" ? [] : speakersOfDepartment(store, now, voice.providerId);
}
