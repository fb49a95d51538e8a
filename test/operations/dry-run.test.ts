import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eq } from "drizzle-orm";
import type { Obligation, Terms } from "#app/domain/agreement/terms.ts";
import type { IncomingTask } from "#app/domain/intake/map-rows.ts";
import { dryRunObligation, type DryRun } from "#app/operations/dry-run-obligation.server.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { evaluateAll } from "#app/operations/evaluate-tasks.server.ts";
import { ingestTasks, openDirectory } from "#app/operations/ingest-tasks.server.ts";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import { loadAgreements, loadObligations } from "#db/queries/agreements.server.ts";
import type { Store } from "#db/store.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

const weekdays = Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "18:00"]]]));
const SETUP = {
  organisation: { name: { en: "Tiny" }, country: "US", currency: "USD", payPeriod: "month", firstPeriod: "2026-01" },
  calendars: [{ code: "C", name: { en: "Office" }, spec: { tz: "Europe/Moscow", weekly: weekdays, holidays: ["2026-05-01", "2026-05-11"] } }],
  departments: [
    { code: "HR", name: { en: "HR" }, calendar: "C" },
    { code: "HR-T", name: { en: "Hiring" }, parent: "HR", team: true },
    { code: "SALES", name: { en: "Sales" }, calendar: "C" },
    { code: "SALES-N", name: { en: "Sales north" }, parent: "SALES" },
    { code: "LAB", name: { en: "Lab" }, calendar: "C" },
  ],
  products: [{ code: "HIRE", provider: "HR", name: { en: "Hire" } }, { code: "OTHER", provider: "HR", name: { en: "Other" } }],
  agreements: [
    {
      code: "HR-SALES", provider: "HR", client: { department: "SALES" },
      versions: [{ from: "2020-01-01", obligations: [{ key: "hire", product: "HIRE", kind: "timing", name: { en: "Hired" }, target: 90, terms: { due: { type: "within", duration: { unit: "working_days", n: 9, end: "snap" } } } }] }],
    },
    {
      code: "HR-ALL", provider: "HR", client: "everyone",
      versions: [{ from: "2020-01-01", obligations: [{ key: "all", product: "HIRE", kind: "timing", name: { en: "Hired" }, target: 90, terms: { due: { type: "within", duration: { unit: "working_days", n: 9, end: "snap" } } } }] }],
    },
  ],
};
const NOW = Date.parse("2026-06-17T10:00Z");
const HOUR = 3_600_000;

const COMMON = { calendar: "both", acceptance: { unit: "working_days", n: 3, end: "eod" }, missingMeasure: "not_conforming" } as const;
const within = (n: number) => ({ type: "within", duration: { unit: "working_hours", n } }) as const;
const CASES: readonly [string, Terms][] = [
  ["timing, own clock", { kind: "timing", ...COMMON, start: "requested", due: within(12), pauseReasons: ["client_input"], rework: "own_clock" }],
  ["timing with cut-off, grace and a filter", { kind: "timing", ...COMMON, appliesTo: { priority: ["high"] }, start: "requested", due: within(20), cutOff: "15:00", grace: { unit: "working_hours", n: 2 }, pauseReasons: [], rework: "same_clock" }],
  ["timing by a day of the month", { kind: "timing", ...COMMON, start: "requested", due: { type: "nth_workday", n: 5, at: "18:00" }, pauseReasons: ["client_input"], rework: "own_clock" }],
  ["response", { kind: "response", ...COMMON, due: within(3), pauseReasons: [] }],
  ["quality", { kind: "quality", ...COMMON }],
  ["quality by a measure", { kind: "quality", ...COMMON, missingMeasure: "left_out", measure: { name: "defects", atMost: "1.5" } }],
  ["completeness", { kind: "completeness", ...COMMON, rule: { type: "share", atLeastBp: 9000 } }],
  ["format", { kind: "format", ...COMMON, rule: { type: "file_types", types: ["pdf"] } }],
  ["timing with another term in spring", { kind: "timing", ...COMMON, start: "requested", due: within(12), pauseReasons: ["client_input"], rework: "own_clock", seasons: [{ from: "04-10", to: "05-05", due: within(40) }] }],
  ["frequency with a season of Mondays", { kind: "frequency", ...COMMON, rrule: "FREQ=WEEKLY;BYDAY=WE", dtstart: "2025-01-01", at: "12:00", adjust: "following", windowBefore: { unit: "calendar_days", n: 1, end: "snap" }, windowAfter: { unit: "working_hours", n: 4 }, seasons: [{ from: "04-10", to: "05-05", rrule: "FREQ=WEEKLY;BYDAY=MO", at: "10:00" }] }],
  ["frequency", { kind: "frequency", ...COMMON, rrule: "FREQ=WEEKLY;BYDAY=WE", dtstart: "2025-01-01", at: "12:00", adjust: "following", windowBefore: { unit: "calendar_days", n: 1, end: "snap" }, windowAfter: { unit: "working_hours", n: 4 } }],
];

