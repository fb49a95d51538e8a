import { describe, expect, test } from "vitest";
import { loadDemo } from "#jobs/demo/load-demo.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import { checkInvariants } from "#app/operations/check-invariants.server.ts";
import { sqliteStore } from "#test/support/stores.ts";

describe("the demo company", () => {
  test.each([
    ["the first hour of a year", "2026-12-31T21:30:00Z"],
    ["the second day of a quarter", "2026-10-02T08:00:00Z"],
    ["the last evening of a quarter", "2027-03-31T20:30:00Z"],
    ["a leap day", "2028-02-29T12:00:00Z"],
    ["a Sunday in the middle of a quarter", "2027-05-16T12:00:00Z"],
  ])("begins on %s", async (_when, date) => {
    const now = Date.parse(date);
    const opened = await sqliteStore();
    try {
      await loadDemo({ store: opened.store, now, actor: { kind: "cli", id: "test" } }, () => undefined);
      const closed = (await loadPeriods(opened.store)).filter((row) => row.state === "closed").length;
      expect(closed).toBeGreaterThanOrEqual(11);
      expect(await checkInvariants(opened.store, now)).toEqual({ doubleAnswers: 0, strayAnswers: 0, closedMonths: closed, differences: [], clockBehindMs: 0 });
    } finally {
      await opened.dispose();
    }
  }, 120_000);
});
