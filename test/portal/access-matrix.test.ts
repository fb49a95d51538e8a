import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { inTurns, openPortal, WHO, type Answer, type OpenPortal, type Who } from "#test/support/open-portal.ts";
import { changedTables, LOOKING, sumsOf } from "./database-sum.ts";
import { addresses, dataOf, letThrough, routesOf, type Route } from "./doors.ts";
import { ROUTES, type Rule } from "./route-table.ts";
import { plantCanaries, type Canaries } from "./canaries.ts";
import { addWhatIsMissing, finders, newestFinding, STANDINGS, type Params, type Standing, type Tokens } from "./things.ts";

/** Documents are the slow half; one of so many cells is asked in both ways unless the long run asks for all (`MATRIX=all`). */
const DOCUMENTS = process.env.MATRIX === "all" ? 1 : 30;

interface Cell {
  readonly route: Route;
  readonly method: "GET" | "POST";
  readonly form: "document" | "data";
  readonly who: Who | null;
  readonly standing: Standing;
  readonly rule: Rule;
  readonly address: string;
}

interface Asked {
  readonly cell: Cell;
  readonly status: number;
  readonly outcome: string;
  /** What was in the answer that must not be. */
  readonly leaks: readonly string[];
}

/** What happened at a door, in one word. */
function outcome({ status, headers }: Answer): string {
  const leads = String(headers["x-remix-redirect"] ?? headers.location ?? "");
  if (leads.startsWith("/sign-in")) return "sign in";
  if (status === 403 || status === 404) return "refused";
  return status < 500 ? "through" : String(status);
}

