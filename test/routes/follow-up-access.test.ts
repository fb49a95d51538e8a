import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { action as caseAction, loader as caseLoader } from "#app/routes/_shell.improvement.$id/route.tsx";
import { loader as listLoader } from "#app/routes/_shell.improvement._index/route.tsx";
import { loader as boardLoader } from "#app/routes/_shell.improvement.board/route.tsx";
import { action as newCaseAction } from "#app/routes/_shell.improvement.new/route.tsx";
import { action as voiceAction, loader as voiceLoader } from "#app/routes/_shell.ratings.voice.$id/route.tsx";
import { loader as voicesLoader } from "#app/routes/_shell.ratings.voice._index/route.tsx";
import { action as sayAction, loader as sayLoader } from "#app/routes/_shell.ratings.voice.new/route.tsx";
import { action as clocksAction, loader as clocksLoader } from "#app/routes/_shell.settings.surveys_.clocks/route.tsx";
import { loader as casesCsv } from "#app/routes/improvement[.]csv/route.ts";
import { loader as voicesCsv } from "#app/routes/ratings.voice[.]csv/route.ts";
import { openFollowUpBook } from "#app/operations/follow-up-book.server.ts";
import { newCase } from "#app/operations/new-case.server.ts";
import { findCase, insertCase } from "#db/queries/cases.server.ts";
import { findVoice } from "#db/queries/voices.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, context, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-06-15");
type Name = keyof TinyCompany["accounts"];
/** Ada heads finance, Cy is of sales, Leo of legal; Arno is arbiter, Audrey auditor. Cy's account `hugo` is HR too. */
const EVERYBODY = ["ada", "bo", "cy", "leo", "arno", "hana", "dora", "adam", "audrey"] as const;

