import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bonusOrder } from "#app/operations/bonus-order.server.ts";
import { documentBlocks, loadDocumentWords, resetDocumentWords, saveDocumentWords, standardText } from "#app/operations/document-words.server.ts";
import { prepareBonusRun } from "#app/operations/prepare-run.server.ts";
import type { PrintedDocument } from "#app/operations/printed-document.ts";
import * as order from "#app/routes/pay.runs.$runId.order.$file/route.ts";
import * as documents from "#app/routes/_shell.pay.documents/route.tsx";
import { findRun } from "#db/queries/runs.server.ts";
import { closeGoodQuarter } from "#test/support/close-quarter.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, closeTwoMonths, context, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-07-20");
const textOf = ({ blocks }: PrintedDocument): string => blocks.map((block) => (block.kind === "table" ? block.rows.map((row) => row.join(" | ")).join("\n") : block.kind === "page" ? "" : block.text)).join("\n").replace(/[\u00a0\u202f]/g, " ");

describe.each(STORES)("the order of a run, on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let planId: string;
  let runId: string;
  const ctx = () => context(opened.store, NOW);
  const run = async () => (await findRun(opened.store, runId))!;
  const get = (who: keyof TinyCompany["accounts"], file: string, id = runId) => callRoute(order.loader, opened.store, NOW, company.accounts[who], "/", { runId: id, file });

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
    ({ planId, runId } = await payTinyCompany(company));
  });
  afterAll(() => opened.dispose());

  test("names every person with the amount, and the sum of all", async () => {
    const text = textOf((await bonusOrder(ctx(), await run(), "en"))!);
    const { lines } = { lines: text.split("\n") };
    const amounts = lines.filter((line) => /^\d+ \| 00\d/.test(line)).map((line) => Number(line.split(" | ").at(-1)!.replace(/[,.]/g, "")));
    const total = Number(lines.find((line) => line.includes("| Total |"))!.split(" | ").at(-1)!.replace(/[,.]/g, ""));
    expect(amounts).toHaveLength(2);
    expect(amounts.reduce((sum, one) => sum + one, 0)).toBe(total);
    expect(text).toContain("I order:");
    expect(text).toContain("Approval by the director");
  });

  test("in Russian says the same", async () => expect(textOf((await bonusOrder(ctx(), await run(), "ru"))!)).toMatch(/приказываю:[\s\S]*Итого/));

  test("HR and the auditor can print it in both formats, others not, and each printing is recorded", async () => {
    for (const [who, status] of [["hana", 200], ["audrey", 200], ["dora", 403], ["adam", 403], ["ada", 403]] as const) expect([who, (await get(who, "en.pdf")).status]).toEqual([who, status]);
    expect((await get("hana", "ru.docx")).headers.get("Content-Type")).toContain("wordprocessingml");
    expect([(await get("hana", "de.pdf")).status, (await get("hana", "en.pdf", "none")).status]).toEqual([404, 404]);
    const { audit: a } = opened.store.t;
    const rows = await opened.store.q.select({ action: a.action, entityId: a.entityId }).from(a);
    expect(rows.filter((row) => row.action === "run.order" && row.entityId === runId)).toHaveLength(5);
  });

  test("there is none before the run is approved", async () => {
    await closeGoodQuarter(company, "2026-Q3");
    const prepared = await prepareBonusRun(context(opened.store, at("2026-10-10")), { planId, period: "2026-Q3", accountId: company.accounts.hana });
    if (!prepared.ok) throw new Error(prepared.code);
    expect((await get("hana", "en.pdf", prepared.value.runId)).status).toBe(409);
  });

  test("the company's own words stand in it, until it goes back to the portal's", async () => {
    const own = (["opening", "closing"] as const).flatMap((part) => (["en", "ru"] as const).map((locale) => ({ part, locale, text: part === "opening" && locale === "en" ? "To all of {{organisation}}:\npay {{total}}." : standardText("order", part, locale) })));
    expect(await saveDocumentWords(ctx(), "order", null, own)).toMatchObject({ ok: true });
    expect((await documentBlocks(opened.store, "order", "en", { organisation: "Tiny", total: "5" })).opening).toEqual([{ kind: "text", text: "To all of Tiny:" }, { kind: "text", text: "pay 5." }]);
    expect((await loadDocumentWords(opened.store, "order")).ownSince).toBe(NOW);
    expect(await saveDocumentWords(ctx(), "order", null, [{ part: "closing", locale: "ru", text: "{{salary}}" }])).toMatchObject({ code: "unknown_placeholder", field: "closing.ru", facts: { name: "salary" } });
    await resetDocumentWords(ctx(), "order", null);
    expect(await loadDocumentWords(opened.store, "order")).toMatchObject({ ownSince: null });
    expect(textOf((await bonusOrder(ctx(), await run(), "en"))!)).toContain("I order:");
  });

  test("the form sends a bad text back with what was typed; only HR has it", async () => {
    const post = (who: keyof TinyCompany["accounts"], form: Record<string, string>) => callRoute(documents.action, opened.store, NOW, company.accounts[who], "/pay/documents?kind=order", {}, form);
    const bad = await post("hana", { intent: "save", "opening.en": "Pay {{salary}}", "opening.ru": "", "closing.en": "", "closing.ru": "" });
    expect(bad.status).toBe(422);
    expect(JSON.parse(bad.text)).toMatchObject({ values: { "opening.en": "Pay {{salary}}" }, faults: { "opening.en": expect.stringContaining("salary") } });
    expect((await post("hana", { intent: "save", "opening.de": "x" })).status).toBe(400);
    expect((await post("adam", { intent: "reset" })).status).toBe(403);
  });
});
