import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readEnv } from "#app/env.server.ts";
import { issueToken } from "#app/operations/issue-token.server.ts";
import { openStore } from "#db/open-store.server.ts";
import type { Store } from "#db/store.ts";

const EXAMPLE = fileURLToPath(new URL("../../docs/examples/send-tasks.mjs", import.meta.url));
let store: Store;
let token = "";

beforeAll(async () => {
  const env = readEnv({ DATA_DIR: inject("dataDir") });
  store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "web", Date.now());
  const { account, department } = store.t;
  const { id, personId } = (await store.q.select().from(account)).find((row) => row.email === "admin@meridian.example")!;
  const finance = (await store.q.select().from(department)).find((row) => row.code === "FIN")!;
  const issued = await issueToken({ store, now: Date.now(), actor: { kind: "account", id } }, { name: "example", scopes: ["tasks:read", "tasks:write"], source: "example", providerIds: [finance.id], days: 1, personId });
  if (!issued.ok) throw new Error(issued.code);
  token = issued.value.secret;
});
afterAll(() => store.close());

const run = (env: Readonly<Record<string, string>>, ...args: readonly string[]) => spawnSync(process.execPath, [EXAMPLE, ...args], { encoding: "utf8", env: { NODE_ENV: "test", PATH: process.env.PATH ?? "", CONCORD_URL: inject("origin"), ...env } });

test("the example of the API guide sends, changes nothing the second time, and reads", () => {
  const { status, stdout, stderr } = run({ CONCORD_TOKEN: token }, "FIN-PAYM", "SALES");
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout.split("\n").slice(0, 3)).toEqual(['sent: {"accepted":2,"corrected":0,"unchanged":0,"rejected":0}', 'sent again: {"accepted":0,"corrected":0,"unchanged":2,"rejected":0}', "read: 2 tasks"]);
});

test("without a token it says where to get one; with a wrong one it says what the portal said", () => {
  expect(run({})).toMatchObject({ status: 2, stderr: expect.stringContaining("Sources and tokens") as string });
  expect(run({ CONCORD_TOKEN: "concord_wrong" })).toMatchObject({ status: 1, stderr: expect.stringContaining("401") as string });
});
