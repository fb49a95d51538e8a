import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { action, loader as finding } from "#app/routes/_shell.ratings.fairness.$key/route.tsx";
import { loader as list } from "#app/routes/_shell.ratings.fairness._index/route.tsx";
import { loader as answers } from "#app/routes/_shell.ratings.answers/route.tsx";
import { action as mark, loader as clients } from "#app/routes/_shell.ratings.clients/route.tsx";
import { loader as given } from "#app/routes/_shell.ratings.given/route.tsx";
import { loader as csv } from "#app/routes/ratings.fairness[.]csv/route.ts";
import { loader as answersCsv } from "#app/routes/ratings.answers[.]csv/route.ts";
import { recordAnswer } from "#app/operations/record-answer.server.ts";
import { insertInvitations } from "#db/queries/ratings.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addTwoMonths, at, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-06-16");
const KEY = "one_address:q0";
const PERIOD = "?period=2026-06";

describe.each(STORES)("who sees ratings and findings over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  type Who = keyof TinyCompany["accounts"];
  const call = (handler: Parameters<typeof callRoute>[0], who: Who, path: string, params: Record<string, string> = {}, form?: Record<string, string>) => callRoute(handler, opened.store, NOW, company.accounts[who], path, params, form);
  const find = (who: Who, form?: Record<string, string>) => call(form ? action : finding, who, `/ratings/fairness/${KEY}${PERIOD}`, { key: KEY }, form);

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    await addTwoMonths(company);
    const asked = at("2026-06-15");
    for (const [n, [number, client]] of [["003", "SALES"], ["020", "LEGAL"], ["012", "OFFICE"]].entries()) {
      await opened.store.writeAll(
        (w) => insertInvitations(opened.store, w, [{ id: `q${n}`, survey: "transactional", personId: company.people.get(number!)!, taskId: null, providerId: company.departments.get("FIN")!, clientId: company.departments.get(client!)!, agreementId: null, period: "2026-06", state: "open", tokenHash: null, createdAt: asked, sentAt: null, remindedAt: null, expiresAt: asked + 864_000_000 }]),
        { at: asked, actor: { kind: "cli", id: "test" }, action: "survey.invite", entity: "invitation", entityId: `q${n}` },
      );
      await recordAnswer({ store: opened.store, now: asked + n * 60_000, actor: { kind: "link", id: `q${n}`, address: "203.0.113.77" } }, { invitationId: `q${n}`, csat: 5, effort: 4, reasons: [], comment: `canary-${number}`, statisticsOnly: false });
    }
  });
  afterAll(() => opened.dispose());

  test("findings are the arbiter's and the auditor's alone, also as CSV", async () => {
    for (const [who, status] of [["arno", 200], ["audrey", 200], ["ada", 403], ["cy", 403], ["hana", 403], ["dora", 403], ["adam", 403], ["leo", 403]] as const) {
      expect([who, (await call(list, who, `/ratings/fairness${PERIOD}`)).status]).toEqual([who, status]);
      expect([who, (await call(csv, who, `/ratings/fairness.csv${PERIOD}`)).status]).toEqual([who, status]);
      expect([who, (await find(who)).status]).toEqual([who, status]);
    }
  });

  test("the auditor decides nothing, and no page shows the address", async () => {
    const form = { intent: "leave", because: "Seen." };
    for (const who of ["audrey", "ada", "hana", "adam", "leo"] as const) expect([who, (await find(who, form)).status]).toEqual([who, 403]);
    for (const { text } of [await find("arno"), await call(list, "arno", `/ratings/fairness${PERIOD}`), await call(csv, "arno", `/ratings/fairness.csv${PERIOD}`)]) expect(text).not.toContain("203.0.113.77");
  });

  test("a finding that is not there is a 404, by whatever key", async () => {
    expect((await call(finding, "arno", `/ratings/fairness/nothing${PERIOD}`, { key: "nothing" })).status).toBe(404);
    expect((await call(finding, "arno", `/ratings/fairness/${KEY}?period=2026-05`, { key: KEY })).status).toBe(404);
  });

  test("voiding asks for answers, a reason and a yes, each at its place, and keeps what was typed", async () => {
    const refused = async (form: Record<string, string>) => {
      const answer = await find("arno", { intent: "void", ...form });
      return [answer.status, Object.keys(JSON.parse(answer.text).faults), JSON.parse(answer.text).values.because];
    };
    expect(await refused({ because: "Why", sure: "on" })).toEqual([422, ["form"], "Why"]);
    expect(await refused({ answer: "q0", because: "Why" })).toEqual([422, ["sure"], "Why"]);
    expect(await refused({ answer: "q0", because: "", sure: "on" })).toEqual([422, ["because"], ""]);
    // An answer that the finding does not rest on is not voided by naming it.
    expect(await refused({ answer: "somebody-elses", because: "Why", sure: "on" })).toEqual([422, ["form"], "Why"]);
  });

  test("answers are read by the department concerned and those who oversee; one's own by oneself", async () => {
    for (const [who, sees] of [["ada", true], ["bo", true], ["leo", false], ["adam", false], ["arno", true], ["hana", true]] as const) {
      const page = await call(answers, who, `/ratings/answers${PERIOD}`);
      expect([who, page.status, page.text.includes("canary-020")]).toEqual([who, 200, sees]);
      expect([who, (await call(answersCsv, who, `/ratings/answers.csv${PERIOD}`)).text.includes("canary-020")]).toEqual([who, sees]);
    }
    const mine = (await call(given, "leo", "/ratings/given")).text;
    expect([mine.includes("canary-020"), mine.includes("canary-003")]).toEqual([true, false]);
  });

  test("a client is marked as served from outside by a head of either side, once, and the mark is ended", async () => {
    const form = { clientId: company.departments.get("SALES")!, providerId: company.departments.get("FIN")!, since: "2026-06-10", note: "Cheaper" };
    for (const who of ["leo", "cy", "arno", "audrey"] as const) expect([who, (await call(mark, who, "/ratings/clients", {}, form)).status]).toEqual([who, 403]);
    expect((await call(mark, "ada", "/ratings/clients", {}, { ...form, since: "2026-06-31" })).status).toBe(422);
    expect((await call(mark, "ada", "/ratings/clients", {}, { ...form, since: "2026-06-17" })).status).toBe(422);
    expect((await call(mark, "ada", "/ratings/clients", {}, form)).status).toBe(302);
    expect((await call(mark, "ada", "/ratings/clients", {}, form)).status).toBe(422);
    const [row] = JSON.parse((await call(clients, "ada", `/ratings/clients${PERIOD}`)).text).marks;
    expect(row).toMatchObject({ client: "Sales", provider: "Finance", since: "2026-06-10", mayEnd: true });
    expect((await call(mark, "leo", "/ratings/clients", {}, { intent: "end", id: row.id })).status).toBe(403);
    expect((await call(mark, "ada", "/ratings/clients", {}, { intent: "end", id: row.id })).status).toBe(302);
    expect(JSON.parse((await call(clients, "ada", `/ratings/clients${PERIOD}`)).text).marks).toEqual([]);
  });
});
