import { expect, test } from "vitest";
import { holdLocked } from "./hold-locked.ts";

// The short form; `npm run test:faults -- locked 30` is the long one.
test("while another process holds the database, pages are served and writes refused at once; after it they work", async () => {
  const outcome = await holdLocked({ holdMs: 4_000, writers: 10 });
  expect(outcome).toMatchObject({ readsFailed: 0, withoutRetryAfter: 0, after: "3 of 3", lost: 0 });
  expect(outcome.reads).toBeGreaterThan(5);
  expect(Object.keys(outcome.statuses)).toEqual(["503"]);
  // The machine of the tests has other work; the figure is in docs/security-report.md.
  expect(outcome.slowestRefusalMs).toBeLessThan(2_000);
  expect(outcome.stallMs).toBeLessThan(600);
});
