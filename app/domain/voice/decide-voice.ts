import { ok, refused, type Result } from "../refusal.ts";
import { WAITING_VOICE_STATES, type VoiceKind, type VoiceState } from "./voice-kind.ts";

export const VOICE_ACTS = ["reply", "add", "close", "reopen"] as const;
export type VoiceAct = (typeof VOICE_ACTS)[number];

/** The client says something, the provider replies; only who said it ends it. */
export type VoiceSide = "client" | "provider";

const SIDE_OF: Readonly<Record<VoiceAct, VoiceSide>> = { reply: "provider", add: "client", close: "client", reopen: "client" };

const STATES_OF: Readonly<Record<VoiceAct, readonly VoiceState[]>> = {
  reply: ["open", "reopened", "answered"],
  add: WAITING_VOICE_STATES,
  close: ["open", "reopened", "answered"],
  reopen: ["answered", "closed"],
};

const NEXT: Readonly<Record<VoiceAct, VoiceState | null>> = { reply: "answered", add: null, close: "closed", reopen: "reopened" };

export const LONGEST_VOICE = 4000;
export const LONGEST_SUBJECT = 200;

export interface VoiceFacts {
  readonly kind: VoiceKind;
  readonly state: VoiceState;
}

export type VoiceRefusal = "not_your_side" | "not_in_this_state" | "text_missing" | "text_too_long";

/** The acts open to somebody of these sides. Thanks are said and heard: nothing is left to do. */
export function voiceActs({ kind, state }: VoiceFacts, sides: readonly VoiceSide[]): VoiceAct[] {
  if (kind === "thanks") return [];
  return VOICE_ACTS.filter((act) => sides.includes(SIDE_OF[act]) && STATES_OF[act].includes(state));
}

/** The state after an act; closing needs no words, all else does. */
export function decideVoice(facts: VoiceFacts, act: VoiceAct, typed: string, sides: readonly VoiceSide[]): Result<{ readonly state: VoiceState; readonly text: string }, VoiceRefusal> {
  if (!sides.includes(SIDE_OF[act])) return refused("not_your_side");
  if (!voiceActs(facts, sides).includes(act)) return refused("not_in_this_state", { state: facts.state });
  const text = typed.trim();
  if (text === "" && act !== "close") return refused("text_missing", undefined, "text");
  if (text.length > LONGEST_VOICE) return refused("text_too_long", { longest: LONGEST_VOICE }, "text");
  return ok({ state: NEXT[act] ?? facts.state, text });
}

export interface NewVoice {
  readonly kind: VoiceKind | null;
  readonly subject: string;
  readonly text: string;
  readonly clientId: string | null;
  readonly providerId: string | null;
}

export type NewVoiceRefusal = "no_kind" | "no_client" | "no_provider" | "own_department" | "text_missing" | "text_too_long";

/**
 * What is wrong with something that is about to be said, field by field. `related` are the departments to which the sender belongs, and
 * those above and below them: nobody speaks as a client of their own department.
 */
export function checkNewVoice(voice: NewVoice, related: readonly string[]): { readonly field: string; readonly code: NewVoiceRefusal; readonly facts?: { readonly longest: number } }[] {
  const faults: ReturnType<typeof checkNewVoice> = [];
  if (voice.kind === null) faults.push({ field: "kind", code: "no_kind" });
  if (voice.providerId === null) faults.push({ field: "providerId", code: "no_provider" });
  else if (related.includes(voice.providerId)) faults.push({ field: "providerId", code: "own_department" });
  if (voice.clientId === null) faults.push({ field: "clientId", code: "no_client" });
  for (const [field, longest] of [["subject", LONGEST_SUBJECT], ["text", LONGEST_VOICE]] as const) {
    if (voice[field].trim() === "") faults.push({ field, code: "text_missing" });
    else if (voice[field].trim().length > longest) faults.push({ field, code: "text_too_long", facts: { longest } });
  }
  return faults;
}