/** Made-up work of half a year: what varies follows from the number. */
function madeUpTask(i: number): IncomingTask {
  const requested = Date.parse("2026-01-12T08:30Z") + i * 29 * HOUR;
  const client = ["SALES", "SALES-N", "LAB", "SALES"][i % 4]!;
  const took = ((i * 37) % 97) * HOUR;
  const events: [IncomingTask["events"][number]["type"], number, object][] = [["requested", requested, { itemsRequested: 10 }]];
  if (i % 5 === 1) events.push(["paused", requested + HOUR, { reason: "client_input" }], ["resumed", requested + 30 * HOUR, {}]);
  if (i % 3 === 0) events.push(["acknowledged", requested + (i % 7) * HOUR, {}]);
  if (i % 11 !== 10) events.push(["delivered", requested + took, { items: i % 6 === 0 ? 8 : 10, files: [{ name: i % 8 === 0 ? "a.doc" : "a.pdf" }] }]);
  if (i % 9 === 4 && i % 11 !== 10) events.push(["returned", requested + took + 2 * HOUR, { criterion: "sums" }], ["delivered", requested + took + 40 * HOUR, {}]);
  if (i % 2 === 0) events.push(["measured", requested + took + HOUR, { name: "defects", value: String((i % 4) / 2 + 0.5) }]);
  if (i % 23 === 22) events.push(["cancelled", requested + took + 3 * HOUR, { by: "client" }]);
  return {
    line: i, externalId: String(i), product: { code: i % 13 === 12 ? "OTHER" : "HIRE", label: "HIRE" }, provider: null, client: { code: client, label: client }, title: `Task ${i}`, attributes: { priority: i % 3 === 0 ? "high" : "low" },
    events: events.map(([type, occurredAt, payload], n) => ({ key: `${type}${n}`, type, occurredAt, sourceOrder: n, payload })),
  };
}

describe.each(STORES)("a dry run on %s", (_name, open) => {
  let opened: TestStore;
  let store: Store;
  const ctx = (): OperationContext => ({ store, now: NOW, actor: { kind: "job", id: "test" } });

  beforeAll(async () => {
    opened = await open();
    store = opened.store;
    const loaded = await loadSetup(ctx(), setupSchema.parse(SETUP), "Europe/Moscow");
    if (!loaded.ok) throw new Error(JSON.stringify(loaded));
    await ensurePeriods(ctx());
    const mapping = { source: "s", task: { id: { column: "id" }, product: { column: "p" }, client: { column: "c" } } };
    await ingestTasks(ctx(), { batchId: null, mapping, tasks: Array.from({ length: 120 }, (_, i) => madeUpTask(i)), directory: await openDirectory(ctx()) });
  });
  afterAll(() => opened.dispose());

  const agreement = async () => (await loadAgreements(store)).find((row) => row.code === "HR-SALES")!;
  const stored = async () => (await loadObligations(store)).find((row) => row.key.endsWith("hire"))!;
  const obligationOf = async (terms: Terms): Promise<Obligation> => {
    const { key, productId, name, target, weight } = await stored();
    return { key, productId, name, terms, target, weight, mode: "observe" };
  };
  const dryRun = async (terms: Terms, mostTasks?: number) => dryRunObligation(store, { agreement: await agreement(), obligation: await obligationOf(terms), now: NOW, ...(mostTasks ? { mostTasks } : {}) });
  /** Signs the terms in the place of the old ones and lets the real evaluation judge everything. */
  const evaluateWith = async (terms: Terms) => {
    const { obligation: o, verdict: v } = store.t;
    const row = await stored();
    await store.writeAll((w) => [w.update(o).set({ terms, kind: terms.kind }).where(eq(o.key, row.key)).returning({ key: o.key })], { at: NOW, actor: { kind: "cli", id: "t" }, action: "person.edit", entity: "obligation", entityId: row.key });
    await evaluateAll(ctx());
    return store.q.select().from(v).where(eq(v.obligationKey, row.key));
  };
  const lines = (rows: readonly Pick<DryRun["items"][number], "item" | "cycle" | "carry" | "standing" | "dueAt" | "fallsDueAt" | "decidedAt" | "lateByMs">[]) =>
    rows.map((row) => [row.item, row.cycle, row.carry, row.standing, row.dueAt, row.fallsDueAt, row.decidedAt, row.lateByMs].join(" ")).sort();

  test("writes nothing", async () => {
    const count = async () => [(await store.q.select().from(store.t.verdict)).length, (await store.q.select().from(store.t.audit)).length, (await store.q.select().from(store.t.occurrence)).length];
    const before = await count();
    for (const [, terms] of CASES) await dryRun(terms);
    expect(await count()).toEqual(before);
  });

  test("a schedule that begins later is taken as begun before", async () => {
    const terms = CASES.at(-1)![1];
    const later = { ...terms, dtstart: "2026-07-01" } as Terms;
    expect((await dryRun(later)).kept).toEqual((await dryRun(terms)).kept);
  });

  test("judges the newest requests where there are too many, and says since when", async () => {
    const [all, some] = [await dryRun(CASES[0]![1]), await dryRun(CASES[0]![1], 20)];
    expect(all.cutAt).toBeNull();
    expect(some.kept.of).toBeLessThan(all.kept.of);
    expect(some.cutAt).not.toBeNull();
  });

  // The last one: it signs other terms.
  test("says what evaluation later says of the same work, for every kind", async () => {
    for (const [name, terms] of CASES) {
      const foretold = await dryRun(terms);
      const verdicts = await evaluateWith(terms);
      const from = Date.parse(`${foretold.from}T00:00+03:00`);
      const counted = verdicts.filter((row) => ["met", "breached", "excused", "unmeasurable"].includes(row.standing) && row.fallsDueAt! >= from && row.fallsDueAt! <= NOW);
      expect(lines(foretold.items), name).toEqual(lines(counted as never));
      expect(foretold.kept.of, name).toBeGreaterThan(5);
      const kept = counted.filter((row) => row.standing === "met").length;
      const of = counted.filter((row) => row.standing !== "unmeasurable" || terms.missingMeasure !== "left_out").length;
      expect(foretold.kept, name).toMatchObject({ kept, of });
    }
  });
});
