import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { importUpload, MOST_ROWS } from "#app/operations/feeds/import-upload.server.ts";
import { loadImport, loadQuarantine } from "#db/queries/imports.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadTasksByExternalId } from "#db/queries/tasks.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = Date.UTC(2026, 5, 19, 10);
const folder = mkdtempSync(join(tmpdir(), "concord-upload-"));
const HEADING = "Id,Product,Client,Asked,Done\n";
const MAPPING = `
shape: table
dates: { format: "yyyy-MM-dd HH:mm", zone: UTC }
task: { id: { column: Id }, product: { column: Product }, client: { column: Client, create: {} } }
events: { requested: Asked, delivered: Done }
`;

describe.each(STORES)("an uploaded file over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let number = 0;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
  });
  afterAll(() => opened.dispose());

  const upload = async (text: string, more: { mapping?: string; source?: string; providers?: readonly string[] | null } = {}) => {
    number += 1;
    const path = join(folder, `${number}.upload`);
    writeFileSync(path, text);
    const providers = more.providers === undefined || more.providers === null ? null : new Set(more.providers.map((code) => company.departments.get(code)!));
    const result = await importUpload(
      { ...context(opened.store, NOW + number), actor: { kind: "account", id: company.accounts.ida } },
      { path, fileName: "tasks.csv", mappingText: more.mapping ?? MAPPING, source: more.source ?? "desk", personId: company.people.get("013")!, providers },
    );
    expect(existsSync(path), "the file is removed").toBe(false);
    return result;
  };
  const batchOf = async (result: Awaited<ReturnType<typeof upload>>) => {
    if (!result.ok) throw new Error(JSON.stringify(result));
    return { batch: await loadImport(opened.store, result.value.batchId), aside: await loadQuarantine(opened.store, result.value.batchId, 100, 0) };
  };

  test("brings tasks in, judges them, and puts aside what it cannot use", async () => {
    const { batch, aside } = await batchOf(
      await upload(`${HEADING}A-1,REPORT,SALES,2026-06-15 10:00,2026-06-18 10:00\nA-2,REPORT,SALES,31.02.2026,\nA-3,NOPE,SALES,2026-06-15 10:00,\nA-4,REPORT,SALES,2026-06-15 10:00\n`),
    );
    expect(batch).toMatchObject({ fileName: "tasks.csv", state: "done", rows: 4, accepted: 1, quarantined: 3, importedBy: company.people.get("013") });
    expect(aside.map((row) => [row.line, row.column, row.reason, row.value])).toEqual([
      [3, "Asked", "bad_date", "31.02.2026"],
      [4, "Product", "unknown_product", "NOPE"],
      [5, "", "wrong_columns", "4 ≠ 5"],
    ]);
    expect(await loadTasksByExternalId(opened.store, "desk", ["A-1"])).toMatchObject([{ outcome: "breached", state: "delivered" }]);
  });

  test("the same file again changes nothing; a changed value corrects", async () => {
    expect((await batchOf(await upload(`${HEADING}A-1,REPORT,SALES,2026-06-15 10:00,2026-06-18 10:00\n`))).batch).toMatchObject({ accepted: 0, corrected: 0, unchanged: 1 });
    expect((await batchOf(await upload(`${HEADING}A-1,REPORT,SALES,2026-06-15 10:00,2026-06-16 10:00\n`))).batch).toMatchObject({ accepted: 0, corrected: 1, unchanged: 0 });
    expect(await loadTasksByExternalId(opened.store, "desk", ["A-1"])).toMatchObject([{ outcome: "met" }]);
  });

  test("whoever imports for one department writes the work of no other and creates nobody", async () => {
    const before = (await loadDepartments(opened.store)).length;
    const { batch, aside } = await batchOf(await upload(`${HEADING}B-1,REPORT,SALES,2026-06-15 10:00,\nB-2,REPORT,GHOST,2026-06-15 10:00,\n`, { providers: ["SALES"] }));
    expect(batch).toMatchObject({ accepted: 0, quarantined: 2 });
    expect(aside.map((row) => row.reason)).toEqual(["foreign_provider", "unknown_department"]);
    // A task that is in already is no way around it.
    const known = await batchOf(await upload(`${HEADING}A-1,REPORT,SALES,2026-06-15 10:00,2026-06-18 18:00\n`, { providers: ["LEGAL"] }));
    expect(known.batch).toMatchObject({ corrected: 0, quarantined: 1 });
    expect((await loadDepartments(opened.store)).length).toBe(before);
  });

  test.each<[string, string, { mapping?: string; source?: string }, object]>([
    ["an empty file", "", {}, { code: "empty_file" }],
    ["two columns of one name", "Id,Id\n1,2\n", {}, { code: "duplicate_column", facts: { detail: "Id" } }],
    ["a column that is not there", "Id,Product\n1,REPORT\n", {}, { code: "missing_column", facts: { detail: "Client" } }],
    ["no mapping", HEADING, { mapping: " " }, { code: "no_mapping", field: "mapping" }],
    ["a mapping that is no YAML", HEADING, { mapping: "shape: [" }, { code: "bad_mapping" }],
    ["a mapping that says nothing", HEADING, { mapping: "shape: table" }, { code: "bad_mapping" }],
    ["a zone that does not exist", HEADING, { mapping: MAPPING.replace("zone: UTC", "zone: Mars/Olympus") }, { code: "bad_mapping" }],
    ["a date pattern that says a part twice", HEADING, { mapping: MAPPING.replace("yyyy-MM-dd", "yyyy-MM-dd dd") }, { code: "bad_mapping" }],
    ["a source without a name", HEADING, { source: " " }, { code: "no_source" }],
    ["a source that is a path", HEADING, { source: "../etc" }, { code: "no_source" }],
    ["the portal's own name", HEADING, { source: "Portal" }, { code: "foreign_source" }],
  ])("%s is refused in words", async (_rule, text, more, refusal) => {
    expect(await upload(text, more)).toMatchObject({ ok: false, ...refusal });
  });

  test("a file with too many rows stops, and says that a part came in", async () => {
    const result = await upload(HEADING + "C-1,NOPE,SALES,2026-06-15 10:00,\n".repeat(MOST_ROWS + 5001));
    expect(result).toMatchObject({ ok: false, code: "too_many_rows" });
    expect(await loadImport(opened.store, String((result as { facts?: { batchId?: string } }).facts?.batchId))).toMatchObject({ state: "failed" });
  });
});
