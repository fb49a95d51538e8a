import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse as parseYaml } from "yaml";
import { afterAll, describe, expect, test } from "vitest";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import type { ActivityRule } from "#app/domain/intake/mapping.ts";
import type { OperationContext } from "#app/operations/context.ts";
import type { CheckResult } from "#app/operations/feeds/check-file.server.ts";
import { importFile } from "#app/operations/feeds/import-file.server.ts";
import { mappingFileSchema, mappingOf } from "#app/operations/feeds/mapping-file.ts";
import { receiveImport } from "#app/operations/feeds/receive-import.server.ts";
import { lookOf, queueImport, saveDraft } from "#app/operations/feeds/steer-import.server.ts";
import { workImports } from "#app/operations/feeds/work-imports.server.ts";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import { loadImport } from "#db/queries/imports.server.ts";
import { loadImportJob, loadUpload } from "#db/queries/import-work.server.ts";
import { readMappingForm } from "#app/routes/_shell.work.import.$batchId_.mapping/read-form.ts";
import { hasSharedData, sharedData } from "#test/support/shared-data.ts";
import { sqliteStore } from "#test/support/stores.ts";

const dataDir = mkdtempSync(join(tmpdir(), "concord-page-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const RIGHTS = { providers: null, mayCreate: { departments: true, products: true } } as const;
const readYaml = (name: string): unknown => parseYaml(readFileSync(fileURLToPath(new URL(`./mappings/${name}`, import.meta.url)), "utf8"), { maxAliasCount: 1000 });

/** A person in front of the mapping page: sees what was guessed, changes fields of the form, checks, imports. */
async function open(setupName: string, zone: string, now: string) {
  const opened = await sqliteStore();
  const ctx: OperationContext = { store: opened.store, now: Date.parse(now), actor: { kind: "cli", id: "test" } };
  const loaded = await loadSetup(ctx, setupSchema.parse(readYaml(setupName)), zone);
  if (!loaded.ok) throw new Error(loaded.code);
  const worker = { store: opened.store, dataDir, now: () => ctx.now, stopping: () => false };
  const upload = async (file: string) => {
    const path = join(dataDir, "received");
    copyFileSync(sharedData(file), path);
    const got = await receiveImport(ctx, { dataDir, path, fileName: basename(file), bytes: statSync(path).size, personId: null as unknown as string, rights: RIGHTS, maySee: () => true });
    if (!got.ok) throw new Error(got.code);
    return { batchId: got.value.batchId, kind: got.value.kind, draft: (await loadUpload(opened.store, got.value.batchId))!.mapping as DraftMapping };
  };
  const submit = async (batchId: string, more: Record<string, string>) => {
    const row = (await loadUpload(opened.store, batchId))!;
    const before = row.mapping as DraftMapping;
    const fields = { ...formOf(before), ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, [value]])) };
    const draft = readMappingForm(fields, before, { columns: lookOf(row).columns, departments: [], products: [] });
    const saved = await saveDraft(ctx, { batchId, draft, dataDir, rights: RIGHTS });
    if (!saved.ok) throw new Error(saved.code);
  };
  const run = async (batchId: string, kind: "check" | "import") => {
    const queued = await queueImport(ctx, { batchId, kind, rights: RIGHTS, personId: null as unknown as string });
    if (!queued.ok) throw new Error(`${queued.code} ${queued.field}`);
    await workImports(worker);
  };
  const check = async (batchId: string) => {
    await run(batchId, "check");
    const job = (await loadImportJob(opened.store, batchId))!;
    if (job.state !== "done") throw new Error(`${job.fault} ${job.faultDetail}`);
    return (job.result as CheckResult).counts;
  };
  const bring = async (batchId: string) => {
    await run(batchId, "import");
    return (await loadImport(opened.store, batchId))!;
  };
  /** The same file by the command line's mapping: nothing may change. */
  const byCommandLine = async (file: string, mapping: string, source: string) => {
    const found = mappingFileSchema.parse(readYaml(mapping));
    return importFile(ctx, { path: sharedData(file), mapping: mappingOf(found, source), csv: found.csv, rowsPerTask: found.rowsPerTask });
  };
  return { opened, upload, submit, check, bring, byCommandLine };
}

