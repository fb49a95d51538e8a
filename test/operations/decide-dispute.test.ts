import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DisputeDecision } from "#app/domain/dispute/decide-dispute.ts";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { decideOnCorrections } from "#app/operations/decide-corrections.server.ts";
import { decideOnDispute } from "#app/operations/decide-dispute.server.ts";
import { evaluateAll } from "#app/operations/evaluate-tasks.server.ts";
import { raiseDispute } from "#app/operations/raise-dispute.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { findDispute, listCorrections, listDisputes } from "#db/queries/disputes.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { loadPeriod } from "#db/queries/periods.server.ts";
import { findTask, loadToldEvents, loadVerdictsAbout } from "#db/queries/task-page.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { closeTwoMonths, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);
const KEY = "FIN-SALES/report";

describe.each(STORES)("objections decided over %s", (_name, open) => {
  let test_: TestStore;
  let company: TinyCompany;
  let report: string;
  beforeAll(async () => {
    test_ = await open();
    company = await tinyCompany(test_.store);
    report = (await loadProducts(test_.store)).find((row) => row.code === "REPORT")!.id;
  });
  afterAll(() => test_.dispose());

  const person = (number: string) => company.people.get(number)!;
  const arbiter = () => ({ personId: person("011"), departmentIds: [company.departments.get("OFFICE")!] });

  /** A report asked for on Monday, due Wednesday 10:00, delivered late on Thursday, to which Finance objects. */
  const disputed = async () => {
    const asked = await requestTask(context(test_.store, june(15, 10)), { productId: report, clientId: company.departments.get("SALES")!, personId: person("003"), neededBy: null, title: "Sales report" });
    if (!asked.ok) throw new Error(asked.code);
    const { taskId } = asked.value;
    const delivered = await actOnTask(context(test_.store, june(18, 9)), { taskId, seq: (await findTask(test_.store, taskId))!.seq, command: { type: "deliver" }, personId: person("001"), sides: ["provider"] });
    if (!delivered.ok) throw new Error(delivered.code);
    const raised = await raiseDispute(context(test_.store, june(18, 10)), { about: { taskId }, obligationKey: KEY, cycle: 0, carry: 0, personId: person("001"), departmentId: company.departments.get("FIN")!, reason: "The annex came late." });
    if (!raised.ok) throw new Error(raised.code);
    return { taskId, disputeId: raised.value.disputeId };
  };
  const decide = (disputeId: string, decision: DisputeDecision, by = arbiter(), rowVersion = 1) => decideOnDispute(context(test_.store, june(18, 12)), { disputeId, rowVersion, decision, by });
  const verdict = async (taskId: string) => (await loadVerdictsAbout(test_.store, taskId))[0]!;

  test("an excuse takes the breach out of the count, with its tally, and evaluation leaves it so", async () => {
    const { taskId, disputeId } = await disputed();
    const before = (await loadPeriod(test_.store, "2026-06"))!.inputSeq;
    expect(await decide(disputeId, { type: "excuse", reason: "client_input", text: "The annex came two days after the request." })).toEqual({ ok: true, value: { state: "excused" } });
    expect(await verdict(taskId)).toMatchObject({ outcome: "breached", standing: "excused" });
    expect(await tallyDifferences(context(test_.store, june(18, 12)))).toEqual([]);
    expect((await loadPeriod(test_.store, "2026-06"))!.inputSeq).toBeGreaterThan(before);
    expect((await evaluateAll(context(test_.store, june(18, 13)))).changed).toBe(0);
    expect(await findDispute(test_.store, disputeId)).toMatchObject({ state: "excused", decidedBy: person("011"), rowVersion: 2 });
    expect(await decide(disputeId, { type: "refuse", text: "Once more." }, arbiter(), 2)).toMatchObject({ ok: false, code: "already_decided" });
  });

  test("a corrected delivery is judged again at once; what was told stays in the history", async () => {
    const { taskId, disputeId } = await disputed();
    const delivered = (await loadToldEvents(test_.store, taskId)).find((event) => event.type === "delivered")!;
    expect(await decide(disputeId, { type: "correct", eventId: "none", occurredAt: june(17, 9), text: "x" })).toMatchObject({ ok: false, code: "unknown_event", field: "eventId" });
    expect(await decide(disputeId, { type: "correct", eventId: delivered.id, occurredAt: june(17, 9), text: "The receipt says Wednesday 9:00." })).toEqual({ ok: true, value: { state: "corrected" } });
    expect(await verdict(taskId)).toMatchObject({ outcome: "met", standing: "met" });
    expect((await loadToldEvents(test_.store, taskId)).map((event) => event.type)).toEqual(["requested", "delivered", "corrected"]);
    expect(await tallyDifferences(context(test_.store, june(18, 12)))).toEqual([]);
  });

  test("a delivery that never happened is taken back; the request stays", async () => {
    const { taskId, disputeId } = await disputed();
    const events = await loadToldEvents(test_.store, taskId);
    expect(await decide(disputeId, { type: "correct", eventId: events.find((event) => event.type === "requested")!.id, occurredAt: null, text: "x" })).toMatchObject({ ok: false, code: "request_stays" });
    expect(await decide(disputeId, { type: "correct", eventId: events.find((event) => event.type === "delivered")!.id, occurredAt: null, text: "It was another task." })).toMatchObject({ ok: true });
    expect(await findTask(test_.store, taskId)).toMatchObject({ deliveredAt: null, state: "requested" });
  });

  test("refused, the verdict stands; an old page, or the own objection, refuses", async () => {
    const { taskId, disputeId } = await disputed();
    expect(await decide(disputeId, { type: "refuse", text: "x" }, arbiter(), 7)).toMatchObject({ ok: false, code: "changed_meanwhile" });
    expect(await decide(disputeId, { type: "refuse", text: "x" }, { personId: person("001"), departmentIds: [] })).toMatchObject({ ok: false, code: "own_dispute" });
    expect(await decide(disputeId, { type: "refuse", text: "The letter is dated after the due date." })).toEqual({ ok: true, value: { state: "refused" } });
    expect(await verdict(taskId)).toMatchObject({ outcome: "breached", standing: "breached" });
  });

  test("a list shows a department its own objections, and nobody else's bonus", async () => {
    const page = { limit: 50, offset: 0 };
    const of = (departmentIds: readonly string[] | "all", personId: string) => listDisputes(test_.store, { scope: { departmentIds, personId }, states: [], period: null }, page);
    expect((await of([company.departments.get("FIN")!], person("002"))).length).toBe(4);
    expect(await of([company.departments.get("LEGAL")!], person("020"))).toEqual([]);
    expect((await of([], person("001"))).length).toBe(4);
    expect((await of("all", person("011"))).length).toBe(4);
  });

  test("decided after its month closed, an excuse is an approved correction and the verdict stays as it was frozen", async () => {
    const { taskId, disputeId } = await disputed();
    await closeTwoMonths(company);
    expect(await findDispute(test_.store, disputeId)).toMatchObject({ state: "carried" });
    const row = (await findDispute(test_.store, disputeId))!;
    const done = await decideOnDispute(context(test_.store, Date.UTC(2026, 6, 20)), { disputeId, rowVersion: row.rowVersion, decision: { type: "excuse", reason: "force_majeure", text: "The flood of the 17th." }, by: arbiter() });
    expect(done).toEqual({ ok: true, value: { state: "excused" } });
    expect(await verdict(taskId)).toMatchObject({ outcome: "breached", standing: "breached" });
    expect(await listCorrections(test_.store, { state: "approved", period: "2026-06" }, { limit: 10, offset: 0 })).toMatchObject([{ item: `t:${taskId}`, fromStanding: "breached", toStanding: "excused", decidedBy: person("011") }]);
    expect(await tallyDifferences(context(test_.store, Date.UTC(2026, 6, 20)))).toEqual([]);
    // The nightly pass knows the excuse and finds nothing new to propose beside it.
    await evaluateAll(context(test_.store, Date.UTC(2026, 6, 21)));
    expect(await listCorrections(test_.store, { state: "pending", period: "2026-06" }, { limit: 10, offset: 0 })).toEqual([]);
  });

  test("corrections are decided once, all that were chosen or none", async () => {
    const { store } = test_;
    const [one] = await listCorrections(store, { state: "approved", period: null }, { limit: 1, offset: 0 });
    expect(await decideOnCorrections(context(store, june(20, 9)), { ids: [], decision: "approved", personId: person("011") })).toMatchObject({ ok: false, code: "nothing_chosen" });
    expect(await decideOnCorrections(context(store, june(20, 9)), { ids: [one!.id, "none"], decision: "approved", personId: person("011") })).toMatchObject({ ok: false, code: "not_found" });
    expect(await decideOnCorrections(context(store, june(20, 9)), { ids: [one!.id], decision: "refused", personId: person("011") })).toMatchObject({ ok: false, code: "changed_meanwhile" });
  });
});
