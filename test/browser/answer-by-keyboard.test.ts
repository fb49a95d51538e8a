import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { requestTask } from "#app/operations/request-task.server.ts";
import { createSession } from "#app/web/session.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { insertInvitations, loadAnswers } from "#db/queries/ratings.server.ts";
import { routeContext } from "#test/support/route-context.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { at, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import { launch, openPage } from "./browser.ts";
import { startPortal, type Portal } from "./portal.ts";

const NOW = at("2026-06-15");
const DAY = 86_400_000;
const MARKUP = `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script> & "late"`;
let opened: TestStore;
let company: TinyCompany;
let portal: Portal;
let browser: Browser;
let asked = 0;

beforeAll(async () => {
  opened = await sqliteStore();
  company = await tinyCompany(opened.store);
  portal = await startPortal(opened.store, { now: NOW });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await portal.stop();
  await opened.dispose();
});

/** Open questions to Cy about reports of finance, in the order in which the inbox shows them. */
async function ask(count: number): Promise<string[]> {
  const productId = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    asked += 1;
    const made = await requestTask(context(opened.store, NOW), { productId, clientId: company.departments.get("SALES")!, personId: company.people.get("003")!, neededBy: null, title: `Report ${asked}` });
    if (!made.ok) throw new Error(made.code);
    const id = `question-${String(asked).padStart(2, "0")}`;
    const row = {
      id, survey: "transactional", personId: company.people.get("003")!, taskId: made.value.taskId, providerId: company.departments.get("FIN")!, clientId: company.departments.get("SALES")!, agreementId: null, period: "2026-06",
      state: "open", createdAt: NOW + asked, expiresAt: NOW + 14 * DAY,
    } as const;
    await opened.store.writeAll((w) => insertInvitations(opened.store, w, [row]), { at: NOW, actor: { kind: "cli", id: "test" }, action: "survey.invite", entity: "invitation", entityId: id });
    ids.push(id);
  }
  return ids;
}

/** A signed-in browser of somebody. */
async function signedIn(name: keyof TinyCompany["accounts"], options: Parameters<typeof openPage>[1] = {}) {
  const watched = await openPage(browser, options);
  const [cookie, value] = (await createSession(new Request(portal.origin), routeContext(opened.store, NOW), company.accounts[name])).split(";")[0]!.split("=") as [string, string];
  await watched.context.addCookies([{ name: cookie, value, url: portal.origin }]);
  return watched;
}

const scores = async (ids: readonly string[]) => (await Promise.all(ids.map((id) => loadAnswers(opened.store, id)))).map((answers) => answers.find((row) => row.isCurrent)?.csat ?? null);

