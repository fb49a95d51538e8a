import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readEnv } from "#app/env.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { tinyCompany } from "#test/support/tiny-company.ts";
import { drill } from "./drill.ts";

const dataDir = mkdtempSync(join(tmpdir(), "concord-drilled-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

// The short form; `npm run drill` is the long one.
test("what comes back on an empty machine is the database of the instant of the copy, though it was written to all the time", async () => {
  const env = readEnv({ DATA_DIR: dataDir });
  const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", Date.now());
  await tinyCompany(store);
  await store.close();
  const outcome = await drill({ dataDir, loadMs: 200 });
  expect(outcome.faults).toEqual([]);
  expect(outcome.restored).toBeGreaterThan(0);
  expect(outcome.written).toBeGreaterThan(outcome.restored);
});
