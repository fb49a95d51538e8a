import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stop } from "#app/web/lifecycle.server.ts";
import { costOf, pacer } from "#app/web/pace.server.ts";
import { ask, buildOf, startApp, type RunningApp } from "#test/support/web.ts";

const MINUTE = 60_000;

describe("what costs much", () => {
  test.each<[string, string, ReturnType<typeof costOf>]>([
    ["GET", "/people.csv", "file"],
    ["GET", "/scorecards/a1/card.pdf", "file"],
    ["POST", "/pay/runs/a1/export", "file"],
    ["GET", "/search", "search"],
    ["POST", "/work/import", "upload"],
    ["POST", "/work/import/a1/mapping", "upload"],
    ["POST", "/people/import", "upload"],
    ["GET", "/people", null],
    ["GET", "/work/import", null],
    ["POST", "/work/a1", null],
    ["GET", "/assets/page.json", null],
  ])("%s %s: %s", (method, path, cost) => {
    expect(costOf(method, path)).toBe(cost);
  });
});

describe("the pace of costly requests", () => {
  const many = (wait: ReturnType<typeof pacer>, n: number, session: (i: number) => string | null, address = "10.0.0.1", now = 0) => Array.from({ length: n }, (_, i) => wait("file", session(i), address, now));

  test("a session gets its number, is told how long to wait, and begins anew with the next minute", () => {
    const wait = pacer();
    expect(many(wait, 60, () => "s", "10.0.0.1", 20_000).every((seconds) => seconds === 0)).toBe(true);
    expect(wait("file", "s", "10.0.0.1", 20_000)).toBe(40);
    expect(wait("search", "s", "10.0.0.1", 20_000)).toBe(0);
    expect(wait("file", "other", "10.0.0.1", 20_000)).toBe(0);
    expect(wait("file", "s", "10.0.0.1", MINUTE)).toBe(0);
  });

  test("made-up sessions gain nothing, and keep nobody of another address from working", () => {
    const wait = pacer();
    const waits = many(wait, 1_500, (i) => `made-up-${i}`);
    expect([waits.filter((seconds) => seconds === 0).length, waits.at(-1)]).toEqual([1_200, 60]);
    expect(wait("file", "honest", "10.0.0.2", 0)).toBe(0);
  });
});

describe("at the edge", () => {
  let running: RunningApp;
  beforeAll(async () => {
    running = await startApp({ build: buildOf({ "people.csv": { loader: () => new Response("a,b") }, page: { default: () => null } }) });
  });
  afterAll(async () => void (await stop(running.server, 100)));

  test("the sixty-first file of a minute is refused with the seconds to wait; pages go on", async () => {
    const answers = [];
    for (let i = 0; i < 61; i += 1) answers.push(await ask(running, "/people.csv", { headers: { cookie: "concord=one" } }));
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 60 }, () => 200), 429]);
    expect(Number(answers.at(-1)!.headers["retry-after"])).toBeGreaterThan(0);
    expect(answers.at(-1)!.text).toContain("in a minute");
    expect((await ask(running, "/page", { headers: { cookie: "concord=one" } })).status).toBe(200);
  });
});
