import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { IncomingTask } from "#app/domain/intake/map-rows.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { ingestTasks, openDirectory } from "#app/operations/ingest-tasks.server.ts";
import { previewRequest } from "#app/operations/request-task.server.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import type { Store } from "#db/store.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { context, TINY, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const hours = (n: number) => ({ type: "within", duration: { unit: "working_hours", n } });
/** Reports are due within two working hours, from the third of a day on within twenty. */
const BANDED = setupSchema.parse({
  ...(JSON.parse(JSON.stringify(TINY)) as object),
  agreements: ["SALES", "LEGAL"].map((client) => ({
    code: `FIN-${client}`, provider: "FIN", client: { department: client },
    versions: [{ from: "2026-05-01", obligations: [{ key: "report", product: "REPORT", kind: "timing", name: { en: "Reports on time", ru: "Отчёты в срок" }, target: 95, terms: { due: hours(2), volume: { upTo: 2, due: hours(20) } } }] }],
  })),
});
const MAPPING = { source: "s", task: { id: { column: "id" }, product: { column: "p" }, client: { column: "c" } } };
const NOW = Date.parse("2026-06-11T20:00Z");
const report = (externalId: string, requested: string, client = "SALES"): IncomingTask => ({
  line: 2, externalId, product: { code: "REPORT", label: "REPORT" }, provider: null, client: { code: client, label: client }, title: externalId, attributes: {},
  events: [{ key: "requested", type: "requested", occurredAt: Date.parse(`2026-06-${requested}Z`), sourceOrder: 0, payload: {} }],
});

describe.each(STORES)("requests of a day on %s", (_name, open) => {
  let opened: TestStore;
  let store: Store;
  let company: TinyCompany;
  const ctx = () => context(store, NOW);
  const ingest = async (...tasks: IncomingTask[]) => ingestTasks(ctx(), { batchId: null, mapping: MAPPING, tasks, directory: await openDirectory(ctx()) });
  const due = async () => Object.fromEntries((await store.q.select().from(store.t.task)).map((row) => [row.externalId, new Date(row.dueAt!).toISOString().slice(8, 16)]));

  beforeEach(async () => {
    opened = await open();
    store = opened.store;
    company = await tinyCompany(store, BANDED);
  });
  afterEach(() => opened.dispose());

  test("beyond the volume another term holds; another day, client or order of arrival counts for itself", async () => {
    await ingest(report("3", "10T11:00"), report("1", "10T09:00"), report("other day", "09T17:00"), report("other client", "10T11:30", "LEGAL"), report("2", "10T10:00"));
    await evaluateDue(ctx());
    expect(await due()).toEqual({ "1": "10T11:00", "2": "10T12:00", "3": "12T13:00", "other day": "10T10:00", "other client": "10T13:30" });
    expect((await evaluateAll(ctx())).changed).toBe(0);
  });

  test("an earlier request that arrives late moves those after it on its day", async () => {
    await ingest(report("2", "10T10:00"), report("3", "10T11:00"), report("next day", "11T09:00"));
    await evaluateDue(ctx());
    expect(await due()).toMatchObject({ "3": "10T13:00" });
    await ingest(report("1", "10T09:00"));
    await evaluateDue(ctx());
    expect(await due()).toEqual({ "1": "10T11:00", "2": "10T12:00", "3": "12T13:00", "next day": "11T11:00" });
    expect((await evaluateAll(ctx())).changed).toBe(0);
    expect(await tallyDifferences(ctx())).toEqual([]);
  });

  test("at the same instant the id decides, so that exactly the volume has the usual term", async () => {
    await ingest(...["a", "b", "c", "d"].map((name) => report(name, "10T09:00")));
    await evaluateDue(ctx());
    expect(Object.values(await due()).sort()).toEqual(["10T11:00", "10T11:00", "12T11:00", "12T11:00"]);
  });

  test("a request that is about to be sent sees the term that it would have", async () => {
    await ingest(report("1", "10T09:00"), report("2", "10T10:00"));
    const productId = (await store.q.select().from(store.t.product)).find((row) => row.code === "REPORT")!.id;
    const said = await previewRequest(context(store, Date.parse("2026-06-10T11:00Z")), { productId, clientId: company.departments.get("SALES")! });
    expect(said!.verdicts[0]!.verdict.reasons).toContainEqual({ code: "beyond_volume", facts: { n: 3, most: 2 } });
    expect(new Date(said!.dueAt!).toISOString()).toBe("2026-06-12T13:00:00.000Z");
  });
});
