import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { IncomingTask } from "#app/domain/intake/map-rows.ts";
import type { OperationContext } from "#app/operations/context.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { ingestTasks, openDirectory } from "#app/operations/ingest-tasks.server.ts";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import type { Store } from "#db/store.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";

const weekdays = Object.fromEntries(["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "18:00"]]]));
const SETUP = {
  organisation: { name: { en: "Tiny" }, country: "US", currency: "USD", payPeriod: "month", firstPeriod: "2026-05" },
  calendars: [{ code: "C", name: { en: "Office" }, spec: { tz: "UTC", weekly: weekdays } }],
  departments: [
    { code: "HR", name: { en: "HR" }, calendar: "C" },
    { code: "SALES", name: { en: "Sales" }, calendar: "C" },
    { code: "SALES-N", name: { en: "Sales north" }, parent: "SALES" },
    { code: "LAB", name: { en: "Lab" }, calendar: "C" },
  ],
  products: [
    { code: "HIRE", provider: "HR", name: { en: "Hire" } },
    { code: "REPORT", provider: "HR", kind: "information", name: { en: "Report" } },
  ],
  agreements: [
    {
      code: "HR-SALES", provider: "HR", client: { department: "SALES" },
      versions: [
        {
          from: "2026-01-01",
          obligations: [
            { key: "hire", product: "HIRE", kind: "timing", name: { en: "Hired in 2 days" }, target: 90, terms: { due: { type: "within", duration: { unit: "working_days", n: 2, end: "snap" } }, pauseReasons: ["client"] } },
            { key: "right", product: "HIRE", kind: "quality", name: { en: "Right" }, target: 90, terms: {} },
            { key: "report", product: "REPORT", kind: "frequency", name: { en: "Weekly" }, target: 90, terms: { rrule: "FREQ=WEEKLY;BYDAY=WE", dtstart: "2026-05-06", at: "12:00", windowBefore: { unit: "calendar_days", n: 2, end: "snap" }, windowAfter: { unit: "working_hours", n: 1 } } },
          ],
        },
      ],
    },
  ],
};
const at = (text: string) => Date.parse(`${text}Z`);
const task = (externalId: string, client: string, product: string, events: readonly [IncomingTask["events"][number]["type"], string][]): IncomingTask => ({
  line: 2, externalId, product: { code: product, label: product }, provider: null, client: { code: client, label: client }, title: externalId, attributes: {},
  events: events.map(([type, when], i) => ({ key: `${type}${i}`, type, occurredAt: at(when), sourceOrder: i, payload: {} })),
});

describe.each(STORES)("evaluation on %s", (_name, open) => {
  let opened: TestStore;
  let store: Store;
  let now: number;
  const ctx = (): OperationContext => ({ store, now, actor: { kind: "job", id: "test" } });
  const ingest = async (...tasks: IncomingTask[]) => {
    const directory = await openDirectory(ctx());
    const mapping = { source: "s", task: { id: { column: "id" }, product: { column: "p" }, client: { column: "c" } } };
    return ingestTasks(ctx(), { batchId: null, mapping, tasks, directory });
  };
  const verdicts = async () =>
    (await store.q.select().from(store.t.verdict)).map((v) => `${v.obligationKey.split("/")[1]} ${v.item.startsWith("o:") ? v.item : "task"} ${v.cycle}.${v.carry} ${v.outcome} ${v.period}`).sort();
  const tallies = async () => (await store.q.select().from(store.t.tally)).filter((row) => row.n !== 0).map((row) => `${row.obligationKey.split("/")[1]} ${row.period} ${row.standing} ${row.n}`).sort();

  beforeEach(async () => {
    opened = await open();
    store = opened.store;
    now = at("2026-05-08T12:00");
    const loaded = await loadSetup(ctx(), setupSchema.parse(SETUP), "UTC");
    if (!loaded.ok) throw new Error(loaded.code);
    await ensurePeriods(ctx());
  });
  afterEach(() => opened.dispose());

  test("judges by the client's agreement, also for a team of the client, and not without one", async () => {
    await ingest(
      task("1", "SALES", "HIRE", [["requested", "2026-05-04T10:00"], ["delivered", "2026-05-06T09:00"]]),
      task("2", "SALES-N", "HIRE", [["requested", "2026-05-04T10:00"], ["delivered", "2026-05-06T11:00"]]),
      task("3", "LAB", "HIRE", [["requested", "2026-05-04T10:00"]]),
    );
    await evaluateDue(ctx());
    expect((await verdicts()).filter((line) => line.startsWith("hire"))).toEqual(["hire task 0.0 breached 2026-05", "hire task 0.0 met 2026-05"]);
    const lab = (await store.q.select().from(store.t.task)).find((row) => row.externalId === "3")!;
    expect(lab).toMatchObject({ agreementId: null, outcome: null, evaluatedSeq: 1 });
  });

  test("incremental and full give the same, and a second run nothing", async () => {
    await ingest(task("1", "SALES", "HIRE", [["requested", "2026-05-04T10:00"]]), task("r", "SALES", "REPORT", [["requested", "2026-05-05T10:00"], ["delivered", "2026-05-05T15:00"]]));
    await evaluateDue(ctx());
    for (const day of ["2026-05-11T12:00", "2026-06-02T12:00", "2026-07-03T12:00"]) {
      now = at(day);
      await ensurePeriods(ctx());
      await evaluateDue(ctx());
    }
    const before = [await verdicts(), await tallies()];
    expect(await evaluateAll(ctx())).toMatchObject({ changed: 0, corrections: 0 });
    expect([await verdicts(), await tallies()]).toEqual(before);
    expect(await tallyDifferences({ store })).toEqual([]);
    // Undelivered at the end of May and June: one more breached item in each later month.
    expect(before[0]!.filter((line) => line.startsWith("hire"))).toEqual(["hire task 0.0 breached 2026-05", "hire task 0.1 breached 2026-06"]);
  });

  test("a corrected row moves exactly its own verdict", async () => {
    await ingest(task("1", "SALES", "HIRE", [["requested", "2026-05-04T10:00"], ["delivered", "2026-05-06T11:00"]]));
    await ingest(task("2", "SALES", "HIRE", [["requested", "2026-05-04T10:00"], ["delivered", "2026-05-05T11:00"]]));
    await evaluateDue(ctx());
    expect(await tallies()).toContain("hire 2026-05 breached 1");
    const again = await ingest(task("1", "SALES", "HIRE", [["requested", "2026-05-04T10:00"], ["delivered", "2026-05-06T10:00"]]));
    expect(again).toMatchObject({ accepted: 0, corrected: 1 });
    await evaluateDue(ctx());
    expect(await tallies()).toContain("hire 2026-05 met 2");
    expect(await tallyDifferences({ store })).toEqual([]);
  });

  test("what would change in a closed month waits as a correction, once", async () => {
    await ingest(task("1", "SALES", "HIRE", [["requested", "2026-05-04T10:00"], ["delivered", "2026-05-06T11:00"]]));
    await evaluateDue(ctx());
    const { period: p } = store.t;
    await store.writeAll((w) => [w.update(p).set({ state: "closed" }).returning({ month: p.month })], { at: now, actor: { kind: "cli", id: "t" }, action: "person.edit", entity: "period", entityId: "x" });
    const frozen = [await verdicts(), await tallies()];
    await ingest(task("1", "SALES", "HIRE", [["requested", "2026-05-04T10:00"], ["delivered", "2026-05-06T09:00"]]));
    await evaluateDue(ctx());
    await evaluateAll(ctx());
    expect([await verdicts(), await tallies()]).toEqual(frozen);
    const corrections = (await store.q.select().from(store.t.correction)).filter((row) => row.obligationKey.endsWith("hire"));
    expect(corrections.map((row) => [row.period, row.fromStanding, row.toStanding, row.state])).toEqual([["2026-05", "breached", "met", "pending"]]);
  });

  test("an expected delivery takes the one in its window; silence is a breach; neither touches the task's own verdicts", async () => {
    await ingest(task("r", "SALES", "REPORT", [["requested", "2026-05-05T10:00"], ["delivered", "2026-05-05T15:00"]]));
    now = at("2026-05-14T12:00");
    await evaluateDue(ctx());
    expect((await verdicts()).filter((line) => line.includes("o:2026-05-06") || line.includes("o:2026-05-13"))).toEqual(["report o:2026-05-06 0.0 met 2026-05", "report o:2026-05-13 0.0 breached 2026-05"]);
    expect(await evaluateAll(ctx())).toMatchObject({ changed: 0 });
  });

  test("a group's planned delivery is met by a delivery to a member of that day, never by one to somebody else", async () => {
    const grouped = {
      ...SETUP,
      organisation: undefined, calendars: [], departments: [], products: [{ code: "NEWS", provider: "HR", kind: "information", name: { en: "News" } }],
      groups: [{ code: "READERS", name: { en: "Readers" }, members: ["LAB"], from: "2026-05-06" }],
      agreements: [
        {
          code: "HR-READERS", provider: "HR", client: { group: "READERS" },
          versions: [{ from: "2026-01-01", obligations: [{ key: "news", product: "NEWS", kind: "frequency", name: { en: "News" }, target: 90, terms: { rrule: "FREQ=WEEKLY;BYDAY=WE", dtstart: "2026-05-06", at: "12:00", windowBefore: { unit: "calendar_days", n: 2, end: "snap" }, windowAfter: { unit: "working_hours", n: 1 } } }] }],
        },
      ],
    };
    const loaded = await loadSetup(ctx(), setupSchema.parse(grouped), "UTC");
    if (!loaded.ok) throw new Error(JSON.stringify(loaded));
    const news = async () => (await verdicts()).filter((line) => line.startsWith("news o:2026-05-06"));
    await ingest(task("n1", "SALES", "NEWS", [["requested", "2026-05-05T09:00"], ["delivered", "2026-05-06T10:00"]]));
    await evaluateAll(ctx());
    expect(await news()).toEqual(["news o:2026-05-06 0.0 breached 2026-05"]);
    // The lab belongs to the group from the sixth on: what it got on the fifth was not delivered to the group.
    await ingest(task("n2", "LAB", "NEWS", [["requested", "2026-05-04T09:00"], ["delivered", "2026-05-05T10:00"]]));
    await evaluateAll(ctx());
    expect(await news()).toEqual(["news o:2026-05-06 0.0 breached 2026-05"]);
    await ingest(task("n3", "LAB", "NEWS", [["requested", "2026-05-05T09:00"], ["delivered", "2026-05-06T11:00"]]));
    await evaluateAll(ctx());
    expect(await news()).toEqual(["news o:2026-05-06 0.0 met 2026-05"]);
  });
});
