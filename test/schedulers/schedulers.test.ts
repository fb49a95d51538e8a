import { describe, expect, test } from "vitest";
import { simulate } from "./simulate.ts";

// The short form; `npm run test:schedulers` is the long one, with real processes by `-- processes`.
describe("several schedulers over one database", () => {
  test.each([2, 3])("%i of them do each slot once, though one run in ten sleeps past its lease", async (schedulers) => {
    const outcome = await simulate({ ticks: 250, schedulers, seed: schedulers });
    expect(outcome).toMatchObject({ doubled: 0, disagreeing: 0, missing: 0 });
    expect(outcome.staleRefused).toBeGreaterThan(0);
    expect(Object.keys(outcome.by)).toHaveLength(schedulers);
  });
});
