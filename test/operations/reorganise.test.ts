import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { IncomingTask } from "#app/domain/intake/map-rows.ts";
import type { ReorganisationPlan } from "#app/domain/organisation/reorganisation.ts";
import { can } from "#app/domain/access/can.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { carryOutDue, carryOutReorganisation } from "#app/operations/carry-out-reorganisation.server.ts";
import { computeScorecards } from "#app/operations/compute-scorecards.server.ts";
import { evaluateAll, evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { ingestTasks, openDirectory } from "#app/operations/ingest-tasks.server.ts";
import { loadActor } from "#app/operations/load-actor.server.ts";
import { cancelReorganisation, planReorganisation, previewReorganisation } from "#app/operations/plan-reorganisation.server.ts";
import { startDraft } from "#app/operations/start-draft.server.ts";
import { tallyDifferences } from "#app/operations/check-tallies.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadReorganisations } from "#db/queries/reorganisations.server.ts";
import type { Store } from "#db/store.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, closeTwoMonths, context, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const ON = "2026-06-15";
const MAPPING = { source: "s", task: { id: { column: "id" }, product: { column: "p" }, client: { column: "c" } } };
const report = (externalId: string, requested: string, client = "SALES", delivered?: string): IncomingTask => ({
  line: 2, externalId, product: { code: "REPORT", label: "REPORT" }, provider: null, client: { code: client, label: client }, title: externalId, attributes: {},
  events: [["requested", requested] as const, ...(delivered ? [["delivered", delivered] as const] : [])].map(([type, when], i) => ({ key: `${type}${i}`, type, occurredAt: Date.parse(`${when}Z`), sourceOrder: i, payload: {} })),
});

describe.each(STORES)("a reorganisation on %s", (_name, open) => {
  let opened: TestStore;
  let store: Store;
  let company: TinyCompany;
  const id = (code: string) => company.departments.get(code)!;
  const plan = (over: Partial<ReorganisationPlan> = {}): ReorganisationPlan => ({ kind: "merge", departmentId: id("FIN"), on: ON, successorIds: [id("OFFICE")], people: {}, products: {}, ended: [], name: null, parentId: null, ...over });
  const hr = (day: string) => ({ ...context(store, at(day)), actor: { kind: "account" as const, id: company.accounts.hana } });
  const save = async (day: string, wanted: ReorganisationPlan) => planReorganisation(hr(day), wanted, "Order 7", (await previewReorganisation(hr(day), wanted)).hash);
  const ingest = async (day: string, ...tasks: IncomingTask[]) => ingestTasks(context(store, at(day)), { batchId: null, mapping: MAPPING, tasks, directory: await openDirectory(context(store, at(day))) });
  const task = async (externalId: string) => (await store.q.select().from(store.t.task)).find((row) => row.externalId === externalId)!;
  const code = async (agreementId: string | null) => (await store.q.select().from(store.t.agreement)).find((row) => row.id === agreementId)?.code ?? null;

  beforeEach(async () => {
    opened = await open();
    store = opened.store;
    company = await tinyCompany(store);
  });
  afterEach(() => opened.dispose());

  test("waits for its day, is carried out by the job, and then once only", async () => {
    await ingest("2026-06-10", report("before", "2026-06-10T10:00"), report("delivered", "2026-06-01T10:00", "SALES", "2026-06-02T10:00"));
    await evaluateDue(context(store, at("2026-06-10")));
    const planned = await save("2026-06-10", plan());
    expect(planned).toMatchObject({ ok: true, isDone: false });
    expect(await carryOutDue(context(store, at("2026-06-14")))).toEqual({ done: 0, stuck: 0 });
    expect((await loadDepartments(store)).map((row) => row.code)).toContain("FIN");

    expect(await carryOutDue(context(store, at(ON)))).toEqual({ done: 1, stuck: 0 });
    expect(await carryOutDue(context(store, at(ON)))).toEqual({ done: 0, stuck: 0 });
    expect((await loadDepartments(store)).map((row) => row.code)).not.toContain("FIN");
    expect((await loadReorganisations(store))[0]).toMatchObject({ state: "done", counts: { people: 1, products: 2, agreements: 2, tasks: 1, departments: 1 } });

    // People, products, posts.
    const places = (await store.q.select().from(store.t.membership)).filter((row) => row.personId === company.people.get("001"));
    expect(places.map((row) => [row.departmentId, row.from, row.to]).sort()).toEqual([[id("FIN"), "2020-01-01", ON], [id("OFFICE"), ON, null]].sort());
    expect(new Set((await store.q.select().from(store.t.product)).map((row) => row.providerId))).toEqual(new Set([id("OFFICE")]));
    expect((await store.q.select().from(store.t.departmentPost)).filter((row) => row.departmentId === id("FIN")).map((row) => row.to)).toEqual([ON]);

    // The open task has a new provider and an event; the delivered one stays.
    expect(await task("before")).toMatchObject({ providerId: id("OFFICE"), askedProviderId: id("FIN") });
    expect(await task("delivered")).toMatchObject({ providerId: id("FIN"), askedProviderId: null });
    expect((await store.q.select().from(store.t.taskEvent)).filter((row) => row.type === "handed_over")).toHaveLength(1);

    // The agreements run on under the successor, unsigned.
    const next = (await store.q.select().from(store.t.agreement)).find((row) => row.code === "OFFICE-SALES")!;
    expect(await code(next.continuesId)).toBe("FIN-SALES");
    const versions = (await store.q.select().from(store.t.agreementVersion)).filter((row) => row.agreementId === next.id);
    expect(versions).toMatchObject([{ number: 1, state: "agreed", from: ON, to: null, providerSignedBy: null, clientSignedBy: null }]);
    const promises = (await store.q.select().from(store.t.obligation)).filter((row) => row.agreementId === next.id);
    expect(promises.map((row) => [row.key, row.teamId]).sort()).toEqual([["OFFICE-SALES/payslip", id("PAYROLL")], ["OFFICE-SALES/report", null]]);
    const audit = (await store.q.select().from(store.t.audit)).map((row) => row.action);
    expect(audit.filter((action) => action.startsWith("reorganisation."))).toEqual(["reorganisation.plan", "reorganisation.carry_out"]);
    const told = (await store.q.select().from(store.t.notice)).map((row) => row.kind);
    expect(told).toContain("reorganisation_planned");
  });

  test("what was asked before the day stays with the old promise, what is asked from it on falls under the new one, also by the old code", async () => {
    await ingest("2026-06-12", report("before", "2026-06-12T10:00"));
    await save("2026-06-12", plan());
    await carryOutDue(context(store, at(ON)));
    await ingest("2026-06-20", report("after", "2026-06-16T10:00"), report("late", "2026-06-11T10:00"), report("on the day", "2026-06-15T00:00"));
    await evaluateDue(context(store, at("2026-06-20")));
    expect(await code((await task("before")).agreementId)).toBe("FIN-SALES");
    expect(await code((await task("late")).agreementId)).toBe("FIN-SALES");
    expect(await code((await task("after")).agreementId)).toBe("OFFICE-SALES");
    expect(await code((await task("on the day")).agreementId)).toBe("OFFICE-SALES");
    expect(await tallyDifferences(context(store, at("2026-06-20")))).toEqual([]);
    expect((await evaluateAll(context(store, at("2026-06-20")))).changed).toBe(0);

    // In the pay period of the day the old promise counts for the old department; from the next one on for the successor.
    const quarter = await computeScorecards(store, "2026-Q2", true);
    const names = quarter.map((row) => row.departmentId);
    expect(names).toContain(id("FIN"));
    expect(names).toContain(id("OFFICE"));
  });

  test("a client's old agreement judges its old requests, the successor's its new ones; the old code means the successor from the day on", async () => {
    await ingest("2026-06-12", report("before", "2026-06-12T10:00", "SALES"));
    const wanted = plan({ departmentId: id("SALES"), successorIds: [id("LEGAL")] });
    expect(await save("2026-06-12", wanted)).toMatchObject({ ok: false, faults: [{ code: "same_rank", facts: { code: "FIN-SALES", other: "FIN-LEGAL" } }] });
    const [agreement] = (await store.q.select().from(store.t.agreement)).filter((row) => row.code === "FIN-SALES");
    const chosen = { ...wanted, ended: [`${agreement!.id}>${id("LEGAL")}`] };
    expect(await save("2026-06-12", chosen)).toMatchObject({ ok: true });
    await carryOutDue(context(store, at(ON)));
    await ingest("2026-06-20", report("after", "2026-06-16T10:00", "SALES"), report("late", "2026-06-11T10:00", "SALES"));
    await evaluateDue(context(store, at("2026-06-20")));
    expect([await code((await task("before")).agreementId), await code((await task("late")).agreementId), await code((await task("after")).agreementId)]).toEqual(["FIN-SALES", "FIN-SALES", "FIN-LEGAL"]);
    expect((await task("after")).clientId).toBe(id("LEGAL"));

    // Leo of the successor answers for what Sales asked for.
    const leo = (await loadActor(store, company.accounts.leo, at("2026-06-20"), "2026-06-20", departmentTree(await loadDepartments(store))))!;
    expect(can(leo, "task.accept", { departmentIds: [id("SALES")] })).toBe(true);
  });

  test("from the next pay period on an old promise still open counts for the successor, as a line that runs out", async () => {
    await ingest("2026-06-28", report("due in July", "2026-06-29T10:00"));
    await save("2026-06-28", plan({ on: "2026-06-30" }));
    await carryOutDue(context(store, at("2026-06-30")));
    await evaluateDue(context(store, at("2026-07-02")));
    const cards = await computeScorecards(store, "2026-Q3", true);
    expect(cards.map((row) => row.departmentId)).not.toContain(id("FIN"));
    const client = cards.find((row) => row.departmentId === id("OFFICE"))!.card.shown.clients.find((row) => row.lines.some((line) => line.key === "FIN-SALES/report"))!;
    expect(client.lines.map((line) => [line.key, line.runOut]).sort()).toEqual([["FIN-SALES/report", true], ["OFFICE-SALES/payslip", false], ["OFFICE-SALES/report", false]]);
    expect((await computeScorecards(store, "2026-06", true)).map((row) => row.departmentId)).toContain(id("FIN"));
  });

  test("a day that has passed moves what was asked since", async () => {
    await ingest("2026-06-16", report("since", "2026-06-16T10:00"), report("before", "2026-06-12T10:00"));
    await evaluateDue(context(store, at("2026-06-18")));
    expect(await code((await task("since")).agreementId)).toBe("FIN-SALES");
    expect(await save("2026-06-20", plan())).toMatchObject({ ok: true, isDone: true });
    await evaluateDue(context(store, at("2026-06-20")));
    expect(await code((await task("since")).agreementId)).toBe("OFFICE-SALES");
    expect(await task("since")).toMatchObject({ providerId: id("OFFICE"), askedProviderId: null });
    expect(await code((await task("before")).agreementId)).toBe("FIN-SALES");
    expect(await tallyDifferences(context(store, at("2026-06-20")))).toEqual([]);
  });

  test("nothing in a closed month changes", async () => {
    await closeTwoMonths(company);
    expect(await save("2026-07-05", plan({ on: "2026-06-30" }))).toMatchObject({ ok: false, faults: [{ code: "closed_period", field: "on" }] });
    const before = await store.q.select().from(store.t.scorecard);
    expect(await save("2026-07-05", plan({ on: "2026-07-01" }))).toMatchObject({ ok: true, isDone: true });
    await evaluateDue(context(store, at("2026-07-06")));
    expect(await store.q.select().from(store.t.scorecard)).toEqual(before);
  });

  test("renaming and moving keep what was; a move under its own team is refused", async () => {
    expect(await save("2026-06-12", plan({ kind: "move", successorIds: [], parentId: id("PAYROLL") }))).toMatchObject({ ok: false, faults: [{ code: "loop", field: "parentId" }] });
    await save("2026-06-12", plan({ kind: "move", successorIds: [], parentId: id("OFFICE") }));
    expect(await save("2026-06-12", plan({ kind: "rename", successorIds: [], name: { en: "Money" } }))).toMatchObject({ ok: false, faults: [{ code: "already_planned" }] });
    await carryOutDue(context(store, at(ON)));
    await save(ON, plan({ kind: "rename", successorIds: [], name: { en: "Money" }, on: "2026-06-16" }));
    await carryOutDue(context(store, at("2026-06-16")));
    expect((await loadDepartments(store)).find((row) => row.code === "FIN")).toMatchObject({ name: { en: "Money" }, parentId: id("OFFICE") });
    const past = await store.q.select().from(store.t.departmentPast);
    expect(past.map((row) => [row.until, row.parentId, row.name.en]).sort()).toEqual([[ON, null, "Finance"], ["2026-06-16", id("OFFICE"), "Finance"]]);
  });

  test("a plan is taken back before its day, and saved only as it was shown with a reason", async () => {
    const preview = await previewReorganisation(hr("2026-06-12"), plan());
    expect(await planReorganisation(hr("2026-06-12"), plan(), " ", preview.hash)).toMatchObject({ ok: false, faults: [{ code: "no_reason", field: "reason" }] });
    expect(await planReorganisation(hr("2026-06-12"), plan(), "Order 7", "other")).toMatchObject({ ok: false, faults: [{ code: "changed_since" }] });
    const planned = await save("2026-06-12", plan());
    if (!planned.ok) throw new Error("refused");
    expect(await carryOutReorganisation(context(store, at("2026-06-12")), planned.id)).toMatchObject({ ok: false, code: "not_planned" });
    expect((await cancelReorganisation(hr("2026-06-13"), planned.id)).ok).toBe(true);
    expect(await cancelReorganisation(hr("2026-06-13"), planned.id)).toMatchObject({ ok: false, code: "not_planned" });
    expect(await carryOutDue(context(store, at(ON)))).toEqual({ done: 0, stuck: 0 });
  });

  test("what came in the way meanwhile is noted once, and its author hears of it", async () => {
    await save("2026-06-12", plan());
    await store.writeAll((w) => [w.insert(store.t.membership).values({ id: "extra", personId: company.people.get("001")!, departmentId: id("OFFICE"), position: { en: "Second" }, fte: "0.5", sharePct: "50", employment: "permanent", from: ON, to: null }).returning({ id: store.t.membership.id })], {
      at: at("2026-06-13"), actor: { kind: "cli", id: "test" }, action: "person.second_place", entity: "person", entityId: "001",
    });
    expect(await carryOutDue(context(store, at(ON)))).toEqual({ done: 0, stuck: 1 });
    expect(await carryOutDue(context(store, at(ON)))).toEqual({ done: 0, stuck: 1 });
    expect((await loadReorganisations(store))[0]).toMatchObject({ state: "planned", stuck: "place_overlap" });
    expect((await store.q.select().from(store.t.notice)).filter((row) => row.kind === "reorganisation_stuck")).toHaveLength(1);
  });

  test("the former agreement is negotiated no more; its continuation is", async () => {
    await save("2026-06-12", plan());
    await carryOutDue(context(store, at(ON)));
    const agreements = await store.q.select().from(store.t.agreement);
    const [old, next] = ["FIN-SALES", "OFFICE-SALES"].map((one) => agreements.find((row) => row.code === one)!);
    const cy = { ...context(store, at("2026-06-16")), actor: { kind: "account" as const, id: company.accounts.cy } };
    expect((await startDraft(cy, { providerId: old!.providerId, client: { kind: "department", id: id("SALES") } })).ok).toBe(false);
    expect(await startDraft(cy, { providerId: next!.providerId, client: { kind: "department", id: id("SALES") } })).toMatchObject({ ok: false, code: "not_your_side" });
    // Cy heads nothing; the head of the successor may.
  });
});
