import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { action, loader } from "#app/routes/_shell.work.new/route.tsx";
import type { RequestAnswer } from "#app/routes/_shell.work.new/form.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { loadToldEvents } from "#db/queries/task-page.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { at, TINY, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

/** Monday noon: two working days end on Wednesday noon. */
const NOW = at("2026-06-15");
const inputs = [{ key: "cut", name: { en: "Territory list", ru: "Список территорий" }, due: "first working day" }];
const SETUP = { ...TINY, agreements: TINY.agreements.map((row) => ({ ...row, versions: row.versions.map((version) => ({ ...version, inputs })) })) } as unknown as typeof TINY;

describe.each(STORES)("wording a request on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let product = "";
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, SETUP);
    product = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
  });
  afterAll(() => opened.dispose());
  const post = async (form: Record<string, string>, name: keyof TinyCompany["accounts"] = "cy", over = {}) =>
    callRoute(action, opened.store, NOW, company.accounts[name], "/work/new", {}, { product, for: company.departments.get("SALES")!, ...form }, over);
  const answered = async (form: Record<string, string>) => {
    const answer = await post(form);
    return { status: answer.status, ...(JSON.parse(answer.text) as RequestAnswer) };
  };
  const tasks = async () => (await opened.store.q.select().from(opened.store.t.task)).length;

  test("looked over, it comes back with remarks and what was written; nothing is sent", async () => {
    const before = await tasks();
    const { status, looked, values, promise } = await answered({ intent: "look", neededBy: "2026-06-16", title: "", text: "NEED THE FIGURES!!!", purpose: "the board meets" });
    expect(status).toBe(200);
    const said = looked!.remarks.map((row) => `${row.weight}: ${row.text}`).join("\n").replaceAll("\u00a0", " ");
    expect(said).toContain("missing: Promised Wed 17 Jun 12:00: 18 h of working time from now. You ask for tomorrow 23:59, 15 h from now: they may say no.");
    expect(said).toContain("missing: By agreement you provide “Territory list” (first working day).");
    expect(said).toContain("better: Capitals read like shouting: “NEED THE FIGURES”.");
    expect(looked!.suggestion).toEqual({ title: "Report: the board meets", text: expect.stringMatching(/^Need the figures\.\nWhat it is for: the board meets\nProvided by us: Territory list – to follow\nNeeded: by 16.June 2026$/) as string });
    expect(values).toMatchObject({ text: "NEED THE FIGURES!!!", purpose: "the board meets", neededBy: "2026-06-16" });
    expect(promise!.dueAt).toBe(at("2026-06-17"));
    expect(await tasks()).toBe(before);
  });

  test("a suggestion is taken over with one press and put back with another", async () => {
    const own = { title: "Figures", text: "Own words", purpose: "why" };
    const taken = await answered({ intent: "take", ...own, takenTitle: "Report: why", takenText: "Own words\nWhat it is for: why" });
    expect(taken.values).toMatchObject({ title: "Report: why", text: "Own words\nWhat it is for: why", purpose: "" });
    const back = await answered({ intent: "undo", title: "x", text: "y", before: taken.before });
    expect(back.values).toMatchObject(own);
    expect(back.before).toBe("");
  });

  test("looked over again, a text that was taken over lacks nothing that it says and is suggested no other", async () => {
    const { looked } = await answered({ intent: "look", title: "Figures by region", text: "Need the figures.\nWhat it is for: the board\nForm: xlsx\nIt is right when: it adds up\nProvided by us: territory list" });
    expect(looked!.remarks.map((row) => row.weight)).toEqual(["good"]);
    expect(looked!.suggestion).toBeNull();
  });

  test("own words that are no JSON put nothing back and break nothing", async () => {
    for (const before of ["", "null", "[1]", "{", '{"title":5}']) expect((await answered({ intent: "undo", text: "kept", before })).status).toBe(200);
  });

  test("what was written goes with the request, parts as they stand", async () => {
    const answer = await post({ title: "June", text: "By region", purpose: "the board" });
    expect(answer.status).toBe(302);
    const events = await loadToldEvents(opened.store, answer.headers.get("location")!.split("/").at(-1)!);
    expect(events[0]).toMatchObject({ type: "requested", payload: { note: "By region\nWhat it is for: the board" } });
  });

  test("two fields stay enough", async () => expect((await post({})).status).toBe(302));

  test("a text that is too long is refused at its field and kept", async () => {
    expect(await answered({ text: "x".repeat(4_001) })).toMatchObject({ status: 400, refusal: { code: "words_too_long", field: "text", facts: { longest: 4_000 } }, values: { text: "x".repeat(4_001) } });
    expect(await answered({ purpose: "x".repeat(1_001) })).toMatchObject({ status: 400, refusal: { code: "words_too_long", field: "purpose" } });
  });

  test("nothing is prepared for a service that is not configured", async () => {
    expect((await answered({ intent: "outside_show", text: "Own words" })).looked!.outside).toBeNull();
    expect(JSON.parse((await callRoute(loader, opened.store, NOW, company.accounts.cy, "/work/new")).text)).toMatchObject({ composerHost: null });
  });

  test("what would be sent is shown first, with its hash", async () => {
    const composer = { url: "https://models.example/v1/chat/completions", model: "small", key: null };
    const answer = JSON.parse((await post({ intent: "outside_show", text: "Own words for Ada Adams" }, "cy", { composer })).text) as RequestAnswer;
    expect(answer.looked!.outside).toMatchObject({ step: "preview", hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect((answer.looked!.outside as { body: string }).body).toMatch(/Own words for \[name 1\]/);
  });

  test("nobody asks for a department of others, whatever the button", async () => {
    for (const intent of ["look", "take", "send", "outside_send"]) expect((await post({ intent }, "leo")).status).toBe(403);
  });
});
