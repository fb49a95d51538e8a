import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { action as actAsking, loader as loadAsking } from "#app/routes/_shell.inbox_.asking/route.tsx";
import { action as actHandOver, loader as loadHandOver } from "#app/routes/_shell.inbox_.hand-over.$invitationId/route.tsx";
import { action as actInbox } from "#app/routes/_shell.inbox/route.tsx";
import { loader as loadReceived } from "#app/routes/_shell.ratings.answers/route.tsx";
import { loader as loadGiven } from "#app/routes/_shell.ratings.given/route.tsx";
import { action as actMails, loader as loadMails } from "#app/routes/_shell.settings.surveys_.mails/route.tsx";
import { action as stopKept, loader as lookAtKept } from "#app/routes/mail.stop._index/route.tsx";
import { action as stop, loader as lookAtStop } from "#app/routes/mail.stop.$token/route.tsx";
import { loader as givenFile } from "#app/routes/ratings.given[.]csv/route.ts";
import { loader as mailsFile } from "#app/routes/settings.surveys.mails[.]csv/route.tsx";
import { makeLinkToken, makeStopToken } from "#app/operations/survey-link.server.ts";
import { saveSurveyPolicy } from "#app/operations/save-survey-policy.server.ts";
import { recordAnswer } from "#app/operations/record-answer.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { DEFAULT_SURVEY_POLICY } from "#app/domain/survey/survey-policy.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { queueMails } from "#db/queries/outbox.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadNotices } from "#db/queries/rate-page.server.ts";
import { findInvitation, insertInvitations, loadAnswers } from "#db/queries/ratings.server.ts";
import { callRoute, routeContext } from "#test/support/route-context.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, context, TINY, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-06-15");
const DAY = 86_400_000;
const SETUP: typeof TINY = { ...TINY, people: [...TINY.people, { ...TINY.people[2]!, personnelNumber: "004", surname: "Mora", givenName: "Mia" }].map((row) => ({ ...row, email: `p${row.personnelNumber}@tiny.test` })) };

