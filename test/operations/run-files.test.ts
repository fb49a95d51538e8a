import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_COLUMNS } from "#app/domain/pay/pay-columns.ts";
import { xlsxRecords } from "#test/support/read-workbook.ts";
import { exportRun } from "#app/operations/export-run.server.ts";
import { savePayFormat } from "#app/operations/pay-format.server.ts";
import { loadRunExports, openManifest } from "#db/queries/run-files.server.ts";
import { sha256 } from "#db/new-id.server.ts";
import { PLAIN_CURVE } from "#test/support/pay-builders.ts";
import { sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, closeTwoMonths, context, payTinyCompany, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

describe("the files of a run", () => {
  let opened: TestStore;
  let company: TinyCompany;
  let runId: string;
  const july = () => context(company.store, at("2026-07-12"));
  const take = async (over: Partial<Parameters<typeof exportRun>[1]> = {}) => {
    const exported = await exportRun(july(), { runId, accountId: company.accounts.hana, format: { profile: "1c-amount", separator: ";" }, encoding: "utf-8", ...over });
    if (!exported.ok) throw new Error(exported.code);
    return exported.value;
  };
  const keyOf = (number: string) => sha256(`${runId}:${company.people.get(number)!}`).slice(0, 24);

  beforeAll(async () => {
    opened = await sqliteStore();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    await closeTwoMonths(company);
    // Score 96.73 pays 93.46 %: 12,345.67 -> 11,538.26 and 76,543.21 -> 71,537.28.
    ({ runId } = await payTinyCompany(company, { payout: PLAIN_CURVE, mix: { team: "0", department: "1" } }));
  });
  afterAll(() => opened.dispose());

  test("1C, amount: semicolons, decimal commas, days as dd.mm.yyyy, numbers as text, UTF-8 with its mark", async () => {
    const { file } = await take();
    expect(file.toString("utf8")).toBe(
      [
        '\ufeff"Табельный номер";"Сотрудник";"Подразделение";"Дата начала";"Дата окончания";"Сумма";"Ключ строки"',
        `"001";"Adams Ada";"FIN";"01.04.2026";"30.06.2026";11538,26;"${keyOf("001")}"`,
        `"002";"Bosch Bo";"PAYROLL";"01.04.2026";"30.06.2026";71537,28;"${keyOf("002")}"`,
        "",
      ].join("\r\n"),
    );
  });

  test("1C, percent, in Windows-1251: one byte a letter", async () => {
    const { file } = await take({ format: { profile: "1c-percent", separator: ";" }, encoding: "windows-1251" });
    const text = new TextDecoder("windows-1251").decode(file);
    expect(text.split("\r\n")[0]).toBe('"Табельный номер";"Сотрудник";"Подразделение";"Дата начала";"Дата окончания";"Процент";"Ключ строки"');
    expect(text.split("\r\n")[1]).toBe(`"001";"Adams Ada";"FIN";"01.04.2026";"30.06.2026";93,46;"${keyOf("001")}"`);
    expect(file).toHaveLength(text.length);
  });

  test("a plain table has ISO days and points", async () => {
    const { file } = await take({ format: { profile: "generic", separator: "," } });
    expect(file.toString("utf8").split("\r\n")[1]).toBe(`"001","Adams Ada","FIN","BACK","2026-Q2","2026-04-01","2026-06-30","RUB",12345.67,12345.67,93.46,11538.26,"${keyOf("001")}"`);
  });

  test("a workbook has the same lines, and the manifest beside them", async () => {
    const { file, manifest } = await take({ format: { profile: "generic", separator: "," }, file: "xlsx" });
    expect(manifest.fileName).toBe("BACK-2026-Q2-generic.xlsx");
    const [lines, about] = [await xlsxRecords(file, "2026-Q2"), await xlsxRecords(file, "manifest")];
    expect(lines[1]).toEqual(["001", "Adams Ada", "FIN", "BACK", "2026-Q2", "2026-04-01", "2026-06-30", "RUB", "12345.67", "12345.67", "93.46", "11538.26", keyOf("001")]);
    expect(about).toContainEqual(["totalMinor", "8307554"]);
    expect((await take({ format: { profile: "generic", separator: "," }, file: "xlsx" })).file.equals(file)).toBe(true);
  });

  test("the manifest says what the file must add up to, by which terms, and who stood behind it", async () => {
    const { file, manifest } = await take();
    expect(manifest).toEqual({
      runId, plan: "BACK", planVersion: 1, period: "2026-Q2", profile: "1c-amount", encoding: "utf-8", currency: "RUB", minorDigits: 2, rows: 2, totalMinor: 1_153_826 + 7_153_728, calculatedBy: "Hart Hana", approvedBy: ["Dorn Dora"],
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/), fileName: "BACK-2026-Q2-1c-amount.csv", sha256: sha256(file),
    });
    expect((await loadRunExports(company.store, runId, 20)).map((row) => openManifest(company.store, row))).toContainEqual(manifest);
  });

  test("a company's own columns are used from the next file on", async () => {
    const save = (columns: Parameters<typeof savePayFormat>[1]["columns"], rowVersion = 0) => savePayFormat(july(), { profile: "1c-amount", columns, accountId: company.accounts.hana, rowVersion });
    const own = [{ field: "personnel_number", header: "ТабНом" }, { field: "line_key", header: "Ключ" }, { field: "amount", header: "Начислено" }] as const;
    expect(await save(own.slice(0, 2))).toMatchObject({ code: "column_missing", facts: { field: "amount" } });
    expect(await save([...own, { field: "name", header: " " }])).toMatchObject({ code: "header_missing", field: "columns.3" });
    expect(await save([...own, { field: "name", header: "Ключ" }])).toMatchObject({ code: "header_twice", field: "columns.3" });
    expect(await save(own)).toMatchObject({ ok: true });
    expect(await save(own)).toMatchObject({ code: "changed_meanwhile" });
    expect((await take()).file.toString("utf8")).toContain(`"001";"${keyOf("001")}";11538,26\r\n`);
    expect(await save(DEFAULT_COLUMNS["1c-amount"], 1)).toMatchObject({ ok: true });
  });
});
