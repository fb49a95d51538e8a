import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DEFAULT_SURVEY_POLICY } from "#app/domain/survey/survey-policy.ts";
import type { SurveyPolicy } from "#app/domain/survey/survey-policy.ts";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { forecastSurvey } from "#app/operations/forecast-survey.server.ts";
import { inviteRaters } from "#app/operations/invite-raters.server.ts";
import { pauseRater, resumeRater } from "#app/operations/pause-rater.server.ts";
import { recordAnswer } from "#app/operations/record-answer.server.ts";
import { remindRaters } from "#app/operations/remind-raters.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { saveSurveyMail } from "#app/operations/save-survey-mail.server.ts";
import { saveSurveyPolicy } from "#app/operations/save-survey-policy.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { markInvitationSent } from "#db/queries/ratings.server.ts";
import { loadSurveyPolicyAt } from "#db/queries/surveys.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, TINY, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

/** An hour of June 2026, UTC: the 15th is a Monday. */
const june = (day: number, hour = 10) => Date.UTC(2026, 5, day, hour);

describe.each(STORES)("asking for ratings over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  beforeEach(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, { ...TINY, people: TINY.people.map((row) => ({ ...row, email: `p${row.personnelNumber}@tiny.test` })) });
  });
  afterEach(() => opened.dispose());

  const person = (number: string) => company.people.get(number)!;
  const policy = (over: Partial<SurveyPolicy>, at = june(1)) => saveSurveyPolicy(context(opened.store, at), "transactional", { ...DEFAULT_SURVEY_POLICY, ...over }, null);

  /** A report that Cy of sales asked for, delivered and accepted at an instant. */
  const accepted = async (at: number) => {
    const product = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!;
    const made = await requestTask(context(opened.store, at), { productId: product.id, clientId: company.departments.get("SALES")!, personId: person("003"), neededBy: null, title: "" });
    if (!made.ok) throw new Error(made.code);
    for (const [type, side, who] of [["take", "provider", "001"], ["deliver", "provider", "001"], ["accept", "client", "003"]] as const) {
      const done = await actOnTask(context(opened.store, at), { taskId: made.value.taskId, seq: (await findTask(opened.store, made.value.taskId))!.seq, command: { type }, personId: person(who), sides: [side] });
      if (!done.ok) throw new Error(`${type}: ${done.code}`);
    }
    return made.value.taskId;
  };
  const invitations = async () => {
    const { invitation: i } = opened.store.t;
    return opened.store.q.select().from(i);
  };
  const mails = async () => {
    const { outbox: o } = opened.store.t;
    const rows = await opened.store.q.select({ key: o.dedupeKey, template: o.template, refs: o.refs, notBefore: o.notBefore }).from(o);
    return rows.filter((row) => row.template === "invitation");
  };

  test("the requester is asked once, at once in the daytime; a second run asks nobody", async () => {
    await accepted(june(15));
    expect(await inviteRaters(context(opened.store, june(15, 11)))).toEqual({ invited: 1, noRater: 0, overBudget: 0, notSampled: 0 });
    expect(await inviteRaters(context(opened.store, june(15, 12)))).toMatchObject({ invited: 0 });
    expect(await invitations()).toMatchObject([{ personId: person("003"), expiresAt: june(29, 11) }]);
    expect((await mails()).map((mail) => mail.notBefore)).toEqual([june(15, 11)]);
  });

  test("a question of the evening is mailed in the morning of the next working day, its days count from there", async () => {
    await accepted(june(19, 16));
    await inviteRaters(context(opened.store, june(19, 21)));
    expect((await mails()).map((mail) => mail.notBefore)).toEqual([june(22, 8)]);
    expect(await invitations()).toMatchObject([{ createdAt: june(19, 21), expiresAt: Date.UTC(2026, 6, 6, 8) }]);
  });

  test("a policy that is off asks nobody; on again it asks about what came meanwhile", async () => {
    await policy({ isOn: false });
    await accepted(june(15));
    expect(await inviteRaters(context(opened.store, june(15, 11)))).toMatchObject({ invited: 0 });
    await policy({ isOn: true }, june(16));
    expect(await inviteRaters(context(opened.store, june(16, 11)))).toMatchObject({ invited: 1 });
  });

  test("the delay of the policy passes first", async () => {
    await policy({ delayHours: 24 });
    await accepted(june(15));
    expect(await inviteRaters(context(opened.store, june(15, 20)))).toMatchObject({ invited: 0 });
    expect(await inviteRaters(context(opened.store, june(16, 11)))).toMatchObject({ invited: 1 });
  });

  test("a person is asked about a provider once in the days of the policy", async () => {
    await policy({ budget: { daysBetweenSameProvider: 2, perThirtyDays: 2 } });
    for (const day of [15, 16, 17, 18, 19]) {
      await accepted(june(day));
      await inviteRaters(context(opened.store, june(day, 11)));
    }
    expect((await invitations()).map((row) => row.createdAt).sort()).toEqual([june(15, 11), june(17, 11)]);
  });

  test("who is away is not asked, their turn goes to the head of the client; back again they are", async () => {
    const paused = await pauseRater(context(opened.store, june(14)), { personId: person("003"), kind: "absence", from: "2026-06-15", until: "2026-06-16" }, null);
    expect(paused.ok).toBe(true);
    await accepted(june(15));
    expect(await inviteRaters(context(opened.store, june(15, 11)))).toMatchObject({ invited: 0, noRater: 1 });
    expect(await inviteRaters(context(opened.store, june(17, 11)))).toMatchObject({ invited: 1 });
  });

  test("a person on the block list is asked again once taken off it, and nobody takes off twice", async () => {
    const paused = await pauseRater(context(opened.store, june(14)), { personId: person("003"), kind: "block", from: "2026-06-14", until: null }, null);
    await accepted(june(15));
    expect(await inviteRaters(context(opened.store, june(16)))).toMatchObject({ noRater: 1 });
    if (!paused.ok) throw new Error(paused.code);
    expect(await resumeRater(context(opened.store, june(16)), paused.value.id)).toMatchObject({ ok: true });
    expect(await resumeRater(context(opened.store, june(16)), paused.value.id)).toMatchObject({ ok: false, code: "changed_meanwhile" });
    expect(await inviteRaters(context(opened.store, june(16, 11)))).toMatchObject({ invited: 1 });
  });

  test.each([
    ["nobody", { personId: "nobody" }, "personId", "unknown_person"],
    ["a day that is none", { from: "2026-06-31" }, "from", "not_a_date"],
    ["an end before the beginning", { until: "2026-06-01" }, "until", "ends_before"],
    ["an absence without an end", { until: null }, "until", "end_missing"],
  ] as const)("a pause of %s is refused at its field", async (_what, over, field, code) => {
    const result = await pauseRater(context(opened.store, june(14)), { personId: person("003"), kind: "absence", from: "2026-06-15", until: "2026-06-16", ...over }, null);
    expect(result).toMatchObject({ ok: false, code, field });
  });

  test("who has not answered is reminded on the days of the policy, once each, and never after an answer", async () => {
    await policy({ reminderDays: [2, 5] });
    await accepted(june(15));
    await inviteRaters(context(opened.store, june(15, 11)));
    const id = (await invitations())[0]!.id;
    await opened.store.writeAll((w) => [markInvitationSent(opened.store, w, id, "hash", june(15, 11))], { at: june(15, 11), actor: { kind: "job", id: "t" }, action: "survey.sent", entity: "invitation", entityId: id });
    const reminded = async (at: number) => (await remindRaters(context(opened.store, at))).reminded;
    expect([await reminded(june(16)), await reminded(june(17, 11)), await reminded(june(17, 12)), await reminded(june(20, 12)), await reminded(june(21))]).toEqual([0, 1, 0, 1, 0]);
    expect((await mails()).map((mail) => [mail.key.split(":").at(-1), mail.notBefore]).filter(([step]) => step === "1" || step === "2")).toEqual([["1", june(17, 11)], ["2", june(22, 8)]]);
    await recordAnswer(context(opened.store, june(21)), { invitationId: id, csat: 5, effort: null, reasons: [], comment: "", statisticsOnly: false });
    expect(await reminded(june(28))).toBe(0);
  });

  test("who chose one mail a week gets it on Monday, one for all questions, and reminders with it; their days count from there", async () => {
    await policy({ budget: { daysBetweenSameProvider: 0, perThirtyDays: 9 }, reminderDays: [3] });
    await saveSurveyMail(context(opened.store, june(1)), person("003"), "weekly");
    for (const day of [15, 16, 17]) {
      await accepted(june(day));
      await inviteRaters(context(opened.store, june(day, 11)));
    }
    const queued = async () => (await opened.store.q.select().from(opened.store.t.outbox)).filter((mail) => mail.template === "weekly_questions").map((mail) => mail.notBefore);
    expect([await queued(), await mails()]).toEqual([[june(22, 8)], []]);
    expect((await invitations()).map((row) => row.expiresAt)).toEqual(Array.from({ length: 3 }, () => Date.UTC(2026, 6, 6, 8)));
    const { id } = (await invitations())[0]!;
    await opened.store.writeAll((w) => [markInvitationSent(opened.store, w, id, "hash", june(22, 8))], { at: june(22, 8), actor: { kind: "job", id: "t" }, action: "survey.sent", entity: "invitation", entityId: id });
    expect(await remindRaters(context(opened.store, june(25, 9)))).toEqual({ reminded: 1 });
    expect([await queued(), await mails()]).toEqual([[june(22, 8), june(29, 8)], []]);
  });

  test("who wants no mails is asked in the portal only, and not reminded", async () => {
    await saveSurveyMail(context(opened.store, june(1)), person("003"), "none");
    await accepted(june(15));
    expect(await inviteRaters(context(opened.store, june(15, 11)))).toMatchObject({ invited: 1 });
    const { id } = (await invitations())[0]!;
    await opened.store.writeAll((w) => [markInvitationSent(opened.store, w, id, "hash", june(15, 11))], { at: june(15, 11), actor: { kind: "job", id: "t" }, action: "survey.sent", entity: "invitation", entityId: id });
    expect(await remindRaters(context(opened.store, june(25, 9)))).toEqual({ reminded: 0 });
    expect(await opened.store.q.select().from(opened.store.t.outbox)).toEqual(expect.not.arrayContaining([expect.objectContaining({ template: "invitation" })]));
  });

  test("a question keeps the extra questions that held when it was made", async () => {
    const first = { kind: "text", text: { en: "First?", ru: "Первый?" } } as const;
    await policy({ questions: [first] }, june(1));
    await policy({ questions: [] }, june(16));
    expect((await loadSurveyPolicyAt(opened.store, "transactional", june(15))).questions).toEqual([first]);
    expect((await loadSurveyPolicyAt(opened.store, "transactional", june(16))).questions).toEqual([]);
    expect((await loadSurveyPolicyAt(opened.store, "transactional", june(1) - 1)).questions).toEqual([]);
  });

  test("an answer may be changed as long as the policy says", async () => {
    await policy({ changedMindHours: 2 });
    await accepted(june(15));
    await inviteRaters(context(opened.store, june(15, 11)));
    const id = (await invitations())[0]!.id;
    const answer = (csat: number, at: number) => recordAnswer(context(opened.store, at), { invitationId: id, csat, effort: null, reasons: [], comment: "", statisticsOnly: false });
    expect(await answer(3, june(15, 12))).toMatchObject({ ok: true });
    expect(await answer(4, june(15, 14))).toMatchObject({ ok: true, value: { replaced: true } });
    expect(await answer(5, june(15, 14) + 1)).toMatchObject({ ok: false, code: "answer_final" });
  });

  test("a forecast tells what the policy would have sent, and sends nothing", async () => {
    for (const day of [1, 2, 3]) await accepted(june(day));
    const forecast = (over: Partial<SurveyPolicy>) => forecastSurvey(context(opened.store, june(20)), { ...DEFAULT_SURVEY_POLICY, ...over });
    expect(await forecast({})).toEqual({ deliveries: 3, invitations: 1, people: 1, atBudget: 1, overBudget: 2, noRater: 0, notSampled: 0, mostToOne: 1 });
    expect(await forecast({ budget: { daysBetweenSameProvider: 0, perThirtyDays: 2 } })).toMatchObject({ invitations: 2, overBudget: 1, mostToOne: 2 });
    expect(await forecast({ isOn: false })).toMatchObject({ deliveries: 3, invitations: 0 });
    expect(await invitations()).toEqual([]);
  });

  test("a policy with faults is not saved, an unchanged one not again", async () => {
    expect(await policy({ expiryDays: 0 })).toMatchObject({ ok: false, faults: [{ code: "out_of_range", field: "expiryDays" }, { code: "after_expiry", field: "reminderDays" }] });
    expect(await policy({ samplingPercent: 50 }, june(2))).toEqual({ ok: true });
    expect(await policy({ samplingPercent: 50 }, june(3))).toEqual({ ok: true });
    const { surveyPolicy: s } = opened.store.t;
    expect(await opened.store.q.select({ at: s.createdAt }).from(s)).toEqual([{ at: june(2) }]);
  });
});
