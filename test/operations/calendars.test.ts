import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CalendarSpec } from "#app/domain/calendar/calendar-spec.ts";
import type { IncomingTask } from "#app/domain/intake/map-rows.ts";
import { confirmCalendarYear } from "#app/operations/confirm-calendar-year.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { ingestTasks, openDirectory } from "#app/operations/ingest-tasks.server.ts";
import { previewCalendar } from "#app/operations/preview-calendar.server.ts";
import { requestClose } from "#app/operations/request-close.server.ts";
import { confirmClose } from "#app/operations/confirm-close.server.ts";
import { saveCalendar } from "#app/operations/save-calendar.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import { findCalendar, loadConfirmedYears } from "#db/queries/catalogue.server.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import type { Store } from "#db/store.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { context, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const moment = (text: string) => Date.parse(`${text}Z`);
const NAMES = { en: "Weekdays" };

const report = (externalId: string, requested: string, delivered: string | null): IncomingTask => ({
  line: 2, externalId, product: { code: "REPORT", label: "REPORT" }, provider: null, client: { code: "SALES", label: "SALES" }, title: `Report ${externalId}`, attributes: {},
  events: [
    { key: "r", type: "requested" as const, occurredAt: moment(requested), sourceOrder: 0, payload: {} },
    ...(delivered ? [{ key: "d", type: "delivered" as const, occurredAt: moment(delivered), sourceOrder: 1, payload: {} }] : []),
  ],
});

