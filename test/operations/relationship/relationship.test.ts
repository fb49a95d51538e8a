import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { decideInMeeting, markAction, takeBackDecision } from "#app/operations/relationship/decide-in-meeting.server.ts";
import { findMeeting, loadDecisions, loadPoints } from "#db/queries/meetings.server.ts";
import { insertPost } from "#db/queries/organisation.server.ts";
import { loadCasesById } from "#db/queries/cases.server.ts";
import { loadMissedItems } from "#db/queries/relationship-pages.server.ts";
import { missingMeasures, readKept } from "#app/operations/read-kept.server.ts";
import { pairOf } from "#app/domain/relationship/meeting.ts";
import { promiseState } from "#app/domain/relationship/promise-state.ts";
import { promisesBetween } from "#app/operations/relationship/promises-between.server.ts";
import { readPairs } from "#app/operations/relationship/read-pairs.server.ts";
import { remindMeetings } from "#app/operations/relationship/remind-meetings.server.ts";
import { saveMeeting, startMeeting, stepOfMeeting } from "#app/operations/relationship/write-meeting.server.ts";
import { addTwoMonths, at, context, tinyCompany, TINY, type TinyCompany } from "#test/support/tiny-company.ts";

const DAY = "2026-06-20";
const QUARTER = ["2026-05", "2026-06"];
const terms = TINY.agreements[0]!.versions[0]!.obligations[0]!.terms;

/** The tiny company, where finance also promises everybody a help desk, and reports to everybody on worse terms than to sales. */
const SETUP = {
  ...TINY,
  products: [...TINY.products, { ...TINY.products[0]!, code: "DESK", name: { en: "Desk", ru: "Справки" } }],
  agreements: [
    ...TINY.agreements,
    {
      code: "FIN-ALL", provider: "FIN", client: "everyone" as const,
      versions: [{ ...TINY.agreements[0]!.versions[0]!, obligations: ["REPORT", "DESK"].map((product) => ({ ...TINY.agreements[0]!.versions[0]!.obligations[0]!, key: product.toLowerCase(), product, terms })) }],
    },
  ],
} as unknown as typeof TINY;