describe.each(STORES)("the pages of asking and answering on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let asked = 0;
  const person = (number: string) => company.people.get(number)!;
  const call = (handler: Parameters<typeof callRoute>[0], name: keyof TinyCompany["accounts"] | null, path: string, params: Record<string, string> = {}, form?: Record<string, string>) =>
    callRoute(handler, opened.store, NOW, name && company.accounts[name], path, params, form);
  const audit = { at: NOW, actor: { kind: "cli", id: "test" }, action: "survey.invite", entity: "invitation", entityId: "test" } as const;
  const surveyMail = async (number: string) => (await loadPeople(opened.store, [person(number)]))[0]!.surveyMail;
  /** A question to Cy of sales about a report of finance. */
  const invite = async () => {
    asked += 1;
    const productId = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
    const made = await requestTask(context(opened.store, NOW), { productId, clientId: company.departments.get("SALES")!, personId: person("003"), neededBy: null, title: `Report ${asked}` });
    const id = `${"0".repeat(30)}${String(asked).padStart(2, "0")}`;
    await opened.store.writeAll(
      (w) =>
        insertInvitations(opened.store, w, [
          {
            id, survey: "transactional", personId: person("003"), taskId: made.ok ? made.value.taskId : null, providerId: company.departments.get("FIN")!, clientId: company.departments.get("SALES")!, agreementId: null,
            period: "2026-06", state: "open", createdAt: NOW, expiresAt: NOW + 14 * DAY,
          },
        ]),
      audit,
    );
    return id;
  };
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, SETUP);
    const questions = [{ kind: "scale", text: { en: "Would you ask again?", ru: "Обратились бы снова?" } }, { kind: "text", text: { en: "Why?", ru: "Почему?" } }] as const;
    await saveSurveyPolicy(context(opened.store, NOW - DAY), "transactional", { ...DEFAULT_SURVEY_POLICY, questions }, null);
  });
  afterAll(() => opened.dispose());

  describe("stopping mails by their link", () => {
    const ring = routeContext(null as never, NOW).appSecret;
    const path = (token: string) => `/mail/stop/${encodeURIComponent(token)}`;
    /** As the browser asks that opened the link: with its cookie. */
    const kept = async (handler: typeof lookAtKept | typeof stopKept, cookie: string, mode?: string) => {
      const request = new Request("http://localhost/mail/stop", { headers: { cookie }, ...(mode === undefined ? {} : { method: "POST", body: new URLSearchParams({ mode }) }) });
      return handler({ request, context: { ...routeContext(opened.store, NOW) }, params: {} });
    };

    test("looking changes nothing; a choice does; the button of a mail program means none", async () => {
      const token = makeStopToken(ring, person("020"), NOW);
      const looks = await Promise.all(Array.from({ length: 20 }, () => call(lookAtStop, null, path(token), { token })));
      const [cookie = "", ...others] = new Set(looks.map(({ status, headers }) => `${status === 303 && headers.get("location") === "/mail/stop" ? headers.get("set-cookie")?.split(";")[0] : status}`));
      expect([cookie, others]).toEqual([`stop=${token}`, []]);
      expect((await kept(lookAtKept, cookie)).status).toBe(200);
      expect(await surveyMail("020")).toBeNull();
      expect((await kept(stopKept, cookie, "weekly")).status).toBe(200);
      expect(await surveyMail("020")).toBe("weekly");
      expect([(await kept(stopKept, cookie, "never")).status, (await kept(stopKept, "", "none")).status, (await kept(lookAtKept, "")).status, (await kept(stopKept, `${cookie}0`, "none")).status]).toEqual([400, 403, 403, 404]);
      expect((await call(stop, null, path(token), { token }, { mode: "none" })).status).toBe(400);
      expect(await surveyMail("020")).toBe("weekly");
      expect((await call(stop, null, path(token), { token }, { "List-Unsubscribe": "One-Click" })).status).toBe(200);
      expect(await surveyMail("020")).toBe("none");
    });

    test("a link altered in any character, too old, or made to rate, stops nobody's mails", async () => {
      const token = makeStopToken(ring, person("004"), NOW);
      const altered = [...token].map((character, index) => token.slice(0, index) + (character === "1" ? "2" : "1") + token.slice(index + 1));
      for (const wrong of [...altered, makeStopToken(ring, person("004"), NOW - 401 * DAY), makeLinkToken(ring, person("004"), NOW + DAY), ""]) {
        expect([wrong, (await call(stop, null, path(wrong), { token: wrong }, { "List-Unsubscribe": "One-Click" })).status]).toEqual([wrong, 404]);
      }
      expect(await surveyMail("004")).toBeNull();
    });
  });

  describe("how one is asked", () => {
    test("is one's own choice", async () => {
      expect((await call(actAsking, "ada", "/inbox/asking", {}, { intent: "mode", mode: "weekly" })).status).toBe(302);
      expect([await surveyMail("001"), await surveyMail("002")]).toEqual(["weekly", null]);
      expect((await call(actAsking, "ada", "/inbox/asking", {}, { intent: "mode", mode: "x" })).status).toBe(400);
      expect((await call(loadAsking, null, "/inbox/asking")).status).toBe(302);
    });

    test("days away are one's own to set and to end; the block list is the officer's", async () => {
      const wrong = await call(actAsking, "ada", "/inbox/asking", {}, { intent: "away", from: "2026-06-20", until: "2026-06-19" });
      expect([wrong.status, JSON.parse(wrong.text).faults]).toEqual([422, { until: "It ends before it begins." }]);
      expect((await call(actAsking, "ada", "/inbox/asking", {}, { intent: "away", from: "2026-06-20", until: "2026-06-22" })).status).toBe(302);
      const { pauses } = JSON.parse((await call(loadAsking, "ada", "/inbox/asking")).text);
      expect(pauses).toMatchObject([{ kind: "absence", from: "2026-06-20", until: "2026-06-22" }]);
      expect((await call(actAsking, "leo", "/inbox/asking", {}, { intent: "back", id: pauses[0].id })).status).toBe(404);
      expect((await call(actAsking, "ada", "/inbox/asking", {}, { intent: "back", id: pauses[0].id })).status).toBe(302);
    });
  });

  test("a question is handed over by its owner alone; others find nothing", async () => {
    const id = await invite();
    for (const name of ["leo", "ada", "dora"] as const) {
      expect([name, (await call(loadHandOver, name, `/inbox/hand-over/${id}`, { invitationId: id })).status]).toEqual([name, 404]);
      expect([name, (await call(actHandOver, name, `/inbox/hand-over/${id}`, { invitationId: id }, { toId: person("004") })).status]).toEqual([name, 404]);
    }
    const shown = await call(loadHandOver, "cy", `/inbox/hand-over/${id}`, { invitationId: id });
    expect(JSON.parse(shown.text).colleagues).toEqual([{ value: person("004"), label: "Mora Mia" }]);
    const wrong = await call(actHandOver, "cy", `/inbox/hand-over/${id}`, { invitationId: id }, { toId: person("001") });
    expect([wrong.status, JSON.parse(wrong.text).faults.toId]).toEqual([422, "This person does not belong to the department that was served."]);
    expect((await call(actHandOver, "cy", `/inbox/hand-over/${id}`, { invitationId: id }, { toId: person("004") })).status).toBe(302);
    expect(await findInvitation(opened.store, id)).toMatchObject({ state: "revoked" });
  });

  describe("answering in the portal", () => {
    const answer = (invitationId: string, fields: Record<string, string>) => call(actInbox, "cy", "/inbox", {}, { invitationId, ...fields });

    test("keeps the answers to the company's questions beside the questions, and says what happens next", async () => {
      const id = await invite();
      const done = await answer(id, { csat: "2", comment: "Late", extra0: "4", extra1: " Nobody else can " });
      expect(JSON.parse(done.text)).toMatchObject({ done: true, next: "case", facts: { provider: "Finance" } });
      expect((await loadAnswers(opened.store, id))[0]!.extra).toEqual([
        { kind: "scale", text: { en: "Would you ask again?", ru: "Обратились бы снова?" }, value: 4 }, { kind: "text", text: { en: "Why?", ru: "Почему?" }, value: "Nobody else can" },
      ]);
    });

    test.each([
      ["a score of six", { csat: "6" }, "score_out_of_range"],
      ["a step of six in a question of ours", { csat: "4", extra0: "6" }, "score_out_of_range"],
      ["an answer without an end", { csat: "4", extra1: "x".repeat(1001) }, "extra_too_long"],
      ["a comment of 100 kB", { csat: "3", comment: "x".repeat(100_000) }, "comment_too_long"],
    ])("%s is refused and everything typed stays", async (_what, fields: Record<string, string>, code) => {
      const id = await invite();
      const refused = await answer(id, fields);
      expect(refused.status).toBe(400);
      expect(JSON.parse(refused.text)).toMatchObject({ done: false, id, code, values: { comment: fields.comment ?? "", extra: [fields.extra0 ?? "", fields.extra1 ?? ""] } });
      expect(await loadAnswers(opened.store, id)).toEqual([]);
    });

    test("thanks for a 5 reach the department's head once; for a 4 there are none", async () => {
      const id = await invite();
      const thanks = async () => (await loadNotices(opened.store, person("001"), 100)).filter((row) => row.kind === "task_thanks");
      await answer(id, { csat: "4", thanks: "on" });
      expect(await thanks()).toEqual([]);
      await answer(id, { csat: "5", thanks: "on" });
      await answer(id, { csat: "5", thanks: "on" });
      expect(await thanks()).toHaveLength(1);
    });

    test("what one said is listed with what was done, not about what counts only in the statistics, and for nobody else", async () => {
      const given = async () => (JSON.parse((await call(loadGiven, "cy", "/ratings/given")).text) as { rows: { csat: number; done: { state: string } | null }[] }).rows.map((row) => [row.csat, row.done?.state ?? null]);
      expect(await given()).toEqual(expect.arrayContaining([[2, "open"], [5, null]]));
      const { answer: a } = opened.store.t;
      await opened.store.writeAll((w) => [w.update(a).set({ statisticsOnly: true }).returning({ n: a.number })], audit);
      expect((await given()).every(([, done]) => done === null)).toBe(true);
      await opened.store.writeAll((w) => [w.update(a).set({ statisticsOnly: false }).returning({ n: a.number })], audit);
      expect(JSON.parse((await call(loadGiven, "leo", "/ratings/given")).text).rows).toEqual([]);
      expect((await call(givenFile, "cy", "/ratings/given.csv")).text).toContain("Late");
      expect((await call(givenFile, "leo", "/ratings/given.csv")).text).not.toContain("Late");
    });

    test("an answer that counts only in the statistics hides its extra answers too", async () => {
      const id = await invite();
      await recordAnswer(context(opened.store, NOW), { invitationId: id, csat: 5, effort: null, reasons: [], comment: "", statisticsOnly: false, extra: [{ kind: "text", text: { en: "Why?" }, value: "canary-extra" }] });
      const received = "/ratings/answers?period=2026-06";
      expect((await call(loadReceived, "ada", received)).text).toContain("canary-extra");
      const { answer: a } = opened.store.t;
      await opened.store.writeAll((w) => [w.update(a).set({ statisticsOnly: true }).returning({ n: a.number })], audit);
      for (const name of ["ada", "arno", "dora", "hana"] as const) expect([name, (await call(loadReceived, name, received)).text.includes("canary-extra")]).toEqual([name, false]);
    });
  });

  test("where mails are is shown to the arbiter and HR alone, who try again", async () => {
    const { outbox: o } = opened.store.t;
    await opened.store.writeAll(
      (w) => [...queueMails(opened.store, w, [{ dedupeKey: "x", template: "invitation", locale: "en", personId: person("003"), refs: {}, notBefore: NOW }], NOW), w.update(o).set({ state: "dead", attempt: 1, error: "550 5.1.1 nobody" }).returning({ id: o.id })],
      audit,
    );
    for (const [name, status] of [["arno", 200], ["hana", 200], ["ada", 403], ["dora", 403], ["leo", 403], ["adam", 403]] as const) {
      expect([name, (await call(loadMails, name, "/settings/surveys/mails")).status]).toEqual([name, status]);
      expect([name, (await call(mailsFile, name, "/settings/surveys/mails.csv")).status]).toEqual([name, status]);
      if (status === 403) expect([name, (await call(actMails, name, "/settings/surveys/mails", {}, { id: "x" })).status]).toEqual([name, 403]);
    }
    const { rows, counts } = JSON.parse((await call(loadMails, "arno", "/settings/surveys/mails?state=dead&q=cyrus")).text);
    expect(rows).toMatchObject([{ name: "Cyrus Cy", email: "p003@tiny.test", state: "dead", said: "550 5.1.1 nobody" }]);
    expect(counts.dead).toBeGreaterThan(0);
    expect((await call(actMails, "arno", "/settings/surveys/mails", {}, { id: rows[0].id })).status).toBe(302);
    expect((await call(actMails, "arno", "/settings/surveys/mails", {}, { id: rows[0].id })).status).toBe(409);
    expect((await call(actMails, "arno", "/settings/surveys/mails", {}, { id: "no-such-mail" })).status).toBe(404);
  });
});