describe.each(STORES)("a new calendar version on %s", (_name, open) => {
  let opened: TestStore;
  let store: Store;
  let company: TinyCompany;
  let calendarId: string;
  let spec: CalendarSpec;
  const standings = async () =>
    (await store.q.select().from(store.t.verdict))
      .filter((row) => row.obligationKey === "FIN-SALES/report")
      .map((row) => `${row.period} ${row.standing} ${new Date(row.dueAt ?? 0).toISOString().slice(5, 16)}`)
      .sort();
  const tally = async () => (await store.q.select().from(store.t.tally)).filter((row) => row.n !== 0 && row.obligationKey === "FIN-SALES/report").map((row) => `${row.period} ${row.standing} ${row.n}`).sort();
  const withHolidays = (...holidays: string[]): CalendarSpec => ({ ...spec, holidays });
  const save = (now: string, next: CalendarSpec, baseNumber = 1) =>
    saveCalendar(context(store, moment(now)), { calendarId, code: "", names: NAMES, spec: next, baseNumber, personId: null });

  beforeEach(async () => {
    opened = await open();
    store = opened.store;
    company = await tinyCompany(store);
    const calendar = (await loadCalendars(store))[0]!;
    [calendarId, spec] = [calendar.calendarId, calendar.spec];
    const ctx = context(store, moment("2026-07-02T12:00"));
    const directory = await openDirectory(ctx);
    const mapping = { source: "s", task: { id: { column: "id" }, product: { column: "p" }, client: { column: "c" } } };
    // Due Friday 15 May and Wednesday 24 June at ten; both delivered a working day late.
    const tasks = [report("may", "2026-05-13T10:00", "2026-05-18T09:00"), report("june", "2026-06-22T10:00", "2026-06-25T09:00")];
    await ingestTasks(ctx, { batchId: null, mapping, tasks, directory });
    await evaluateDue(ctx);
    await startReview(ctx);
  });
  afterEach(() => opened.dispose());

  const closeMay = async () => {
    const ctx = context(store, moment("2026-07-03T12:00"));
    const draft = await requestClose(ctx, { month: "2026-05", accountId: company.accounts.arno });
    if (!draft.ok) throw new Error(draft.code);
    const closed = await confirmClose(ctx, { month: "2026-05", accountId: company.accounts.hana, draftHash: draft.value.hash });
    if (!closed.ok) throw new Error(closed.code);
  };

  test("changes no closed number and makes no correction of one, and changes the open ones by the job", async () => {
    expect(await standings()).toEqual(["2026-05 breached 05-15T10:00", "2026-06 breached 06-24T10:00"]);
    await closeMay();
    const cards = await store.q.select().from(store.t.scorecard);
    // Both delays would be forgiven: a day off in each month.
    const next = withHolidays("2026-05-14", "2026-06-23");
    const effect = await previewCalendar(context(store, moment("2026-07-05T12:00")), calendarId, NAMES, next);
    expect(effect).toMatchObject({ items: 1, looked: 1, outcomes: 1, dueTimes: 0, moves: [{ from: "breached", to: "met", count: 1 }] });
    expect(effect.shown.map((row) => row.title)).toEqual(["Report june"]);
    expect(await save("2026-07-05T12:00", next)).toMatchObject({ ok: true, value: { number: 2, tasks: 1 } });
    expect(await standings()).toEqual(["2026-05 breached 05-15T10:00", "2026-06 breached 06-24T10:00"]);

    const later = context(store, moment("2026-07-05T12:01"));
    expect(await evaluateDue(later)).toMatchObject({ tasks: 1, changed: 1, corrections: 0 });
    expect(await standings()).toEqual(["2026-05 breached 05-15T10:00", "2026-06 met 06-25T10:00"]);
    expect(await tally()).toEqual(["2026-05 breached 1", "2026-06 met 1"]);
    expect(await evaluateAll(later)).toMatchObject({ changed: 0, corrections: 0 });
    expect(await store.q.select().from(store.t.scorecard)).toEqual(cards);
  });

  test("what it would move into a closed month stays where it is", async () => {
    await closeMay();
    const ctx = context(store, moment("2026-07-05T12:00"));
    const directory = await openDirectory(ctx);
    const mapping = { source: "s", task: { id: { column: "id" }, product: { column: "p" }, client: { column: "c" } } };
    // Due Monday 1 June; with a working Saturday it would have been due on 30 May.
    await ingestTasks(ctx, { batchId: null, mapping, tasks: [report("edge", "2026-05-28T10:00", "2026-06-03T10:00")], directory });
    await evaluateDue(ctx);
    const before = await standings();
    expect(before).toContain("2026-06 breached 06-01T10:00");
    await save("2026-07-06T12:00", { ...spec, special: { "2026-05-30": [["09:00", "18:00"]] } });
    expect(await evaluateDue(context(store, moment("2026-07-06T12:01")))).toMatchObject({ corrections: 0 });
    expect(await standings()).toEqual(before);
  });

  test("late facts of a closed month are judged by the calendar of its time", async () => {
    await closeMay();
    await save("2026-07-05T12:00", withHolidays("2026-05-14"));
    const ctx = context(store, moment("2026-07-06T12:00"));
    const directory = await openDirectory(ctx);
    const mapping = { source: "s", task: { id: { column: "id" }, product: { column: "p" }, client: { column: "c" } } };
    // Still late by the old calendar: no correction; in time by the old calendar: one.
    await ingestTasks(ctx, { batchId: null, mapping, tasks: [report("may", "2026-05-13T10:00", "2026-05-18T08:00")], directory });
    expect(await evaluateDue(ctx)).toMatchObject({ corrections: 0 });
    const next = context(store, moment("2026-07-07T12:00"));
    await ingestTasks(next, { batchId: null, mapping, tasks: [report("may", "2026-05-13T10:00", "2026-05-15T09:00")], directory });
    expect(await evaluateDue(next)).toMatchObject({ corrections: 1 });
  });

  test("nothing changes where no task is concerned, and that is said", async () => {
    const effect = await previewCalendar(context(store, moment("2026-07-05T12:00")), calendarId, NAMES, withHolidays("2026-12-25"));
    expect(effect).toMatchObject({ items: 2, outcomes: 0, dueTimes: 0, shown: [] });
  });

  test("of two who edit one version the second is told, and nothing of it is saved", async () => {
    expect(await save("2026-07-05T12:00", withHolidays("2026-06-23"))).toMatchObject({ ok: true });
    expect(await save("2026-07-05T12:01", withHolidays("2026-06-24"))).toEqual({ ok: false, code: "changed_meanwhile", facts: { number: 2 } });
    expect(await save("2026-07-05T12:02", withHolidays("2026-06-23"), 2)).toMatchObject({ ok: false, code: "nothing_changed" });
    expect((await findCalendar(store, calendarId))?.versions.map((row) => row.number)).toEqual([2, 1]);
  });

  test("a year is confirmed for the version that was looked at", async () => {
    const ctx = context(store, moment("2026-10-05T12:00"));
    const confirm = (number: number) => confirmCalendarYear(ctx, { calendarId, year: 2027, number, personId: company.people.get("011")! });
    expect(await confirm(7)).toMatchObject({ ok: false, code: "changed_meanwhile" });
    expect(await confirm(1)).toMatchObject({ ok: true });
    expect(await confirm(1)).toMatchObject({ ok: true });
    expect(await loadConfirmedYears(store, calendarId)).toMatchObject([{ year: 2027, confirmedBy: company.people.get("011") }]);
  });
});
