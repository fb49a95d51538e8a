import { describe, expect, it } from "vitest";
import { checkNewVoice, decideVoice, LONGEST_VOICE, VOICE_ACTS, voiceActs, type NewVoice, type VoiceAct, type VoiceSide } from "#app/domain/voice/decide-voice.ts";
import { VOICE_KINDS, VOICE_STATES } from "#app/domain/voice/voice-kind.ts";

/** The state after the act, or - where it is refused. Columns: open, answered, reopened, closed. */
const TABLE: Readonly<Record<VoiceAct, readonly [VoiceSide, string]>> = {
  reply: ["provider", "answered answered answered -"],
  add: ["client", "open - reopened -"],
  close: ["client", "closed closed closed -"],
  reopen: ["client", "- reopened - reopened"],
};

describe("what a client said", () => {
  for (const act of VOICE_ACTS)
    for (const [column, state] of VOICE_STATES.entries()) {
      const [side, cells] = TABLE[act];
      const next = cells.split(" ")[column];
      it(`${state} + ${act} = ${next}`, () => {
        const facts = { kind: "question", state } as const;
        const decided = decideVoice(facts, act, "words", [side]);
        expect(decided.ok ? decided.value.state : "-").toBe(next);
        expect(voiceActs(facts, [side]).includes(act)).toBe(next !== "-");
        expect(decideVoice(facts, act, "words", [side === "client" ? "provider" : "client"])).toMatchObject({ ok: false, code: "not_your_side" });
      });
    }

  it("needs words for everything but closing, and not too many", () => {
    for (const [act, state] of [["reply", "open"], ["add", "open"], ["reopen", "closed"]] as const) {
      expect(decideVoice({ kind: "wish", state }, act, " ", [TABLE[act][0]])).toMatchObject({ code: "text_missing", field: "text" });
      expect(decideVoice({ kind: "wish", state }, act, "x".repeat(LONGEST_VOICE + 1), [TABLE[act][0]])).toMatchObject({ code: "text_too_long" });
    }
    expect(decideVoice({ kind: "wish", state: "answered" }, "close", "", ["client"])).toMatchObject({ ok: true });
  });

  it("ends with being said where it is thanks", () => {
    for (const state of VOICE_STATES) expect(voiceActs({ kind: "thanks", state }, ["client", "provider"])).toEqual([]);
    expect(decideVoice({ kind: "thanks", state: "closed" }, "reopen", "more", ["client"])).toMatchObject({ code: "not_in_this_state" });
  });
});

describe("something about to be said", () => {
  const voice: NewVoice = { kind: "question", subject: "When?", text: "We need the date.", clientId: "sales", providerId: "fin" };

  it.each(VOICE_KINDS)("may be a %s", (kind) => expect(checkNewVoice({ ...voice, kind }, ["sales"])).toEqual([]));

  it.each([
    ["no kind", { kind: null }, "kind", "no_kind"],
    ["no department of the sender", { clientId: null }, "clientId", "no_client"],
    ["nobody to hear it", { providerId: null }, "providerId", "no_provider"],
    ["the own department", { providerId: "sales" }, "providerId", "own_department"],
    ["the one above", { providerId: "top" }, "providerId", "own_department"],
    ["no subject", { subject: " " }, "subject", "text_missing"],
    ["a subject of a page", { subject: "x".repeat(201) }, "subject", "text_too_long"],
    ["no words", { text: "" }, "text", "text_missing"],
    ["100 kB", { text: "x".repeat(100_000) }, "text", "text_too_long"],
  ] as const)("is refused with %s", (_what, over, field, code) => {
    expect(checkNewVoice({ ...voice, ...over }, ["sales", "top"])).toMatchObject([{ field, code }]);
  });
});
