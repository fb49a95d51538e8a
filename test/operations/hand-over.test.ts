import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { colleaguesFor, handOverInvitation } from "#app/operations/hand-over-invitation.server.ts";
import { inviteRaters } from "#app/operations/invite-raters.server.ts";
import { pauseRater } from "#app/operations/pause-rater.server.ts";
import { mayAnswerInStatisticsOnly, recordAnswer } from "#app/operations/record-answer.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { saveSurveyMail } from "#app/operations/save-survey-mail.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { loadHandOvers } from "#db/queries/hand-overs.server.ts";
import { loadPeriod, updatePeriod } from "#db/queries/periods.server.ts";
import { findInvitation, setInvitationState } from "#db/queries/ratings.server.ts";
import type { InvitationRow } from "#db/queries/ratings.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, TINY, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const june = (day: number, hour = 10) => Date.UTC(2026, 5, day, hour);
/** Sales has Cy, who asks for reports, and Mia. */
const SETUP: typeof TINY = {
  ...TINY,
  people: [
    ...TINY.people.map((row) => ({ ...row, email: `p${row.personnelNumber}@tiny.test` })),
    { ...TINY.people[2]!, personnelNumber: "004", surname: "Mora", givenName: "Mia", email: "p004@tiny.test" },
  ],
};

