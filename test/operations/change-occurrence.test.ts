import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerOccurrence, askOccurrenceChange, type OccurrenceWish } from "#app/operations/change-occurrence.server.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { loadExpected } from "#db/queries/home.server.ts";
import { loadOccurrenceChanges, listPlanned } from "#db/queries/occurrences.server.ts";
import { loadOccurrences, loadVerdictsOfOccurrences } from "#db/queries/verdicts.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import { SUMMARY as KEY, WITH_SUMMARY } from "#test/support/weekly-summary.ts";

const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);
describe.each(STORES)("a planned delivery moved or waived on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, WITH_SUMMARY);
    await evaluateAll(context(opened.store, june(1, 9)));
  });
  afterAll(() => opened.dispose());

  const ada = () => ({ personId: company.people.get("001")!, sides: ["provider" as const] });
  const cy = () => ({ personId: company.people.get("003")!, sides: ["client" as const] });
  const ask = (date: string, wish: OccurrenceWish, now: number, by = ada() as { personId: string; sides: ("provider" | "client")[] }) =>
    askOccurrenceChange(context(opened.store, now), { obligationKey: KEY, date, wish, reason: "The bank is closed.", by });
  const answer = (date: string, number: number, now: number, type: "confirm" | "withdraw" = "confirm", by = cy() as { personId: string; sides: ("provider" | "client")[] }) =>
    answerOccurrence(context(opened.store, now), { obligationKey: KEY, date, number, answer: { type }, by });
  const verdict = async (date: string) => (await loadVerdictsOfOccurrences(opened.store, KEY)).find((row) => row.item === `o:${date}`)!;
  const settled = async (now: number) => {
    expect((await evaluateAll(context(opened.store, now))).changed).toBe(0);
    expect(await tallyDifferences(context(opened.store, now))).toEqual([]);
  };

  test("a question alone changes nothing; confirmed it moves due, window and month at once", async () => {
    const now = june(22, 9);
    await evaluateDue(context(opened.store, now));
    const before = await verdict("2026-06-24");
    expect(before).toMatchObject({ dueAt: june(24, 12), period: "2026-06", standing: "pending" });
    expect(await ask("2026-06-24", { type: "moved", date: "2026-07-02", time: "12:00" }, now)).toMatchObject({ ok: true, value: { number: 1, side: "provider" } });
    expect(await verdict("2026-06-24")).toEqual(before);
    await settled(now);
    expect(await ask("2026-06-24", { type: "waived" }, now)).toMatchObject({ ok: false, code: "already_asked" });
    expect(await answer("2026-06-24", 1, now, "confirm", ada())).toMatchObject({ ok: false, code: "own_request" });
    expect(await answer("2026-06-24", 1, now)).toEqual({ ok: true, value: { state: "confirmed" } });
    expect(await verdict("2026-06-24")).toMatchObject({ dueAt: june(32, 12), fallsDueAt: june(32, 13), period: "2026-07", standing: "pending" });
    expect((await loadOccurrences(opened.store, KEY)).find((row) => row.scheduledOn === "2026-06-24")).toMatchObject({ change: "moved", dueAt: june(32, 12), windowFrom: june(32, 11), windowTo: june(32, 13) });
    await settled(now);
    expect((await loadOccurrenceChanges(opened.store, KEY))[0]).toMatchObject({ state: "confirmed", askedSide: "provider", askedBy: ada().personId, askedAt: now, answeredBy: cy().personId, answeredAt: now, reason: "The bank is closed.", fromAt: june(24, 12), toAt: june(32, 12) });
    const actions = (await opened.store.q.select().from(opened.store.t.audit)).filter((row) => row.entityId === `${KEY}@2026-06-24`).map((row) => row.action);
    expect(actions).toEqual(["occurrence.ask", "occurrence.confirm"]);
    // Silence at the old date is no breach any more.
    await evaluateDue(context(opened.store, june(26, 9)));
    expect(await verdict("2026-06-24")).toMatchObject({ standing: "pending" });
  });

  test("a move into the window of a neighbour is refused, at the moved place too", async () => {
    const now = june(22, 10);
    expect(await ask("2026-07-01", { type: "moved", date: "2026-07-02", time: "13:00" }, now)).toMatchObject({ ok: false, code: "window_overlaps", facts: { date: "2026-06-24" } });
    expect(await ask("2026-07-01", { type: "moved", date: "2026-06-24", time: "12:00" }, now)).toMatchObject({ ok: true });
    expect(await answer("2026-07-01", 1, now, "withdraw", ada())).toEqual({ ok: true, value: { state: "withdrawn" } });
    expect(await verdict("2026-07-01")).toMatchObject({ dueAt: Date.UTC(2026, 6, 1, 12) });
    expect(await ask("2026-07-03", { type: "waived" }, now)).toMatchObject({ ok: false, code: "not_found" });
  });

  test("waived by the client and confirmed by the provider it is void, and nobody expects it", async () => {
    const now = june(29, 9);
    const [date, due] = ["2026-07-08", Date.UTC(2026, 6, 8, 12)];
    await evaluateDue(context(opened.store, now));
    expect(await loadExpected(opened.store, [KEY], now, due, 10)).toContainEqual(expect.objectContaining({ dueAt: due }));
    expect(await ask(date, { type: "waived" }, now, cy())).toMatchObject({ ok: true, value: { side: "client" } });
    expect(await listPlanned(opened.store, { keys: [KEY], view: "asked", standing: null, now }, false, { limit: 9, offset: 0 })).toMatchObject([{ scheduledOn: date, standing: "pending" }]);
    expect(await answer(date, 1, due + 1, "confirm", ada())).toMatchObject({ ok: false, code: "due_passed" });
    expect(await answer(date, 1, due, "confirm", ada())).toEqual({ ok: true, value: { state: "confirmed" } });
    expect(await verdict(date)).toMatchObject({ outcome: "void", standing: "void", state: "cancelled" });
    expect(await loadExpected(opened.store, [KEY], now, due, 10)).not.toContainEqual(expect.objectContaining({ dueAt: due }));
    await evaluateDue(context(opened.store, due));
    await settled(due);
    expect(await ask(date, { type: "moved", date: "2026-07-10", time: "12:00" }, now)).toMatchObject({ ok: false, code: "already_waived" });
  });

  test("not after it was due", async () => {
    expect(await ask("2026-07-15", { type: "waived" }, Date.UTC(2026, 6, 15, 12) + 1)).toMatchObject({ ok: false, code: "due_passed" });
  });
});
