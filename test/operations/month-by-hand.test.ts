import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TaskCommand } from "#app/domain/task/decide-task.ts";
import type { TaskSide } from "#app/domain/task/task-acts.ts";
import { actOnOccurrence } from "#app/operations/act-on-occurrence.server.ts";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { answerEntry } from "#app/operations/answer-entry.server.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { confirmClose } from "#app/operations/confirm-close.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { requestClose } from "#app/operations/request-close.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { startReview } from "#app/operations/start-review.server.ts";
import type { Standing } from "#app/domain/evaluation/verdict.ts";
import { recentImports } from "#db/queries/imports.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { loadScorecards } from "#db/queries/scorecards.server.ts";
import { loadTaskEntries } from "#db/queries/task-entries.server.ts";
import { findTask, loadToldEvents, loadVerdictsAbout } from "#db/queries/task-page.server.ts";
import { morePromises } from "#test/support/more-promises.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { at, context, TINY, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import { SUMMARY, WITH_SUMMARY } from "#test/support/weekly-summary.ts";

const june = (day: number, hour: number, minute = 0) => Date.UTC(2026, 5, day, hour, minute);
const PARTS = ["sheet", "note"] as const;
const whole: TaskCommand = { type: "deliver", parts: PARTS, files: [{ name: "report.pdf", template: "T-1" }] };

/** All six kinds: reports within two working days, answered in four hours, not returned, at most two defects, complete, by template; a summary each Wednesday. */
const MONTH = ((): typeof TINY => {
  const all = morePromises(
    { key: "answer", kind: "response", terms: { due: { type: "within", duration: { unit: "working_hours", n: 4 } } } },
    { key: "quality", kind: "quality", terms: {} },
    { key: "defects", kind: "quality", terms: { measure: { name: "defects", atMost: "2" } } },
    { key: "parts", kind: "completeness", terms: { rule: { type: "checklist", parts: [...PARTS] } } },
    { key: "format", kind: "format", terms: { rule: { type: "template", template: "T-1" } } },
  );
  const summary = WITH_SUMMARY.agreements[0]!.versions[0]!.obligations.find((row) => row.key === "summary")!;
  return {
    ...all,
    organisation: { ...all.organisation!, payPeriod: "month", firstPeriod: "2026-06" },
    people: WITH_SUMMARY.people,
    products: WITH_SUMMARY.products,
    agreements: all.agreements.map((row) =>
      row.code !== "FIN-SALES"
        ? row
        : { ...row, versions: row.versions.map((version) => ({ ...version, obligations: [...version.obligations.map((one) => (one.key === "report" ? { ...one, terms: { ...one.terms, pauseReasons: ["client_input", "client_absent"] } } : one)), summary] })) },
    ),
  };
})();

/** What counts where, by hand: the eleven reports below. A rework in time is no item of its own: it counts as void. */
const BY_HAND: Readonly<Record<string, Partial<Record<Standing, number>>>> = {
  report: { met: 5, breached: 3, void: 3 },
  answer: { met: 8, breached: 1, void: 1 },
  quality: { met: 7, breached: 1 },
  defects: { met: 5, breached: 1, unmeasurable: 2 },
  parts: { met: 7, breached: 1 },
  format: { met: 7, unmeasurable: 1 },
  summary: { met: 3, breached: 1 },
};