/** The form as the page fills it from a draft. */
function formOf(draft: DraftMapping): Record<string, string[]> {
  const { task, log, status, events } = draft;
  const column = (field: object | undefined) => (field && "column" in field ? String((field as { column: string }).column) : "");
  const reference = (field: { column?: string; value?: string } | undefined) => (field?.column ? `c:${field.column}` : field?.value ? `v:${field.value}` : "");
  const fields: Record<string, string> = {
    shape: draft.shape === "event_log" ? "log" : draft.rowsPerTask, source: draft.source, format: draft.dates.format, zone: draft.dates.zone, other: (log ?? status)?.other ?? "quarantine",
    id: column(task.id), title: column(task.title), product: reference(task.product as never), client: reference(task.client as never), provider: reference(task.provider as never),
    activity: log?.activity ?? "", at: log?.at ?? "", eventId: log?.id ?? "", order: log?.order ?? "", status: status?.column ?? "", statusAt: status?.at ?? "",
    ...Object.fromEntries(Object.entries(events ?? {}).map(([type, name]) => [`e.${type}`, name])),
  };
  const form: Record<string, string[]> = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]]));
  form["missing"] = [...draft.missing];
  (log ?? status)?.rules.forEach((rule, index) => {
    form[`r.${index}.activity`] = [rule.activity];
    form[`r.${index}.is`] = [rule.is];
    form[`r.${index}.again`] = [rule.again ?? ""];
    form[`r.${index}.reason`] = [rule.reason ?? ""];
  });
  return form;
}

/** Answers of the value table: one row each, in the order given. */
const answers = (rules: readonly ActivityRule[]): Record<string, string> =>
  Object.assign({}, ...rules.map((rule, index) => ({ [`r.${index}.activity`]: rule.activity, [`r.${index}.is`]: rule.is, [`r.${index}.again`]: rule.again ?? "", [`r.${index}.reason`]: rule.reason ?? "" }))) as Record<string, string>;

