import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_SURVEY_POLICY } from "#app/domain/survey/survey-policy.ts";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { answerReview, keepReviewDraft } from "#app/operations/answer-review.server.ts";
import { closeRounds } from "#app/operations/close-rounds.server.ts";
import { computeScorecards } from "#app/operations/compute-scorecards.server.ts";
import { forecastRound } from "#app/operations/forecast-round.server.ts";
import { inviteRaters } from "#app/operations/invite-raters.server.ts";
import { openRounds } from "#app/operations/open-rounds.server.ts";
import { pauseRater } from "#app/operations/pause-rater.server.ts";
import { remindRounds } from "#app/operations/remind-rounds.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { saveSurveyPolicy } from "#app/operations/save-survey-policy.server.ts";
import { loadCases } from "#db/queries/cases.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { insertContacts } from "#db/queries/contacts.server.ts";
import { loadOpenRounds, loadReviewInvitations, markRoundSent } from "#db/queries/survey-rounds.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addVerdicts, context, TINY, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

/** An hour of June 2026, UTC. The 17th, a Wednesday, is ten working days before the end of the quarter. */
const june = (day: number, hour = 10) => Date.UTC(2026, 5, day, hour);
const OPENING = june(17, 9);

/** Sales has a head, Sol. */
const SOL = { ...TINY.people[0]!, personnelNumber: "030", surname: "Sole", givenName: "Sol", department: "SALES" };
const HEADED = { ...TINY, people: [...TINY.people, SOL].map((row) => ({ ...row, email: `p${row.personnelNumber}@tiny.test` })) };

