import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { computeScorecards } from "#app/operations/compute-scorecards.server.ts";
import { findFairness } from "#app/operations/find-fairness.server.ts";
import { recordAnswer } from "#app/operations/record-answer.server.ts";
import { scoreWithoutAnswers } from "#app/operations/score-without-answers.server.ts";
import { lookAtFlag } from "#app/operations/void-answers.server.ts";
import { loadFairnessLooks, loadRatingEvidence } from "#db/queries/fairness.server.ts";
import { countAnswers, insertAnswers, insertInvitations } from "#db/queries/ratings.server.ts";
import { loadNotices } from "#db/queries/rate-page.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, closeTwoMonths, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const MINUTE = 60_000;
const ASKED = at("2026-06-15");

describe.each(STORES)("the fairness check over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let agreementId: string;
  beforeEach(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    const { agreement: a } = opened.store.t;
    agreementId = (await opened.store.q.select({ id: a.id, code: a.code }).from(a)).find((row) => row.code === "FIN-SALES")!.id;
  });
  afterEach(() => opened.dispose());

  const person = (number: string) => company.people.get(number)!;
  const department = (code: string) => company.departments.get(code)!;

  /** Asks a person about finance and has them answer from an address. */
  const answer = async (id: string, number: string, csat: number, minute: number, address = "10.0.0.7") => {
    const clientId = department({ "003": "SALES", "020": "LEGAL" }[number] ?? "OFFICE");
    await opened.store.writeAll(
      (w) => insertInvitations(opened.store, w, [{ id, survey: "transactional", personId: person(number), taskId: null, providerId: department("FIN"), clientId, agreementId, period: "2026-06", state: "open", tokenHash: null, createdAt: ASKED, sentAt: ASKED, remindedAt: null, expiresAt: ASKED + 14 * 1440 * MINUTE }]),
      { at: ASKED, actor: { kind: "cli", id: "test" }, action: "survey.invite", entity: "invitation", entityId: id },
    );
    const ctx = { store: opened.store, now: ASKED + minute * MINUTE, actor: { kind: "link" as const, id, address } };
    const done = await recordAnswer(ctx, { invitationId: id, csat, effort: null, reasons: [], comment: "", statisticsOnly: false });
    if (!done.ok) throw new Error(done.code);
  };
  const threeFromOne = async () => {
    await answer("x", "003", 5, 1);
    await answer("y", "020", 5, 4);
    await answer("z", "010", 5, 9);
    for (const [n, csat] of [2, 4, 3, 5].entries()) await answer(`o${n}`, "012", csat, 600 + n * 60, `10.0.1.${n}`);
  };
  const look = (over: Partial<Parameters<typeof lookAtFlag>[1]> = {}, now = at("2026-06-16")) =>
    lookAtFlag(context(opened.store, now), { period: "2026-06", flagKey: "one_address:x", answerIds: ["x", "y", "z"], because: "One person pressed three times.", byPersonId: person("011"), ...over });

  test("finds three people of one address, by the address that the audit log keeps", async () => {
    await threeFromOne();
    expect(await findFairness(opened.store, "2026-06")).toMatchObject([{ kind: "one_address", key: "one_address:x", answerIds: ["x", "y", "z"], figures: { people: 3 } }]);
    expect(await findFairness(opened.store, "2026-05")).toEqual([]);
  });

  test("looks at no answer that counts only in the statistics", async () => {
    await threeFromOne();
    const { answer: a } = opened.store.t;
    await opened.store.writeAll((w) => [w.update(a).set({ statisticsOnly: true }).returning({ n: a.number })], { at: ASKED, actor: { kind: "cli", id: "test" }, action: "answer.record", entity: "answer", entityId: "all" });
    expect(await findFairness(opened.store, "2026-06")).toEqual([]);
    expect(await loadRatingEvidence(opened.store, ["x", "y", "z"])).toEqual([]);
    expect(await look()).toMatchObject({ ok: false, code: "unknown_answer" });
  });

  test("shows beforehand exactly what voiding does to the score", async () => {
    await threeFromOne();
    const evidence = await loadRatingEvidence(opened.store, ["x", "y", "z"]);
    const [effect] = await scoreWithoutAnswers(opened.store, "2026-06", evidence);
    expect(effect!.departmentId).toBe(department("FIN"));
    expect(effect!.withoutBp).not.toBe(effect!.withBp);
    const scoreNow = async () => (await computeScorecards(opened.store, "2026-06", false)).find((one) => one.departmentId === department("FIN"))!.card.pay.scoreBp;
    expect(await scoreNow()).toBe(effect!.withBp);
    expect(await look()).toEqual({ ok: true, value: { voided: 3 } });
    expect(await scoreNow()).toBe(effect!.withoutBp);
    expect((await countAnswers(opened.store, ["2026-06"], true)).reduce((sum, row) => sum + row.n, 0)).toBe(4);
    expect(await findFairness(opened.store, "2026-06")).toEqual([]);
  });

  test("tells each rater and the provider, once, and keeps who decided and why", async () => {
    await threeFromOne();
    await look();
    const kinds = async (number: string) => (await loadNotices(opened.store, person(number), 20)).map((row) => row.kind);
    expect(await kinds("003")).toEqual(["answer_voided_rater"]);
    expect((await kinds("001")).filter((kind) => kind === "answer_voided_provider")).toHaveLength(3);
    expect(await loadFairnessLooks(opened.store, "2026-06")).toMatchObject([{ flagKey: "one_address:x", outcome: "voided", note: "One person pressed three times.", by: person("011") }]);
    expect(await loadRatingEvidence(opened.store, ["x"])).toMatchObject([{ voidedBecause: "One person pressed three times." }]);
    expect(await look()).toMatchObject({ ok: false, code: "changed_meanwhile" });
  });

  test("a voided answer cannot be made to count by answering again", async () => {
    await threeFromOne();
    await look({ answerIds: ["x"] });
    const again = { store: opened.store, now: ASKED + 30 * MINUTE, actor: { kind: "link" as const, id: "x" } };
    expect(await recordAnswer(again, { invitationId: "x", csat: 5, effort: null, reasons: [], comment: "", statisticsOnly: false })).toMatchObject({ ok: false, code: "answer_voided" });
  });

  test("left as it is, everything counts on", async () => {
    await threeFromOne();
    expect(await look({ answerIds: [], because: "They share a room." })).toEqual({ ok: true, value: { voided: 0 } });
    expect(await loadFairnessLooks(opened.store, "2026-06")).toMatchObject([{ outcome: "left" }]);
    expect(await findFairness(opened.store, "2026-06")).toHaveLength(1);
  });

  test.each([
    ["no reason", { because: "  " }, "reason_missing"],
    ["a reason of a novel", { because: "x".repeat(2001) }, "reason_too_long"],
    ["an answer that nobody gave", { answerIds: ["x", "nobody"] }, "unknown_answer"],
  ] as const)("%s is refused and nothing is voided", async (_what, over, code) => {
    await threeFromOne();
    expect(await look(over)).toMatchObject({ ok: false, code });
    expect((await countAnswers(opened.store, ["2026-06"], true)).reduce((sum, row) => sum + row.n, 0)).toBe(7);
  });

  test("a closed month stays as it was frozen", async () => {
    await threeFromOne();
    await closeTwoMonths(company);
    expect(await look({}, at("2026-07-04"))).toMatchObject({ ok: false, code: "period_closed", facts: { period: "2026-06" } });
  });

  test("a team that serves nobody speaks for the department above it", async () => {
    // Bo of the payroll team below finance rates sales; finance and sales make the pair.
    const rows = (from: string, to: string, raterId: string, score: number) =>
      Array.from({ length: 6 }, (_, n) => ({ id: `${from}>${to}#${n}`, clientId: department(from), providerId: department(to), raterId, score, n }));
    const all = [
      ...rows("PAYROLL", "SALES", person("002"), 5), ...rows("SALES", "FIN", person("003"), 5), ...rows("LEGAL", "FIN", person("020"), 3), ...rows("LEGAL", "SALES", person("020"), 3),
      ...rows("SALES", "LEGAL", person("003"), 3), ...rows("FIN", "LEGAL", person("001"), 3), ...rows("OFFICE", "FIN", person("010"), 3), ...rows("OFFICE", "SALES", person("010"), 3), ...rows("OFFICE", "LEGAL", person("010"), 3),
    ];
    const given = (n: number) => ASKED + n * 1440 * MINUTE;
    await opened.store.writeAll(
      (w) => [
        ...insertInvitations(opened.store, w, all.map(({ id, raterId, clientId, providerId, n }) => ({ id, survey: "transactional" as const, personId: raterId, taskId: null, providerId, clientId, agreementId: null, period: "2026-06", state: "answered" as const, tokenHash: null, createdAt: given(n), sentAt: null, remindedAt: null, expiresAt: given(30) }))),
        ...insertAnswers(opened.store, w, all.map(({ id, score, n }) => ({ invitationId: id, number: 1, csat: score, effort: null, reasons: [], comment: "", statisticsOnly: false, isCurrent: true, answeredAt: given(n), voidedAt: null, voidedBecause: null, voidedBy: null }))),
      ],
      { at: ASKED, actor: { kind: "cli", id: "test" }, action: "demo.ratings", entity: "answer", entityId: "all" },
    );
    const pair = (await findFairness(opened.store, "2026-06")).find((flag) => flag.kind === "mutual_high");
    expect([pair?.clientId, pair?.providerId].sort()).toEqual([department("FIN"), department("SALES")].sort());
    expect(pair?.answerIds).toHaveLength(12);
  });
});
