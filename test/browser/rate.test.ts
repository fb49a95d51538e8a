import { readFileSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser } from "playwright-core";
import { hashToken, makeLinkToken } from "#app/operations/survey-link.server.ts";
import { parseKeyRing } from "#db/key-ring.server.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import { launch, openPage } from "./browser.ts";

const origin = inject("origin");
const dataDir = inject("dataDir");
let browser: Browser;
let token: string;
let invitationId: string;
const open = () => new BetterSqlite3(join(dataDir, "concord.sqlite"));

/** An open invitation of the demo company with its link as the mail would carry it. */
beforeAll(async () => {
  browser = await launch();
  const keys = JSON.parse(readFileSync(join(dataDir, "keys.json"), "utf8")) as Record<string, string>;
  const ring = parseKeyRing("APP_SECRET", keys.APP_SECRET!) as KeyRing;
  const db = open();
  const row = db
    .prepare("select i.id, i.expires_at from invitation i join period p on p.month = i.period where i.state = 'open' and p.state in ('open', 'review') and i.expires_at > ? order by i.id limit 1")
    .get(Date.now() + 60_000) as { id: string; expires_at: number };
  invitationId = row.id;
  token = makeLinkToken(ring, row.id, row.expires_at);
  db.prepare("update invitation set token_hash = ? where id = ?").run(hashToken(token), row.id);
  db.close();
});
afterAll(() => browser.close());

const answers = () => {
  const db = open();
  const rows = db.prepare("select csat, is_current from answer where invitation_id = ? order by number").all(invitationId);
  db.close();
  return rows;
};

test("looking at the link, by people or by scanners, records nothing", async () => {
  for (let i = 0; i < 20; i += 1) await fetch(`${origin}/rate/${token}?score=5`, { method: i % 2 ? "GET" : "HEAD", redirect: "manual" });
  expect(answers()).toEqual([]);
});

test("a rating by link on a phone without JavaScript: one press on Confirm", async () => {
  const { page, context, faults } = await openPage(browser, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  await page.goto(`${origin}/rate/${token}?score=4`);
  expect(page.url()).not.toContain(token);
  expect(await page.locator("input[type=radio]:checked").first().getAttribute("value")).toBe("4");
  expect(answers()).toEqual([]);
  await page.locator("button[type=submit]:visible").last().click();
  await page.waitForLoadState();
  expect(answers()).toEqual([{ csat: 4, is_current: 1 }]);
  expect(faults).toEqual([]);
  await context.close();
});

test("the same link replaces the answer and keeps its history", async () => {
  const { page, context } = await openPage(browser, { javaScriptEnabled: false });
  await page.goto(`${origin}/rate/${token}?score=5`);
  await page.locator("button[type=submit]:visible").last().click();
  await page.waitForLoadState();
  expect(answers()).toEqual([{ csat: 4, is_current: 0 }, { csat: 5, is_current: 1 }]);
  await context.close();
});

test("a link altered anywhere opens nothing", async () => {
  for (let at = 0; at < token.length; at += 7) {
    const altered = token.slice(0, at) + (token[at] === "0" ? "1" : "0") + token.slice(at + 1);
    const answer = await fetch(`${origin}/rate/${altered}?score=1`, { redirect: "manual" });
    expect([at, answer.status >= 400 && answer.status < 500]).toEqual([at, true]);
  }
  expect(answers()).toHaveLength(2);
});
