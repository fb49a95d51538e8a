import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DIMENSIONS } from "#app/domain/survey/relationship-report.ts";
import { answerRelationship } from "#app/operations/answer-relationship.server.ts";
import type { RelationshipEntry } from "#app/operations/answer-relationship.server.ts";
import { closeRounds } from "#app/operations/close-rounds.server.ts";
import { openRounds } from "#app/operations/open-rounds.server.ts";
import { stepProviderAction } from "#app/operations/provider-answer.server.ts";
import { speakNotices } from "#app/operations/read-notice-words.server.ts";
import { watchProviderAnswers } from "#app/operations/watch-provider-answers.server.ts";
import { action, loader } from "#app/routes/_shell.ratings.relationships.$providerId/route.tsx";
import { loader as index } from "#app/routes/_shell.ratings.relationships._index/route.tsx";
import { loader as csv } from "#app/routes/ratings.relationships[.]csv/route.ts";
import { loadProviderAnswers } from "#db/queries/provider-answers.server.ts";
import { loadNotices } from "#db/queries/rate-page.server.ts";
import { insertContacts } from "#db/queries/contacts.server.ts";
import { loadRelationshipAsked } from "#db/queries/relationship.server.ts";
import { findRound, loadRoundPeople } from "#db/queries/survey-rounds.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, TINY, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const OPENING = Date.UTC(2026, 4, 18, 9);
const CLOSING = Date.UTC(2026, 5, 1, 9);
/** The results came on Monday, 1 June; ten working days later is the 15th. */
const june = (day: number) => Date.UTC(2026, 5, day, 9);
/** Eleven of sales who speak for it to finance. */
const STAFF = Array.from({ length: 11 }, (_, n) => ({ ...TINY.people[1]!, personnelNumber: `S${n}`, surname: `Surname${n}`, givenName: "Given", department: "SALES" }));

