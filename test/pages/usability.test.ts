import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openPage, signIn } from "#test/browser/browser.ts";
import { openPortal, type OpenPortal } from "#test/support/open-portal.ts";
import { USABILITY_TASKS } from "#test/usability/tasks.ts";
import { Walk, type Hand } from "#test/usability/walk.ts";
import { launchFor } from "./look.ts";

let portal: OpenPortal;
let browser: Browser;
const rows: string[] = [];

/** Each hand has a company of its own: what one has accepted the other would look for in vain. */
async function begin(): Promise<void> {
  portal = await openPortal(inject("demoDir"));
  browser = await launchFor(portal);
}
async function end(): Promise<void> {
  await browser.close();
  await portal.close();
}

async function walkThrough({ who, wish, go }: (typeof USABILITY_TASKS)[number], hand: Hand): Promise<Walk> {
  const { page, context, faults } = await openPage(browser);
  page.setDefaultTimeout(20_000);
  await signIn(page, portal.env.origin, who);
  const walk = new Walk(page, hand);
  try {
    await go(walk);
  } catch (error) {
    throw new Error(`${wish}: stuck at ${page.url()}: ${String(error)}`);
  }
  expect(faults).toEqual([]);
  await context.close();
  return walk;
}

describe("what people come for, from the sign-in page, without having read anything", () => {
  beforeAll(begin);
  afterAll(async () => {
    console.info(["| who | wish | presses | keys | practised hand, s | the script, s |", "|---|---|---|---|---|---|", ...rows].join("\n"));
    await end();
  });

  test.each(USABILITY_TASKS)("$who: $wish", async (task) => {
    const walk = await walkThrough(task, "pointer");
    rows.push(`| ${task.who} | ${task.wish} | ${walk.clicks} | ${walk.keys} | ${walk.handSeconds.toFixed(0)} | ${walk.machineSeconds.toFixed(1)} |`);
    expect(walk.clicks).toBeLessThanOrEqual(task.mostClicks);
  });
});

describe("the same without a pointer: by Tab, Enter, arrows and letters, the focus always seen", () => {
  beforeAll(begin);
  afterAll(end);

  test.each(USABILITY_TASKS)("$who: $wish", async (task) => {
    const walk = await walkThrough(task, "keyboard");
    expect(walk.unseen).toEqual([]);
  });
});
