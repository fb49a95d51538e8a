import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { occurrenceRef, taskRef } from "#app/domain/evaluation/chain.ts";
import { DEFAULT_SCORE_POLICY } from "#app/domain/score/score-policy.ts";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { decideOnDispute } from "#app/operations/decide-dispute.server.ts";
import { raiseDispute } from "#app/operations/raise-dispute.server.ts";
import { saveIncident, withdrawIncident } from "#app/operations/declare-incident.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import { waitFor, waitNoMore } from "#app/operations/wait-for.server.ts";
import { listCorrections } from "#db/queries/disputes.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { findIncident } from "#db/queries/incidents.server.ts";
import { insertScorePolicy } from "#db/queries/policies.server.ts";
import { findTask, loadVerdictsAbout } from "#db/queries/task-page.server.ts";
import { loadExcuses } from "#db/queries/verdicts.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { closeTwoMonths, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);

/** Legal works for finance, and gives it the weekly list on Wednesdays. */
const MORE = setupSchema.parse({
  calendars: [], departments: [],
  products: [{ code: "OPINION", provider: "LEGAL", kind: "document", name: { en: "Opinion", ru: "Заключение" } }, { code: "LIST", provider: "LEGAL", kind: "information", name: { en: "List", ru: "Список" } }],
  agreements: [
    {
      code: "LEGAL-FIN", provider: "LEGAL", client: { department: "FIN" },
      versions: [{
        from: "2026-05-01",
        obligations: [
          { key: "opinion", product: "OPINION", kind: "timing", name: { en: "Opinions", ru: "Заключения" }, target: 90, terms: { due: { type: "within", duration: { unit: "working_days", n: 1, end: "snap" } } } },
          { key: "list", product: "LIST", kind: "frequency", name: { en: "List", ru: "Список" }, target: 90, terms: { rrule: "FREQ=WEEKLY;BYDAY=WE", dtstart: "2026-06-01", at: "12:00", windowBefore: { unit: "working_hours", n: 2 }, windowAfter: { unit: "working_hours", n: 2 } } },
        ],
      }],
    },
  ],
});

