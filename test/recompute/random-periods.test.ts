import { expect, test } from "vitest";
import { recomputePeriods } from "./random-periods.ts";

// The short form; `npm run test:recompute -- 1000` is the long one.
test("random periods, closed and paid, come out the same to the minor unit from what is exported of them", async () => {
  const outcome = await recomputePeriods(30, 7);
  expect(outcome).toMatchObject({ periods: 30, faults: [] });
  expect(outcome.scorecards).toBeGreaterThan(60);
  expect(outcome.statements).toBeGreaterThan(150);
}, 120_000);
