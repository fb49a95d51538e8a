import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { STYLE_ITEMS, type CommunicationStyle } from "#app/domain/style/style.ts";
import { askAdvice, giveAdvice, thankForAdvice } from "#app/operations/style/advice.server.ts";
import { contactsOfPair } from "#app/operations/style/contacts-of-pair.server.ts";
import { loader as dataFile } from "#app/routes/people.$id.data[.]json/route.ts";
import { forget, loadWordsOf } from "#db/queries/privacy.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { keepInTouch } from "#app/operations/style/keep-in-touch.server.ts";
import { readOwnRequests } from "#app/operations/style/own-requests.server.ts";
import { removeOwnStyle, saveOwnStyle } from "#app/operations/style/save-style.server.ts";
import { evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { speakNotices } from "#app/operations/read-notice-words.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { loadAdviceById } from "#db/queries/advice.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { insertContacts } from "#db/queries/contacts.server.ts";
import { findStyleAnswer } from "#db/queries/styles.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { at, context, TINY, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const DAY = 86_400_000;
/** Monday noon. */
const NOW = at("2026-06-15");
const SETUP: typeof TINY = { ...TINY, people: TINY.people.map((row) => ({ ...row, email: `p${row.personnelNumber}@tiny.test` })) };
const middle = Object.fromEntries(STYLE_ITEMS.map((item) => [item.id, 3]));

/** Cy of sales asks finance, which Ada heads. */
describe.each(STORES)("how people like to be told things on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let pair: { providerId: string; clientId: string };
  const person = (number: string) => company.people.get(number)!;
  const be = async (style: CommunicationStyle | null, number = "003") => {
    const ctx = context(opened.store, NOW);
    await removeOwnStyle(ctx, person(number));
    if (style) expect((await saveOwnStyle(ctx, { personId: person(number), answers: middle, chosen: style, seen: 0 })).ok).toBe(true);
  };
  const ask = async (now: number, title: string) => {
    const productId = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
    const made = await requestTask(context(opened.store, now), { productId, clientId: pair.clientId, personId: person("003"), neededBy: null, title });
    if (!made.ok) throw new Error(made.code);
    return made.value.taskId;
  };
  const given = async (kind: string) => {
    const { notice } = opened.store.t;
    return (await opened.store.q.select().from(notice)).filter((row) => row.kind === kind);
  };
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, SETUP);
    pair = { providerId: company.departments.get("FIN")!, clientId: company.departments.get("SALES")! };
    const { agreement } = opened.store.t;
    const [first] = (await opened.store.q.select({ id: agreement.id, code: agreement.code }).from(agreement)).filter((row) => row.code === "FIN-SALES");
    await opened.store.writeAll((w) => insertContacts(opened.store, w, [{ agreementId: first!.id, personId: person("003"), position: 0 }]), { at: 0, actor: { kind: "cli", id: "t" }, action: "agreement.contacts", entity: "agreement", entityId: first!.id });
  });
  afterAll(() => opened.dispose());

  describe("what a person says of themself", () => {
    test("holds as answered, or as the person chose", async () => {
      const ctx = context(opened.store, NOW);
      expect(await saveOwnStyle(ctx, { personId: person("002"), answers: middle, chosen: null, seen: 0 })).toEqual({ ok: true, value: { style: "certainty" } });
      expect(await saveOwnStyle(ctx, { personId: person("002"), answers: middle, chosen: "rapport", seen: 1 })).toEqual({ ok: true, value: { style: "rapport" } });
      expect((await loadPeople(opened.store, [person("002")]))[0]!.style).toBe("rapport");
      expect(await saveOwnStyle(ctx, { personId: person("002"), answers: middle, chosen: null, seen: 1 })).toMatchObject({ ok: false, code: "changed_meanwhile" });
    });
    test("needs each statement answered by one of five", async () => {
      for (const degree of [0, 6, 2.5, Number.NaN]) expect(await saveOwnStyle(context(opened.store, NOW), { personId: person("003"), answers: { ...middle, notice_mood: degree }, chosen: null, seen: 0 })).toMatchObject({ ok: false, code: "unanswered", field: "notice_mood" });
    });
    test("is in the log as an act, without answers or style", async () => {
      const { audit } = opened.store.t;
      const rows = (await opened.store.q.select().from(audit)).filter((row) => row.action === "style.save");
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect(JSON.stringify(row)).not.toMatch(/certainty|rapport|notice_mood/);
    });
    test("goes without a trace of it when taken back", async () => {
      await removeOwnStyle(context(opened.store, NOW), person("002"));
      expect(await findStyleAnswer(opened.store, person("002"))).toBeNull();
      expect((await loadPeople(opened.store, [person("002")]))[0]!.style).toBeNull();
    });
  });

  test("is in nobody's file of them but their own, and gone when they are forgotten", async () => {
    await be("status", "020");
    const file = async (name: keyof TinyCompany["accounts"]) => (await callRoute(dataFile, opened.store, NOW, company.accounts[name], "/x", { id: person("020") })).text;
    expect(await file("leo")).toMatch(/"style":\s*"status"[\s\S]*"styleAnswer"|"styleAnswer"[\s\S]*"style":\s*"status"/);
    for (const name of ["hana", "adam"] as const) expect(await file(name)).not.toMatch(/"style"|styleAnswer|notice_mood/);
    const words = await loadWordsOf(opened.store, person("020"));
    await opened.store.writeAll((w) => forget(opened.store, w, { personId: person("020"), name: "N-1", leftOn: "2026-01-01", at: NOW }, [], words), { at: NOW, actor: { kind: "cli", id: "t" }, action: "retention.set", entity: "person", entityId: person("020") });
    expect(await findStyleAnswer(opened.store, person("020"))).toBeNull();
    expect((await loadPeople(opened.store, [person("020")]))[0]!.style).toBeNull();
  });

  describe("certainty", () => {
    test("what runs longer than a week is confirmed once a week, at work", async () => {
      await be("certainty");
      const taskId = await ask(NOW - 8 * DAY, "Long one");
      await ask(NOW - 2 * DAY, "Short one");
      const night = NOW + 12 * 3_600_000;
      expect((await keepInTouch(context(opened.store, night))).confirmed).toBe(0);
      expect((await keepInTouch(context(opened.store, NOW))).confirmed).toBe(1);
      expect((await keepInTouch(context(opened.store, NOW + DAY))).confirmed).toBe(0);
      const [first] = await given("request_weekly");
      expect(first).toMatchObject({ personId: person("003"), refs: { taskId, weeks: "1" } });
      // Both run longer than a week now, the long one for its second.
      expect((await keepInTouch(context(opened.store, NOW + 7 * DAY))).confirmed).toBe(2);
      const [said] = await speakNotices(opened.store, [first!], "en", "certainty");
      expect(said).toMatchObject({ text: expect.stringMatching(/“Long one” has been running for 1 week: requested\. Finance owes it /), more: expect.stringMatching(/^Nothing else has changed/) });
    });
    test("all own requests come as a file, nobody else's", async () => {
      const { rows } = await readOwnRequests(opened.store, person("003"));
      expect(rows.map((row) => row.title).sort()).toEqual(["Long one", "Short one"]);
      expect((await readOwnRequests(opened.store, person("020"))).rows).toEqual([]);
    });
  });

  test("rapport: after a broken promise the provider's head is asked to call, once", async () => {
    const WEDNESDAY = NOW + 2 * DAY;
    await be("rapport");
    await evaluateDue(context(opened.store, WEDNESDAY));
    const before = (await given("style_call")).length;
    const { calls } = await keepInTouch(context(opened.store, WEDNESDAY));
    // The short one was asked on Saturday and due two working days later; the long one broke more than three days ago.
    expect(calls).toBe(1);
    expect((await keepInTouch(context(opened.store, WEDNESDAY))).calls).toBe(0);
    const told = (await given("style_call"))[before]!;
    expect(told.personId).toBe(person("001"));
    expect((await speakNotices(opened.store, [told], "en"))[0]!.text).toMatch(/^Give Cyrus Cy a call: “Short one” for Sales/);
  });

  test("benefit: the month that ended is told once, with the way to its figures", async () => {
    await be("benefit");
    expect((await keepInTouch(context(opened.store, NOW))).compared).toBe(1);
    expect((await keepInTouch(context(opened.store, NOW + DAY))).compared).toBe(0);
    expect((await speakNotices(opened.store, await given("style_compare"), "en"))[0]).toMatchObject({ text: expect.stringContaining("May 2026 in figures"), to: `/relationships/kept?client=${pair.clientId}` });
    expect((await keepInTouch(context(opened.store, at("2026-07-01")))).compared).toBe(1);
  });

  describe("status", () => {
    test("each quarter the provider's head is asked to ask for advice", async () => {
      await be("status");
      expect((await keepInTouch(context(opened.store, NOW))).advice).toBe(1);
      expect((await keepInTouch(context(opened.store, NOW + DAY))).advice).toBe(0);
      expect((await given("style_advice"))[0]).toMatchObject({ personId: person("001"), refs: { ...pair, person: person("003") } });
      expect((await keepInTouch(context(opened.store, at("2026-07-01")))).advice).toBe(1);
    });
    test("advice is asked, given and thanked for; each step is told and taken once", async () => {
      const { store } = opened;
      const ctx = context(store, NOW);
      expect(await contactsOfPair(store, pair, "2026-06-15", NOW)).toEqual([person("003")]);
      expect(await askAdvice(ctx, { ...pair, personId: person("003"), question: " ", askedBy: person("001") })).toMatchObject({ ok: false, code: "empty", field: "question" });
      expect(await askAdvice(ctx, { ...pair, personId: person("001"), question: "?", askedBy: person("001") })).toMatchObject({ ok: false, code: "own_advice" });
      const asked = await askAdvice(ctx, { ...pair, personId: person("003"), question: "What would help you most?", askedBy: person("001") });
      if (!asked.ok) throw new Error(asked.code);
      const row = async () => (await loadAdviceById(store, [asked.value.id]))[0]!;
      expect(await thankForAdvice(ctx, await row(), "Thank you", person("001"))).toMatchObject({ ok: false, code: "not_now" });
      const seen = await row();
      expect((await giveAdvice(ctx, seen, "Send it on Mondays")).ok).toBe(true);
      expect(await giveAdvice(ctx, seen, "Or Tuesdays")).toMatchObject({ ok: false, code: "changed_meanwhile" });
      expect(await giveAdvice(ctx, await row(), "Or Tuesdays")).toMatchObject({ ok: false, code: "answered" });
      expect((await thankForAdvice(ctx, await row(), "Thank you, from July", person("001"))).ok).toBe(true);
      expect(await thankForAdvice(ctx, await row(), "Again", person("001"))).toMatchObject({ ok: false, code: "not_now" });
      const texts = await speakNotices(store, [...(await given("advice_asked")), ...(await given("advice_given")), ...(await given("advice_thanks"))], "en");
      expect(texts.map((one) => one!.text)).toEqual(["Finance asks for your advice: “What would help you most?”", "Cyrus Cy of Sales gave you advice. Say thank you, and what comes of it", "Finance thanks you for your advice: “Thank you, from July”"]);
    });
  });

  test("nothing is told to or about people who said nothing", async () => {
    await be(null);
    expect(await keepInTouch(context(opened.store, at("2026-08-03")))).toEqual({ confirmed: 0, calls: 0, advice: 0, compared: 0 });
  });

  test.each([["rapport", /^If you would rather talk it over, call Finance/], ["benefit", /^How promise and delivery compare/], ["status", /^You know this work best/]] as const)("news of a provider end with a word for %s", async (style, more) => {
    const { task } = opened.store.t;
    const [row] = await opened.store.q.select().from(task);
    expect((await speakNotices(opened.store, [{ kind: "task_paused", refs: { taskId: row!.id } }], "en", style))[0]!.more).toMatch(more);
    expect((await speakNotices(opened.store, [{ kind: "task_breached", refs: { taskId: row!.id } }], "en", style))[0]!.more).toBeUndefined();
  });
});