describe.each(STORES)("what delays work, over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let products: ReadonlyMap<string, string>;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    const loaded = await loadSetup(context(opened.store, Date.UTC(2026, 4, 1)), MORE, "UTC");
    if (!loaded.ok) throw new Error(JSON.stringify(loaded));
    products = new Map((await loadProducts(opened.store)).map((row) => [row.code, row.id]));
    await opened.store.writeAll((w) => [insertScorePolicy(opened.store, w, { id: "policy", from: "2026-04-01", policy: { ...DEFAULT_SCORE_POLICY, chains: "excuse" }, createdAt: 0 })], { at: 0, actor: { kind: "cli", id: "test" }, action: "setup.load", entity: "score_policy", entityId: "policy" });
  });
  afterAll(() => opened.dispose());

  const ctx = (now: number) => context(opened.store, now);
  const person = (number: string) => company.people.get(number)!;
  const department = (code: string) => company.departments.get(code)!;
  const ask = async (product: string, client: string, who: string, now: number) => {
    const asked = await requestTask(ctx(now), { productId: products.get(product)!, clientId: department(client), personId: person(who), neededBy: null, title: product });
    if (!asked.ok) throw new Error(asked.code);
    return asked.value.taskId;
  };
  const deliver = async (taskId: string, who: string, now: number) => {
    const done = await actOnTask(ctx(now), { taskId, seq: (await findTask(opened.store, taskId))!.seq, command: { type: "deliver" }, personId: person(who), sides: ["provider"] });
    if (!done.ok) throw new Error(done.code);
  };
  const stands = async (taskId: string) => (await loadVerdictsAbout(opened.store, taskId)).filter((row) => row.item === `t:${taskId}`).map((row) => `${row.outcome} ${row.standing}`);
  const excuses = async (taskId: string) => (await loadExcuses(opened.store, [`t:${taskId}`])).map((row) => `${row.reason} ${row.evidence}`);
  const nothingLeft = async (now: number) => {
    expect(await tallyDifferences(ctx(now))).toEqual([]);
    expect(await evaluateAll(ctx(now))).toMatchObject({ changed: 0, corrections: 0 });
  };
  const wait = (taskId: string, upstream: string, now: number) => waitFor(ctx(now), { taskId, upstream, note: "The opinion is needed first.", personId: person("001") });

  describe("chains", () => {
    test("late because of what it waited for, with the client warned: excused, and breached again when the other was in time after all", async () => {
      const report = await ask("REPORT", "SALES", "003", june(1, 10));
      const opinion = await ask("OPINION", "FIN", "001", june(1, 11));
      expect(await wait(report, taskRef(opinion), june(1, 12))).toEqual({ ok: true, value: { number: 1 } });
      // Due on Tuesday 11:00 and on Wednesday 10:00; both are late.
      await deliver(opinion, "020", june(4, 10));
      await deliver(report, "001", june(4, 12));
      await evaluateDue(ctx(june(4, 13)));
      expect(await stands(opinion)).toEqual(["breached breached"]);
      expect([await stands(report), await excuses(report)]).toEqual([["breached excused"], [`chain ${taskRef(opinion)}`]]);
      await nothingLeft(june(4, 13));
      // The wait is taken back: nothing supports the excuse.
      await waitNoMore(ctx(june(4, 14)), { taskId: report, number: 1, personId: person("001") });
      expect([await stands(report), await excuses(report)]).toEqual([["breached breached"], []]);
      await nothingLeft(june(4, 15));
    });

    test("an upstream breach that comes later excuses what waits for it, over two steps, with the first breach as evidence", async () => {
      const first = await ask("OPINION", "FIN", "001", june(8, 9));
      const second = await ask("OPINION", "FIN", "001", june(8, 10));
      const report = await ask("REPORT", "SALES", "003", june(8, 11));
      await wait(second, taskRef(first), june(8, 12));
      await wait(report, taskRef(second), june(8, 12));
      await evaluateDue(ctx(june(11, 12)));
      expect([await stands(report), await excuses(report)]).toEqual([["breached excused"], [`chain ${taskRef(first)}`]]);
      await deliver(first, "020", june(11, 13));
      await nothingLeft(june(11, 14));
    });

    test("waits for a planned delivery that did not come", async () => {
      const report = await ask("REPORT", "SALES", "003", june(15, 8));
      const list = occurrenceRef("LEGAL-FIN/list", "2026-06-17");
      await evaluateDue(ctx(june(15, 8)));
      expect(await wait(report, list, june(15, 8))).toMatchObject({ ok: true });
      await evaluateDue(ctx(june(17, 18)));
      expect([await stands(report), await excuses(report)]).toEqual([["breached excused"], [`chain ${list}`]]);
      await nothingLeft(june(17, 18));
    });

    test("warned too late, or a kept promise upstream: no excuse", async () => {
      const opinion = await ask("OPINION", "FIN", "001", june(18, 9));
      const report = await ask("REPORT", "SALES", "003", june(18, 10));
      const other = await ask("REPORT", "SALES", "003", june(18, 10));
      await wait(other, taskRef(opinion), june(18, 11));
      await wait(report, taskRef(opinion), june(22, 11));
      await evaluateDue(ctx(june(23, 9)));
      expect([await stands(report), await excuses(report)]).toEqual([["breached breached"], []]);
      expect(await stands(other)).toEqual(["breached excused"]);
    });

    test("is refused where it would loop, twice, for what is done, or without a reason", async () => {
      const [a, b] = [await ask("OPINION", "FIN", "001", june(23, 9)), await ask("OPINION", "FIN", "001", june(23, 9))];
      expect(await wait(a, taskRef(b), june(23, 10))).toMatchObject({ ok: true });
      expect(await wait(a, taskRef(b), june(23, 10))).toMatchObject({ ok: false, code: "waits_already", field: "upstream" });
      expect(await wait(b, taskRef(a), june(23, 10))).toMatchObject({ ok: false, code: "loop_of_waits", field: "upstream" });
      expect(await wait(a, taskRef(a), june(23, 10))).toMatchObject({ ok: false, code: "waits_for_itself" });
      expect(await wait(a, taskRef("none"), june(23, 10))).toMatchObject({ ok: false, code: "unknown_upstream" });
      expect(await wait(a, occurrenceRef("LEGAL-FIN/list", "2026-06-11"), june(23, 10))).toMatchObject({ ok: false, code: "unknown_upstream" });
      const done = await ask("OPINION", "FIN", "001", june(23, 9));
      await deliver(done, "020", june(23, 11));
      expect(await wait(b, taskRef(done), june(23, 12))).toMatchObject({ ok: false, code: "upstream_done" });
      expect(await wait(done, taskRef(b), june(23, 12))).toMatchObject({ ok: false, code: "task_done" });
      expect(await waitFor(ctx(june(23, 12)), { taskId: b, upstream: taskRef(await ask("OPINION", "FIN", "001", june(23, 9))), note: " ", personId: person("001") })).toMatchObject({ ok: false, code: "note_missing", field: "note" });
    });
  });

  test("the verdict on a planned delivery is objected to and excused like any other", async () => {
    const about = { about: { date: "2026-06-10" }, obligationKey: "LEGAL-FIN/list", cycle: 0, carry: 0, personId: person("020"), departmentId: department("LEGAL"), reason: "It was handed over on paper." };
    const raised = await raiseDispute(ctx(june(23, 12)), about);
    if (!raised.ok) throw new Error(raised.code);
    expect(await raiseDispute(ctx(june(23, 12)), about)).toMatchObject({ ok: false, code: "dispute_open" });
    expect(await raiseDispute(ctx(june(23, 12)), { ...about, about: { date: "2026-06-11" } })).toMatchObject({ ok: false, code: "unknown_verdict" });
    const decided = await decideOnDispute(ctx(june(23, 12)), { disputeId: raised.value.disputeId, rowVersion: 1, decision: { type: "excuse", reason: "other", text: "The receipt is there." }, by: { personId: person("011"), departmentIds: [] } });
    expect(decided).toMatchObject({ ok: true, value: { state: "excused" } });
    expect((await opened.store.q.select().from(opened.store.t.verdict)).find((row) => row.obligationKey === "LEGAL-FIN/list" && row.item === "o:2026-06-10")).toMatchObject({ outcome: "breached", standing: "excused" });
    await nothingLeft(june(23, 12));
  });

  describe("incidents", () => {
    const by = () => ({ personId: person("011"), departmentIds: [] as string[] });
    const declare = (code: string, from: number, to: number, now: number, incidentId: string | null = null, rowVersion = 1) =>
      saveIncident(ctx(now), { incidentId, rowVersion, by: by(), draft: { title: "Power cut", evidence: "Notice no. 17", from, to, departmentIds: [department(code)] } });

    test("is a counting pause on every task of the department, and of no other", async () => {
      const report = await ask("REPORT", "SALES", "003", june(23, 13));
      const opinion = await ask("OPINION", "FIN", "001", june(23, 13));
      await deliver(opinion, "020", june(24, 15));
      await deliver(report, "001", june(25, 16));
      await evaluateDue(ctx(june(25, 16)));
      expect([await stands(report), await stands(opinion)]).toEqual([["breached breached"], ["breached breached"]]);
      const before = (await findTask(opened.store, opinion))!.evaluatedSeq;
      const declared = await declare("FIN", june(24, 9), june(24, 13), june(25, 17));
      if (!declared.ok) throw new Error(declared.code);
      // Only what depends on it is asked to be judged again.
      expect((await findTask(opened.store, opinion))!.nextChangeAt ?? 1).toBeGreaterThan(0);
      expect((await findTask(opened.store, report))!.nextChangeAt).toBeLessThan(0);
      await evaluateDue(ctx(june(25, 17)));
      expect([await stands(report), await stands(opinion), before]).toEqual([["met met"], ["breached breached"], 2]);
      await nothingLeft(june(25, 17));
      // Shorter, it is not enough; withdrawn, it never was.
      expect(await declare("FIN", june(24, 9), june(24, 10), june(25, 18), declared.value.incidentId, 7)).toMatchObject({ ok: false, code: "changed_meanwhile" });
      expect(await declare("FIN", june(24, 9), june(24, 10), june(25, 18), declared.value.incidentId, 1)).toMatchObject({ ok: true });
      await evaluateDue(ctx(june(25, 18)));
      expect(await stands(report)).toEqual(["breached breached"]);
      expect(await withdrawIncident(ctx(june(25, 18)), { incidentId: declared.value.incidentId, rowVersion: 2, because: "", by: by() })).toMatchObject({ ok: false, code: "text_missing" });
      expect(await withdrawIncident(ctx(june(25, 18)), { incidentId: declared.value.incidentId, rowVersion: 2, because: "It was another building.", by: by() })).toMatchObject({ ok: true });
      expect(await findIncident(opened.store, declared.value.incidentId)).toMatchObject({ withdrawnBecause: "It was another building.", rowVersion: 3 });
      await evaluateDue(ctx(june(25, 19)));
      await nothingLeft(june(25, 19));
    });

    test("excuses each planned delivery whose window ends inside it, and no longer once it is withdrawn", async () => {
      const list = async () => (await opened.store.q.select().from(opened.store.t.verdict)).filter((row) => row.obligationKey === "LEGAL-FIN/list" && ["o:2026-06-17", "o:2026-06-24"].includes(row.item)).map((row) => `${row.item} ${row.outcome} ${row.standing}`).sort();
      await evaluateDue(ctx(june(26, 9)));
      expect(await list()).toEqual(["o:2026-06-17 breached breached", "o:2026-06-24 breached breached"]);
      const declared = await declare("LEGAL", june(24, 13), june(24, 15), june(26, 10));
      if (!declared.ok) throw new Error(declared.code);
      await evaluateDue(ctx(june(26, 11)));
      expect(await list()).toEqual(["o:2026-06-17 breached breached", "o:2026-06-24 breached excused"]);
      expect((await loadExcuses(opened.store, ["o:2026-06-24"])).map((row) => [row.reason, row.evidence])).toEqual([["incident", `i:${declared.value.incidentId}`]]);
      await nothingLeft(june(26, 12));
      await withdrawIncident(ctx(june(26, 13)), { incidentId: declared.value.incidentId, rowVersion: 1, because: "Another building.", by: by() });
      await evaluateDue(ctx(june(26, 14)));
      expect(await list()).toEqual(["o:2026-06-17 breached breached", "o:2026-06-24 breached breached"]);
      await nothingLeft(june(26, 14));
    });

    test("nobody declares one for a department of their own", async () => {
      const draft = { title: "x", evidence: "y", from: june(1, 9), to: june(1, 10), departmentIds: [department("PAYROLL")] };
      expect(await saveIncident(ctx(june(26, 10)), { incidentId: null, rowVersion: 1, draft, by: { personId: person("001"), departmentIds: [department("FIN")] } })).toMatchObject({ ok: false, code: "own_incident" });
    });

    test("in a closed month it changes nothing and proposes corrections", async () => {
      const report = await ask("REPORT", "SALES", "003", june(9, 9));
      await deliver(report, "001", june(12, 9));
      await evaluateDue(ctx(june(29, 9)));
      await closeTwoMonths(company);
      const frozen = await stands(report);
      const declared = await declare("FIN", june(10, 9), june(11, 12), Date.UTC(2026, 6, 6));
      expect(declared.ok).toBe(true);
      await evaluateDue(ctx(Date.UTC(2026, 6, 6, 1)));
      expect(await stands(report)).toEqual(frozen);
      const waiting = await listCorrections(opened.store, { state: "pending", period: "2026-06" }, { limit: 50, offset: 0 });
      expect(waiting.filter((row) => row.item === `t:${report}`)).toMatchObject([{ fromStanding: "breached", toStanding: "met" }]);
      await nothingLeft(Date.UTC(2026, 6, 6, 2));
    });
  });
});
