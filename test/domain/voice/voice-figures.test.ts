import { describe, expect, it } from "vitest";
import { voiceFigures, type VoiceTimes } from "#app/domain/voice/voice-figures.ts";

const said = (over: Partial<VoiceTimes>): VoiceTimes => ({ kind: "question", firstDueAt: 100, firstRepliedAt: null, closedAt: null, ...over });

describe("figures of what clients said", () => {
  it.each([
    ["a reply at the very due instant", { firstRepliedAt: 100 }, { n: 1, due: 1, inTime: 1 }],
    ["a reply after it", { firstRepliedAt: 101 }, { n: 1, due: 1, inTime: 0 }],
    ["none, and the time is over", {}, { n: 1, due: 1, inTime: 0 }],
    ["none yet", { firstDueAt: 300 }, { n: 1, due: 0, inTime: 0 }],
    ["a reply before its time", { firstDueAt: 300, firstRepliedAt: 150 }, { n: 1, due: 1, inTime: 1 }],
    ["what was taken back unanswered", { closedAt: 50 }, { n: 1, due: 0, inTime: 0 }],
    ["what was answered late and closed", { firstRepliedAt: 150, closedAt: 160 }, { n: 1, due: 1, inTime: 0 }],
    ["what owes no reply", { firstDueAt: null }, { n: 1, due: 0, inTime: 0 }],
  ] as const)("%s", (_what, over, figures) => {
    expect(voiceFigures([said(over)], 200)).toEqual([{ kind: "question", ...figures }]);
  });

  it("stand by kind, in the order of the kinds, without empty ones", () => {
    expect(voiceFigures([said({ kind: "thanks", firstDueAt: null }), said({ kind: "complaint" }), said({ kind: "complaint", firstRepliedAt: 90 })], 200)).toEqual([
      { kind: "complaint", n: 2, due: 2, inTime: 1 },
      { kind: "thanks", n: 1, due: 0, inTime: 0 },
    ]);
    expect(voiceFigures([], 200)).toEqual([]);
  });
});
