import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askRound, PEERS_ASKED } from "#app/domain/level/ask-round.ts";
import { coefficientFault, DEFAULT_COEFFICIENTS, LEAST_PEERS, levelOf, LEVELS, type ClientLevel, type LevelCounts } from "#app/domain/level/client-level.ts";

const counts = fc.tuple(...LEVELS.map(() => fc.integer({ min: 0, max: 4 }))) as unknown as fc.Arbitrary<LevelCounts>;

describe("the level of a person", () => {
  test.each<[ClientLevel | null, LevelCounts, number | null, number | null]>([
    [4, [0, 0, 0, 3, 0], 4, 8],
    [4, [0, 0, 3, 0, 0], 3, 6],
    [3, [0, 0, 0, 3, 0], 4, 8],
    [2, [0, 0, 0, 3, 0], 3, 8],
    [5, [3, 0, 0, 0, 0], 3, 2],
    [3, [0, 0, 2, 2, 0], 3, 7],
    [4, [0, 0, 2, 2, 0], 4, 7],
    [null, [0, 0, 2, 2, 0], 3, 7],
    [null, [0, 0, 0, 0, 3], 5, 10],
    [5, [0, 0, 0, 0, 2], null, null],
    [null, [0, 0, 0, 0, 0], null, null],
  ])("head %s, colleagues %j: %s", (head, peers, level, peerHalves) => expect(levelOf(head, peers)).toEqual({ level, headLevel: head, peerHalves }));

  test("needs three colleagues, whatever the head says", () => {
    fc.assert(fc.property(counts, fc.constantFrom<ClientLevel | null>(null, ...LEVELS), (peers, head) => {
      const n = peers.reduce((sum, one) => sum + one, 0);
      expect(levelOf(head, peers).level === null).toBe(n < LEAST_PEERS);
    }));
  });
  test("lies between the head's choice and the colleagues' median", () => {
    fc.assert(fc.property(counts, fc.constantFrom(...LEVELS), (peers, head) => {
      const { level, peerHalves } = levelOf(head, peers);
      if (level === null || peerHalves === null) return;
      expect(level).toBeGreaterThanOrEqual(Math.floor(Math.min(head, peerHalves / 2)));
      expect(level).toBeLessThanOrEqual(Math.ceil(Math.max(head, peerHalves / 2)));
    }));
  });
  test("never falls when somebody chooses a higher one", () => {
    fc.assert(fc.property(counts, fc.constantFrom(...LEVELS), fc.integer({ min: 0, max: 3 }), (peers, head, from) => {
      if (peers[from] === 0 || peers.reduce((sum, one) => sum + one, 0) < LEAST_PEERS) return;
      const raised = peers.map((n, at) => (at === from ? n - 1 : at === from + 1 ? n + 1 : n)) as unknown as LevelCounts;
      expect(levelOf(head, raised).level!).toBeGreaterThanOrEqual(levelOf(head, peers).level!);
    }));
  });
});

describe("what a level suggests", () => {
  test("the usual coefficients hold", () => expect(coefficientFault(DEFAULT_COEFFICIENTS)).toBeNull());
  test.each([
    [["0.89", "1", "1", "1", "1"], "out_of_range", 1], [["0.9", "1", "1", "1", "1.11"], "out_of_range", 5], [["1", "0.95", "1", "1", "1"], "falls", 2], [["1", "1", "x", "1", "1"], "not_a_number", 3], [["1", "1", "1"], "not_a_number", 4],
    [["1", "1", "1", "1", "1.005"], "not_a_number", 5],
  ] as const)("%j: %s at level %d", (coefficients, code, level) => expect(coefficientFault(coefficients)).toEqual({ code, level }));
});

describe("who is asked about whom", () => {
  const places = (n: number, departmentId = "d") => Array.from({ length: n }, (_, index) => ({ personId: `${departmentId}${index}`, departmentId }));
  const head = (id: string) => ({ personId }: { personId: string }) => (personId === id ? null : id);
  test("the head, and five colleagues at most", () => {
    const asks = askRound(places(9), head("d0"), (id) => id).filter((one) => one.subjectId === "d4");
    expect(asks.filter((one) => one.side === "head")).toEqual([{ subjectId: "d4", raterId: "d0", side: "head" }]);
    expect(asks.filter((one) => one.side === "peer").map((one) => one.raterId)).toEqual(["d5", "d6", "d7", "d8", "d1"]);
  });
  test("nobody about themself, nobody twice, no head as colleague, nobody of another department", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }), (one, other) => {
      const asks = askRound([...places(one), ...places(other, "e")], head("d0"), (id) => id);
      expect(new Set(asks.map((ask) => `${ask.subjectId} ${ask.raterId}`)).size).toBe(asks.length);
      for (const ask of asks) {
        expect(ask.raterId).not.toBe(ask.subjectId);
        if (ask.side === "peer") expect([ask.raterId[0], ask.raterId === "d0" && ask.subjectId !== "d0"]).toEqual([ask.subjectId[0], false]);
      }
    }));
  });
  test("everybody is asked about alike: the circle gives nobody much more than five", () => {
    const asks = askRound(places(20), () => null, (id) => [...id].reverse().join("")).filter((one) => one.side === "peer");
    const loads = places(20).map(({ personId }) => asks.filter((one) => one.raterId === personId).length);
    expect(new Set(loads)).toEqual(new Set([PEERS_ASKED]));
  });
});
