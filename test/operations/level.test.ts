import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { action, loader } from "#app/routes/_shell.people.levels/route.tsx";
import { loader as csv } from "#app/routes/people.levels[.]csv/route.ts";
import { chooseLevel, closeRound, keepLevelRounds, openLevelRound } from "#app/operations/level/level-rounds.server.ts";
import { saveLevelPolicy, suggestedCoefficients } from "#app/operations/level/save-level-policy.server.ts";
import { loadAsks, loadLevelCounts, loadLevelResults, loadLevelRounds } from "#db/queries/levels.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { at, context, TINY, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-06-15");
/** Finance has five people more, so that each has colleagues; Ada heads it. */
const MORE = ["101", "102", "103", "104", "105"];
const SETUP: typeof TINY = { ...TINY, people: [...TINY.people, ...MORE.map((personnelNumber) => ({ ...TINY.people[1]!, personnelNumber, surname: `Fin${personnelNumber}`, department: "FIN" }))] };

describe.each(STORES)("the yearly level of client orientation on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  const person = (number: string) => company.people.get(number)!;
  const ctx = (now = NOW) => context(opened.store, now);
  const round = async () => (await loadLevelRounds(opened.store))[0]!;
  const choose = async (subject: string, rater: string, level: number, side: "head" | "peer" = "peer") => chooseLevel(ctx(), { roundId: (await round()).id, subjectId: person(subject), raterId: person(rater), side, level });
  const call = (name: keyof TinyCompany["accounts"], form?: Record<string, string>) => callRoute(form ? action : loader, opened.store, NOW, company.accounts[name], "/people/levels", {}, form);
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, SETUP);
  });
  afterAll(() => opened.dispose());

  test("HR opens one round a year, for a fair time; nobody else opens one", async () => {
    expect((await call("ada", { intent: "open", closesOn: "2026-07-01" })).status).toBe(403);
    expect((await call("hana", { intent: "open", closesOn: "2026-06-18" })).status).toBe(422);
    expect((await call("hana", { intent: "open", closesOn: "2026-07-01" })).status).toBe(302);
    expect(await openLevelRound(ctx(), { closesOn: "2026-07-01", personId: person("010") })).toMatchObject({ ok: false, code: "round_exists" });
    const asks = await loadAsks(opened.store, (await round()).id);
    expect(asks.filter((row) => row.subjectId === person("101")).map((row) => row.side).sort()).toEqual(["head", "peer", "peer", "peer", "peer"]);
    // An auditor changes nothing and is asked nothing, though a level of theirs is asked for.
    expect([asks.some((row) => row.raterId === person("015")), asks.some((row) => row.subjectId === person("015"))]).toEqual([false, true]);
    const { notice } = opened.store.t;
    const told = (await opened.store.q.select().from(notice)).filter((row) => row.kind === "level_asked");
    expect(new Set(told.map((row) => row.personId))).toEqual(new Set(asks.map((row) => row.raterId)));
  });

  test("who was asked chooses once; nothing says what", async () => {
    expect(await choose("101", "102", 6)).toMatchObject({ ok: false, code: "level_range" });
    expect(await choose("101", "003", 3)).toMatchObject({ ok: false, code: "not_asked" });
    for (const [rater, level] of [["102", 4], ["103", 4], ["104", 5]] as const) expect((await choose("101", rater, level)).ok).toBe(true);
    expect(await choose("101", "102", 1)).toMatchObject({ ok: false, code: "not_asked" });
    expect((await choose("101", "001", 2, "head")).ok).toBe(true);
    const { store } = opened;
    expect((await loadLevelCounts(store, (await round()).id)).map(({ side, level, n }) => [side, level, n])).toEqual([["head", 2, 1], ["peer", 4, 2], ["peer", 5, 1]]);
    // The asking knows the day, the count knows the level; neither knows both, and the log knows neither.
    expect((await loadAsks(store, (await round()).id)).filter((row) => row.answeredOn !== null).map((row) => Object.keys(row))).toEqual(Array.from({ length: 4 }, () => ["roundId", "subjectId", "raterId", "side", "answeredOn"]));
    expect(JSON.stringify((await store.q.select().from(store.t.audit)).filter((row) => row.actorId === "test" && row.action.startsWith("level")))).not.toMatch(/"level":/);
  });

  test("a choice by the page goes to the side that was asked, whatever the form says", async () => {
    expect((await call("ada", { intent: "choose", subjectId: person("102"), level: "3", side: "peer" })).status).toBe(302);
    expect((await loadLevelCounts(opened.store, (await round()).id)).find((row) => row.subjectId === person("102"))).toMatchObject({ side: "head", level: 3 });
    expect((await call("cy", { intent: "choose", subjectId: person("102"), level: "3" })).status).toBe(422);
    expect((await call("audrey", { intent: "choose", subjectId: person("102"), level: "3" })).status).toBe(403);
  });

  test("who is missing is reminded once; after its last day the round closes by itself", async () => {
    expect((await keepLevelRounds(ctx(at("2026-06-25"))))).toEqual({ closed: 0, reminded: 0 });
    expect((await keepLevelRounds(ctx(at("2026-06-29")))).reminded).toBeGreaterThan(0);
    expect((await keepLevelRounds(ctx(at("2026-06-30"))))).toEqual({ closed: 0, reminded: 0 });
    const stale = await round();
    expect((await keepLevelRounds(ctx(at("2026-07-02"))))).toEqual({ closed: 1, reminded: 0 });
    expect(await closeRound(ctx(at("2026-07-02")), stale)).toBe(false);
    expect(await choose("101", "105", 1)).toMatchObject({ ok: false, code: "not_asked" });
  });

  test("a closed round keeps levels and no counts; fewer than three colleagues make none", async () => {
    const { store } = opened;
    const results = await loadLevelResults(store, { roundId: (await round()).id });
    expect(results.find((row) => row.subjectId === person("101"))).toMatchObject({ level: 3, headLevel: 2, peerHalves: 8, answered: 3, year: 2026 });
    expect(results.find((row) => row.subjectId === person("102"))).toMatchObject({ level: null, peerHalves: null, answered: 0 });
    expect(await loadLevelCounts(store, (await round()).id)).toEqual([]);
    const told = (await store.q.select().from(store.t.notice)).filter((row) => row.kind === "level_result");
    expect(told.map((row) => row.personId)).toEqual([person("101")]);
  });

  test("a person's file holds the level and what they were asked, not who was asked about them nor how it came about", async () => {
    const { loader: file } = await import("#app/routes/people.$id.data[.]json/route.ts");
    const { text } = await callRoute(file, opened.store, NOW, company.accounts.ada, "/x", { id: person("001") });
    const { tables } = JSON.parse(text) as { tables: Record<string, { raterId?: string }[]> };
    expect(tables["levelAsk"]!.every((row) => row.raterId === person("001"))).toBe(true);
    expect(Object.keys(tables)).toContain("levelResult");
    expect(text).not.toMatch(/headLevel|peerHalves|levelCount/);
  });

  test("a level suggests a coefficient and applies none", async () => {
    const { store } = opened;
    const before = JSON.stringify(await store.q.select().from(store.t.coefficient));
    expect((await suggestedCoefficients(store, [person("101"), person("102")])).get(person("101"))).toEqual({ coefficient: "1", level: 3, year: 2026 });
    expect(await saveLevelPolicy(ctx(), { coefficients: ["0.9", "0.95", "1.03", "1.05", "1.2"], personId: person("010") })).toMatchObject({ ok: false, code: "out_of_range", field: "c5" });
    expect((await call("hana", { intent: "policy", c1: "0,9", c2: "0,95", c3: "1,03", c4: "1,05", c5: "1,1" })).status).toBe(302);
    expect([...(await suggestedCoefficients(store, [person("101"), person("102")]))]).toEqual([[person("101"), { coefficient: "1.03", level: 3, year: 2026 }]]);
    expect(JSON.stringify(await store.q.select().from(store.t.coefficient))).toBe(before);
  });

  test("each sees what is theirs: the person, the head, HR and the auditor", async () => {
    const seen = async (name: keyof TinyCompany["accounts"]) => {
      const { list, mayKeep } = JSON.parse((await call(name)).text) as { list: { scope: string | null; total: number }; mayKeep: boolean };
      return [list.scope, list.total > 0, mayKeep];
    };
    expect(await seen("hana")).toEqual(["all", true, true]);
    expect(await seen("audrey")).toEqual(["all", true, false]);
    expect(await seen("ada")).toEqual(["own", true, false]);
    expect(await seen("leo")).toEqual([null, false, false]);
    expect((await callRoute(csv, opened.store, NOW, company.accounts.leo, "/people/levels.csv")).status).toBe(403);
    // Neither the head's choice nor the colleagues' median goes to anybody's browser.
    for (const name of ["hana", "ada", "audrey"] as const) expect((await call(name)).text).not.toMatch(/headLevel|peerHalves/);
  });
});