describe.each(STORES)("a whole month without any import over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let products: ReadonlyMap<string, string>;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, MONTH);
    products = new Map((await loadProducts(opened.store)).map((row) => [row.code, row.id]));
  }, 60_000);
  afterAll(() => opened.dispose());

  const person = (side: TaskSide) => company.people.get(side === "provider" ? "001" : "003")!;
  const take = <T>(result: { ok: true; value: T } | { ok: false; code: string }): T => {
    if (!result.ok) throw new Error(JSON.stringify(result));
    return result.value;
  };
  const ask = async (now: number, more: { phone?: number; product?: string; client?: string } = {}) =>
    take(
      await requestTask(
        context(opened.store, now), { productId: products.get(more.product ?? "REPORT")!, clientId: company.departments.get(more.client ?? "SALES")!, personId: person("client"), neededBy: null, title: "" },
        more.phone === undefined ? undefined : { side: "provider", toldBy: person("provider"), channel: "phone", askedAt: more.phone },
      ),
    ).taskId;
  const act = async (taskId: string, now: number, command: TaskCommand, side: TaskSide = "provider") =>
    take(await actOnTask(context(opened.store, now), { taskId, seq: (await findTask(opened.store, taskId))!.seq, command, personId: person(side), sides: [side] }));
  const yes = async (taskId: string, now: number, side: TaskSide = "client") => {
    const [entry] = await loadTaskEntries(opened.store, taskId);
    take(await answerEntry(context(opened.store, now), { taskId, entryId: entry!.id, answer: { type: "confirm" }, by: { personId: person(side), sides: [side] } }));
  };
  const measured = (taskId: string, now: number, value: string) => act(taskId, now, { type: "measure", name: "defects", value }, "client");

  test("is worked through with the buttons of the portal alone", async () => {
    // 1: kept in every way.
    const one = await ask(june(1, 10));
    await act(one, june(1, 11), { type: "take" });
    // 7: the client never answers.
    const seven = await ask(june(1, 9));
    await act(seven, june(1, 9, 10), { type: "take" });
    await act(seven, june(1, 10), { type: "ask_input", note: "Which month?" });
    await act(one, june(2, 15), whole);
    await act(one, june(3, 9), { type: "accept" }, "client");
    await measured(one, june(3, 10), "1");
    // 2: by phone, late, half of it, not by the template.
    const two = await ask(june(3, 10), { phone: june(3, 9) });
    await act(two, june(3, 10, 30), { type: "take" });
    await yes(two, june(3, 16));
    // 3: waits for input, which these terms allow; five defects.
    const three = await ask(june(8, 10));
    await act(three, june(8, 10, 30), { type: "take" });
    await act(three, june(8, 11), { type: "ask_input", note: "The annex" });
    // 4: waits for somebody else, which they do not.
    const four = await ask(june(8, 12));
    await act(four, june(8, 13), { type: "pause", reason: "other" });
    await act(two, june(9, 12), { type: "deliver", parts: ["sheet"], files: [{ name: "report.docx" }] });
    // 5: returned once, reworked in time.
    const five = await ask(june(9, 9));
    await act(five, june(9, 9, 30), { type: "take" });
    await act(five, june(10, 9), whole);
    // 6: not needed any more.
    const six = await ask(june(10, 9));
    await act(three, june(10, 11), { type: "give_input", note: "" }, "client");
    await act(six, june(10, 12), { type: "cancel", reason: "We changed our plans." }, "client");
    await act(five, june(10, 15), { type: "return", criterion: "quality", reason: "The sum is wrong." }, "client");
    await act(four, june(11, 9), { type: "resume" });
    await act(four, june(11, 10), whole);
    await act(five, june(11, 12), whole);
    await act(five, june(11, 14), { type: "accept" }, "client");
    await measured(five, june(11, 15), "2");
    await act(three, june(12, 9, 30), whole);
    await measured(three, june(12, 12), "5");
    await act(seven, june(15, 10, 5), { type: "close_no_answer", reason: "Mails on the 3rd, 8th and 11th." });
    // 8: outside any agreement, done once.
    const eight = await ask(june(15, 9), { product: "PAYSLIP", client: "OFFICE" });
    await act(eight, june(15, 12), { type: "accept_once" });
    await act(eight, june(16, 12), { type: "deliver" });
    await act(eight, june(16, 13), { type: "accept" }, "client");
    // 9: both sides agree on another day.
    const nine = await ask(june(15, 9));
    await act(nine, june(15, 9, 5), { type: "take" });
    await act(nine, june(15, 10), { type: "propose_date", at: june(22, 12) }, "client");
    await act(nine, june(15, 11), { type: "agree_date" });
    // 10: in two parts; the provider counts the defects, the client agrees.
    const ten = await ask(june(16, 9));
    await act(ten, june(16, 9, 5), { type: "take" });
    // 11: a pause that the client does not accept.
    const eleven = await ask(june(17, 9));
    await act(eleven, june(17, 9, 5), { type: "take" });
    await act(eleven, june(17, 10), { type: "pause", reason: "client_absent" });
    await act(ten, june(17, 10), { type: "deliver", partial: true, parts: ["sheet"] });
    await act(ten, june(17, 17), { type: "deliver", parts: ["note"], files: [{ name: "report.pdf", template: "T-1" }] });
    expect((await act(ten, june(18, 9), { type: "measure", name: "defects", value: "1" })).entryId).not.toBeNull();
    await yes(ten, june(18, 10));
    await act(eleven, june(19, 10), { type: "resume" });
    const pause = (await loadToldEvents(opened.store, eleven)).find((event) => event.type === "paused")!;
    await act(eleven, june(19, 11), { type: "reject_pause", eventId: pause.id, reason: "We were there." }, "client");
    await act(eleven, june(19, 12), whole);
    await measured(eleven, june(19, 13), "0");
    await act(nine, june(22, 11), whole);
    await measured(nine, june(22, 12), "0");
    // The Wednesday summaries: one press each, one forgotten.
    for (const day of [3, 10, 24]) {
      await evaluateDue(context(opened.store, june(day, 11, 30)));
      take(await actOnOccurrence(context(opened.store, june(day, 11, 30)), { obligationKey: SUMMARY, date: `2026-06-${String(day).padStart(2, "0")}`, act: "deliver", reason: "", by: { personId: person("provider"), sides: ["provider"] } }));
    }
    await evaluateDue(context(opened.store, at("2026-07-02")));

    for (const [taskId, state, outcome] of [[one, "accepted", "met"], [two, "delivered", "breached"], [six, "cancelled", "void"], [seven, "cancelled", "void"], [eight, "accepted", null], [nine, "delivered", "met"], [eleven, "delivered", "breached"]] as const)
      expect(await findTask(opened.store, taskId)).toMatchObject({ state, outcome: outcome === "void" && taskId === seven ? "met" : outcome });
    expect((await loadVerdictsAbout(opened.store, three)).find((row) => row.obligationKey === "FIN-SALES/report")).toMatchObject({ dueAt: june(12, 10), outcome: "met" });
    expect((await loadVerdictsAbout(opened.store, nine)).find((row) => row.obligationKey === "FIN-SALES/report")).toMatchObject({ dueAt: june(22, 12), outcome: "met" });
  }, 120_000);

  test("counts what it should, line by line", async () => {
    const { tally } = opened.store.t;
    const rows = (await opened.store.q.select().from(tally)).filter((row) => row.n > 0 && row.period === "2026-06");
    const counted: Record<string, Partial<Record<Standing, number>>> = {};
    for (const row of rows) (counted[row.obligationKey.slice("FIN-SALES/".length)] ??= {})[row.standing] = row.n;
    expect(counted).toEqual(BY_HAND);
    expect(await tallyDifferences(context(opened.store, at("2026-07-02")))).toEqual([]);
    expect((await evaluateAll(context(opened.store, at("2026-07-02")))).changed).toBe(0);
  }, 60_000);

  test("closes by two people, with a scorecard", async () => {
    const ctx = context(opened.store, at("2026-07-03"));
    await startReview(ctx);
    const { hash } = take(await requestClose(ctx, { month: "2026-06", accountId: company.accounts.arno }));
    take(await confirmClose(ctx, { month: "2026-06", accountId: company.accounts.hana, draftHash: hash }));
    const card = (await loadScorecards(opened.store, ["2026-06"])).find((row) => row.departmentId === company.departments.get("FIN"));
    expect(card?.content.card.shown.scoreBp).toBeGreaterThan(0);
    const sales = card!.content.card.shown.clients.find((client) => client.lines.some((line) => line.key === "FIN-SALES/report"))!;
    expect(Object.fromEntries(sales.lines.filter((line) => line.base > 0).map((line) => [line.key.slice("FIN-SALES/".length), `${line.counts.conforming} of ${line.base}`]))).toEqual({
      report: "5 of 8", answer: "8 of 9", quality: "7 of 8", defects: "5 of 8", parts: "7 of 8", format: "7 of 8", summary: "3 of 4",
    });
  }, 60_000);

  test("and nothing of it came from a file", async () => {
    expect(await recentImports(opened.store, 10)).toEqual([]);
    const { taskEvent } = opened.store.t;
    expect(new Set((await opened.store.q.select({ source: taskEvent.source }).from(taskEvent)).map((row) => row.source))).toEqual(new Set(["portal"]));
  });
});
