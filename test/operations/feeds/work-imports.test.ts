import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import { receiveImport } from "#app/operations/feeds/receive-import.server.ts";
import { RESENT_COLUMN, resentCell } from "#app/operations/feeds/resend-rows.server.ts";
import { fixRow, mapUnknown, queueImport, resumeImport, saveDraft, stopImport } from "#app/operations/feeds/steer-import.server.ts";
import { workImports } from "#app/operations/feeds/work-imports.server.ts";
import type { CheckResult } from "#app/operations/feeds/check-file.server.ts";
import { spoolPath, sweepSpool } from "#app/operations/feeds/spool.server.ts";
import { loadImport, loadQuarantine } from "#db/queries/imports.server.ts";
import { loadImportJob, loadUpload, mappingVersions } from "#db/queries/import-work.server.ts";
import { loadEvents, loadTasksByExternalId } from "#db/queries/tasks.server.ts";
import { BAD_ROWS, HEADING, row } from "./bad-rows.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = Date.UTC(2026, 5, 19, 10);
const dataDir = mkdtempSync(join(tmpdir(), "concord-imports-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const ALL = { providers: null, mayCreate: { departments: true, products: true } } as const;

describe.each(STORES)("imports over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let clock = NOW;
  let number = 0;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
  });
  afterAll(() => opened.dispose());

  const ctx = () => ({ ...context(opened.store, (clock += 1)), actor: { kind: "account" as const, id: company.accounts.ida } });
  const worker = (stopping: () => boolean = () => false) => ({ store: opened.store, dataDir, now: () => (clock += 1), stopping });
  const personId = () => company.people.get("013")!;

  const receive = async (text: string, fileName = "desk.csv") => {
    number += 1;
    const path = join(dataDir, `${number}.part`);
    writeFileSync(path, text);
    const got = await receiveImport(ctx(), { dataDir, path, fileName, bytes: text.length, personId: personId(), rights: ALL, maySee: () => true });
    if (!got.ok) throw new Error(got.code);
    return got.value;
  };
  const draftOf = async (batchId: string) => (await loadUpload(opened.store, batchId))!.mapping as DraftMapping;
  const change = async (batchId: string, more: (draft: DraftMapping) => DraftMapping) => {
    const saved = await saveDraft(ctx(), { batchId, draft: more(await draftOf(batchId)), dataDir, rights: ALL });
    if (!saved.ok) throw new Error(saved.code);
  };
  const queue = async (batchId: string, kind: "check" | "import") => {
    const queued = await queueImport(ctx(), { batchId, kind, rights: ALL, personId: personId() });
    if (!queued.ok) throw new Error(`${queued.code} ${queued.field}`);
  };
  const check = async (batchId: string) => {
    await queue(batchId, "check");
    await workImports(worker());
    return (await loadImportJob(opened.store, batchId))!.result as CheckResult;
  };
  const bringAll = async (batchId: string) => {
    await queue(batchId, "import");
    await workImports(worker());
    return (await loadImport(opened.store, batchId))!;
  };
  const own = (source: string, errors = true) => (draft: DraftMapping): DraftMapping => ({
    ...draft, source, missing: ["?", "н/д", "-"],
    dates: { format: "dd.MM.yyyy[ H:mm[:ss]]", zone: "UTC" },
    task: {
      id: { column: "Номер" }, product: { column: "Услуга" }, client: { column: "Заказчик", map: { Продажи: "SALES" } },
      ...(errors ? { measures: { errors: "Ошибок" } } : {}),
    },
    events: { requested: "Создана", acknowledged: "Взята", delivered: "Решена", accepted: "Закрыта" },
    status: { column: "Статус", other: "quarantine", rules: [{ activity: "Приостановлена", is: "paused", reason: "client_input" }, { activity: "Новая", is: "ignore" }] },
  });
  const adds = (batch: { rows: number; used: number | null; skipped: number; quarantined: number; fixed: number | null }) => batch.used! + batch.skipped + batch.quarantined + (batch.fixed ?? 0);

  test.each(BAD_ROWS)("a row with %s", async (what, line, expected) => {
    const source = `bad-${BAD_ROWS.findIndex(([one]) => one === what)}`;
    const { batchId } = await receive(`${HEADING}\n${row({ id: "OK-1" })}\n${line}\n${row({ id: "OK-2" })}\n`);
    await change(batchId, own(source));
    const found = await check(batchId);
    const batch = await bringAll(batchId);
    const aside = await loadQuarantine(opened.store, batchId, 100, 0);
    // The check says beforehand exactly what the import does.
    expect({ ...found.counts }).toEqual({ rows: 3, used: batch.used, skipped: 0, quarantined: batch.quarantined, accepted: batch.accepted, corrected: 0, unchanged: 0 });
    expect(adds(batch)).toBe(3);
    expect(batch).toMatchObject({ state: "done", accepted: expected ? 2 : 3 });
    expect(aside.map((one) => [one.line, one.column, one.reason])).toEqual(expected ? [[3, ...expected]] : []);
  });

  test("a time that clocks skip is named by the check and read as that much later", async () => {
    const { batchId } = await receive(`${HEADING}\n${row({ id: "G-1", asked: "29.03.2026 02:30" })}\n${row({ id: "G-2", asked: "29.03.2026 03:30" })}\n`);
    await change(batchId, (draft) => ({ ...own("gap")(draft), dates: { format: "dd.MM.yyyy[ H:mm[:ss]]", zone: "Europe/Berlin" } }));
    expect(await check(batchId)).toMatchObject({ skippedTimes: 1, skippedTimeLine: 2, counts: { accepted: 2, quarantined: 0 } });
    await bringAll(batchId);
    const tasks = await loadTasksByExternalId(opened.store, "gap", ["G-1", "G-2"]);
    expect(tasks.map((task) => new Date(task.requestedAt).toISOString())).toEqual(["2026-03-29T01:30:00.000Z", "2026-03-29T01:30:00.000Z"]);
  });

  test("the second row of a number is put aside with the line of the first", async () => {
    const { batchId } = await receive(`${HEADING}\n${row({ id: "D-1" })}\n${row({ id: "D-2" })}\n${row({ id: "D-1", asked: "16.06.2026" })}\n`);
    await change(batchId, own("doubles"));
    expect(await bringAll(batchId)).toMatchObject({ rows: 3, accepted: 2, quarantined: 1 });
    expect(await loadQuarantine(opened.store, batchId, 9, 0)).toMatchObject([{ line: 4, column: "Номер", reason: "duplicate_id", value: "2" }]);
  });

  test("the same headings are known again with their source, and the same file changes nothing", async () => {
    const text = `${HEADING}\n${row({ id: "S-1", done: "16.06.2026" })}\n${row({ id: "S-2" })}\n`;
    const first = await receive(text);
    await change(first.batchId, own("again"));
    expect(await bringAll(first.batchId)).toMatchObject({ accepted: 2 });
    const second = await receive(text, "other-name.csv");
    expect(second.kind).toBe("known");
    expect((await draftOf(second.batchId)).source).toBe("again");
    expect((await check(second.batchId)).counts).toMatchObject({ accepted: 0, corrected: 0, unchanged: 2 });
    expect(await bringAll(second.batchId)).toMatchObject({ accepted: 0, corrected: 0, unchanged: 2, used: 2 });
    // A changed file corrects what differs, and only that; the mapping is still in its first version.
    const third = await receive(text.replace("16.06.2026", "17.06.2026"));
    expect(await bringAll(third.batchId)).toMatchObject({ accepted: 0, corrected: 1, unchanged: 1 });
    expect((await mappingVersions(opened.store, "again")).map((version) => version.version)).toEqual([1]);
  });

  test("a stopped import waits where it stands and goes on to the same result; a killed one too", async () => {
    const rows = Array.from({ length: 1800 }, (_, i) => row({ id: `K-${i}`, asked: i % 400 === 7 ? "31.02.2026" : "15.06.2026 10:00" }));
    const { batchId } = await receive(`${HEADING}\n${rows.join("\n")}\n`);
    await change(batchId, own("killed"));
    await queue(batchId, "import");
    let writes = 0;
    // Dies at the fourth write of a batch: after the tasks, before anybody could say so.
    const dying = { ...opened.store, writeUnaudited: async (build: Parameters<typeof opened.store.writeUnaudited>[0]) => {
      writes += 1;
      if (writes === 3) throw new Error("killed");
      if (writes > 3) return new Promise<never>(() => {});
      return opened.store.writeUnaudited(build);
    }, writeAll: opened.store.writeAll };
    await Promise.race([workImports({ ...worker(), store: dying }).catch(() => null), new Promise((resolve) => setTimeout(resolve, 1500))]);
    clock += 120_000;
    let batches = 0;
    await workImports(worker(() => (batches += 1) > 6));
    const halfway = (await loadImportJob(opened.store, batchId))!;
    if (halfway.state === "queued") {
      await stopImport(ctx(), batchId);
      expect((await loadImportJob(opened.store, batchId))!.state).toBe("stopped");
      expect(await workImports(worker())).toBe(0);
      expect((await resumeImport(ctx(), batchId)).ok).toBe(true);
    }
    clock += 120_000;
    await workImports(worker());
    const batch = (await loadImport(opened.store, batchId))!;
    expect(batch).toMatchObject({ state: "done", rows: 1800, accepted: 1795, unchanged: 0, quarantined: 5, used: 1795 });
    const tasks = await loadTasksByExternalId(opened.store, "killed", rows.map((_, i) => `K-${i}`));
    expect(tasks).toHaveLength(1795);
    const histories = await loadEvents(opened.store, tasks.map((task) => task.id));
    expect([...histories.values()].every((events) => events.length === 1)).toBe(true);
  }, 60_000);

  test("two processes at the same batch at once write it once", async () => {
    const rows = Array.from({ length: 700 }, (_, i) => row({ id: `P-${i}` }));
    const text = `${HEADING}\n${rows.join("\n")}\n`;
    const one = await receive(text);
    await change(one.batchId, own("twice"));
    const two = await receive(text);
    await change(two.batchId, own("twice"));
    await queue(one.batchId, "import");
    await queue(two.batchId, "import");
    await Promise.all([workImports(worker()), workImports(worker())]);
    const batches = await Promise.all([one, two].map(async ({ batchId }) => (await loadImport(opened.store, batchId))!));
    expect(batches.map((batch) => [batch.state, batch.rows, adds(batch)])).toEqual([["done", 700, 700], ["done", 700, 700]]);
    expect(batches[0]!.accepted + batches[1]!.accepted).toBe(700);
    expect(await loadTasksByExternalId(opened.store, "twice", rows.map((_, i) => `P-${i}`))).toHaveLength(700);
  }, 60_000);

  test("a row is corrected in place, a value is taught, and rows come back from a spreadsheet", async () => {
    const { batchId } = await receive(`${HEADING}\n${row({ id: "F-1", asked: "31.02.2026" })}\n${row({ id: "F-2", product: "Луна" })}\n${row({ id: "F-3", product: "Луна" })}\n${row({ id: "F-4", client: "=cmd" })}\n${row({ id: "F-5" })}\n`);
    await change(batchId, own("fixes"));
    expect(await bringAll(batchId)).toMatchObject({ rows: 5, accepted: 1, quarantined: 4 });
    // Still wrong: the row stays, with its newest reason and what was typed.
    expect(await fixRow(ctx(), { batchId, line: 2, cells: { Создана: "32.06.2026" }, rights: ALL })).toMatchObject({ ok: true, value: { fixed: 0 } });
    expect((await loadQuarantine(opened.store, batchId, 9, 0))[0]).toMatchObject({ line: 2, value: "32.06.2026" });
    expect(await fixRow(ctx(), { batchId, line: 2, cells: { Создана: "16.06.2026" }, rights: ALL })).toMatchObject({ ok: true, value: { fixed: 1 } });
    expect(await loadImport(opened.store, batchId)).toMatchObject({ quarantined: 3, fixed: 1 });
    // One value taught brings both rows in, and the next file knows it.
    expect((await mapUnknown(ctx(), { batchId, choice: { kind: "unknown_product", value: "Луна", column: "Услуга", code: "REPORT" }, rights: ALL, personId: personId(), dataDir })).ok).toBe(true);
    await workImports(worker());
    expect(await loadImport(opened.store, batchId)).toMatchObject({ quarantined: 1, fixed: 3 });
    expect((await mappingVersions(opened.store, "fixes"))[0]).toMatchObject({ version: 2, mapping: { task: { product: { map: { Луна: "REPORT" } } } } });
    // The last one goes through a spreadsheet: an apostrophe before what looks like a formula, another separator.
    const [left] = await loadQuarantine(opened.store, batchId, 9, 0);
    const names = Object.keys(left!.raw);
    const cells = names.map((name) => (name === "Заказчик" ? "Продажи" : left!.raw[name]));
    const sent = await receive(`${RESENT_COLUMN};Причина;${names.join(";")}\n${resentCell(batchId, left!.line)};'=cmd;${cells.join(";")}\n`, "quarantine.csv");
    expect(sent.kind).toBe("resent");
    await workImports(worker());
    expect(await bringAll(sent.batchId)).toMatchObject({ rows: 1, accepted: 1, source: "fixes" });
    expect(await loadImport(opened.store, batchId)).toMatchObject({ quarantined: 0, fixed: 4, used: 1 });
  });

  test("rows that a command set aside are corrected in the portal as those of an upload, and values are taught", async () => {
    const path = join(dataDir, "cli.csv");
    writeFileSync(path, `id,product,client,asked\nC-1,REPORT,SALES,2026-06-15\nC-2,REPORT,SALES,31.02.2026\nC-3,Луна,SALES,2026-06-15\n`);
    const mapping = { source: "cli", shape: "table" as const, missing: [], dates: { format: "iso", zone: "UTC" }, task: { id: { column: "id" }, product: { column: "product" }, client: { column: "client" } }, events: { requested: "asked" } };
    const { importFile } = await import("#app/operations/feeds/import-file.server.ts");
    const { batchId } = await importFile(ctx(), { path, mapping, csv: {}, rowsPerTask: "one" });
    expect(await fixRow(ctx(), { batchId, line: 3, cells: { asked: "2026-06-16" }, rights: ALL })).toMatchObject({ ok: true, value: { fixed: 1 } });
    expect((await mapUnknown(ctx(), { batchId, choice: { kind: "unknown_product", value: "Луна", column: "product", code: "REPORT" }, rights: ALL, personId: personId(), dataDir })).ok).toBe(true);
    await workImports(worker());
    expect(await loadImport(opened.store, batchId)).toMatchObject({ quarantined: 0, fixed: 2, used: 1 });
    expect(await loadTasksByExternalId(opened.store, "cli", ["C-1", "C-2", "C-3"])).toHaveLength(3);
  });

  test("a file is removed when its time is over, and not before", async () => {
    const { batchId } = await receive(`${HEADING}\n${row({ id: "X-1" })}\n`);
    const upload = (await loadUpload(opened.store, batchId))!;
    await sweepSpool({ ...ctx(), now: upload.keepUntil }, dataDir);
    expect(existsSync(spoolPath(dataDir, upload.fileKey))).toBe(true);
    await sweepSpool({ ...ctx(), now: Math.max(upload.keepUntil + 1, Date.now() + 7_200_000) }, dataDir);
    expect(existsSync(spoolPath(dataDir, upload.fileKey))).toBe(false);
  });
});