describe("who gets through which door", () => {
  let portal: OpenPortal;
  let routes: Route[];
  let canaries: Canaries;
  let finding: Params | null;
  let tokens: Tokens;

  beforeAll(async () => {
    portal = await openPortal(inject("demoDir"));
    tokens = await addWhatIsMissing(portal);
    canaries = plantCanaries(portal);
    finding = await newestFinding(portal);
    routes = routesOf(portal);
  });
  afterAll(() => portal.close());

  function cellsOf(method: "GET" | "POST"): Cell[] {
    const addressOf = addresses(portal, finding);
    let n = 0;
    return routes.flatMap((route) => {
      const rule = method === "GET" ? route.doors?.get : route.doors?.post;
      if (typeof rule !== "object") return [];
      return [null, ...WHO].flatMap((who) =>
        STANDINGS.flatMap((standing): Cell[] => {
          const address = addressOf(route, who ?? "employee", standing);
          if (address === null) return [];
          n += 1;
          const cell = { route, method, who, standing, rule, address } as const;
          if (!route.isPage) return [{ ...cell, form: "document" }];
          return n % DOCUMENTS === 0 ? [{ ...cell, form: "data" }, { ...cell, form: "document" }] : [{ ...cell, form: "data" }];
        }),
      );
    });
  }

  async function askAll(cells: readonly Cell[]) {
    return inTurns(cells, 3, async (cell) => {
      const address = cell.form === "data" ? dataOf(cell.route, cell.address) : cell.address;
      const answer = cell.method === "GET" ? await portal.ask(address, { as: cell.who }) : await portal.post(address, cell.who, "intent=nothing-of-the-kind");
      const { text, headers, status } = answer;
      return { cell, status, outcome: outcome(answer), leaks: canaries.leaksTo(cell.who, cell.route.name, `${JSON.stringify(headers)} ${text}`) };
    });
  }

  const told = (cell: Cell) => `${cell.method} ${cell.route.name} as ${cell.who ?? "nobody"}, ${cell.standing}, ${cell.form}`;

  /** Cells that answer otherwise than the table says. */
  function mismatches(all: readonly Asked[]): string[] {
    const missing = new Map(all.filter(({ cell }) => cell.standing === "none").map(({ cell, status }) => [`${cell.route.id} ${cell.who} ${cell.form}`, status]));
    return all.flatMap(({ cell, status, outcome: got }) => {
      const { who, rule, standing, route } = cell;
      const wanted = who === null ? "sign in" : letThrough(rule, standing).includes(who) ? "through" : "refused";
      if (got !== wanted) return [`${told(cell)}: ${got} (${status}) instead of ${wanted}`];
      const ofMissing = missing.get(`${route.id} ${who} ${cell.form}`);
      const mayKnow = who === null || (rule.known ?? []).includes(who) || (typeof route.doors?.get === "object" && letThrough(route.doors.get, standing).includes(who));
      return wanted === "refused" && !mayKnow && ofMissing !== undefined && ofMissing !== status ? [`${told(cell)}: ${status}, but ${ofMissing} for a thing that does not exist`] : [];
    });
  }

  test("every route of the build is declared, with all its doors, and nothing else is", () => {
    const undeclared = routes.filter(({ doors, hasLoader, hasAction }) => !doors || (hasLoader && doors.get === undefined) || (hasAction && doors.post === undefined)).map(({ name }) => name);
    expect(undeclared).toEqual([]);
    expect(Object.keys(ROUTES).filter((name) => !routes.some((route) => route.name === name))).toEqual([]);
    expect(routes.filter(({ doors, hasAction }) => doors?.post !== undefined && !hasAction).map(({ name }) => name)).toEqual([]);
  });

  const leaks = (all: readonly Asked[]) => all.flatMap(({ cell, leaks: found }) => found.map((what) => `${told(cell)} holds ${what}`));

  test("readers: each role, each standing, as a page and as data; no answer holds what is not for these eyes", async () => {
    const leftOut = [...LOOKING, "kept_form"];
    const before = sumsOf(portal, leftOut);
    const all = await askAll(cellsOf("GET"));
    console.info(`${all.length} cells read`);
    // ASVS 3.5.3: reading writes nothing but that somebody looked, and what waits for a proof of who they are.
    expect(changedTables(before, sumsOf(portal, leftOut))).toEqual([]);
    expect(mismatches(all)).toEqual([]);
    expect(leaks(all)).toEqual([]);
  });

  test("writers: an unreadable form changes nothing, and only those who may write are told that it is unreadable", async () => {
    const all = await askAll(cellsOf("POST"));
    console.info(`${all.length} cells written`);
    expect(mismatches(all)).toEqual([]);
    expect(leaks(all)).toEqual([]);
  });

  test("the canaries are where they may be seen", async () => {
    const run = finders(portal).run("hr", "theirs")!;
    const [answers, accounts, pay] = await Promise.all([portal.ask("/ratings/answers.csv", { as: "hr" }), portal.ask("/settings/accounts.csv", { as: "admin" }), portal.ask(`/pay/runs/${run["runId"]}`, { as: "hr" })]);
    expect(canaries.leaksTo(null, "", answers.text)).toContain("a comment of FIN-SALES");
    expect(canaries.leaksTo(null, "", accounts.text)).toContain("the address of an account");
    expect(canaries.leaksTo(null, "", pay.text).filter((what) => what.startsWith("the amount")).length).toBeGreaterThan(10);
  });

  test("tokens: their scope, their source, their departments, and no cookie", async () => {
    const find = finders(portal);
    const [own, foreign, missing] = (["gives", "theirs", "none"] as const).map((standing) => find.task("head", standing)!);
    const at = (task: Params | undefined, more = "") => `/api/v1/tasks/${task!["source"]}/${encodeURIComponent(task!["externalId"]!)}${more}`;
    const json = { "content-type": "application/json" };
    const events = JSON.stringify({ events: [{ id: "a1", type: "acknowledged", occurredAt: new Date().toISOString() }] });
    const status = async (token: string | null, path: string, body?: string) =>
      (await portal.ask(path, { method: body === undefined ? "GET" : "POST", body, headers: { ...(body === undefined ? {} : json), cookie: portal.cookie("admin"), ...(token === null ? {} : { authorization: `Bearer ${token}` }) } })).status;
    const { readToken, writeToken } = tokens;
    const doors: readonly [path: string, body: string | undefined, read: number, write: number][] = [
      ["/api/v1/tasks", undefined, 200, 403],
      [at(own), undefined, 200, 403],
      [at(foreign), undefined, 404, 403],
      [at(missing), undefined, 404, 403],
      [at({ source: "other", externalId: "1" }), undefined, 404, 403],
      [at(own, "/events"), events, 403, 200],
      [at(foreign, "/events"), events, 403, 404],
      [at(missing, "/events"), events, 403, 404],
      [at({ source: "other", externalId: "1" }, "/events"), events, 403, 404],
      ["/api/v1/tasks%3Abatch", "{}", 403, 422],
    ];
    for (const [path, body, read, write] of doors) {
      expect([path, await status(null, path, body), await status("x".repeat(43), path, body), await status(readToken, path, body), await status(writeToken, path, body)]).toEqual([path, 401, 401, read, write]);
    }
  });

  test("the log holds none of it", () => {
    expect(portal.log.length).toBeGreaterThan(4_000);
    const text = portal.log.join("\n");
    expect(text.match(/canary\w+/g)).toBeNull();
    expect(portal.log.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
  });
});
