import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clientState, keptClients, twoPeriods } from "#app/domain/survey/kept-clients.ts";

const pair = (before: number, now: number, clientId = "c") => ({ providerId: "p", clientId, before, now });

describe("clients of two periods", () => {
  test("one delivery in both periods keeps a client", () => {
    expect([clientState(pair(1, 1)), clientState(pair(9, 0)), clientState(pair(0, 2))]).toEqual(["kept", "lost", "new"]);
  });

  test("retention and churn are shares of those who were there before", () => {
    expect(keptClients([pair(3, 1, "a"), pair(2, 2, "b"), pair(5, 0, "c"), pair(0, 4, "d")])).toEqual({ start: 3, kept: 2, lost: 1, gained: 1, retentionBp: 6667, churnBp: 3333 });
  });

  test("nobody before: no share, not 100 %", () => expect(keptClients([pair(0, 4)])).toMatchObject({ start: 0, gained: 1, retentionBp: null, churnBp: null }));
  test("a pair with nothing in either period is no relation", () => expect(keptClients([pair(0, 0)])).toMatchObject({ start: 0, gained: 0 }));

  test("months are joined by provider and client", () => {
    const row = (clientId: string, month: string, deliveries: number) => ({ providerId: "p", clientId, month, deliveries });
    expect(twoPeriods([row("a", "2026-03", 1), row("a", "2026-04", 2), row("a", "2026-06", 3), row("b", "2026-05", 4)], ["2026-01", "2026-02", "2026-03"], ["2026-04", "2026-05", "2026-06"])).toEqual([pair(1, 5, "a"), pair(0, 4, "b")]);
  });

  test("kept and lost are all who were there, kept and new all who are", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(3))), (counts) => {
        const found = keptClients(counts.map(([before, now], i) => pair(before, now, `c${i}`)));
        expect(found.kept + found.lost).toBe(counts.filter(([before]) => before > 0).length);
        expect(found.kept + found.gained).toBe(counts.filter(([, now]) => now > 0).length);
        if (found.retentionBp !== null) expect(Math.abs(found.retentionBp + found.churnBp! - 10_000)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
