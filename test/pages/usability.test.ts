import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openPage, signIn } from "#test/browser/browser.ts";
import { openPortal, type OpenPortal } from "#test/support/open-portal.ts";
import { USABILITY_TASKS } from "#test/usability/tasks.ts";
import { Walk } from "#test/usability/walk.ts";
import { launchFor } from "./look.ts";

let portal: OpenPortal;
let browser: Browser;
const rows: string[] = [];

beforeAll(async () => {
  portal = await openPortal(inject("demoDir"));
  browser = await launchFor(portal);
});
afterAll(async () => {
  console.info(["| who | wish | clicks | keys | seconds of a practised hand | of the script |", "|---|---|---|---|---|---|", ...rows].join("\n"));
  await browser.close();
  await portal.close();
});

describe("what people come for, from the sign-in page, without having read anything", () => {
  test.each(USABILITY_TASKS)("$who: $wish", async ({ who, wish, mostClicks, go }) => {
    const { page, context, faults } = await openPage(browser);
    page.setDefaultTimeout(20_000);
    await signIn(page, portal.env.origin, who);
    const walk = new Walk(page);
    try {
      await go(walk);
    } catch (error) {
      throw new Error(`${wish}: stuck at ${page.url()}: ${String(error)}`);
    }
    rows.push(`| ${who} | ${wish} | ${walk.clicks} | ${walk.keys} | ${walk.handSeconds.toFixed(0)} | ${walk.machineSeconds.toFixed(1)} |`);
    expect(walk.clicks).toBeLessThanOrEqual(mostClicks);
    expect(faults).toEqual([]);
    await context.close();
  });
});
