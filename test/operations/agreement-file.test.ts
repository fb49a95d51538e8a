import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import { agreementFile, agreementJson, agreementYaml } from "#app/operations/export-agreement.server.ts";
import { importAgreements } from "#app/operations/import-agreements.server.ts";
import { openNegotiation } from "#app/operations/negotiation-state.server.ts";
import { printAgreement } from "#app/operations/print-agreement.server.ts";
import type { PrintedAgreement } from "#app/operations/print-agreement.server.ts";
import { exportedText } from "#app/web/agreement-file.server.ts";
import { listAgreements, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import { as, negotiators } from "#test/support/negotiators.ts";
import type { Negotiators } from "#test/support/negotiators.ts";
import { sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

const common = { calendar: "both", acceptance: { unit: "working_days", n: 3, end: "eod" }, missingMeasure: "left_out", appliesTo: { priority: ["high"] } };
const within = { type: "within", duration: { unit: "working_hours", n: 4 } };
const base = { name: { en: "A promise", ru: "Обещание" }, target: 99.99, floor: 80.5, weight: "1.25", mode: "trial", team: "PAYROLL" };
/** One promise of every kind and rule. */
const PROMISES = [
  { ...base, key: "t", product: "REPORT", kind: "timing", terms: { ...common, start: "input_complete", due: { type: "nth_workday", n: -2, at: "18:00" }, grace: { unit: "working_minutes", n: 30 }, cutOff: "15:00", pauseReasons: ["client_input"], rework: "same_clock", reworkDue: within } },
  { ...base, key: "t2", product: "PAYSLIP", kind: "timing", terms: { ...common, start: "requested", due: { type: "agreed_date", fallback: { unit: "calendar_days", n: 9, end: "snap" } }, pauseReasons: [], rework: "own_clock" } },
  { ...base, key: "r", product: "REPORT", kind: "response", target: { atMostMissed: 2 }, floor: { atMostMissed: 5 }, terms: { ...common, due: within, pauseReasons: [] } },
  { ...base, key: "f", product: "REPORT", kind: "frequency", terms: { ...common, rrule: "FREQ=MONTHLY;BYMONTHDAY=5", dtstart: "2026-07-01", at: "18:00", adjust: "following", windowBefore: { unit: "elapsed_days", n: 5 }, windowAfter: { unit: "working_hours", n: 1 }, afterInput: { unit: "working_days", n: 2, end: "snap" }, seasons: [{ from: "07-01", to: "08-31", rrule: "FREQ=MONTHLY;BYMONTHDAY=10", at: "12:00" }] } },
  { ...base, key: "q", product: "REPORT", kind: "quality", terms: { ...common, measure: { name: "error_rate", atMost: "1.5" } } },
  { ...base, key: "c", product: "REPORT", kind: "completeness", terms: { ...common, rule: { type: "share", atLeast: 97.25 } } },
  { ...base, key: "c2", product: "PAYSLIP", kind: "completeness", terms: { ...common, rule: { type: "checklist", parts: ["sums", "signature"] } } },
  { ...base, key: "fo", product: "REPORT", kind: "format", terms: { ...common, rule: { type: "field", name: "layout", values: ["A", "B"] } } },
  { ...base, key: "g", product: "PAYSLIP", kind: "format", terms: { ...common, rule: { type: "glob", pattern: "*.pdf" } } },
];
const FILE = {
  products: [
    { code: "REPORT", provider: "FIN", kind: "document", name: { en: "Report", ru: "Отчёт" } },
    { code: "PAYSLIP", provider: "FIN", kind: "document", name: { en: "Payslip", ru: "Расчётный лист" } },
  ],
  agreements: [
    {
      code: "FIN-LEGAL", provider: "FIN", client: { department: "LEGAL" },
      versions: [{ from: "2026-07-01", to: "2027-07-01", purpose: { en: "So that contracts are paid" }, obligations: PROMISES, inputs: [{ key: "acts", name: { ru: "Акты" }, product: "REPORT", due: "до 25-го", completeness: "все подписаны" }, { key: "list", name: { en: "List" }, due: "monthly" }] }],
    },
  ],
};

let opened: TestStore;
let company: Negotiators;
beforeAll(async () => {
  opened = await sqliteStore();
  company = await negotiators(opened.store);
});
afterAll(() => opened.dispose());

const exported = async (code: string) => {
  const agreement = (await listAgreements(opened.store, { side: "all" })).find((row) => row.code === code)!;
  const [head] = await loadVersionHeads(opened.store, [agreement.id]);
  const found = await openNegotiation(as(company, "ada"), head!.id, null);
  if (!found.ok) throw new Error(found.code);
  return { text: exportedText(found.value), hash: found.value.version.contentHash };
};

test("a text with every kind of promise comes back as it went in, by YAML and by JSON", async () => {
  const loaded = await loadSetup(as(company, "ada"), setupSchema.parse(FILE), "UTC");
  expect(loaded).toMatchObject({ ok: true });
  const { text, hash } = await exported("FIN-LEGAL");
  expect(agreementFile(text)).toEqual(FILE);
  expect(parse(agreementYaml(text))).toEqual(FILE);
  expect(JSON.parse(agreementJson(text))).toEqual(FILE);

  const copy = await sqliteStore();
  const other = await negotiators(copy.store);
  expect(await importAgreements(as(other, "ada"), agreementYaml(text), "en")).toMatchObject({ ok: true, value: { agreements: 1 } });
  const agreement = (await listAgreements(copy.store, { side: "all" })).find((row) => row.code === "FIN-LEGAL")!;
  const [head] = await loadVersionHeads(copy.store, [agreement.id]);
  const again = await openNegotiation(as(other, "ada"), head!.id, null);
  if (!again.ok) throw new Error(again.code);
  expect(agreementFile(exportedText(again.value))).toEqual(FILE);
  // Terms alike, ids of departments and products of their own: the hash is of this database.
  expect(again.value.version.contentHash).not.toBe(hash);
  await copy.dispose();
});

test("the printed agreement carries both languages in an embedded typeface", async () => {
  const text: PrintedAgreement = {
    title: "Финансы → Юристы, редакция 1", code: "FIN-LEGAL", state: "Действует", names: { provider: "Финансы", client: "Юристы" }, from: "2026-07-01", to: null, shownPurpose: "Ёмкая цель", isImported: false, zone: "UTC",
    obligations: Array.from({ length: 30 }, (_, n) => ({ name: `Отчёт ${n}`, sentence: "Отчёт: за 2 рабочих дня, в 95 % случаев.", conditions: ["Приёмка — 5 рабочих дней."] })),
    inputs: [{ name: "Акты", product: null, due: "до 25-го", completeness: "" }],
    signatures: [{ name: "Финансы", by: { who: "Бош Бо за Адамс Аду", at: Date.UTC(2026, 5, 4), address: "10.0.0.7", superior: false } }, { name: "Юристы", by: null }], imposed: null, contentHash: "ab".repeat(32),
  };
  const pdf = await printAgreement([{ locale: "ru", text }, { locale: "en", text: { ...text, title: "Finance → Legal, version 1" } }]);
  const source = pdf.toString("latin1");
  expect(source.startsWith("%PDF-1.")).toBe(true);
  expect(source).toMatch(/\/FontFile2/);
  expect((source.match(/\/Type \/Page\b/g) ?? []).length).toBeGreaterThan(3);
  // Every embedded font says which letters its glyphs are: Cyrillic ones are among them.
  const streams = [...source.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap((match) => {
    try {
      return [inflateSync(Buffer.from(match[1]!, "latin1")).toString("latin1")];
    } catch {
      return [];
    }
  });
  const maps = streams.filter((stream) => stream.includes("beginbfrange")).join(" ").toLowerCase();
  for (const letter of "Фёюё") expect(maps).toContain(letter.codePointAt(0)!.toString(16).padStart(4, "0"));
});