/** Finance (Ada heads it), sales (Cy does) and legal: what they owe each other, and the talk of finance and sales on 20 June, in the last two weeks of the quarter. */
describe.each(STORES)("relationships of departments on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let departmentIds: readonly [string, string];
  let id: Readonly<Record<"fin" | "sales" | "legal" | "office", string>>;
  const person = (number: string) => company.people.get(number)!;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, SETUP);
    const of = (code: string) => company.departments.get(code)!;
    id = { fin: of("FIN"), sales: of("SALES"), legal: of("LEGAL"), office: of("OFFICE") };
    departmentIds = [id.sales, id.fin];
    const { store } = opened;
    await store.writeAll((w) => [insertPost(store, w, { id: "cy-heads", departmentId: departmentIds[0], personId: person("003"), post: "head", scope: [], from: "2020-01-01", to: null })], { at: 0, actor: { kind: "cli", id: "t" }, action: "person.edit", entity: "person", entityId: "003" });
    await addTwoMonths(company);
  });
  afterAll(() => opened.dispose());

  describe("who owes whom what", () => {
    const promised = async (providerId: string, clientId: string, day = DAY) =>
      (await promisesBetween(opened.store, { providerId, clientId }, day)).flatMap((one) => one.promises.map((line) => ({ key: line.key, isShared: one.recipientIds !== null }))).sort((a, b) => (a.key < b.key ? -1 : 1));

    test("a department's own agreement goes before everyone's, product by product", async () => {
      expect(await promised(id.fin, id.sales)).toEqual([{ key: "FIN-ALL/desk", isShared: true }, { key: "FIN-SALES/payslip", isShared: false }, { key: "FIN-SALES/report", isShared: false }]);
      expect(await promised(id.fin, id.office)).toEqual([{ key: "FIN-ALL/desk", isShared: true }, { key: "FIN-ALL/report", isShared: true }]);
    });

    test("nothing is owed in return, nor before the first day", async () => {
      expect(await promised(id.sales, id.fin)).toEqual([]);
      expect(await promised(id.fin, id.sales, "2026-04-30")).toEqual([]);
    });

    test("figures of a pair are its tallies", async () => {
      const pairs = await readPairs(opened.store, "all", { today: DAY, months: QUARTER });
      const sales = pairs.find((row) => row.otherId === id.sales)!;
      // 18 + 18 of 40 reports and 9 + 9 of 22 payslips.
      expect(sales.given.kept).toEqual({ kept: 54, of: 62, bp: 8_710 });
      expect([...sales.given.states].sort()).toEqual(["below", "below"]);
      expect(sales.received).toEqual({ states: [], kept: { kept: 0, of: 0, bp: null } });
      expect(pairs.find((row) => row.otherId === id.legal)!.given.states).toEqual(["kept"]);
    });

    test("a reader sees the pairs of the own departments, the own one first", async () => {
      const pairs = await readPairs(opened.store, [id.legal], { today: DAY, months: QUARTER });
      expect(pairs.map(({ oneId, otherId, received }) => ({ oneId, otherId, of: received.kept.of }))).toEqual([{ oneId: id.legal, otherId: id.fin, of: 10 }]);
      expect(await readPairs(opened.store, [id.office], { today: DAY, months: QUARTER })).toEqual([]);
    });

    test("counts of a shared line are cut to the recipient", async () => {
      const lines = (await promisesBetween(opened.store, { providerId: id.fin, clientId: id.sales }, DAY)).flatMap((one) => one.promises);
      const keys = lines.map((line) => line.key);
      const legal = await readKept(opened.store, QUARTER, missingMeasures(lines), keys, [id.legal]);
      const sales = await readKept(opened.store, QUARTER, missingMeasures(lines), keys, [id.sales]);
      expect([legal.sum(keys).of, sales.sum(keys).of]).toEqual([0, 62]);
      const report = lines.find((line) => line.key === "FIN-SALES/report")!;
      expect(promiseState(sales.sum([report.key]), report.target, report.floor)).toBe("below");
    });

    test("what was missed is listed from the newest, of the recipient only", async () => {
      const missed = await loadMissedItems(opened.store, ["FIN-SALES/report", "FIN-SALES/payslip"], QUARTER, null, 4);
      expect(missed.map((row) => row.period)).toEqual(["2026-06", "2026-06", "2026-06", "2026-06"]);
      expect(await loadMissedItems(opened.store, ["FIN-SALES/report"], QUARTER, [id.legal], 4)).toEqual([]);
    });
  });

  describe("a meeting", () => {
    const ctx = (day = DAY) => ({ ...context(opened.store, at(day)), actor: { kind: "account" as const, id: company.accounts.ada } });
    const row = async () => (await findMeeting(opened.store, pairOf(...departmentIds), 1))!;
    const decisions = async () => loadDecisions(opened.store, [(await row()).id]);
    test("two weeks before the quarter's end both heads are reminded, once", async () => {
      expect(await remindMeetings(context(opened.store, at("2026-06-10")))).toEqual({ reminded: 0 });
      // Finance with sales and finance with legal, which has no head.
      expect(await remindMeetings(ctx())).toEqual({ reminded: 3 });
      expect(await remindMeetings(ctx())).toEqual({ reminded: 0 });
    });

    test("the agenda makes itself from what happened", async () => {
      expect(await startMeeting(ctx(), { departmentIds, heldOn: DAY, personId: person("001") }, "UTC")).toEqual({ ok: true, value: { number: 1 } });
      const points = await loadPoints(opened.store, (await row()).id);
      expect(points.map((point) => point.kind)).toEqual(["missed", "ratings"]);
      // Two reports and one payslip of May, two and three of June.
      expect(points[0]!.facts).toMatchObject({ n: 8, providerId: company.departments.get("FIN"), clientId: company.departments.get("SALES") });
      expect(points[0]!.facts.items).toHaveLength(5);
    });

    test("one is written at a time", async () => {
      expect(await startMeeting(ctx(), { departmentIds: [departmentIds[1], departmentIds[0]], heldOn: DAY, personId: person("003") }, "UTC")).toMatchObject({ ok: false, code: "meeting_exists" });
    });

    test("notes, people of the two departments and own points are kept; a copy that is older is not", async () => {
      const save = (rowVersion: number) => saveMeeting(ctx(), { departmentIds, number: 1, rowVersion, heldOn: DAY, attendees: [person("001"), person("002"), person("003"), person("020")], note: "Short and clear", notes: new Map([[1, "Invoices were late"]]), newPoint: "Holidays" }, "UTC");
      expect(await save(1)).toEqual({ ok: true });
      expect((await row()).attendees).toEqual([person("001"), person("002"), person("003")]);
      expect((await loadPoints(opened.store, (await row()).id)).map((point) => [point.kind, point.note])).toEqual([["missed", "Invoices were late"], ["ratings", ""], ["own", ""]]);
      expect(await save(1)).toMatchObject({ ok: false, faults: [{ code: "changed_meanwhile" }] });
    });

    test("a decision becomes a case, a draft of terms, or an action", async () => {
      const decide = (over: object) => decideInMeeting(ctx(), { departmentIds, number: 1, kind: "action", text: "Call before noon", providerId: departmentIds[1], ownerId: person("002"), dueOn: "2026-07-01", personId: person("001"), formKey: "f1", ...over } as never, "UTC");
      expect(await decide({ kind: "case", text: "Invoices are late every month" })).toEqual({ ok: true });
      expect(await decide({ kind: "terms", text: "Three days instead of two" })).toEqual({ ok: true });
      expect(await decide({})).toEqual({ ok: true });
      const [first, terms, action] = await decisions();
      expect((await loadCasesById(opened.store, [first!.caseId!]))[0]).toMatchObject({ providerId: departmentIds[1], clientId: departmentIds[0], problem: "Invoices are late every month" });
      expect(terms).toMatchObject({ kind: "terms", versionNumber: 2 });
      expect(action).toMatchObject({ ownerId: person("002"), dueOn: "2026-07-01" });
    });

    test("what was decided too fast is taken back", async () => {
      expect(await takeBackDecision(ctx(), { departmentIds, number: 1, decision: 2 })).toMatchObject({ ok: true });
      expect((await decisions()).map((one) => one.kind)).toEqual(["case", "action"]);
    });

    test("both sides confirm what they saw; then nothing is written any more but what was done", async () => {
      const step = async (step: "confirm" | "reopen", side: string, personId: string, rowVersion?: number) => stepOfMeeting(ctx(), { departmentIds, number: 1, rowVersion: rowVersion ?? (await row()).rowVersion, step, side, personId }, "UTC");
      expect(await step("confirm", departmentIds[1], person("001"), 1)).toMatchObject({ code: "changed_meanwhile" });
      expect(await step("confirm", departmentIds[1], person("001"))).toMatchObject({ ok: true });
      expect(await saveMeeting(ctx(), { departmentIds, number: 1, rowVersion: (await row()).rowVersion, heldOn: DAY, attendees: [], note: "", notes: new Map(), newPoint: "" }, "UTC")).toMatchObject({ ok: false, faults: [{ code: "minutes_sent" }] });
      expect(await step("reopen", departmentIds[0], person("003"))).toMatchObject({ ok: true });
      expect((await row()).oneConfirmedBy ?? (await row()).otherConfirmedBy).toBeNull();
      expect(await step("confirm", departmentIds[1], person("001"))).toMatchObject({ ok: true });
      expect(await step("confirm", departmentIds[0], person("003"))).toMatchObject({ ok: true });
      expect(await step("reopen", departmentIds[0], person("003"))).toMatchObject({ code: "meeting_agreed" });
      expect(await markAction(ctx("2026-06-30"), { departmentIds, number: 1, decision: 3, isDone: true, personId: person("002") })).toMatchObject({ ok: true });
      expect((await decisions())[1]!.doneAt).toBe(at("2026-06-30"));
    });
  });
});