describe.each(STORES)("handing a question over, on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let invitation: InvitationRow;
  const person = (number: string) => company.people.get(number)!;
  const at = (instant: number) => context(opened.store, instant);
  const invitations = async () => {
    const { invitation: i } = opened.store.t;
    return opened.store.q.select().from(i);
  };
  const handOver = (to: string, more: { id?: string; from?: string; now?: number } = {}) =>
    handOverInvitation(at(more.now ?? june(16)), { invitationId: more.id ?? invitation.id, fromId: person(more.from ?? "003"), toId: company.people.get(to) ?? to });

  beforeEach(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, SETUP);
    const product = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!;
    const made = await requestTask(at(june(15)), { productId: product.id, clientId: company.departments.get("SALES")!, personId: person("003"), neededBy: null, title: "Report" });
    if (!made.ok) throw new Error(made.code);
    for (const [type, side, who] of [["take", "provider", "001"], ["deliver", "provider", "001"], ["accept", "client", "003"]] as const) {
      await actOnTask(at(june(15)), { taskId: made.value.taskId, seq: (await findTask(opened.store, made.value.taskId))!.seq, command: { type }, personId: person(who), sides: [side] });
    }
    await inviteRaters(at(june(15, 11)));
    invitation = (await invitations())[0]!;
  });
  afterEach(() => opened.dispose());

  test("the colleague has a question and a mail of their own, the old one ends, and both are told so", async () => {
    const done = await handOver("004");
    if (!done.ok) throw new Error(done.code);
    expect(await findInvitation(opened.store, invitation.id)).toMatchObject({ state: "revoked" });
    expect(await findInvitation(opened.store, done.value.invitationId)).toMatchObject({
      personId: person("004"), state: "open", handedFrom: invitation.id, tokenHash: null, taskId: invitation.taskId, providerId: invitation.providerId, clientId: invitation.clientId,
      agreementId: invitation.agreementId, period: invitation.period, expiresAt: june(30),
    });
    const { outbox: o, audit: u } = opened.store.t;
    expect((await opened.store.q.select().from(o)).filter((mail) => mail.personId === person("004"))).toMatchObject([{ template: "invitation", refs: { invitationId: done.value.invitationId } }]);
    expect((await opened.store.q.select().from(u)).filter((entry) => entry.action === "survey.hand_over")).toHaveLength(1);
    for (const who of ["003", "004"]) expect(await loadHandOvers(opened.store, person(who), june(1))).toMatchObject([{ fromId: person("003"), toId: person("004"), title: "Report" }]);
  });

  test("only the colleague can answer then, once", async () => {
    const done = await handOver("004");
    if (!done.ok) throw new Error(done.code);
    const answer = (invitationId: string) => recordAnswer(at(june(17)), { invitationId, csat: 4, effort: null, reasons: [], comment: "", statisticsOnly: false });
    expect(await answer(invitation.id)).toMatchObject({ ok: false, code: "invitation_gone" });
    expect(await answer(done.value.invitationId)).toMatchObject({ ok: true });
  });

  test.each([
    ["the head of the rated department", "001", "not_of_the_client"],
    ["somebody of its team", "002", "not_of_the_client"],
    ["another department", "020", "not_of_the_client"],
    ["who was asked before", "003", "already_asked"],
    ["nobody", "no-such-person", "unknown_person"],
  ] as const)("not to %s", async (_who, to, code) => {
    expect(await handOver(to)).toMatchObject({ ok: false, code, field: "toId" });
    expect(await invitations()).toHaveLength(1);
  });

  test("not to who is away, and the list offers only those who may", async () => {
    expect((await colleaguesFor(at(june(16)), invitation)).map((row) => row.personnelNumber)).toEqual(["004"]);
    await pauseRater(at(june(16)), { personId: person("004"), kind: "absence", from: "2026-06-16", until: "2026-06-20" }, null);
    expect(await handOver("004")).toMatchObject({ ok: false, code: "is_away" });
    expect(await colleaguesFor(at(june(16)), invitation)).toEqual([]);
  });

  test("not by somebody else, not when answered, expired, or in a sealed month", async () => {
    expect(await handOver("004", { from: "020" })).toMatchObject({ ok: false, code: "not_found" });
    expect(await handOver("004", { now: invitation.expiresAt })).toMatchObject({ ok: false, code: "not_open" });
    const month = (await loadPeriod(opened.store, "2026-06"))!;
    const audit = { at: june(16), actor: { kind: "cli", id: "test" }, action: "period.seal", entity: "period", entityId: "2026-06" } as const;
    await opened.store.writeAll((w) => [updatePeriod(opened.store, w, month, { state: "sealed" })], audit);
    expect(await handOver("004")).toMatchObject({ ok: false, code: "period_sealed" });
  });

  test("it does not come back, and twice at once it goes to one", async () => {
    const both = await Promise.all([handOver("004"), handOver("004")]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    const taken = (await invitations()).find((row) => row.state === "open")!;
    expect(await handOver("003", { id: taken.id, from: "004" })).toMatchObject({ ok: false, code: "already_asked" });
    expect((await invitations()).filter((row) => row.state === "open")).toHaveLength(1);
  });

  test("the colleague's own choice of mails holds", async () => {
    await saveSurveyMail(at(june(16)), person("004"), "none");
    await handOver("004");
    const { outbox: o } = opened.store.t;
    expect((await opened.store.q.select().from(o)).filter((mail) => mail.personId === person("004"))).toEqual([]);
  });

  test("who gave the question away is not counted among those behind a count", async () => {
    const subject = { providerId: invitation.providerId, clientId: invitation.clientId, period: invitation.period };
    const { invitation: i } = opened.store.t;
    // Four more people were asked: with Cy they are five.
    const others = ["010", "011", "012", "013"].map((number, index) => ({ ...invitation, id: `other-${index}`, taskId: null, personId: person(number) }));
    const audit = { at: june(16), actor: { kind: "cli", id: "test" }, action: "survey.invite", entity: "invitation", entityId: "x" } as const;
    await opened.store.writeAll((w) => [w.insert(i).values(others).returning({ id: i.id })], audit);
    expect(await mayAnswerInStatisticsOnly(at(june(16)), subject)).toBe(true);
    await opened.store.writeAll((w) => [setInvitationState(opened.store, w, invitation.id, ["open"], "revoked")], audit);
    expect(await mayAnswerInStatisticsOnly(at(june(16)), subject)).toBe(false);
  });
});