describe("whatever stands in a file", () => {
  let opened: TestStore;
  beforeAll(async () => {
    opened = await STORES[0]![1]();
    await tinyCompany(opened.store);
  });
  afterAll(() => opened.dispose());

  test("each row is used, left out or put aside: the counts add up to the rows", async () => {
    const date = fc.constantFrom("15.06.2026", "31.02.2026", "soon", "", "16.06.2026 10:00", "14.06.1066");
    const one = fc.record({ id: fc.constantFrom("1", "2", "3", "4", "", "?"), product: fc.constantFrom("REPORT", "PAYSLIP", "Луна", ""), client: fc.constantFrom("SALES", "LEGAL", "Марс"), asked: date, done: date });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 12 }), fc.constantFrom("one" as const, "several" as const, "log" as const), async (rows, shape) => {
        run += 1;
        const path = join(dataDir, "any.csv");
        writeFileSync(path, `id;product;client;asked;done\n${rows.map((cells) => `${cells.id};${cells.product};${cells.client};${cells.asked};${cells.done}`).join("\n")}\n`);
        const { importFile } = await import("#app/operations/feeds/import-file.server.ts");
        const mapping = {
          source: `any-${run}`, missing: ["?"], dates: { format: "dd.MM.yyyy[ H:mm]", zone: "UTC" }, task: { id: { column: "id" }, product: { column: "product" }, client: { column: "client" } },
          ...(shape === "log"
            ? { shape: "event_log" as const, log: { activity: "done", at: "asked", other: "quarantine" as const, rules: [{ activity: "15.06.2026", is: "requested" as const }, { activity: "soon", is: "draft" as const }, { activity: "*2026", is: "ignore" as const }, { activity: "16*", is: "delivered" as const }] } }
            : { shape: "table" as const, events: { requested: "asked", delivered: "done" } }),
        };
        const done = await importFile(context(opened.store, NOW + run), { path, mapping, csv: { delimiter: ";" }, rowsPerTask: shape === "several" ? "several" : "one" });
        const aside = new Set((await loadQuarantine(opened.store, done.batchId, 1000, 0)).map((found) => found.line));
        expect(done.rows).toBe(rows.length);
        expect(aside.size).toBe(done.quarantined);
        expect(done.used).toBeGreaterThanOrEqual(0);
        expect(done.used + done.skipped + done.quarantined).toBe(done.rows);
        if (shape === "one") expect(done.accepted + done.corrected + done.unchanged).toBe(done.used);
        // Again: nothing changes, and the same rows are put aside.
        const again = await importFile(context(opened.store, NOW + run), { path, mapping, csv: { delimiter: ";" }, rowsPerTask: shape === "several" ? "several" : "one" });
        expect(again).toMatchObject({ accepted: 0, corrected: 0, rows: done.rows, used: done.used, skipped: done.skipped, quarantined: done.quarantined });
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
