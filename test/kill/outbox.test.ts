import { expect, test } from "vitest";
import { killOutbox } from "./kill-outbox.ts";

// The short form; `npm run test:kill -- outbox 300` is the long one.
test("killed while mails go out, none is lost, and one comes twice only for a kill", async () => {
  const { repeated, ...outcome } = await killOutbox({ kills: 1 });
  expect(outcome).toEqual({ kills: 1, inWindow: 1, mails: 30, faults: [] });
  expect(repeated).toBeLessThanOrEqual(1);
}, 60_000);