describe.each(STORES)("the client review over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  beforeEach(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, HEADED);
  });
  afterEach(() => opened.dispose());

  const person = (number: string) => company.people.get(number)!;
  const ctx = (at: number) => context(opened.store, at);
  const contact = async (code: string, number: string) => {
    const { agreement: a } = opened.store.t;
    const id = (await opened.store.q.select({ id: a.id, code: a.code }).from(a)).find((row) => row.code === code)!.id;
    await opened.store.writeAll((w) => insertContacts(opened.store, w, [{ agreementId: id, personId: person(number), position: 0 }]), { at: 1, actor: { kind: "cli", id: "t" }, action: "agreement.add", entity: "agreement", entityId: id });
  };
  /** A report for sales, delivered and accepted. */
  const served = async (at: number) => {
    const product = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!;
    const made = await requestTask(ctx(at), { productId: product.id, clientId: company.departments.get("SALES")!, personId: person("003"), neededBy: null, title: "" });
    if (!made.ok) throw new Error(made.code);
    for (const [type, side, who] of [["take", "provider", "001"], ["deliver", "provider", "001"], ["accept", "client", "003"]] as const)
      await actOnTask(ctx(at), { taskId: made.value.taskId, seq: (await findTask(opened.store, made.value.taskId))!.seq, command: { type }, personId: person(who), sides: [side] });
  };
  const askedOf = async (number: string, at: number) => (await loadOpenRounds(opened.store, person(number), at))[0];
  const questions = (number: string) => loadReviewInvitations(opened.store, person(number), "2026-06");
  const mails = async () => {
    const { outbox: o } = opened.store.t;
    return (await opened.store.q.select({ key: o.dedupeKey, template: o.template, personId: o.personId }).from(o)).filter((row) => row.template === "round");
  };

  test("asks the client's head about who served it, once, with one mail; nobody before the day", async () => {
    await served(june(2));
    expect(await openRounds(ctx(june(16)))).toEqual({ opened: 0, asked: 0 });
    expect(await openRounds(ctx(OPENING))).toEqual({ opened: 1, asked: 1 });
    expect(await openRounds(ctx(june(18)))).toEqual({ opened: 0, asked: 0 });
    expect(await questions("030")).toMatchObject([{ survey: "client_review", taskId: null, providerId: company.departments.get("FIN"), clientId: company.departments.get("SALES"), period: "2026-06", state: "open" }]);
    expect((await mails()).map((mail) => mail.personId)).toEqual([person("030")]);
  });

  test("asks the agreement's contacts where it names some", async () => {
    await contact("FIN-SALES", "003");
    await served(june(2));
    await openRounds(ctx(OPENING));
    expect(await questions("030")).toEqual([]);
    expect(await questions("003")).toHaveLength(1);
  });

  test("after a standstill it opens late, as long as there would be time to answer; later not at all", async () => {
    await served(june(2));
    expect(await openRounds(ctx(june(29)))).toEqual({ opened: 1, asked: 1 });
    expect((await askedOf("030", june(29)))!.round.closesAt).toBe(Date.UTC(2026, 6, 13, 10));
  });

  test("a whole standstill passes over the quarter", async () => {
    await served(june(2));
    expect(await openRounds(ctx(Date.UTC(2026, 6, 2, 9)))).toEqual({ opened: 0, asked: 0 });
  });

  test("who was away at the opening is asked when back", async () => {
    await served(june(2));
    await pauseRater(ctx(june(10)), { personId: person("030"), kind: "absence", from: "2026-06-15", until: "2026-06-18" }, null);
    expect(await openRounds(ctx(OPENING))).toEqual({ opened: 0, asked: 0 });
    expect(await openRounds(ctx(june(19)))).toEqual({ opened: 1, asked: 1 });
  });

  test("switched off it asks nobody", async () => {
    await served(june(2));
    await saveSurveyPolicy(ctx(june(1)), "client_review", { ...DEFAULT_SURVEY_POLICY, isOn: false }, null);
    expect(await openRounds(ctx(OPENING))).toEqual({ opened: 0, asked: 0 });
  });

  test("a used-up budget does not hold it back, and it counts in the budget", async () => {
    await contact("FIN-SALES", "003");
    await served(june(15));
    expect(await inviteRaters(ctx(june(15, 11)))).toMatchObject({ invited: 1 });
    expect(await openRounds(ctx(OPENING))).toMatchObject({ asked: 1 });
    await saveSurveyPolicy(ctx(june(18)), "transactional", { ...DEFAULT_SURVEY_POLICY, budget: { daysBetweenSameProvider: 0, perThirtyDays: 2 } }, null);
    await served(june(19));
    expect(await inviteRaters(ctx(june(19, 11)))).toMatchObject({ invited: 0, overBudget: 1 });
  });

  test("an answer counts in the month's score like any other, and a bad one opens a case", async () => {
    await served(june(2));
    await openRounds(ctx(OPENING));
    const [question] = await questions("030");
    const { asked } = (await askedOf("030", OPENING))!;
    const entry = { invitationId: question!.id, csat: 2, reasons: ["timeliness"], comment: "Late twice", statisticsOnly: false };
    expect(await answerReview(ctx(june(18)), asked, [entry])).toEqual({ recorded: 1, faults: [] });
    // The same again records nothing new.
    expect(await answerReview(ctx(june(18)), asked, [entry])).toEqual({ recorded: 0, faults: [] });
    expect(await loadCases(opened.store, "all", 10)).toMatchObject([{ origin: "rating", taskId: null, problem: "Late twice" }]);
    await addVerdicts(company, "FIN-SALES/report", "2026-06", { met: 9, breached: 1 });
    const [card] = (await computeScorecards(opened.store, "2026-06", false)).filter((row) => row.departmentId === company.departments.get("FIN"));
    expect(JSON.stringify(card)).toContain('"responses":1');
  });

  test("a refused row keeps none of the others back, and what was typed is kept as a draft until it is sent", async () => {
    await served(june(2));
    await openRounds(ctx(OPENING));
    const [question] = await questions("030");
    const { asked } = (await askedOf("030", OPENING))!;
    await keepReviewDraft(ctx(OPENING), asked, { [`csat.${question!.id}`]: "9" });
    const drafted = (await askedOf("030", OPENING))!.asked;
    expect(drafted.draft).toEqual({ [`csat.${question!.id}`]: "9" });
    expect(await answerReview(ctx(june(18)), drafted, [{ invitationId: question!.id, csat: 9, reasons: [], comment: "", statisticsOnly: false }])).toMatchObject({ recorded: 0, faults: [{ code: "score_out_of_range", field: question!.id }] });
    expect((await askedOf("030", OPENING))!.asked).toMatchObject({ state: "open", draft: { [`csat.${question!.id}`]: "9" } });
    await answerReview(ctx(june(18)), drafted, [{ invitationId: question!.id, csat: 4, reasons: [], comment: "", statisticsOnly: false }]);
    expect((await askedOf("030", OPENING))!.asked).toMatchObject({ state: "answered", draft: null });
  });

  test("reminds on the policy's days whoever has not answered, and closes after its time", async () => {
    await served(june(2));
    await openRounds(ctx(OPENING));
    const { asked, round } = (await askedOf("030", OPENING))!;
    await opened.store.writeAll((w) => [markRoundSent(opened.store, w, asked.id, "hash", OPENING)], { at: OPENING, actor: { kind: "job", id: "t" }, action: "survey.sent", entity: "survey_round", entityId: round.id });
    const reminded = async (at: number) => (await remindRounds(ctx(at))).reminded;
    expect([await reminded(june(19)), await reminded(june(22)), await reminded(june(22, 12)), await reminded(june(24, 12))]).toEqual([0, 1, 0, 1]);
    expect((await mails()).map((mail) => mail.key.split(":")[0])).toEqual(["round", "round-reminder", "round-reminder"]);
    expect(await closeRounds(ctx(round.closesAt - 1))).toBe(0);
    expect([await closeRounds(ctx(round.closesAt)), await closeRounds(ctx(round.closesAt))]).toEqual([1, 0]);
  });

  test("a forecast tells whom it would ask, and asks nobody", async () => {
    await served(june(2));
    expect(await forecastRound(ctx(OPENING), "client_review")).toEqual({ quarter: "2026-Q2", people: 1, providers: 1, questions: 1, mostToOne: 1, withoutMail: 0 });
    expect(await mails()).toEqual([]);
  });
});