describe.each(STORES)("who sees and does what with voices and cases on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let voiceId: string;
  let caseId: string;
  const call = (handler: Parameters<typeof callRoute>[0], name: Name | null, path: string, params: Record<string, string> = {}, form?: Record<string, string>) =>
    callRoute(handler, opened.store, NOW, name === null ? null : company.accounts[name], path, params, form);
  const statuses = async (handler: Parameters<typeof callRoute>[0], path: string, id: string) => Object.fromEntries(await Promise.all(EVERYBODY.map(async (name) => [name, (await call(handler, name, path, { id })).status])));
  const department = (code: string) => company.departments.get(code)!;
  const form = (over: Record<string, string> = {}) => ({ kind: "complaint", subject: "Late again", text: "Three times.", clientId: department("SALES"), providerId: department("FIN"), formKey: "k1", thankedId: "", ...over });

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    const said = await call(sayAction, "cy", "/ratings/voice/new", {}, form());
    expect(said.status).toBe(302);
    voiceId = said.headers.get("Location")!.split("/").at(-1)!;
  });
  afterAll(() => opened.dispose());

  test("nobody who is not signed in sees anything", async () => {
    for (const handler of [voicesLoader, sayLoader, boardLoader, listLoader, casesCsv, voicesCsv, clocksLoader]) expect((await call(handler, null, "/x")).headers.get("Location")).toContain("/sign-in");
  });

  test("what a client said is read by both departments and the auditor, and is not there for others", async () => {
    expect(await statuses(voiceLoader, `/ratings/voice/${voiceId}`, voiceId)).toEqual({ ada: 200, bo: 200, cy: 200, leo: 404, arno: 404, hana: 404, dora: 404, adam: 404, audrey: 200 });
    for (const [name, seen] of [["ada", true], ["cy", true], ["audrey", true], ["leo", false], ["arno", false]] as const) {
      const path = `/ratings/voice?view=${name === "cy" ? "sent" : "received"}`;
      expect([name, (await call(voicesLoader, name, path)).text.includes("Late again")]).toEqual([name, seen]);
      expect([name, (await call(voicesCsv, name, path)).text.includes("Late again")]).toEqual([name, seen]);
    }
  });

  test("bad input stays in the form with a sentence at its field", async () => {
    const refused = await call(sayAction, "cy", "/ratings/voice/new", {}, form({ kind: "fine", subject: "", providerId: department("SALES"), formKey: "k2" }));
    expect(refused.status).toBe(422);
    expect(JSON.parse(refused.text)).toMatchObject({ values: { text: "Three times." }, faults: { kind: "Choose what it is.", subject: "Write it in a few words.", providerId: expect.stringContaining("own department") } });
  });

  test("a foreign task's address opens no form, and its id in a form opens no task", async () => {
    expect((await call(sayLoader, "cy", "/ratings/voice/new?task=nothing")).status).toBe(404);
    const said = await call(sayAction, "leo", "/ratings/voice/new", {}, { ...form({ kind: "question", clientId: department("LEGAL"), formKey: "k3" }), taskId: "anything" });
    expect(await findVoice(opened.store, said.headers.get("Location")!.split("/").at(-1)!)).toMatchObject({ taskId: null });
  });

  test("HTML in words stays words", async () => {
    const said = await call(sayAction, "cy", "/ratings/voice/new", {}, form({ kind: "wish", subject: "<img src=x onerror=alert(1)>", formKey: "k4" }));
    const page = await call(voiceLoader, "ada", "/x", { id: said.headers.get("Location")!.split("/").at(-1)! });
    expect(JSON.parse(page.text)).toMatchObject({ subject: "<img src=x onerror=alert(1)>" });
  });

  test("the provider replies, only the sender closes; others change nothing", async () => {
    const press = async (name: Name, intent: string, text = "words") => (await call(voiceAction, name, "/x", { id: voiceId }, { intent, text, rowVersion: String((await findVoice(opened.store, voiceId))!.rowVersion) })).status;
    expect([await press("leo", "reply"), await press("audrey", "reply"), await press("cy", "reply"), await press("ada", "close")]).toEqual([404, 403, 422, 422]);
    expect([await press("bo", "reply"), await press("ada", "close"), await press("cy", "close", ""), await press("cy", "explode")]).toEqual([302, 422, 302, 400]);
    expect(await findVoice(opened.store, voiceId)).toMatchObject({ state: "closed" });
  });

  test("only who leads the provider makes it a case", async () => {
    const press = async (name: Name) => call(voiceAction, name, "/x", { id: voiceId }, { intent: "case" });
    expect([(await press("bo")).status, (await press("cy")).status]).toEqual([403, 403]);
    const made = await press("ada");
    expect(made.status).toBe(302);
    caseId = made.headers.get("Location")!.split("/").at(-1)!;
    expect(await statuses(caseLoader, `/improvement/${caseId}`, caseId)).toEqual({ ada: 200, bo: 200, cy: 200, leo: 404, arno: 200, hana: 200, dora: 200, adam: 404, audrey: 200 });
    expect(JSON.parse((await call(caseLoader, "audrey", "/x", { id: caseId })).text)).toMatchObject({ acts: [], voice: { id: voiceId } });
    // Who may read the case and not the conversation gets no way to it.
    expect(JSON.parse((await call(caseLoader, "arno", "/x", { id: caseId })).text)).toMatchObject({ voice: null });
  });

  test("the provider plans, the client alone confirms", async () => {
    const press = async (name: Name, intent: string, values: Record<string, string> = {}) => call(caseAction, name, "/x", { id: caseId }, { intent, rowVersion: String((await findCase(opened.store, caseId))!.rowVersion), ...values });
    const plan = { cause: "One person", category: "not_taken", action: "Two persons", check: "", ownerId: company.people.get("002")!, dueOn: "2026-07-01" };
    for (const [name, status] of [["leo", 404], ["audrey", 403], ["hana", 403], ["dora", 403], ["cy", 422]] as const) expect([name, (await press(name, "start", plan)).status]).toEqual([name, status]);
    const stranger = await press("ada", "start", { ...plan, ownerId: company.people.get("003")! });
    expect([stranger.status, JSON.parse(stranger.text)]).toMatchObject([422, { of: "plan", form: { faults: { ownerId: expect.any(String) }, values: { cause: "One person" } } }]);
    expect((await press("ada", "start", plan)).status).toBe(302);
    expect((await press("ada", "hand_over")).status).toBe(302);
    for (const [name, status] of [["ada", 422], ["bo", 422], ["arno", 422], ["audrey", 403]] as const) expect([name, (await press(name, "confirm")).status]).toEqual([name, status]);
    const bare = await press("cy", "reopen", { text: " " });
    expect([bare.status, JSON.parse(bare.text).form.faults]).toEqual([422, { text: expect.stringContaining("Say why") }]);
    expect((await press("cy", "confirm", { back: "board" })).headers.get("Location")).toBe("/improvement/board");
    expect(await findCase(opened.store, caseId)).toMatchObject({ state: "confirmed" });
  });

  test("where the client is everyone the arbiter checks in their place, and plans nothing", async () => {
    const row = newCase(await openFollowUpBook(opened.store), { origin: "line", dedupeKey: "line:x", providerId: department("FIN"), clientId: null, problem: "For all", openedBy: null }, NOW);
    await opened.store.writeAll((w) => [...insertCase(opened.store, w, { ...row, state: "to_check" })], { at: NOW, actor: context(opened.store, NOW).actor, action: "case.open", entity: "improvement_case", entityId: row.id });
    const press = async (name: Name, intent: string) => (await call(caseAction, name, "/x", { id: row.id }, { intent, rowVersion: "1", text: "", dueOn: "2026-07-01" })).status;
    expect([await press("leo", "confirm"), await press("ada", "confirm"), await press("arno", "save"), await press("arno", "confirm")]).toEqual([404, 422, 422, 302]);
  });

  test("a case shows the client no other client's case of the same cause, and the provider all of them", async () => {
    const book = await openFollowUpBook(opened.store);
    const of = (client: string, problem: string, day: string) => ({ ...newCase(book, { origin: "manual", dedupeKey: problem, providerId: department("FIN"), clientId: department(client), problem, openedBy: null }, at(day)), category: "knowledge" as const });
    const [theirs, later] = [of("SALES", "Canary of sales", "2026-06-02"), of("LEGAL", "Of legal", "2026-06-10")];
    await opened.store.writeAll((w) => [...insertCase(opened.store, w, theirs), ...insertCase(opened.store, w, later)], { at: NOW, actor: context(opened.store, NOW).actor, action: "case.open", entity: "improvement_case", entityId: later.id });
    const shows = async (name: Name) => (await call(caseLoader, name, "/x", { id: later.id })).text.includes("Canary of sales");
    expect([await shows("leo"), await shows("ada"), await shows("audrey")]).toEqual([false, true, true]);
  });

  test("lists and boards show the cases of the own departments", async () => {
    for (const [name, seen] of [["ada", true], ["cy", true], ["leo", false], ["audrey", true]] as const) {
      for (const handler of [listLoader, casesCsv]) expect([name, (await call(handler, name, "/improvement?view=all")).text.includes("Late again")]).toEqual([name, seen]);
      expect([name, (await call(boardLoader, name, "/improvement/board")).text.includes("Late again")]).toEqual([name, seen]);
    }
  });

  test("a case by hand needs the own department as one of the two", async () => {
    const press = (name: Name, providerId: string, clientId: string) => call(newCaseAction, name, "/improvement/new", {}, { providerId, clientId, problem: "p", formKey: `n-${name}-${providerId}` });
    expect((await press("cy", department("FIN"), department("SALES"))).status).toBe(302);
    const foreign = await press("leo", department("FIN"), department("SALES"));
    expect([foreign.status, JSON.parse(foreign.text).faults]).toEqual([422, { providerId: expect.stringContaining("one of the two") }]);
    expect((await press("audrey", department("FIN"), department("SALES"))).status).toBe(403);
  });

  test("the clocks are set by the arbiter and HR; wrong numbers stay in the form", async () => {
    const values = { complaint: "1", claim: "3", question: "2", wish: "5", caseReplyDays: "2", casePlanDays: "5", caseDoneDays: "10", missed: "3", of: "10" };
    for (const [name, status] of [["ada", 403], ["leo", 403], ["audrey", 403], ["adam", 403], ["arno", 302], ["hana", 302]] as const) expect([name, (await call(clocksAction, name, "/x", {}, values)).status]).toEqual([name, status]);
    const wrong = await call(clocksAction, "arno", "/x", {}, { ...values, claim: "soon", missed: "20" });
    expect([wrong.status, JSON.parse(wrong.text)]).toMatchObject([422, { values: { claim: "soon" }, faults: { claim: "A whole number from 1 to 60.", missed: "Not more than are looked at." } }]);
    expect(JSON.parse((await call(clocksLoader, "arno", "/x")).text)).toMatchObject({ values: { complaint: "1", claim: "3" } });
  });
});
