import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import { addWatchRule, changeWatchRule, retryWatchedFile } from "#app/operations/feeds/save-watch-rule.server.ts";
import { FolderFault, STILL_MS, watchFolder } from "#app/operations/feeds/watch-folder.server.ts";
import { workImports } from "#app/operations/feeds/work-imports.server.ts";
import { insertSourceMapping } from "#db/queries/import-work.server.ts";
import { loadImport, recentImports } from "#db/queries/imports.server.ts";
import { loadTasksByExternalId } from "#db/queries/tasks.server.ts";
import { listWatchedFiles, loadWatchRules } from "#db/queries/watched-files.server.ts";
import type { Store } from "#db/store.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = Date.UTC(2026, 5, 20, 9);
const MINUTE = 60_000;
const HEADING = "id,product,client,asked,done";
const line = (id: string, more: { asked?: string; client?: string } = {}) => `${id},REPORT,${more.client ?? "SALES"},${more.asked ?? "2026-06-15T10:00:00Z"},`;
const MAPPING: DraftMapping = {
  source: "desk", shape: "table", rowsPerTask: "one", csv: { duplicates: "number" }, dates: { format: "iso", zone: "UTC" }, missing: [],
  task: { id: { column: "id" }, product: { column: "product" }, client: { column: "client" } }, events: { requested: "asked", delivered: "done" },
};

