import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CaseCommand, CasePlan, CaseSide } from "#app/domain/improvement/decide-case.ts";
import { openCasesOfRepeatedBreaches } from "#app/operations/cases-of-repeated-breaches.server.ts";
import { openCaseByHand, type OpenCase } from "#app/operations/open-case.server.ts";
import { recordAnswer } from "#app/operations/record-answer.server.ts";
import { watchFollowUp } from "#app/operations/watch-follow-up.server.ts";
import { linkCases, workOnCase } from "#app/operations/work-on-case.server.ts";
import { findCase, listCases, loadCaseEntries, loadCases, loadLinkedCases, loadSameCause } from "#db/queries/cases.server.ts";
import { insertInvitations } from "#db/queries/ratings.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addVerdicts, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

/** An hour of June 2026, UTC: the 15th is a Monday. Finance works from 9 to 18. */
const june = (day: number, hour = 10) => Date.UTC(2026, 5, day, hour);

describe.each(STORES)("improvement cases over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  beforeEach(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
  });
  afterEach(() => opened.dispose());

  const person = (number: string) => company.people.get(number)!;
  const department = (code: string) => company.departments.get(code)!;
  const [ada, cy] = ["001", "003"];
  const plan = (over: Partial<CasePlan> = {}): CasePlan => ({ cause: "One person", category: "not_taken", action: "Two persons", check: "None waits", ownerId: person(ada), dueOn: "2026-06-29", ...over });
  const openOne = async (over: Partial<OpenCase> = {}, at = june(15)) => {
    const result = await openCaseByHand(context(opened.store, at), { providerId: department("FIN"), clientId: department("SALES"), taskId: null, obligationKey: null, problem: "Always late", formKey: "f1", personId: person(cy), ...over });
    if (!result.ok) throw new Error(JSON.stringify(result.faults));
    return result.caseId;
  };
  const act = async (caseId: string, command: CaseCommand, side: CaseSide, at = june(16)) =>
    workOnCase(context(opened.store, at), { caseId, rowVersion: (await findCase(opened.store, caseId))!.rowVersion, command, sides: [side], personId: person(side === "client" ? cy : ada) });
  const told = async () => {
    const { notice: n } = opened.store.t;
    const names = new Map([...company.people].map(([number, id]) => [id, number]));
    return (await opened.store.q.select({ kind: n.kind, personId: n.personId }).from(n)).map((row) => `${row.kind} ${names.get(row.personId)}`).sort();
  };

  test("a case by hand has its clocks by the provider's calendar; the same press opens one", async () => {
    const id = await openOne();
    expect(await openOne()).toBe(id);
    expect(await findCase(opened.store, id)).toMatchObject({ origin: "manual", state: "open", openedBy: person(cy), replyDueAt: june(17), planDueAt: june(22), dueOn: "2026-06-29" });
    expect(await loadCases(opened.store, "all", 10)).toHaveLength(1);
  });

  test.each([
    ["no provider", { providerId: "" }, "providerId no_department"],
    ["a team", { providerId: "PAYROLL" }, "providerId no_department"],
    ["no client", { clientId: "" }, "clientId no_department"],
    ["one department as both", { clientId: "FIN" }, "clientId same_department"],
    ["no problem", { problem: "  " }, "problem problem_missing"],
    ["100 kB of it", { problem: "x".repeat(100_000) }, "problem text_too_long"],
  ] as const)("by hand it is not opened with %s", async (_what, over, fault) => {
    const named = Object.fromEntries(Object.entries(over).map(([field, value]) => [field, field.endsWith("Id") && value !== "" ? department(value) : value]));
    const result = await openCaseByHand(context(opened.store, june(15)), { providerId: department("FIN"), clientId: department("SALES"), taskId: null, obligationKey: null, problem: "p", formKey: "f", personId: person(cy), ...named });
    expect(result.ok ? [] : result.faults.map((one) => `${one.field} ${one.code}`)).toEqual([fault]);
  });

  test("it goes from the plan to the client's word and back, and each step stands in its history", async () => {
    const id = await openOne();
    for (const [command, side, state] of [
      [{ type: "start", plan: plan({ action: "" }) }, "provider", "in_progress"],
      [{ type: "comment", text: "Which week?" }, "provider", "in_progress"],
      [{ type: "comment", text: "The last one." }, "client", "in_progress"],
      [{ type: "hand_over", plan: plan() }, "provider", "to_check"],
      [{ type: "reopen", text: "Two of five were late." }, "client", "reopened"],
      [{ type: "hand_over", plan: plan() }, "provider", "to_check"],
      [{ type: "confirm", text: "Better." }, "client", "confirmed"],
    ] as const) {
      expect(await act(id, command, side)).toMatchObject({ ok: true, value: { state } });
    }
    const entries = await loadCaseEntries(opened.store, id);
    expect(entries.map((one) => `${one.side} ${one.act} ${one.text}`)).toEqual([
      "provider start ", "provider comment Which week?", "client comment The last one.", "provider hand_over ", "client reopen Two of five were late.", "provider hand_over ", "client confirm Better.",
    ]);
    expect(entries[3]!.changes).toEqual([{ field: "action", before: "", after: "Two persons" }]);
    expect(await findCase(opened.store, id)).toMatchObject({ repliedAt: june(16), plannedAt: june(16), handedOverAt: june(16), confirmedAt: june(16) });
    expect(await told()).toEqual(expect.arrayContaining([`case_to_check ${cy}`, `case_reopened ${ada}`, `case_confirmed ${ada}`, `case_commented ${cy}`, `case_commented ${ada}`]));
  });

  test("the provider cannot confirm its own, nor the client plan", async () => {
    const id = await openOne();
    expect(await act(id, { type: "start", plan: plan() }, "client")).toMatchObject({ ok: false, code: "not_your_side" });
    await act(id, { type: "hand_over", plan: plan() }, "provider");
    expect(await act(id, { type: "confirm", text: "" }, "provider")).toMatchObject({ ok: false, code: "not_your_side" });
    expect(await findCase(opened.store, id)).toMatchObject({ state: "to_check", confirmedAt: null });
  });

  test("of two who save at once the second is told", async () => {
    const id = await openOne();
    const both = [1, 2].map(() => workOnCase(context(opened.store, june(16)), { caseId: id, rowVersion: 1, command: { type: "start", plan: plan() }, sides: ["provider"], personId: person(ada) }));
    expect((await Promise.all(both)).map((one) => (one.ok ? "ok" : one.code)).sort()).toEqual(["changed_meanwhile", "ok"]);
    expect(await loadCaseEntries(opened.store, id)).toHaveLength(1);
  });

  test("three of the last ten missed open one case of a line, and a second run none", async () => {
    const run = async (at: number) => (await openCasesOfRepeatedBreaches(context(opened.store, at))).opened;
    await addVerdicts(company, "FIN-SALES/report", "2026-06", { met: 5, breached: 2 });
    expect(await run(june(15))).toBe(0);
    await addVerdicts(company, "FIN-LEGAL/report", "2026-06", { met: 2, breached: 3 });
    expect([await run(june(15)), await run(june(16))]).toEqual([1, 0]);
    const [row] = await loadCases(opened.store, "all", 10);
    expect(row).toMatchObject({ origin: "repeat", obligationKey: "FIN-LEGAL/report", providerId: department("FIN"), clientId: department("LEGAL"), openedBy: null });
    await act(row!.id, { type: "hand_over", plan: plan() }, "provider");
    expect(await run(june(17))).toBe(0);
    await act(row!.id, { type: "confirm", text: "" }, "client", june(18));
    // What fell due before the confirmation has been dealt with.
    expect(await run(june(19))).toBe(0);
  });

  test("excused deliveries and those that lie months back open none", async () => {
    await addVerdicts(company, "FIN-SALES/report", "2026-06", { breached: 2, excused: 5, met: 1 });
    await addVerdicts(company, "FIN-LEGAL/report", "2026-05", { breached: 5 });
    expect(await openCasesOfRepeatedBreaches(context(opened.store, Date.UTC(2026, 6, 15)))).toEqual({ opened: 0 });
  });

  test("a named rating of 1 opens one case of the rater, a statistics-only one none, and nobody is told", async () => {
    const store = opened.store;
    const asked = ["003", "010", "011", "012", "013"].map((number, index) => ({
      id: `i${index}`, survey: "transactional" as const, personId: person(number), taskId: null, providerId: department("FIN"), clientId: department("SALES"), agreementId: null, period: "2026-06", state: "open" as const,
      tokenHash: null, createdAt: june(15), sentAt: null, remindedAt: null, expiresAt: june(29),
    }));
    await store.writeAll((w) => insertInvitations(store, w, asked), { at: june(15), actor: { kind: "cli", id: "t" }, action: "survey.invite", entity: "invitation", entityId: "t" });
    const rate = (invitationId: string, statisticsOnly: boolean) => recordAnswer(context(store, june(16)), { invitationId, csat: 1, effort: null, reasons: [], comment: "Слова: never again", statisticsOnly });
    expect(await rate("i1", true)).toMatchObject({ ok: true });
    expect([await loadCases(store, "all", 10), (await watchFollowUp(context(store, june(16, 11)))).told]).toEqual([[], 0]);
    expect([await rate("i0", false), await rate("i0", false)]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await loadCases(store, "all", 10)).toMatchObject([{ origin: "rating", dedupeKey: "rating:i0", openedBy: person(cy), clientId: department("SALES"), problem: "Слова: never again", searchKey: "слова: never again" }]);
  });

  test("those who answer for it hear of a new case, and when a step is near or late, once each", async () => {
    await openOne();
    const watch = async (at: number) => (await watchFollowUp(context(opened.store, at))).told;
    expect([await watch(june(15, 11)), await watch(june(15, 12))]).toEqual([1, 0]);
    expect([await watch(june(17, 9)), await watch(june(17, 9))]).toEqual([1, 0]);
    expect([await watch(june(17, 12)), await watch(june(17, 13))]).toEqual([1, 0]);
    expect(await told()).toEqual([`case_late ${ada}`, `case_near ${ada}`, `case_opened ${ada}`]);
  });

  test("the same cause again is found, linked once and taken back; never to a later case or another department's", async () => {
    const early = await openOne({ formKey: "a" }, june(1));
    const late = await openOne({ formKey: "b" }, june(15));
    const other = await openOne({ formKey: "c", providerId: department("LEGAL") }, june(2));
    for (const id of [early, late, other]) await act(id, { type: "save", plan: plan() }, "provider");
    const row = (await findCase(opened.store, late))!;
    expect((await loadSameCause(opened.store, row, 10)).map((one) => one.id)).toEqual([early]);
    const link = (caseId: string, earlierId: string, isLinked = true) => linkCases(context(opened.store, june(16)), { caseId, earlierId, isLinked, personId: person(ada) });
    expect([await link(late, early), await link(late, early)]).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await link(early, late)).toMatchObject({ ok: false, code: "not_an_earlier_case" });
    expect(await link(late, other)).toMatchObject({ ok: false, code: "not_an_earlier_case" });
    expect((await loadLinkedCases(opened.store, late)).map((one) => one.id)).toEqual([early]);
    expect((await loadLinkedCases(opened.store, early)).map((one) => one.id)).toEqual([late]);
    await link(late, early, false);
    expect(await loadLinkedCases(opened.store, late)).toEqual([]);
  });

  test("a list is searched, filtered and sorted", async () => {
    await openOne({ formKey: "a", problem: "Ёмкость очереди" }, june(1));
    await openOne({ formKey: "b", problem: "Wrong figures", providerId: department("LEGAL") }, june(15));
    const list = async (over: object, descending = false) =>
      (await listCases(opened.store, { states: [], scope: "all", ...over }, { sort: { column: "opened", descending }, limit: 10, offset: 0 })).map((row) => row.problem);
    expect(await list({})).toEqual(["Ёмкость очереди", "Wrong figures"]);
    expect(await list({}, true)).toEqual(["Wrong figures", "Ёмкость очереди"]);
    expect(await list({ search: "емкость" })).toEqual(["Ёмкость очереди"]);
    expect(await list({ providerId: department("LEGAL") })).toEqual(["Wrong figures"]);
    expect(await list({ origin: "rating" })).toEqual([]);
    expect(await list({ scope: [department("FIN")] })).toEqual(["Ёмкость очереди"]);
  });
});
