import { expect, test } from "vitest";
import { killClosing } from "./kill-closing.ts";

// The short form; `npm run test:kill -- closing 50` is the long one.
test("killed four times while months are closed and paid, nothing is ever half closed and the end is the same", async () => {
  const outcome = await killClosing({ kills: 4, items: 300 });
  expect(outcome.faults).toEqual([]);
  expect(outcome.kills).toBeGreaterThanOrEqual(4);
}, 120_000);
