import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DraftMapping } from "#app/domain/intake/draft-mapping.ts";
import type { CheckResult } from "#app/operations/feeds/check-file.server.ts";
import { receiveImport } from "#app/operations/feeds/receive-import.server.ts";
import { queueImport, saveDraft } from "#app/operations/feeds/steer-import.server.ts";
import { workImports } from "#app/operations/feeds/work-imports.server.ts";
import { loadImport } from "#db/queries/imports.server.ts";
import { loadImportJob, loadUpload } from "#db/queries/import-work.server.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import { STRANGERS } from "./strangers-files.ts";

const NOW = Date.UTC(2026, 11, 1, 9);
const RIGHTS = { providers: null, mayCreate: { departments: true, products: true } };
const dataDir = mkdtempSync(join(tmpdir(), "concord-strangers-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

interface Expected {
  /** What a person still has to say. */
  readonly said: (draft: DraftMapping) => DraftMapping;
  /** What must have been found without anybody: columns by field. */
  readonly found: Readonly<Record<string, string>>;
  readonly rows: number;
  readonly tasks: number;
  readonly aside?: number;
}

const same = (draft: DraftMapping): DraftMapping => draft;
const client = (code: string) => (draft: DraftMapping): DraftMapping => ({ ...draft, task: { ...draft.task, client: { value: code } } });
const product = (draft: DraftMapping): DraftMapping => ({ ...draft, task: { ...draft.task, product: { value: "REPORT" } } });
const requests = (activity: string) => (draft: DraftMapping): DraftMapping => ({ ...draft, log: { ...draft.log!, other: "ignore", rules: [{ activity, is: "requested", again: "resumed" }, ...draft.log!.rules.filter((rule) => rule.activity !== activity)] } });
const both = (...steps: readonly ((draft: DraftMapping) => DraftMapping)[]) => (draft: DraftMapping) => steps.reduce((at, step) => step(at), draft);

const EXPECTED: Readonly<Record<string, Expected>> = {
  "bpi-2012.csv": { said: both(client("SALES"), product, requests("A_SUBMITTED")), found: { id: "case:concept:name", activity: "concept:name", at: "time:timestamp" }, rows: 160, tasks: 40 },
  "bpi-2017.csv": { said: both(client("SALES"), product, requests("A_Create Application")), found: { id: "Case ID", activity: "Activity", at: "Complete Timestamp" }, rows: 160, tasks: 40 },
  "helpdesk.csv": { said: both(product, requests("Assign seriousness")), found: { id: "Case ID", activity: "Activity", at: "Complete Timestamp", client: "customer" }, rows: 200, tasks: 40 },
  "jira-export.csv": { said: same, found: { id: "Issue key", title: "Summary", product: "Component/s", client: "Custom field (Department)", requested: "Created", delivered: "Resolved", due_agreed: "Due date", status: "Status" }, rows: 40, tasks: 40 },
  "issues.csv": { said: same, found: { id: "#", title: "Subject", product: "Category", client: "Department", requested: "Created", delivered: "Closed", due_agreed: "Due date", status: "Status" }, rows: 40, tasks: 40 },
  "incident.csv": { said: same, found: { id: "number", title: "short_description", product: "category", client: "u_department", requested: "opened_at", delivered: "resolved_at", accepted: "closed_at", status: "state" }, rows: 40, tasks: 40 },
  "zendesk-tickets.csv": { said: product, found: { id: "Ticket ID", title: "Subject", client: "Organization", requested: "Created at", delivered: "Solved at", requester: "Requester email" }, rows: 40, tasks: 40 },
  "github-issues.csv": { said: client("SALES"), found: { id: "number", title: "title", product: "labels", requested: "created_at", delivered: "closed_at" }, rows: 40, tasks: 40 },
  "1c-zayavki.csv": { said: same, found: { id: "Номер", product: "Вид услуги", client: "Подразделение", requested: "Дата", delivered: "Дата выполнения", due_agreed: "Срок исполнения", status: "Статус" }, rows: 40, tasks: 40 },
  // Who cancelled it and when is not in the file: those rows say so.
  "vorgaenge.csv": { said: same, found: { id: "Vorgangsnummer", title: "Betreff", product: "Kategorie", client: "Abteilung", requested: "Erstellt am", acknowledged: "Angenommen am", delivered: "Erledigt am", due_agreed: "Fällig am" }, rows: 40, tasks: 32, aside: 8 },
  "us-requests.csv": { said: same, found: { id: "Request #", title: "Description", product: "Service", client: "Department", requested: "Date Submitted", delivered: "Date Completed", due_agreed: "Due By" }, rows: 40, tasks: 40 },
  "yandex-tracker.csv": { said: client("SALES"), found: { id: "Ключ", title: "Задача", product: "Компоненты", requested: "Создано", delivered: "Решено", due_agreed: "Дедлайн" }, rows: 40, tasks: 40 },
};

describe("a stranger's file through the mapping page", () => {
  let opened: TestStore;
  let company: TinyCompany;
  beforeAll(async () => {
    opened = await sqliteStore();
    company = await tinyCompany(opened.store);
  });
  afterAll(() => opened.dispose());

  test.each(STRANGERS.map((one) => [one.name, one] as const))("%s is understood but for what only its owner knows", async (name, { text }) => {
    const expected = EXPECTED[name]!;
    const ctx = context(opened.store, NOW);
    const personId = company.people.get("013")!;
    const path = join(dataDir, "received");
    writeFileSync(path, text);
    const got = await receiveImport(ctx, { dataDir, path, fileName: name, bytes: text.length, personId, rights: RIGHTS, maySee: () => true });
    if (!got.ok) throw new Error(got.code);
    const { batchId } = got.value;
    const draft = (await loadUpload(opened.store, batchId))!.mapping as DraftMapping;
    const column = (field: object | undefined) => (field && "column" in field ? (field as { column: string }).column : undefined);
    const { task, events, log, status } = draft;
    const found: Record<string, string | undefined> = { id: column(task.id), title: column(task.title), product: column(task.product), client: column(task.client), requester: column(task.requester), ...events, activity: log?.activity, at: log?.at, status: status?.column };
    expect(Object.fromEntries(Object.keys(expected.found).map((field) => [field, found[field]]))).toEqual(expected.found);
    // Products and departments of a stranger are nobody's yet: they are created by the import.
    const said = expected.said({ ...draft, source: `stranger-${name.split(".")[0]!}` });
    const { product: of, client: whom } = said.task;
    const ready: DraftMapping = { ...said, task: { ...said.task, provider: { value: "FIN" }, ...(of && "column" in of ? { product: { ...of, otherwise: "REPORT", create: {} } } : {}), ...(whom && "column" in whom ? { client: { ...whom, create: {} } } : {}) } };
    expect((await saveDraft(ctx, { batchId, draft: ready, dataDir, rights: RIGHTS })).ok).toBe(true);
    const run = async (kind: "check" | "import") => {
      const queued = await queueImport(ctx, { batchId, kind, rights: RIGHTS, personId });
      if (!queued.ok) throw new Error(`${queued.code} ${queued.field}`);
      await workImports({ store: opened.store, dataDir, now: () => NOW, stopping: () => false });
    };
    await run("check");
    const check = (await loadImportJob(opened.store, batchId))!.result as CheckResult;
    const { aside = 0 } = expected;
    expect([check.counts, check.reasons]).toMatchObject([{ rows: expected.rows, accepted: expected.tasks, quarantined: aside }, aside === 0 ? [] : [{ rows: aside }]]);
    await run("import");
    expect(await loadImport(opened.store, batchId)).toMatchObject({ state: "done", rows: expected.rows, accepted: expected.tasks, quarantined: aside });
  });

  test("each file stands in the table", () => expect(Object.keys(EXPECTED).sort()).toEqual(STRANGERS.map((one) => one.name).sort()));
});
