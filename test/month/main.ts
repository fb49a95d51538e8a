/**
 * `npm run test:month -- [days]`: the demo company lives a month over a real mail server. Deliveries are made and accepted on every
 * working day, the jobs of each hour run twice, and whoever gets a mail answers by its link in Chromium, at 390 px and without
 * scripts; one answer is bad, becomes a case, and its client confirms the mend. Prints what happened and what went wrong.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { readEnv } from "#app/env.server.ts";
import { openStore } from "#db/open-store.server.ts";
import { startMailServer } from "#test/support/mail-server.ts";
import { launch, openPage } from "../browser/browser.ts";
import { startPortal } from "../browser/portal.ts";
import { confirmTheCase } from "./mended-case.ts";
import { liveTheMonth } from "./live-the-month.ts";

const days = Number(process.argv[2] ?? 30);
const folder = mkdtempSync(join(tmpdir(), "concord-month-"));
const variables = { ...process.env, DATA_DIR: folder, DATABASE_URL: "", APP_ORIGIN: "" };
const demo = spawnSync(process.execPath, ["--import", "tsx", "jobs/cli.ts", "demo"], { env: variables, encoding: "utf8" });
if (demo.status !== 0) throw new Error(demo.stderr);

const env = readEnv(variables);
const store = await openStore(env.database, { audit: env.auditKey, pay: env.payKey }, "jobs", Date.now());
const clock = { now: Date.now() };
const mailServer = await startMailServer();
const portal = await startPortal(store, clock, mailServer.url);
const browser = await launch();
const phone = await openPage(browser, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
try {
  const month = await liveTheMonth({ store, clock, mailServer, portal, phone: phone.page }, days);
  const state = await confirmTheCase({ store, clock, portal, phone });
  const faults = [...month.faults, ...phone.faults, ...(state === "confirmed" ? [] : [`the case is ${state}`])];
  console.log(JSON.stringify({ ...month, caseOfTheBadAnswer: state, faults }));
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await browser.close();
  await portal.stop();
  await mailServer.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
