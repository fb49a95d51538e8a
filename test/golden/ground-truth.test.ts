import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { and, asc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { parse as parseYaml } from "yaml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Duration, Terms, TimingTerms } from "#app/domain/agreement/terms.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { evaluateAll } from "#app/operations/evaluate-tasks.server.ts";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import type { Store } from "#db/store.ts";
import { importFile } from "#app/operations/feeds/import-file.server.ts";
import { mappingFileSchema, mappingOf } from "#app/operations/feeds/mapping-file.ts";
import { hasSharedData, sharedData } from "#test/support/shared-data.ts";
import { sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

const mappingFile = (name: string) => fileURLToPath(new URL(`./mappings/${name}`, import.meta.url));
const readYaml = (name: string): unknown => parseYaml(readFileSync(mappingFile(name), "utf8"), { maxAliasCount: 1000 });

async function importInto(ctx: OperationContext, file: string, mapping: string) {
  const found = mappingFileSchema.parse(readYaml(mapping));
  return importFile(ctx, { path: sharedData(file), mapping: mappingOf(found, found.source!), csv: found.csv, rowsPerTask: found.rowsPerTask });
}

async function open(setupName: string, zone: string, now: string) {
  const opened = await sqliteStore();
  const ctx: OperationContext = { store: opened.store, now: Date.parse(now), actor: { kind: "cli", id: "test" } };
  const setup = setupSchema.parse(readYaml(setupName));
  const loaded = await loadSetup(ctx, setup, zone);
  if (!loaded.ok) throw new Error(`${loaded.code} ${loaded.field}`);
  await ensurePeriods(ctx);
  return { opened, ctx };
}

async function outcomes(store: Store, productCode?: string): Promise<Record<string, number>> {
  const { verdict: v, task: t, product: p } = store.t;
  const rows = await store.q
    .select({ outcome: v.outcome, n: sql<number>`count(*)`.mapWith(Number) })
    .from(v)
    .innerJoin(t, eq(t.id, v.taskId))
    .innerJoin(p, eq(p.id, t.productId))
    .where(and(eq(v.carry, 0), isNotNull(t.deliveredAt), ...(productCode ? [eq(p.code, productCode)] : [])))
    .groupBy(v.outcome);
  return Object.fromEntries(rows.map((row) => [row.outcome, row.n]));
}

describe.skipIf(!hasSharedData)("the support desk", () => {
  let opened: TestStore;
  let ctx: OperationContext;
  beforeAll(async () => {
    ({ opened, ctx } = await open("support-desk.setup.yaml", "UTC", "2020-03-15T23:09:17Z"));
    for (const name of ["input_02.csv", "input_03.csv", "input_04.csv"]) await importInto(ctx, `support-desk/${name}`, "support-desk.yaml");
    await evaluateAll(ctx);
  });
  afterAll(() => opened.dispose());

  test("665 tickets, of 103 closed 71 met and 32 missed", async () => {
    const { task: t } = opened.store.t;
    expect(await opened.store.q.select({ n: sql<number>`count(*)`.mapWith(Number) }).from(t)).toEqual([{ n: 665 }]);
    expect(await outcomes(opened.store)).toEqual({ met: 71, breached: 32 });
  });

  test("of the open ones 501 are past due at the last event", async () => {
    const { verdict: v, task: t } = opened.store.t;
    const rows = await opened.store.q
      .select({ n: sql<number>`count(*)`.mapWith(Number) })
      .from(v)
      .innerJoin(t, eq(t.id, v.taskId))
      .where(and(eq(v.carry, 0), eq(v.outcome, "breached"), isNull(t.deliveredAt)));
    expect(rows).toEqual([{ n: 501 }]);
  });

  test("the best departments by share are the published ones", async () => {
    const { verdict: v, task: t, department: d } = opened.store.t;
    const rows = await opened.store.q
      .select({ code: d.code, met: sql<number>`sum(case when ${v.outcome} = 'met' then 1 else 0 end)`.mapWith(Number), n: sql<number>`count(*)`.mapWith(Number) })
      .from(v)
      .innerJoin(t, eq(t.id, v.taskId))
      .innerJoin(d, eq(d.id, v.recipientId))
      .where(and(eq(v.carry, 0), isNotNull(t.deliveredAt)))
      .groupBy(d.code)
      .orderBy(asc(d.code));
    const ranked = rows.map((row) => [row.code, Math.round((10_000 * row.met) / row.n) / 100] as const).sort((a, b) => b[1] - a[1]);
    expect(ranked.slice(0, 5)).toEqual([["HR", 100], ["Operations", 100], ["Project Management", 100], ["Sales", 100], ["Product Design", 90.91]]);
  });

  test("the same files again change nothing", async () => {
    for (const name of ["input_02.csv", "input_03.csv", "input_04.csv"])
      expect(await importInto(ctx, `support-desk/${name}`, "support-desk.yaml")).toMatchObject({ accepted: 0, corrected: 0 });
    expect(await evaluateAll(ctx)).toMatchObject({ changed: 0, corrections: 0 });
  });
});

/** Judges everything again under another promise: the terms of a test are changed where no contract binds. */
async function promise(ctx: OperationContext, duration: Duration) {
  const { obligation: o } = ctx.store.t;
  const [first] = await ctx.store.q.select().from(o).limit(1);
  const terms: Terms = { ...(first!.terms as TimingTerms), due: { type: "within", duration } };
  await ctx.store.writeAll((w) => [w.update(o).set({ terms }).returning({ key: o.key })], { at: ctx.now, actor: ctx.actor, action: "person.edit", entity: "obligation", entityId: "all" });
  await evaluateAll(ctx);
}

describe.skipIf(!hasSharedData)("the expense claims of a university", () => {
  let opened: TestStore;
  let ctx: OperationContext;
  beforeAll(async () => {
    ({ opened, ctx } = await open("expense-claims.setup.yaml", "Europe/Amsterdam", "2021-01-01T00:00:00Z"));
  });
  afterAll(() => opened.dispose());

  test("drafts are left out, a payment without a request is put aside", async () => {
    expect(await importInto(ctx, "expense-claims/DomesticDeclarations_events.csv.gz", "domestic-declarations.yaml")).toMatchObject({ accepted: 10_222, skipped: 136, quarantined: 1 });
    expect(await importInto(ctx, "expense-claims/RequestForPayment_events.csv.gz", "payment-requests.yaml")).toMatchObject({ accepted: 6688, skipped: 72, quarantined: 0 });
  }, 120_000);

  test.each<[string, Duration, number, number]>([
    ["10 × 24 h", { unit: "elapsed_days", n: 10 }, 6215, 3488],
    ["10 calendar dates", { unit: "calendar_days", n: 10, end: "eod" }, 6828, 3893],
    ["7 working days", { unit: "working_days", n: 7, end: "eod" }, 6831, 3834],
    ["5 working days", { unit: "working_days", n: 5, end: "eod" }, 5029, 2752],
  ])("delivered within %s", async (_words, duration, domestic, payment) => {
    await promise(ctx, duration);
    expect(await outcomes(opened.store, "EXP-DOMESTIC")).toEqual({ met: domestic, breached: 9911 - domestic });
    expect(await outcomes(opened.store, "EXP-PAYMENT")).toEqual({ met: payment, breached: 6187 - payment });
  }, 120_000);
});

describe.skipIf(!hasSharedData)("the incident log", () => {
  let opened: TestStore;
  let ctx: OperationContext;
  beforeAll(async () => {
    ({ opened, ctx } = await open("incident-log.setup.yaml", "UTC", "2018-01-01T00:00:00Z"));
  });
  afterAll(() => opened.dispose());

  test("the last row of an incident holds", async () => {
    expect(await importInto(ctx, "incident-log/incident_event_log.csv.gz", "incident-log.yaml")).toMatchObject({ rows: 141_712, accepted: 24_918, quarantined: 0 });
  }, 120_000);

  test.each<[number, number]>([
    [1, 12_072],
    [3, 15_095],
    [5, 16_622],
  ])("resolved within %i × 24 h", async (n, met) => {
    await promise(ctx, { unit: "elapsed_days", n });
    expect(await outcomes(opened.store)).toEqual({ met, breached: 23_362 - met });
  }, 120_000);
});
