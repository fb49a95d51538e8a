import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLed, nextStep, phaseDates, START_STEPS, startSteps, type StartFacts } from "#app/domain/start/first-steps.ts";
import { readDepartmentLines } from "#app/domain/start/typical-departments.ts";

const EMPTY: StartFacts = {
  hasOrganisation: false, calendars: 0, departments: 0, people: 0, heads: 0, products: 0, clients: 0, accounts: 0, arbiters: 0, hr: 0, requests: 0, requestDays: 0, agreed: 0,
  lines: { observe: 0, trial: 0, paid: 0 }, shadowRuns: 0, paidRuns: 0, isScored: false,
};
const done = (facts: Partial<StartFacts>) => startSteps({ ...EMPTY, ...facts }).filter((step) => step.isDone).map((step) => step.key);

describe("the steps from an empty portal to the first paid promise", () => {
  test("an empty portal has none and begins with its organisation", () => {
    expect(done({})).toEqual([]);
    expect(nextStep(startSteps(EMPTY))?.key).toBe("organisation");
  });

  test.each<[string, Partial<StartFacts>, string]>([
    ["three departments", { departments: 3 }, "departments"],
    ["three products for two clients", { products: 3, clients: 2 }, "promises"],
    ["an arbiter and HR", { arbiters: 1, hr: 1 }, "roles"],
    ["ten requests", { requests: 10 }, "requests"],
    ["requests of three weeks", { requests: 10, requestDays: 21 }, "observe"],
    ["an agreed version", { agreed: 1 }, "signed"],
    ["a line on trial", { lines: { observe: 0, trial: 1, paid: 0 } }, "trial"],
    ["a run for information", { shadowRuns: 1 }, "shadow"],
    ["a score", { isScored: true }, "score"],
    ["a paid line and its run", { lines: { observe: 0, trial: 0, paid: 1 }, paidRuns: 1 }, "paid"],
  ])("%s", (_what, facts, key) => expect(done(facts)).toContain(key));

  test.each<[string, Partial<StartFacts>, string]>([
    ["two departments are too few", { departments: 2 }, "departments"],
    ["one client is too few", { products: 3, clients: 1 }, "promises"],
    ["HR alone keeps no rules", { hr: 2 }, "roles"],
    ["ten requests of one day are no month", { requests: 10, requestDays: 1 }, "observe"],
    ["three weeks with two requests are no month", { requests: 2, requestDays: 30 }, "observe"],
    ["a run without a paid line pays by nothing promised", { paidRuns: 1 }, "paid"],
  ])("%s", (_what, facts, key) => expect(done(facts)).not.toContain(key));

  test("the portal leads until there is a score, whatever else is missing", () => {
    expect(isLed(startSteps(EMPTY))).toBe(true);
    expect(isLed(startSteps({ ...EMPTY, isScored: true }))).toBe(false);
  });

  test("more of anything never takes a step back", () => {
    const n = fc.nat(40);
    const facts = fc.record({
      hasOrganisation: fc.boolean(), calendars: n, departments: n, people: n, heads: n, products: n, clients: n, accounts: n, arbiters: n, hr: n, requests: n, requestDays: n, agreed: n,
      lines: fc.record({ observe: n, trial: n, paid: n }), shadowRuns: n, paidRuns: n, isScored: fc.boolean(),
    });
    const more = (a: StartFacts): StartFacts =>
      Object.fromEntries(Object.entries(a).map(([key, value]) => [key, typeof value === "number" ? value + 1 : typeof value === "boolean" ? true : Object.fromEntries(Object.entries(value).map(([mode, m]) => [mode, (m as number) + 1]))])) as unknown as StartFacts;
    fc.assert(fc.property(facts, (a) => {
      const later = new Set(startSteps(more(a)).filter((step) => step.isDone).map((step) => step.key));
      return startSteps(a).every((step) => !step.isDone || later.has(step.key));
    }));
    expect(startSteps(EMPTY).map((step) => step.key)).toEqual(START_STEPS.map((step) => step.key));
  });

  test("each phase ends after the one before it; trial and pay wait for the ends of whole periods", () => {
    const quarter = (day: string) => ["2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01", "2027-04-01"].find((first) => first > day)!;
    expect(phaseDates("2026-03-05", quarter)).toEqual({ setup: "2026-03-07", week: "2026-03-12", month: "2026-04-04", two_months: "2026-05-04", next_period: "2026-10-01", after_next: "2027-01-01" });
  });
});

describe("departments typed in one a line", () => {
  test("a code before a semicolon or a tab, else a number that is free", () => {
    expect(readDepartmentLines(" QA; Quality\n\nArchive\nD1\tDesk\nVault ", new Set(["D2"]))).toEqual([
      { code: "QA", name: "Quality" }, { code: "D1", name: "Archive" }, { code: "D1", name: "Desk" }, { code: "D3", name: "Vault" },
    ]);
  });
});
