import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { closeRounds } from "#app/operations/close-rounds.server.ts";
import { openRounds } from "#app/operations/open-rounds.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { DEFAULT_SURVEY_POLICY } from "#app/domain/survey/survey-policy.ts";
import { saveSurveyPolicy } from "#app/operations/save-survey-policy.server.ts";
import { saveSurveyMail } from "#app/operations/save-survey-mail.server.ts";
import { makeLinkToken } from "#app/operations/survey-link.server.ts";
import { action as send, loader as form } from "#app/routes/rate.round.answer.$askedId/route.tsx";
import { loader as link } from "#app/routes/rate.round.$token/route.tsx";
import { action as ownSend, loader as own } from "#app/routes/_shell.ratings.review/route.tsx";
import { loader as rateLink } from "#app/routes/rate.$token/route.tsx";
import { loadProducts } from "#db/queries/directory.server.ts";
import { loadAnswers } from "#db/queries/ratings.server.ts";
import { insertContacts } from "#db/queries/contacts.server.ts";
import { loadOpenRounds, loadReviewInvitations } from "#db/queries/survey-rounds.server.ts";
import type { RoundRow } from "#db/queries/survey-rounds.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import type { JobContext } from "#jobs/job.ts";
import { renderRound, renderRoundMail } from "#jobs/mail/round-mail.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { memorySessions } from "#test/support/web.ts";
import { STORES, TEST_KEYS, type TestStore } from "#test/support/stores.ts";
import { context, TINY, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

/** Ten working days before the end of the quarter, and an hour after. */
const OPENING = Date.UTC(2026, 5, 17, 9);
const NOW = OPENING + 3_600_000;
const FORTNIGHT = 14 * 86_400_000;
const CONFIDENTIAL = Date.UTC(2026, 4, 18, 9);
const FRAME = { origin: "https://c.test", locale: "en", stopToken: "s" } as const;

describe.each(STORES)("the link of a quarterly survey over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let now = NOW;
  const person = (number: string) => company.people.get(number)!;
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, { ...TINY, people: TINY.people.map((row) => ({ ...row, email: `p${row.personnelNumber}@tiny.test` })) });
    const { agreement: a } = opened.store.t;
    const agreements = (await opened.store.q.select({ id: a.id, code: a.code }).from(a)).filter((row) => row.code === "FIN-SALES");
    await opened.store.writeAll((w) => insertContacts(opened.store, w, agreements.map((row) => ({ agreementId: row.id, personId: person("003"), position: 0 }))), { at: 1, actor: { kind: "cli", id: "t" }, action: "agreement.add", entity: "agreement", entityId: "all" });
    const at = Date.UTC(2026, 5, 2, 9);
    const product = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!;
    const made = await requestTask(context(opened.store, at), { productId: product.id, clientId: company.departments.get("SALES")!, personId: person("003"), neededBy: null, title: "" });
    if (!made.ok) throw new Error(made.code);
    for (const [type, side, who] of [["take", "provider", "001"], ["deliver", "provider", "001"], ["accept", "client", "003"]] as const)
      await actOnTask(context(opened.store, at), { taskId: made.value.taskId, seq: (await findTask(opened.store, made.value.taskId))!.seq, command: { type }, personId: person(who), sides: [side] });
    const own = [{ kind: "scale", text: { en: "How was the tone?", ru: "Каким был тон?" } }] as const;
    await saveSurveyPolicy(context(opened.store, CONFIDENTIAL), "client_review", { ...DEFAULT_SURVEY_POLICY, languages: ["ru"], questions: own }, null);
    await openRounds(context(opened.store, CONFIDENTIAL));
    await openRounds(context(opened.store, OPENING));
  });
  afterAll(() => opened.dispose());

  const appContext = () => ({ mode: "local", publicOrigin: "http://localhost:3000", now: () => now, store: opened.store, appSecret: TEST_KEYS.audit, sessions: memorySessions(), requestLocale: "en", address: "127.0.0.1" }) as never;
  const mailed = new Map<string, { readonly id: string; readonly token: string; readonly round: RoundRow }>();
  /** The round of a survey in which Cy is asked, with the link of the mail, which goes out once. */
  const sent = async (survey: "client_review" | "relationship") => {
    const known = mailed.get(survey);
    if (known) return known;
    const { round, asked } = (await loadOpenRounds(opened.store, person("003"), survey === "relationship" ? CONFIDENTIAL : OPENING)).find((one) => one.round.survey === survey)!;
    const { outbox: o } = opened.store.t;
    const mail = (await opened.store.q.select().from(o)).find((row) => row.dedupeKey === `round:${asked.id}`)!;
    const job = { ...context(opened.store, round.openedAt), env: { appSecret: TEST_KEYS.audit, origin: "http://localhost:3000" } } as unknown as JobContext;
    expect(await withoutSuchMails(() => renderRoundMail(job, mail, FRAME))).toBeNull();
    const outgoing = (await renderRoundMail(job, mail, FRAME))!;
    expect(outgoing.headers["List-Unsubscribe"]).toBe("<https://c.test/mail/stop/s>");
    await outgoing.sent();
    expect(outgoing.to.address).toBe("p003@tiny.test");
    const out = { id: asked.id, token: /\/rate\/round\/(\S+)/.exec(outgoing.mail.text)![1]!, round };
    mailed.set(survey, out);
    return out;
  };
  /** As if Cy had said: no mails that ask for ratings. */
  const withoutSuchMails = async <T>(look: () => Promise<T>): Promise<T> => {
    await saveSurveyMail(context(opened.store, now), person("003"), "none");
    const seen = await look();
    await saveSurveyMail(context(opened.store, now), person("003"), "each");
    return seen;
  };
  const follow = (token: string) => link({ request: new Request(`http://localhost:3000/rate/round/${token}`), context: appContext(), params: { token } });
  const cookieOf = async (token: string) => ((await follow(token)).headers.get("Set-Cookie") ?? "").split(";")[0]!;
  const show = (askedId: string, cookie: string) => form({ request: new Request(`http://localhost:3000/rate/round/answer/${askedId}`, { headers: { Cookie: cookie } }), context: appContext(), params: { askedId } });
  const post = (askedId: string, cookie: string, fields: Record<string, string>) =>
    send({ request: new Request(`http://localhost:3000/rate/round/answer/${askedId}`, { method: "POST", headers: { Cookie: cookie }, body: new URLSearchParams(fields) }), context: appContext(), params: { askedId } });
  const stored = async () => {
    const { answer: a, relationshipAnswer: r, roundPerson: p } = opened.store.t;
    return JSON.stringify([(await opened.store.q.select().from(a)).length, (await opened.store.q.select().from(r)).length, (await opened.store.q.select({ id: p.id, state: p.state, draft: p.draft }).from(p)).sort((x, y) => (x.id < y.id ? -1 : 1))]);
  };

  test("leads to a clean address, opens without signing in, and a hundred looks write nothing", async () => {
    const { id, token } = await sent("client_review");
    const response = await follow(token);
    expect([response.status, response.headers.get("Location"), response.headers.get("Referrer-Policy")]).toEqual([303, `/rate/round/answer/${id}`, "no-referrer"]);
    const before = await stored();
    const cookie = await cookieOf(token);
    for (let i = 0; i < 100; i += 1) await follow(token);
    const page = await (await show(id, cookie)).json();
    expect(page.form).toMatchObject({ survey: "client_review", quarter: "2026-Q2", rows: [{ provider: "Finance", client: "Sales", isAnswered: false, statisticsOffered: false }] });
    expect(await stored()).toBe(before);
  });

  test("altered, made for another purpose, never sent, or without the cookie it opens nothing", async () => {
    const { id, token } = await sent("client_review");
    for (let at = 0; at < token.length; at += 7) expect([404, 410]).toContain((await follow(token.slice(0, at) + (token[at] === "a" ? "b" : "a") + token.slice(at + 1))).status);
    expect((await follow(makeLinkToken(TEST_KEYS.audit, id, OPENING + FORTNIGHT))).status).toBe(404);
    expect((await follow(makeLinkToken(TEST_KEYS.audit, id, OPENING + 2 * FORTNIGHT, "round"))).status).toBe(404);
    expect((await rateLink({ request: new Request(`http://localhost:3000/rate/${token}`), context: appContext(), params: { token } })).status).toBe(404);
    expect((await show(id, "")).status).toBe(403);
    expect((await post(id, "", {})).status).toBe(403);
  });

  test("the company's own questions stand at each department, and the mail is in the language in which people are asked", async () => {
    const { id, token } = await sent("client_review");
    const page = await (await show(id, await cookieOf(token))).json();
    expect(page.form?.rows).toMatchObject([{ extra: [{ kind: "scale", text: "How was the tone?" }] }]);
    const { outbox: o } = opened.store.t;
    expect((await opened.store.q.select().from(o)).filter((row) => row.template === "round").map((row) => row.locale).sort()).toEqual(["en", "ru"]);
  });

  test("a draft is kept and shown again; what is refused comes back as it was typed", async () => {
    const { id, token } = await sent("client_review");
    const cookie = await cookieOf(token);
    const [question] = await loadReviewInvitations(opened.store, person("003"), "2026-06");
    const wrong = await post(id, cookie, { [`csat.${question!.id}`]: "4", [`extra0.${question!.id}`]: "9", intent: "send" });
    expect([wrong.status, (await wrong.json())?.faults]).toEqual([422, { [question!.id]: "Choose one of the five." }]);
    const fields = { [`extra0.${question!.id}`]: "3", [`csat.${question!.id}`]: "2", [`reason.quality.${question!.id}`]: "on", [`comment.${question!.id}`]: "Twice wrong" };
    expect((await post(id, cookie, { ...fields, intent: "draft" })).headers.get("Location")).toBe(`/rate/round/answer/${id}?done=draft`);
    expect((await (await show(id, cookie)).json()).form?.values).toEqual(fields);
    expect(await loadAnswers(opened.store, question!.id)).toEqual([]);
    expect((await post(id, cookie, {})).status).toBe(422);
    const refused = await post(id, cookie, { ...fields, [`private.${question!.id}`]: "on", intent: "send" });
    expect([refused.status, (await refused.json())?.faults[question!.id]]).toEqual([422, "“Only in the statistics” is not offered for this score. Take the mark away if your name may be seen."]);
    expect((await post(id, cookie, { ...fields, intent: "send" })).headers.get("Location")).toBe(`/rate/round/answer/${id}?done=sent`);
    expect(await loadAnswers(opened.store, question!.id)).toMatchObject([{ csat: 2, reasons: ["quality"], comment: "Twice wrong", isCurrent: true, extra: [{ kind: "scale", text: { en: "How was the tone?", ru: "Каким был тон?" }, value: 3 }] }]);
    expect((await (await show(id, cookie)).json()).form?.values).toMatchObject(fields);
  });

  test("the same page stands in the portal for the one who is asked, and for nobody else", async () => {
    const mine = JSON.parse((await callRoute(own, opened.store, NOW, company.accounts.cy, "/ratings/review")).text);
    expect(mine.form.rows).toHaveLength(1);
    for (const name of ["ada", "leo", "arno"] as const) {
      expect(JSON.parse((await callRoute(own, opened.store, NOW, company.accounts[name], "/ratings/review")).text).form).toBeNull();
      expect((await callRoute(ownSend, opened.store, NOW, company.accounts[name], "/ratings/review", {}, { intent: "send" })).status).toBe(404);
    }
    expect((await callRoute(own, opened.store, NOW, company.accounts.audrey, "/ratings/review")).status).toBe(403);
  });

  test("the relationship survey takes one complete answer, says thanks, and cannot be opened again to look at it", async () => {
    now = CONFIDENTIAL + 1000;
    const { id, token } = await sent("relationship");
    const cookie = await cookieOf(token);
    const finance = company.departments.get("FIN")!;
    const begun = await post(id, cookie, { [`nps.${finance}`]: "9", [`comment.${finance}`]: "<b>Fine</b>" });
    expect([begun.status, await begun.json()]).toEqual([422, { values: { [`nps.${finance}`]: "9", [`comment.${finance}`]: "<b>Fine</b>" }, faults: { [finance]: "Choose 0 to 10 and all five scores, or none of them." } }]);
    const whole = { [`nps.${finance}`]: "9", ...Object.fromEntries(["timeliness", "quality", "completeness", "format", "attitude"].map((name) => [`${name}.${finance}`, "4"])) };
    expect((await post(id, cookie, whole)).status).toBe(303);
    expect((await (await show(id, cookie)).json()).form).toMatchObject({ isAnswered: true, rows: [], values: {} });
    expect((await post(id, cookie, whole)).status).toBe(409);
    now = NOW;
  });

  test("after its time and after its closing it says so", async () => {
    const { id, token, round } = await sent("client_review");
    const cookie = await cookieOf(token);
    now = round.closesAt;
    expect([(await follow(token)).status, (await post(id, cookie, { intent: "send" })).status]).toEqual([410, 410]);
    await closeRounds(context(opened.store, now));
    expect((await show(id, cookie)).status).toBe(410);
    now = NOW;
    expect((await show(id, cookie)).status).toBe(410);
  });
});

describe("the mail of a round", () => {
  const mail = { survey: "relationship", quarter: "2026-Q2", closesAt: OPENING, providers: 3, givenName: "<Cy>", zone: "Europe/Moscow" } as const;

  test.each([
    ["en", "How well do we work together? Q2 2026", "3 departments"],
    ["ru", "Как нам работается вместе? II квартал 2026", "3 подразделения"],
  ] as const)("in %s has the link, the roads beside it, and no name unescaped", (locale, subject, providers) => {
    const rendered = renderRound({ ...mail, locale }, "https://c.test/rate/round/t", { ...FRAME, locale }, false);
    expect(rendered.subject.replaceAll("\u00a0", " ")).toBe(subject);
    expect(rendered.text.replaceAll("\u00a0", " ")).toContain(providers);
    expect(rendered.html.match(/href="[^"]+"/g)).toEqual(['href="https://c.test/rate/round/t"', 'href="https://c.test/inbox"', 'href="https://c.test/mail/stop/s"']);
    expect(rendered.html).toContain("&lt;Cy&gt;");
  });
});