describe.each(STORES)("results of a relationship survey over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let finance: string;
  const person = (number: string) => company.people.get(number)!;
  beforeAll(async () => {
    opened = await open();
    const { store } = opened;
    company = await tinyCompany(store, { ...TINY, people: [...TINY.people, ...STAFF] } as typeof TINY);
    finance = company.departments.get("FIN")!;
    const { agreement: a } = store.t;
    const sales = (await store.q.select({ id: a.id, code: a.code }).from(a)).find((row) => row.code === "FIN-SALES")!.id;
    await store.writeAll((w) => insertContacts(store, w, STAFF.map((row, position) => ({ agreementId: sales, personId: person(row.personnelNumber), position }))), { at: 1, actor: { kind: "cli", id: "t" }, action: "agreement.add", entity: "agreement", entityId: sales });
    await openRounds(context(store, OPENING));
    const round = (await findRound(store, "relationship", "2026-Q2"))!;
    for (const asked of await loadRoundPeople(store, round.id)) {
      const { providerId } = (await loadRelationshipAsked(store, round.id, asked.personId))[0]!;
      const said: RelationshipEntry = { providerId, nps: 9, comment: "Call us back", dimensions: Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, 4])) as RelationshipEntry["dimensions"] };
      await answerRelationship(context(store, OPENING + 1), asked.id, [said]);
    }
    await closeRounds(context(store, CLOSING));
  });
  afterAll(() => opened.dispose());

  type Name = keyof TinyCompany["accounts"];
  const see = async (name: Name, at = june(2)) => {
    const answer = await callRoute(loader, opened.store, at, company.accounts[name], `/ratings/relationships/${finance}`, { providerId: finance });
    return { status: answer.status, page: answer.status === 200 ? JSON.parse(answer.text) : null };
  };
  const press = (name: Name, form: Record<string, string>, at = june(2)) => callRoute(action, opened.store, at, company.accounts[name], `/ratings/relationships/${finance}`, { providerId: finance }, { quarter: "2026-Q2", ...form });
  const ANSWER = { intent: "publish", text: "We heard that we call back late.", "action.0": "Call back within a day", "due.0": "2026-07-01" };

  test("the provider's side and the overseers see figures, the auditor no words, the client's side none of either, a stranger no page", async () => {
    const seen = await Promise.all((["ada", "bo", "arno", "dora", "audrey", "leo", "adam"] as const).map(async (name) => [name, await see(name)] as const));
    const of = new Map(seen);
    for (const name of ["ada", "bo", "arno", "dora"] as const) expect([name, of.get(name)!.page.report]).toMatchObject([name, { total: { n: 11, npsBp: 10_000 }, comments: Array.from({ length: 11 }, () => "Call us back") }]);
    expect(of.get("audrey")!.page.report).toMatchObject({ total: { n: 11 }, comments: null });
    expect(of.get("leo")!.page.report).toBeNull();
    expect(of.get("adam")!.status).toBe(404);
    expect((await callRoute(loader, opened.store, june(2), null, `/ratings/relationships/${finance}`, { providerId: finance })).status).toBe(302);
  });

  test("the list and its CSV give the same figures to the same eyes", async () => {
    const list = JSON.parse((await callRoute(index, opened.store, june(2), company.accounts.ada, "/ratings/relationships")).text);
    expect(list).toMatchObject({ quarter: "2026-Q2", rows: [{ provider: "Finance", total: { n: 11 }, asked: 11, isAnswered: false, answerBy: "2026-06-15" }] });
    const file = (await callRoute(csv, opened.store, june(2), company.accounts.ada, "/ratings/relationships.csv?quarter=2026-Q2")).text;
    expect(file.split("\r\n").slice(1, 3)).toEqual(["2026-Q2,Finance,All,11,100.00,0.00,4.0,4.0,4.0,4.0,4.0", "2026-Q2,Finance,Sales,11,100.00,0.00,4.0,4.0,4.0,4.0,4.0"]);
    expect((await callRoute(csv, opened.store, june(2), company.accounts.leo, "/ratings/relationships.csv")).text.split("\r\n").slice(1)).toEqual([""]);
  });

  test("the head hears of the results, and again before and after the day until there is an answer", async () => {
    const told = async () => {
      const rows = (await loadNotices(opened.store, person("001"), 10)).filter((row) => row.kind.startsWith("relationship"));
      return rows.map((row) => row.kind).sort();
    };
    expect(await told()).toEqual(["relationship_published"]);
    expect([await watchProviderAnswers(context(opened.store, june(10))), await watchProviderAnswers(context(opened.store, june(11))), await watchProviderAnswers(context(opened.store, june(12)))]).toEqual([0, 1, 0]);
    expect([await watchProviderAnswers(context(opened.store, june(16))), await watchProviderAnswers(context(opened.store, june(17)))]).toEqual([1, 0]);
    expect(await told()).toEqual(["relationship_answer_late", "relationship_answer_near", "relationship_published"]);
    const [spoken] = await speakNotices(opened.store, [{ kind: "relationship_answer_late", refs: { departmentId: finance, quarter: "2026-Q2", to: "2026-06-15" } }], "en");
    expect({ ...spoken, text: spoken!.text.replaceAll("\u00a0", " ") }).toEqual({ text: "Finance: the answer to the relationship survey of Q2 2026 was due on 15 June 2026 and is missing", to: `/ratings/relationships/${finance}?quarter=2026-Q2` });
  });

  test("only the provider's head answers; what is missing is said at its field", async () => {
    for (const [name, status] of [["bo", 404], ["leo", 404], ["cy", 404], ["arno", 404], ["audrey", 403]] as const) expect([name, (await press(name, ANSWER)).status]).toEqual([name, status]);
    const refused = await press("ada", { ...ANSWER, "owner.0": person("020"), "due.0": "2026-05-01", text: "" });
    expect([refused.status, JSON.parse(refused.text)]).toMatchObject([422, { values: { "action.0": "Call back within a day" }, faults: { text: "Say what you learnt.", "owner.0": "Choose who does it.", "due.0": "This day has passed." } }]);
    expect(await loadProviderAnswers(opened.store, "all")).toEqual([]);
  });

  test("an answer is published once and read by the client's side; a second one finds it there", async () => {
    const whole = { ...ANSWER, "owner.0": person("002") };
    expect((await press("ada", whole)).status).toBe(302);
    const again = await press("ada", whole);
    expect([again.status, JSON.parse(again.text).faults.form]).toEqual([422, "The answer is published already. Look again."]);
    expect((await see("leo")).page).toMatchObject({ report: null, answer: { text: ANSWER.text, by: "Adams Ada", actions: [{ text: "Call back within a day", owner: "Bosch Bo", mayStep: false, steps: [{ number: 1, state: "planned", dueOn: "2026-07-01" }] }] } });
    expect(await watchProviderAnswers(context(opened.store, june(20)))).toBe(0);
  });

  test("its owner moves an action on, the history stays, and what ended is not moved again", async () => {
    const { id } = (await loadProviderAnswers(opened.store, [finance]))[0]!.actions[0]!;
    const step = (name: Name, form: Record<string, string>) => press(name, { intent: "step", actionId: id, ...form });
    expect((await step("leo", { after: "1", state: "done" })).status).toBe(404);
    expect((await step("bo", { after: "1", state: "in_progress", dueOn: "2026-07-10", note: "Started" })).status).toBe(302);
    expect((await step("bo", { after: "1", state: "done" })).status).toBe(422);
    expect((await step("ada", { after: "2", state: "dropped", note: "" })).status).toBe(422);
    expect((await step("ada", { after: "2", state: "done", note: "Since Monday" })).status).toBe(302);
    expect((await see("leo")).page.answer.actions[0].steps).toMatchObject([{ state: "done", dueOn: "2026-07-10", by: "Adams Ada", note: "Since Monday" }, { state: "in_progress", by: "Bosch Bo", note: "Started" }, { state: "planned" }]);
    expect((await step("ada", { after: "3", state: "in_progress", dueOn: "2026-08-01" })).status).toBe(422);
    const twice = await Promise.all([1, 2].map(() => stepProviderAction(context(opened.store, june(3)), { actionId: id, after: 3, state: "planned", dueOn: "2026-09-01", note: "", personId: person("001") })));
    expect(twice.every((one) => !one.ok)).toBe(true);
  });
});
