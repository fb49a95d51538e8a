import { expect, test } from "vitest";
import { killIntake } from "./kill-intake.ts";

// The short form; `npm run test:kill -- intake 50` is the long one.
test("killed four times while files come in and are judged, nothing is lost and nothing is doubled", async () => {
  expect(await killIntake({ kills: 4, rows: 1200 })).toMatchObject({ kills: 4, faults: [] });
}, 120_000);
