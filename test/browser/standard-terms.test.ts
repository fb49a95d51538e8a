import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser } from "playwright-core";
import { launch, openPage, signIn } from "./browser.ts";

const origin = inject("origin");
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

test("a head offers the text of an agreement to everybody, and a third department joins it with one form", async () => {
  const head = await openPage(browser);
  await signIn(head.page, origin, "head");
  await head.page.goto(`${origin}/agreements`);
  await head.page.getByRole("link", { name: "Engineering" }).first().click();
  await head.page.getByRole("link", { name: "Offer as standard terms" }).click();
  await head.page.getByLabel("Name in English").fill("Finance for everybody");
  await head.page.getByRole("button", { name: "Sign and offer" }).click();
  await head.page.getByRole("heading", { name: "Finance for everybody", level: 1 }).waitFor();
  const terms = head.page.url();

  // Somebody of a department that is served already is told so, and cannot.
  const client = await openPage(browser);
  await signIn(client.page, origin, "client");
  await client.page.goto(terms);
  await client.page.getByText("No department of yours can join").waitFor();

  // Human resources has no agreement with Finance, in the demo and in the other tests over the same company.
  const third = await openPage(browser);
  await signIn(third.page, origin, "hr");
  await third.page.goto(`${origin}/agreements`);
  await third.page.getByRole("link", { name: "Standard terms" }).click();
  await third.page.getByRole("link", { name: "Finance for everybody" }).click();
  await third.page.getByRole("button", { name: "Join and sign" }).click();
  await third.page.waitForURL(/\/agreements\/[0-9a-f]{32}$/);
  await third.page.getByText("Agreed; in force from").waitFor();

  // The provider sees who joined, without a deviation.
  await head.page.goto(terms);
  await head.page.getByText("as offered").waitFor();
  expect([...head.faults, ...client.faults, ...third.faults]).toEqual([]);
});
