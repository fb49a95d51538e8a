import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { launch, openPage, signIn } from "./browser.ts";

const origin = inject("origin");
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** What is typed for each kind beyond what the form begins with; the two boxes that only people know. */
const PROMISES = [
  { kind: "timing", en: "Claims are paid", ru: "Отчёты оплачены", fill: { due_n: "5" } },
  { kind: "response", en: "Claims are taken up", ru: "Отчёты взяты в работу", fill: { due_n: "4" } },
  { kind: "frequency", en: "The ageing report comes", ru: "Отчёт по задолженности приходит", fill: { monthDays: "5" } },
  { kind: "quality", en: "Claims are right the first time", ru: "Отчёты верны с первого раза", fill: {} },
  { kind: "completeness", en: "Everything asked for is there", ru: "Сделано всё запрошенное", fill: { rule_share: "98" } },
  { kind: "format", en: "Reports are spreadsheets", ru: "Отчёты приходят таблицами", fill: { rule_types: "xlsx" } },
] as const;

/** Opens the dialog of an act by its button and confirms; done when the page offers the act no more. */
async function act(page: Page, trigger: string, name: string, fill: Readonly<Record<string, string>> = {}): Promise<void> {
  const button = page.locator("main button", { hasText: new RegExp(`^${trigger}$`) });
  await button.click();
  const form = page.getByRole("dialog").locator("form", { has: page.locator(`input[name="act"][value="${name}"]`) });
  for (const [field, value] of Object.entries(fill)) await form.locator(`[name="${field}"]`).fill(value);
  await form.getByRole("button", { name: trigger, exact: true }).click();
  await button.waitFor({ state: "detached" });
}

/** The whole hash of the text on a page: it is shown by its first signs and stands whole in their title. */
const hashOn = async (page: Page): Promise<string> => {
  const found = await page.waitForFunction(() => [...document.querySelectorAll("main [title]")].map((one) => one.getAttribute("title") ?? "").find((title) => /^[0-9a-f]{64}$/.test(title)));
  return (await found.jsonValue()) as string;
};

test("one in Russian and one in English agree on all six kinds and an input, through a counter-proposal of one term", async () => {
  const client = await openPage(browser, { locale: "ru-RU" });
  const provider = await openPage(browser, { locale: "en-GB" });
  await client.context.addCookies([{ name: "lang", value: "ru", url: origin }]);
  await provider.context.addCookies([{ name: "lang", value: "en", url: origin }]);
  await Promise.all([signIn(client.page, origin, "deputy"), signIn(provider.page, origin, "head")]);

  // The client begins with an empty text and writes a promise of each kind.
  await client.page.goto(`${origin}/agreements/new`);
  await client.page.locator('select[name="other"]').selectOption({ label: "Финансы" });
  await client.page.getByRole("button", { name: "Дальше", exact: true }).click();
  await client.page.getByRole("button", { name: "Создать черновик", exact: true }).click();
  await client.page.waitForURL("**/versions/*");
  const draft = client.page.url();
  // Nothing can be proposed yet, and the dialog itself says so each time: the page's notice lies behind it.
  const proposing = client.page.locator("main button", { hasText: /^Предложить$/ });
  await proposing.click();
  const dialog = client.page.getByRole("dialog");
  for (let time = 0; time < 2; time += 1) {
    const answered = client.page.waitForResponse((response) => response.request().method() === "POST");
    await dialog.getByRole("button", { name: "Предложить", exact: true }).click();
    expect((await answered).status()).toBe(422);
    expect(await dialog.getByRole("alert").textContent()).toMatch(/исправьте/);
  }
  await client.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await proposing.evaluate((button) => button === document.activeElement), "the focus is back where the dialog was opened").toBe(true);
  for (const promise of PROMISES) {
    await client.page.goto(`${draft}/obligations/new?kind=${promise.kind}`);
    await client.page.fill('input[name="name_en"]', promise.en);
    await client.page.fill('input[name="name_ru"]', promise.ru);
    for (const [field, value] of Object.entries(promise.fill)) await client.page.locator(`[name="${field}"]`).fill(value);
    await client.page.locator('button[name="intent"][value="save"]').click();
    await client.page.waitForURL(draft);
    await client.page.locator("main li", { hasText: promise.ru }).first().waitFor();
  }
  await client.page.getByText("Добавить исходные данные").click();
  const input = client.page.locator("form", { has: client.page.locator('input[name="act"][value="save_input"]') });
  await input.locator('[name="nameEn"]').fill("Claims with their receipts");
  await input.locator('[name="nameRu"]').fill("Отчёты с чеками");
  await input.locator('[name="dueEn"]').fill("3");
  await input.getByRole("button").click();
  await client.page.locator("main li", { hasText: "Отчёты с чеками" }).first().waitFor();
  await act(client.page, "Предложить", "propose");
  const proposed = await hashOn(client.page);

  // The provider reads each promise in English and answers with another term.
  await provider.page.goto(draft);
  const english = (await provider.page.textContent("main"))!;
  for (const { en } of PROMISES) expect(english).toContain(en);
  expect(english).toContain("Claims with their receipts");
  expect(await hashOn(provider.page)).toBe(proposed);
  await provider.page.getByRole("button", { name: "Counter-propose", exact: true }).click();
  await provider.page.waitForURL((url) => url.href !== draft && /\/versions\/\d+$/.test(url.pathname));
  const answer = provider.page.url();
  await provider.page.getByRole("link", { name: `: ${PROMISES[0].en}` }).click();
  await provider.page.waitForURL("**/obligations/*");
  await provider.page.fill('input[name="due_n"]', "7");
  await provider.page.locator('button[name="intent"][value="save"]').click();
  await provider.page.waitForURL(answer);
  await act(provider.page, "Propose", "propose", { reason: "Five days are too few at a month's end" });

  // The client sees what changed, and why, and signs; the provider signed when proposing.
  await client.page.goto(answer);
  const changed = (await client.page.textContent("main"))!;
  expect(changed).toContain("Five days are too few");
  expect(changed).toMatch(/за 7\sрабочих\sдней/);
  expect(changed).toMatch(/за 5\sрабочих\sдней/);
  await act(client.page, "Подписать", "sign");
  await client.page.getByText("Согласовано").first().waitFor();
  await provider.page.goto(answer);
  expect(await provider.page.textContent("main")).toContain("Agreed");
  const [clientHash, providerHash] = [await hashOn(client.page), await hashOn(provider.page)];
  expect(clientHash).toMatch(/^[0-9a-f]{64}$/);
  expect(providerHash).toBe(clientHash);
  expect(clientHash).not.toBe(proposed);

  // What both can take home is one text with six promises and the input.
  const file = (await (await provider.page.request.get(`${answer}/file.json`)).json()) as { text?: unknown };
  const kinds = JSON.stringify(file);
  for (const { kind, en } of PROMISES) {
    expect(kinds).toContain(`"kind":"${kind}"`);
    expect(kinds).toContain(en);
  }
  expect(kinds).toContain("Claims with their receipts");
  // The one answer that was refused is a 422 that the browser notes in its console.
  expect([...client.faults, ...provider.faults].filter((fault) => !/status of 422/.test(fault))).toEqual([]);
  await client.context.close();
  await provider.context.close();
}, 90_000);