describe.skipIf(!hasSharedData)("real files through the mapping page", () => {
  test("the support desk: the packed column is cut and everything is guessed but the product and the provider", async () => {
    const page = await open("support-desk.setup.yaml", "UTC", "2020-03-15T23:09:17Z");
    const first = await page.upload("support-desk/input_02.csv");
    expect(first.draft).toMatchObject({
      shape: "event_log", split: [{ column: "Ticket", separator: " / ", into: ["Ticket 1", "Ticket 2", "Ticket 3"] }],
      task: { id: { column: "Ticket 1" }, client: { column: "Ticket 2" } }, log: { activity: "Status Name", at: "Timestamp", order: "Status No." }, dates: { format: "iso", zone: "UTC" },
    });
    await page.submit(first.batchId, { product: "v:SUPPORT", provider: "v:DESK", source: "support-desk", ...answers([{ activity: "Logged", is: "requested" }, { activity: "Assigned", is: "assigned" }, { activity: "Customer Response", is: "paused", reason: "customer_response" }, { activity: "UAT", is: "paused", reason: "uat" }, { activity: "Closed", is: "delivered" }]) });
    const counts = await page.check(first.batchId);
    expect(await page.bring(first.batchId)).toMatchObject({ accepted: counts.accepted, rows: counts.rows, quarantined: 0 });
    // The other two files have the same columns: the mapping is there already.
    for (const name of ["input_03.csv", "input_04.csv"]) {
      const next = await page.upload(`support-desk/${name}`);
      expect(next.kind).toBe("known");
      expect(await page.bring(next.batchId)).toMatchObject({ quarantined: 0 });
    }
    const { task } = page.opened.store.t;
    expect(await page.opened.store.q.select({ id: task.id }).from(task)).toHaveLength(665);
    for (const name of ["input_02.csv", "input_03.csv", "input_04.csv"]) expect(await page.byCommandLine(`support-desk/${name}`, "support-desk.yaml", "support-desk")).toMatchObject({ accepted: 0, corrected: 0 });
    await page.opened.dispose();
  }, 120_000);

  test("the expense claims: 10,222 tasks, one row aside, exactly the facts that the command line's mapping finds", async () => {
    const page = await open("expense-claims.setup.yaml", "Europe/Amsterdam", "2021-01-01T00:00:00Z");
    const file = "expense-claims/DomesticDeclarations_events.csv.gz";
    const { batchId, draft } = await page.upload(file);
    expect(draft).toMatchObject({ shape: "event_log", task: { id: { column: "case_id" } }, log: { activity: "concept:name", at: "time:timestamp", order: "event_no" }, dates: { format: "iso" } });
    expect([...draft.missing].sort()).toEqual(expect.arrayContaining(["UNKNOWN"]));
    await page.submit(batchId, {
      source: "expenses-domestic", product: "v:EXP-DOMESTIC", provider: "v:FIN", client: "v:EMPLOYEES", eventId: "id", other: "ignore",
      ...answers([
        { activity: "Declaration SAVED by EMPLOYEE", is: "draft" }, { activity: "Declaration SUBMITTED by EMPLOYEE", is: "requested", again: "resumed" }, { activity: "Declaration REJECTED by EMPLOYEE", is: "paused", reason: "taken_back" },
        ...["ADMINISTRATION", "SUPERVISOR", "BUDGET OWNER", "PRE_APPROVER", "MISSING", "DIRECTOR"].map((role): ActivityRule => ({ activity: `Declaration REJECTED by ${role}`, is: "paused", reason: "client_correction" })),
        { activity: "Payment Handled", is: "delivered" }, { activity: "Request Payment", is: "ignore" },
        ...["ADMINISTRATION", "SUPERVISOR", "BUDGET OWNER", "PRE_APPROVER", "DIRECTOR"].flatMap((role): ActivityRule[] => [{ activity: `Declaration APPROVED by ${role}`, is: "ignore" }, { activity: `Declaration FINAL_APPROVED by ${role}`, is: "ignore" }]),
      ]),
    });
    expect(await page.check(batchId)).toMatchObject({ rows: 55_628, accepted: 10_222, skipped: 136, quarantined: 1 });
    const batch = await page.bring(batchId);
    expect(batch).toMatchObject({ rows: 55_628, accepted: 10_222, skipped: 136, quarantined: 1, used: 55_491 });
    expect(await page.byCommandLine(file, "domestic-declarations.yaml", "expenses-domestic")).toMatchObject({ accepted: 0, corrected: 0, unchanged: 10_222 });
    await page.opened.dispose();
  }, 180_000);

  test("the incident log: several rows a task and day-first dates are seen, 24,918 tasks", async () => {
    const page = await open("incident-log.setup.yaml", "UTC", "2018-01-01T00:00:00Z");
    const { batchId, draft } = await page.upload("incident-log/incident_event_log.csv.gz");
    expect(draft).toMatchObject({
      shape: "table", rowsPerTask: "several", dates: { format: "d/M/yyyy[ H:mm[:ss]]" }, missing: ["?"],
      task: { id: { column: "number" }, product: { column: "category" }, client: { column: "location" }, provider: { column: "assignment_group" } }, events: { requested: "opened_at", delivered: "resolved_at" },
    });
    await page.submit(batchId, { source: "incidents", status: "", product: "c:category", "product.unknown": "create", client: "c:location", "client.unknown": "create", provider: "c:assignment_group", "provider.unknown": "create" });
    const counts = await page.check(batchId);
    expect(counts.rows).toBe(141_712);
    // Rows whose last state names no group, place or category wait for somebody to say which: their tasks and the others are all.
    expect(counts.accepted + counts.quarantined).toBe(24_918);
    expect(counts.used + counts.skipped + counts.quarantined).toBe(141_712);
    await page.opened.dispose();
  }, 180_000);
});