describe.each(STORES)("the watched folder on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let clock = NOW;
  let root = "";
  let dataDir = "";
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    dataDir = mkdtempSync(join(tmpdir(), "concord-watch-data-"));
    const { store } = opened;
    for (const source of ["desk", "other"])
      await store.writeAll((w) => [insertSourceMapping(store, w, { source, version: 1, headingKey: source, mapping: { ...MAPPING, source }, savedBy: null, savedAt: NOW })], { at: NOW, actor: { kind: "cli", id: "test" }, action: "import.map", entity: "source_mapping", entityId: source });
    expect((await addWatchRule(ctx(), { glob: "desk*.csv", source: "desk", providerIds: null, mayCreate: false, personId: company.people.get("014")! })).ok).toBe(true);
  });
  afterAll(async () => {
    await opened.dispose();
    rmSync(dataDir, { recursive: true, force: true });
  });
  beforeEach(() => {
    if (root) rmSync(root, { recursive: true, force: true });
    root = mkdtempSync(join(tmpdir(), "concord-watch-"));
  });

  const ctx = (store: Store = opened.store) => ({ store, now: (clock += 1), actor: { kind: "job" as const, id: "watch-folder" } });
  const look = async (afterMs = MINUTE, store?: Store) => {
    clock += afterMs;
    return watchFolder(ctx(store), { folder: root, mayMake: false, dataDir, stopping: () => false });
  };
  const work = (store: Store = opened.store) => workImports({ store, dataDir, now: () => (clock += 1), stopping: () => false });
  const lay = (name: string, text: string) => writeFileSync(join(root, name), text);
  const kept = (folder: string) => readdirSync(join(root, folder)).sort();
  const newest = async () => (await recentImports(opened.store, 1))[0]!;
  const through = async () => {
    await look();
    await look();
    await work();
    return look();
  };

  test("a complete file is taken by its name, imported, and put away with its result and the rows put aside", async () => {
    lay("desk-june.csv", `${HEADING}\n${line("A-1")}\n${line("A-2", { asked: "31.02.2026" })}\n${line("A-3", { client: "=cmd" })}\n`);
    expect(await look()).toMatchObject({ seen: 1, taken: 0 });
    expect(await look()).toMatchObject({ seen: 0, taken: 1 });
    // Nothing is moved before the import has ended.
    expect(existsSync(join(root, "desk-june.csv"))).toBe(true);
    await work();
    expect(await look()).toMatchObject({ done: 1, failed: 0 });
    const at = "\\.20260620-\\d{6}\\.";
    expect(kept("done").map((name) => [`^desk-june${at}csv$`, `^desk-june${at}result.json$`, `^desk-june${at}set-aside.csv$`].findIndex((one) => new RegExp(one).test(name)))).toEqual([0, 1, 2]);
    const read = JSON.parse(readFileSync(join(root, "done", kept("done").find((name) => name.endsWith(".result.json"))!), "utf8")) as { counts: object; setAside: object[]; import: string };
    expect(read).toMatchObject({ file: "desk-june.csv", source: "desk", state: "done", counts: { rows: 3, used: 1, quarantined: 2, accepted: 1 } });
    expect(read.setAside).toMatchObject([{ line: 3, column: "asked", code: "bad_date", value: "31.02.2026", reason: expect.stringContaining("31.02.2026") }, { line: 4, column: "client", code: "unknown_department" }]);
    const text = readFileSync(join(root, "done", kept("done").find((name) => name.endsWith(".set-aside.csv"))!), "utf8");
    expect(text.split("\r\n")).toHaveLength(4);
    expect(text).toContain("'=cmd");
    expect(await loadImport(opened.store, read.import)).toMatchObject({ fileName: "desk-june.csv", importedBy: null, state: "done" });
    expect(readdirSync(root).sort()).toEqual(["done", "failed"]);

    // Corrected, the rows come back through the folder and leave the list of the first import.
    lay("desk-back.csv", text.replaceAll("31.02.2026", "2026-06-16T10:00:00Z").replaceAll("'=cmd", "SALES"));
    expect(await through()).toMatchObject({ done: 1 });
    expect(await loadImport(opened.store, read.import)).toMatchObject({ quarantined: 0, fixed: 2 });
    expect(await loadTasksByExternalId(opened.store, "desk", ["A-1", "A-2", "A-3"])).toHaveLength(3);
  });

  test("the same file again changes nothing, and is recorded", async () => {
    const text = `${HEADING}\n${line("S-1")}\n${line("S-2")}\n`;
    lay("desk-1.csv", text);
    await through();
    lay("desk-1.csv", text);
    await through();
    expect(await newest()).toMatchObject({ fileName: "desk-1.csv", state: "done", accepted: 0, corrected: 0, unchanged: 2, rows: 2 });
    expect(kept("done").filter((name) => name.endsWith(".result.json"))).toHaveLength(2);
  });

  test("a file that still grows is left until it rests, and so is one with a name of its own for that", async () => {
    lay("desk-2.csv", `${HEADING}\n${line("G-1")}\n`);
    lay("desk-3.csv.part", "half");
    lay(".desk-4.csv", "hidden");
    lay("~$desk.xlsx", "lock");
    expect(await look()).toMatchObject({ seen: 1 });
    writeFileSync(join(root, "desk-2.csv"), `${line("G-2")}\n`, { flag: "a" });
    expect(await look()).toMatchObject({ seen: 1, taken: 0 });
    expect(await look(STILL_MS - 100)).toMatchObject({ taken: 0 });
    expect(await look(200)).toMatchObject({ taken: 1 });
    await work();
    await look();
    expect(await newest()).toMatchObject({ rows: 2 });
    expect(readdirSync(root).sort()).toEqual([".desk-4.csv", "desk-3.csv.part", "done", "failed", "~$desk.xlsx"]);
  });

  test("links lead nowhere: neither a file nor the folders that things are moved to", async () => {
    const outside = mkdtempSync(join(tmpdir(), "concord-outside-"));
    writeFileSync(join(outside, "secret.csv"), `${HEADING}\n${line("L-1")}\n`);
    symlinkSync(join(outside, "secret.csv"), join(root, "desk-link.csv"));
    mkdirSync(join(root, "desk-folder.csv"));
    await look();
    expect(await look()).toMatchObject({ seen: 0, taken: 0 });
    // A plain file that is replaced by a link after it was seen is not followed either.
    lay("desk-swap.csv", "x".repeat(65));
    await look();
    rmSync(join(root, "desk-swap.csv"));
    symlinkSync(join(outside, "secret.csv"), join(root, "desk-swap.csv"));
    expect(await look()).toMatchObject({ taken: 0 });
    expect(await loadTasksByExternalId(opened.store, "desk", ["L-1"])).toEqual([]);
    rmSync(join(root, "done"), { recursive: true });
    symlinkSync(outside, join(root, "done"));
    await expect(look()).rejects.toThrow(FolderFault);
    expect(readdirSync(outside)).toEqual(["secret.csv"]);
    rmSync(outside, { recursive: true });
  });

  test("what is no table fails with its reason; what no rule fits waits for one", async () => {
    lay("desk-5.csv", "%PDF-1.7 nothing here");
    lay("desk-6.csv", "other,columns\n1,2\n");
    lay("unknown.csv", `${HEADING}\n${line("U-1")}\n`);
    expect(await through()).toMatchObject({ failed: 2 });
    const results = kept("failed").filter((name) => name.endsWith(".result.json")).map((name) => JSON.parse(readFileSync(join(root, "failed", name), "utf8")) as { fault: string; reason: string });
    expect(results.map((one) => one.fault)).toEqual(["not_table", "missing_column"]);
    expect(results[1]!.reason).toContain("“id”");
    expect(readdirSync(root)).toContain("unknown.csv");
    expect((await listWatchedFiles(opened.store, "seen", 10, 0)).rows).toMatchObject([{ name: "unknown.csv", fault: "no_rule" }]);
    await addWatchRule(ctx(), { glob: "UNKNOWN.*", source: "other", providerIds: null, mayCreate: false, personId: company.people.get("014")! });
    await look();
    await work();
    expect(await look()).toMatchObject({ done: 1 });
    expect(await loadTasksByExternalId(opened.store, "other", ["U-1"])).toHaveLength(1);
  });

  test("a failed file is tried again after the mapping was corrected, and is then put away as done", async () => {
    lay("desk-7.csv", `id,product,client,created\nR-1,REPORT,SALES,2026-06-15T10:00:00Z\n`);
    await through();
    const [failed] = (await listWatchedFiles(opened.store, "failed", 1, 0)).rows;
    expect(failed).toMatchObject({ name: "desk-7.csv", fault: "missing_column", faultDetail: "asked", place: "failed" });
    const { store } = opened;
    await store.writeAll((w) => [insertSourceMapping(store, w, { source: "desk", version: 2, headingKey: "d2", mapping: { ...MAPPING, events: { requested: "created" } }, savedBy: null, savedAt: clock })], { at: clock, actor: { kind: "cli", id: "test" }, action: "import.map", entity: "source_mapping", entityId: "desk" });
    expect((await retryWatchedFile(ctx(), failed!.id)).ok).toBe(true);
    await work();
    expect(await look()).toMatchObject({ done: 1 });
    expect(kept("done").some((name) => /^desk-7\..*\.csv$/.test(name))).toBe(true);
    expect(kept("failed").some((name) => /^desk-7\.\d{8}-\d{6}\.csv$/.test(name))).toBe(false);
    expect(await retryWatchedFile(ctx(), failed!.id)).toMatchObject({ ok: false, code: "unknown_file" });
    await store.writeAll((w) => [insertSourceMapping(store, w, { source: "desk", version: 3, headingKey: "d3", mapping: { ...MAPPING }, savedBy: null, savedAt: clock })], { at: clock, actor: { kind: "cli", id: "test" }, action: "import.map", entity: "source_mapping", entityId: "desk" });
  });

  test("a fault that is not the file's is tried again later each time, five times in all", async () => {
    lay("desk-8.csv", `${HEADING}\n${line("T-1")}\n`);
    await look();
    await look();
    let tries = 0;
    const broken: Store = { ...opened.store, writeAll: async (build, audit) => {
      if ([audit].flat()[0]!.action === "tasks.ingest") throw new Error("the disk is full");
      return opened.store.writeAll(build, audit);
    } };
    const attempt = async () => {
      tries += 1;
      await work(broken).catch(() => null);
    };
    await attempt();
    for (let minute = 0; minute < 40; minute += 1) {
      await look();
      if ((await newest()).state === "running") await attempt();
    }
    expect(tries).toBe(5);
    expect((await listWatchedFiles(opened.store, "failed", 1, 0)).rows[0]).toMatchObject({ name: "desk-8.csv", fault: "fault", faultDetail: "the disk is full" });
    expect(kept("failed").some((name) => /^desk-8\..*csv$/.test(name))).toBe(true);
  }, 30_000);

  test("two processes that look at the same moment take a file once", async () => {
    for (let n = 0; n < 5; n += 1) lay(`desk-p${n}.csv`, `${HEADING}\n${line(`P-${n}`)}\n`);
    await Promise.all([look(), look()]);
    const before = (await recentImports(opened.store, 1000)).length;
    clock += MINUTE;
    const both = await Promise.all([look(), look()]);
    expect(both[0].taken + both[1].taken).toBe(5);
    expect((await recentImports(opened.store, 1000)).length - before).toBe(5);
    await Promise.all([work(), work()]);
    await Promise.all([look(), look()]);
    expect(kept("done").filter((name) => name.endsWith(".csv"))).toHaveLength(5);
    expect(readdirSync(root).sort()).toEqual(["done", "failed"]);
  });

  test("a file that was replaced while the first one was imported is a file of its own", async () => {
    lay("desk-9.csv", `${HEADING}\n${line("N-1")}\n`);
    await look();
    await look();
    lay("desk-9.csv", `${HEADING}\n${line("N-2")}\n${line("N-3")}\n`);
    utimesSync(join(root, "desk-9.csv"), new Date(NOW), new Date(NOW + 5000));
    await work();
    expect(await look()).toMatchObject({ done: 1 });
    expect(existsSync(join(root, "desk-9.csv"))).toBe(true);
    await look();
    await work();
    expect(await look()).toMatchObject({ done: 1 });
    expect(await loadTasksByExternalId(opened.store, "desk", ["N-1", "N-2", "N-3"])).toHaveLength(3);
  });

  test("a rule needs a pattern and a saved mapping; rules are moved, switched and removed", async () => {
    const add = (glob: string, source = "desk") => addWatchRule(ctx(), { glob, source, providerIds: null, mayCreate: false, personId: company.people.get("014")! });
    expect(await add("../*.csv")).toMatchObject({ code: "bad_glob", field: "glob" });
    expect(await add("x*.csv", "nobody")).toMatchObject({ code: "no_such_mapping", field: "source" });
    expect(await add("DESK*.csv")).toMatchObject({ code: "same_glob" });
    expect((await add("desk-special*.csv", "other")).ok).toBe(true);
    const id = (await loadWatchRules(opened.store)).at(-1)!.id;
    await changeWatchRule(ctx(), id, "up");
    await changeWatchRule(ctx(), id, "up");
    expect((await loadWatchRules(opened.store))[0]!.id).toBe(id);
    await changeWatchRule(ctx(), id, "off");
    lay("desk-special.csv", `${HEADING}\n${line("SP-1")}\n`);
    await through();
    expect(await newest()).toMatchObject({ source: "desk" });
    expect((await changeWatchRule(ctx(), id, "remove")).ok).toBe(true);
    expect(await changeWatchRule(ctx(), id, "on")).toMatchObject({ ok: false, code: "unknown_rule" });
  });
});
