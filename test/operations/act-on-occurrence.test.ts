import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actOnOccurrence } from "#app/operations/act-on-occurrence.server.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import type { PlannedAct } from "#app/domain/occurrence/act-on-occurrence.ts";
import { loadVerdictsOfOccurrences } from "#db/queries/verdicts.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, TINY, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import { SUMMARY as KEY, WITH_SUMMARY } from "#test/support/weekly-summary.ts";

const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);
/** The summary is due four working hours after the client's figures, where that is later; a request for one within two days. */
const WITH_INPUT: typeof TINY = {
  ...WITH_SUMMARY,
  agreements: WITH_SUMMARY.agreements.map((agreement) => ({
    ...agreement,
    versions: agreement.versions.map((version) => ({
      ...version,
      obligations: [
        ...version.obligations.map((one) => (one.key === "summary" ? { ...one, terms: { ...one.terms, afterInput: { unit: "working_hours" as const, n: 4 } } } : one)),
        ...version.obligations.filter((one) => one.key === "summary").map((one) => ({ ...one, key: "asked", kind: "timing" as const, terms: version.obligations[0]!.terms })),
      ],
    })),
  })),
};

describe.each(STORES)("work on a planned delivery on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, WITH_INPUT);
    await evaluateAll(context(opened.store, june(15, 9)));
  }, 60_000);
  afterAll(() => opened.dispose());

  const act = (date: string, one: PlannedAct, now: number, side: "provider" | "client", reason = "") =>
    actOnOccurrence(context(opened.store, now), { obligationKey: KEY, date, act: one, reason, by: { personId: company.people.get(side === "provider" ? "001" : "003")!, sides: [side] } });
  const verdict = async (date: string) => (await loadVerdictsOfOccurrences(opened.store, KEY)).find((row) => row.item === `o:${date}`)!;
  const settled = async (now: number) => {
    expect((await evaluateAll(context(opened.store, now))).changed).toBe(0);
    expect(await tallyDifferences(context(opened.store, now))).toEqual([]);
  };

  test("the client's input starts the term; what was not it takes it back", async () => {
    expect(await verdict("2026-06-17")).toMatchObject({ outcome: "pending", dueAt: null });
    expect(await act("2026-06-17", "input", june(17, 10), "client")).toMatchObject({ ok: true });
    expect(await verdict("2026-06-17")).toMatchObject({ outcome: "pending", dueAt: june(17, 14) });
    await settled(june(17, 10));
    expect(await act("2026-06-17", "input_back", june(17, 11), "provider", "")).toMatchObject({ ok: false, code: "reason_missing" });
    expect(await act("2026-06-17", "input_back", june(17, 11), "provider", "The figures of May")).toMatchObject({ ok: true });
    expect(await verdict("2026-06-17")).toMatchObject({ dueAt: null });
    expect(await act("2026-06-17", "input", june(17, 12), "client")).toMatchObject({ ok: true });
    expect(await verdict("2026-06-17")).toMatchObject({ dueAt: june(17, 16) });
    const actions = (await opened.store.q.select().from(opened.store.t.audit)).filter((row) => row.entityId === `${KEY}@2026-06-17`).map((row) => row.action);
    expect(actions).toEqual(["occurrence.input", "occurrence.input_back", "occurrence.input"]);
  });

  test("one press delivers it: a task that nobody asked for, kept by no promise about requests", async () => {
    const done = await act("2026-06-17", "deliver", june(17, 15), "provider");
    if (!done.ok) throw new Error(done.code);
    expect(await verdict("2026-06-17")).toMatchObject({ outcome: "met", taskId: done.value.taskId });
    expect(await act("2026-06-17", "deliver", june(17, 15), "provider")).toMatchObject({ ok: false, code: "already_delivered" });
    const own = (await opened.store.q.select().from(opened.store.t.verdict)).filter((row) => row.item === `t:${done.value.taskId}`);
    expect(own).toEqual([]);
    await settled(june(17, 16));
  });

  test("an input that never comes makes it void, not a breach", async () => {
    await evaluateDue(context(opened.store, june(26, 9)));
    await evaluateDue(context(opened.store, Date.UTC(2026, 6, 2, 9)));
    expect(await verdict("2026-06-24")).toMatchObject({ outcome: "void" });
  });

  test("an unknown date is refused", async () => expect(await act("2026-06-18", "input", june(17, 16), "client")).toMatchObject({ ok: false, code: "not_found" }));
});
