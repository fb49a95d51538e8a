import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_PLAN } from "#app/domain/pay/plan-terms.ts";
import { docxFile } from "#app/operations/docx-file.server.ts";
import { openEntry, readZip } from "#app/operations/feeds/zip-entries.server.ts";
import { exampleOf } from "#app/operations/plan-documents.server.ts";
import { savePlan } from "#app/operations/save-plan.server.ts";
import { setPlanMembers } from "#app/operations/set-plan-members.server.ts";
import * as documents from "#app/routes/pay.plans.$planId.documents.$file/route.ts";
import { callRoute } from "#test/support/route-context.ts";
import { sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, context, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

describe("the example of an annex, by hand", () => {
  test.each([
    // 45,000.00 × 72 ÷ 92 = 35,217.39; 100 − 2 × (98 − 93.46) = 90.92; 35,217.39 × 90.92 % = 32,019.65
    ["the default curve", {}, { proratedMinor: 3_521_739, payoutBp: 9092, bonusMinor: 3_201_965 }],
    ["a cap below the scale", { planCapBp: 8000 }, { payoutBp: 8000, bonusMinor: 2_817_391 }],
    ["a currency without decimals", { minorDigits: 0 }, { proratedMinor: 35_217, bonusMinor: 32_019 }],
    ["a currency with three decimals", { minorDigits: 3 }, { proratedMinor: 35_217_391, bonusMinor: 32_019_652 }],
  ])("%s", (_what, over, expected) => expect(exampleOf({ ...DEFAULT_PLAN, ...over })).toMatchObject(expected));
});

describe("documents of a version", () => {
  let opened: TestStore;
  let company: TinyCompany;
  let planId: string;
  const get = (who: keyof TinyCompany["accounts"], file: string) => callRoute(documents.loader, opened.store, at("2026-07-11"), company.accounts[who], "/", { planId, file });

  beforeAll(async () => {
    opened = await sqliteStore();
    company = await tinyCompany(opened.store);
    const ctx = context(opened.store, at("2026-07-01"));
    const saved = await savePlan(ctx, { planId: null, code: "BACK", name: { en: "Back office", ru: "Бэк-офис" }, from: "2026-04-01", terms: { ...DEFAULT_PLAN, fundLimitMinor: 987_654_321, approvalChain: ["hr"] }, accountId: null });
    if (!saved.ok) throw new Error(saved.code);
    ({ planId } = saved.value);
    await setPlanMembers(ctx, { planId, changes: [{ personId: company.people.get("002")!, from: "2026-04-01", to: null, target: { type: "amount", minor: 7_654_321 } }] });
  });
  afterAll(() => opened.dispose());

  test.each(["annex-1-en.pdf", "annex-1-ru.pdf", "sheet-1-ru.pdf"])("%s is a PDF", async (file) => {
    const answer = await get("hana", file);
    expect([answer.status, answer.headers.get("Content-Type"), answer.headers.get("Content-Disposition")]).toEqual([200, "application/pdf", `attachment; filename="BACK-${file}"`]);
    expect(answer.text.startsWith("%PDF-")).toBe(true);
  });

  test("a member gets the annex and not the sheet; others get neither", async () => {
    for (const [who, annex, sheet] of [["bo", 200, 404], ["leo", 404, 404], ["adam", 404, 404], ["audrey", 200, 200], ["dora", 200, 404]] as const) {
      expect([who, (await get(who, "annex-1-en.docx")).status, (await get(who, "sheet-1-en.docx")).status]).toEqual([who, annex, sheet]);
    }
    expect((await get("hana", "annex-2-en.pdf")).status).toBe(404);
    expect((await get("hana", "annex-1-de.pdf")).status).toBe(404);
    expect((await get("hana", "../annex-1-en.pdf")).status).toBe(404);
  });
});

test("a document for Word holds every word of it, escaped, and is the same each time", async () => {
  const document = { title: "Annex <1>", footer: "SHA & co", blocks: [{ kind: "text", text: 'Премия "A" & B\u0007' }, { kind: "table", headings: ["Term"], rows: [["120 %"]], widths: [1] }] } as const;
  const file = docxFile(document);
  expect(docxFile(document).equals(file)).toBe(true);
  const directory = mkdtempSync(join(tmpdir(), "docx-"));
  try {
    const path = join(directory, "a.docx");
    writeFileSync(path, file);
    const handle = await open(path, "r");
    const entries = await readZip(handle);
    await handle.close();
    expect(entries.map((entry) => entry.name).sort()).toEqual(["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "word/footer1.xml"]);
    const xml = (await (await openEntry(path, entries.find((entry) => entry.name === "word/document.xml")!)).toArray()).join("");
    for (const words of ["Annex &lt;1&gt;", "Премия &quot;A&quot; &amp; B<", "120 %"]) expect(xml).toContain(words);
  } finally {
    rmSync(directory, { recursive: true });
  }
});