describe("the list of open questions", () => {
  test("five in a row by the keyboard alone: a digit, Enter, and the next one has the focus", async () => {
    const ids = await ask(5);
    const { page, context: own, faults } = await signedIn("cy");
    await page.goto(`${portal.origin}/inbox`, { waitUntil: "networkidle" });
    await page.locator("article input[name=csat]").first().focus();
    for (const [index, score] of ["5", "4", "3", "2", "4"].entries()) {
      await page.keyboard.press(score);
      await page.keyboard.press("Enter");
      await page.waitForFunction((left) => document.querySelectorAll("article").length === left, 4 - index);
      // Said to a screen reader, with what is left.
      expect(await page.locator("[role=status]").first().textContent()).toMatch(index === 4 ? /0 questions are left/ : new RegExp(`${4 - index} questions? (is|are) left`));
      if (index < 4) expect(await page.evaluate(() => [document.activeElement?.getAttribute("name"), document.activeElement?.closest("article")?.id])).toEqual(["csat", ids[index + 1]]);
    }
    expect(await scores(ids)).toEqual([5, 4, 3, 2, 4]);
    expect(faults).toEqual([]);
    await own.close();
  });

  test("n goes to the next question, and letters stay letters in a comment", async () => {
    const ids = await ask(2);
    const { page, context: own } = await signedIn("cy");
    await page.goto(`${portal.origin}/inbox`, { waitUntil: "networkidle" });
    await page.locator("article input[name=csat]").first().focus();
    await page.keyboard.press("n");
    expect(await page.evaluate(() => document.activeElement?.closest("article")?.id)).toBe(ids[1]);
    await page.keyboard.press("3");
    await page.locator(`[id="${ids[1]}"] textarea[name=comment]`).focus();
    await page.keyboard.type("nothing in 5 days");
    expect(await page.locator(`[id="${ids[1]}"] textarea[name=comment]`).inputValue()).toBe("nothing in 5 days");
    expect(await page.locator(`[id="${ids[1]}"] input[name=csat]:checked`).getAttribute("value")).toBe("3");

    // A draft outlives a reload, in this tab only, and ends with its answer.
    await page.reload({ waitUntil: "networkidle" });
    expect(await page.locator(`[id="${ids[1]}"] textarea[name=comment]`).inputValue()).toBe("nothing in 5 days");
    expect(await page.locator(`[id="${ids[1]}"] input[name=csat]:checked`).getAttribute("value")).toBe("3");
    await page.locator(`[id="${ids[1]}"] form button`).click();
    await page.waitForFunction((id) => document.getElementById(id) === null, ids[1]!);
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("concord-draft")))).toEqual([]);
    await own.close();
  });

  test("who signs out leaves nothing half-written in the browser", async () => {
    const [id] = await ask(1);
    const { page, context: own } = await signedIn("cy");
    await page.goto(`${portal.origin}/inbox`, { waitUntil: "networkidle" });
    await page.locator(`[id="${id}"] input[name=csat]`).first().focus();
    await page.keyboard.press("2");
    await page.locator(`[id="${id}"] textarea[name=comment]`).fill("never seen by the next one");
    const kept = () => page.evaluate(() => Object.values(sessionStorage).filter((text) => text.includes("never seen")).length);
    expect(await kept()).toBe(1);
    await page.locator("details", { has: page.locator("form[action='/sign-out']") }).locator("summary").click();
    await page.locator("form[action='/sign-out'] button").click();
    await page.waitForURL(/\/sign-in/);
    expect(await kept()).toBe(0);
    await own.close();
  });

  test("works without scripts as plain forms and says what happens next", async () => {
    const [id] = await ask(1);
    const { page, context: own } = await signedIn("cy", { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    await page.goto(`${portal.origin}/inbox`);
    const form = page.locator(`[id="${id}"] form`);
    await form.locator("label", { has: page.locator("input[name=csat][value='2']") }).click();
    await form.locator("textarea[name=comment]").fill("Late again");
    await form.locator("button").click();
    await page.waitForLoadState();
    expect(await page.locator("[role=status]").first().textContent()).toContain("opens an improvement case");
    expect(await scores([id!])).toEqual([2]);
    await own.close();
  });

  test("markup in a comment stays text wherever it is shown", async () => {
    const [id] = await ask(1);
    const rater = await signedIn("cy");
    await rater.page.goto(`${portal.origin}/inbox`, { waitUntil: "networkidle" });
    await rater.page.locator(`[id="${id}"] input[name=csat][value="1"]`).focus();
    await rater.page.keyboard.press("1");
    await rater.page.locator(`[id="${id}"] textarea[name=comment]`).fill(MARKUP);
    await rater.page.locator(`[id="${id}"] form button`).click();
    await rater.page.waitForFunction((gone) => document.getElementById(gone) === null, id!);
    const provider = await signedIn("ada");
    for (const { page } of [rater, provider]) {
      for (const path of ["/ratings/answers?period=2026-06", "/ratings/given", "/improvement", "/inbox"]) {
        await page.goto(portal.origin + path, { waitUntil: "networkidle" });
        expect([path, await page.title()]).not.toContain("taken");
        expect(await page.locator("main img[src=x]").count()).toBe(0);
      }
    }
    await provider.page.goto(`${portal.origin}/ratings/answers?period=2026-06`, { waitUntil: "networkidle" });
    expect(await provider.page.locator("main").textContent()).toContain(MARKUP);
    await rater.context.close();
    await provider.context.close();
  });
});
