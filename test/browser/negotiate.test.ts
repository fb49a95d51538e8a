import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { launch, openPage, signIn } from "./browser.ts";

const origin = inject("origin");
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** Words of the buttons in both languages: what people press is what this test presses. */
const WORDS = {
  en: { next: "Next", begin: "Begin the draft", inputAdd: "Add an input", save: "Save", propose: "Propose", counter: "Counter-propose", sign: "Sign", agreed: "Agreed", waits: "waits for your answer" },
  ru: { next: "Дальше", begin: "Создать черновик", inputAdd: "Добавить исходные данные", save: "Сохранить", propose: "Предложить", counter: "Встречное предложение", sign: "Подписать", agreed: "Согласовано", waits: "ждёт вашего ответа" },
} as const;

const button = (page: Page, name: string) => page.locator("main").getByRole("button", { name, exact: true }).first();
/** Confirms in the dialog that has opened. */
async function confirm(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await dialog.getByRole("button", { name, exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

// Two pairs of departments, so that the second language meets no text of the first.
describe.each([
  ["en", { client: "client", provider: "deputy", providerDepartment: "IT" }],
  ["ru", { client: "head", provider: "deputy", providerDepartment: "Информационные технологии" }],
] as const)("two people in two browsers, in %s", (lang, people) => {
  const t = WORDS[lang];
  test("negotiate a text with an input through one counter-proposal to two signatures", async () => {
    const client = await openPage(browser, { locale: lang === "ru" ? "ru-RU" : "en-GB" });
    const provider = await openPage(browser, { locale: lang === "ru" ? "ru-RU" : "en-GB" });
    for (const one of [client, provider]) await one.context.addCookies([{ name: "lang", value: lang, url: origin }]);
    await signIn(client.page, origin, people.client);
    await signIn(provider.page, origin, people.provider);

    // The client begins: the other side, one product, an input.
    await client.page.goto(`${origin}/agreements/new`);
    await client.page.locator('select[name="other"]').selectOption({ label: people.providerDepartment });
    await button(client.page, t.next).click();
    await client.page.locator('input[name="product"]').first().check();
    await button(client.page, t.begin).click();
    await client.page.waitForURL("**/versions/*");
    const draft = client.page.url();

    // Nobody on the other side sees a draft.
    expect((await provider.page.goto(draft))?.status()).toBe(404);

    await client.page.getByText(t.inputAdd).click();
    await client.page.locator('input[name="nameEn"]').last().fill("Signed requests");
    await client.page.locator('input[name="nameRu"]').last().fill("Подписанные заявки");
    await client.page.locator('input[name="dueEn"]').last().fill("3");
    await client.page.getByRole("button", { name: t.save, exact: true }).first().click();
    await client.page.locator("main li", { hasText: lang === "ru" ? "Подписанные заявки" : "Signed requests" }).first().waitFor();

    await button(client.page, t.propose).click();
    await confirm(client.page, t.propose);
    await client.page.locator("main h2", { hasText: lang === "ru" ? "Подписи" : "Signatures" }).waitFor();

    // The provider is told, comments and answers with another text.
    await provider.page.goto(`${origin}/`);
    expect(await provider.page.textContent("main")).toContain(t.waits);
    await provider.page.goto(draft);
    await button(provider.page, t.counter).click();
    await provider.page.waitForURL((url) => url.href !== draft && url.pathname.includes("/versions/"));
    const answer = provider.page.url();
    await provider.page.locator('textarea[name="purposeEn"]').fill("Requests that can be worked on");
    await provider.page.locator('textarea[name="purposeRu"]').fill("Заявки, с которыми можно работать");
    await provider.page.getByRole("button", { name: t.save, exact: true }).last().click();
    await provider.page.locator("main p", { hasText: lang === "ru" ? "Заявки, с которыми" : "Requests that can" }).first().waitFor();
    await button(provider.page, t.propose).click();
    await provider.page.getByRole("dialog").locator('textarea[name="reason"]').fill("Без цели непонятно, зачем это / Without a purpose nobody knows why");
    await confirm(provider.page, t.propose);

    // A page that was open before the counter signs nothing.
    await client.page.goto(draft);
    expect(await button(client.page, t.sign).count()).toBe(0);

    // Two tabs with the same text: one signs, the other hears that it is done.
    const tab = await client.context.newPage();
    await Promise.all([client.page.goto(answer), tab.goto(answer)]);
    expect(await client.page.textContent("main")).toContain(lang === "ru" ? "Заявки, с которыми" : "Requests that can");
    await button(client.page, t.sign).click();
    await confirm(client.page, t.sign);
    await client.page.getByText(t.agreed, { exact: false }).first().waitFor();
    await button(tab, t.sign).click();
    await confirm(tab, t.sign);
    await tab.getByRole("alert").first().waitFor();

    await provider.page.goto(answer);
    const text = (await provider.page.textContent("main"))!;
    expect(text).toContain(t.agreed);
    expect(text).toMatch(/[0-9a-f]{64}/);
    // A deputy signed for the head.
    expect(text).toMatch(lang === "ru" ? / за / : / for /);
    const pdf = await provider.page.request.get(`${answer}/file.pdf`);
    expect([pdf.status(), pdf.headers()["content-type"], (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, "application/pdf", "%PDF-"]);
    expect(await (await provider.page.request.get(`${answer}/file.yaml`)).text()).toContain("Signed requests");

    // Each answer that was refused is a 4xx that the browser notes in its console.
    const unexpected = (faults: readonly string[]) => faults.filter((fault) => !/status of 4(04|09|22)/.test(fault));
    expect([...unexpected(client.faults), ...unexpected(provider.faults)]).toEqual([]);
    await client.context.close();
    await provider.context.close();
  }, 120_000);
});
