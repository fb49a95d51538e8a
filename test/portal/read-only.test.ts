import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { inTurns, openPortal, type OpenPortal } from "#test/support/open-portal.ts";
import { addresses, routesOf, type Route } from "./doors.ts";
import { changedTables, LOOKING, sumsOf } from "./database-sum.ts";
import { addWhatIsMissing, newestFinding, STANDINGS, type Params, type Tokens } from "./things.ts";
import { vocabularyOf } from "./vocabulary.ts";

const UNSAFE = ["POST", "PUT", "PATCH", "DELETE"] as const;
/** The one act on a thing of the portal that an auditor has: to tick off a notice of their own. Without the id of one it changes nothing either. */
const OWN_AFFAIR = "POST inbox read: 200";
/** Their own account is theirs: its password, its second factor, its sessions. */
const OWN_ACCOUNT = /^account\./;

describe("those who only read", () => {
  let portal: OpenPortal;
  let routes: Route[];
  let tokens: Tokens;
  let finding: Params | null;

  beforeAll(async () => {
    portal = await openPortal(inject("demoDir"));
    tokens = await addWhatIsMissing(portal);
    finding = await newestFinding(portal);
    routes = routesOf(portal).filter(({ hasAction, doors }) => hasAction && doors?.post !== "public" && doors?.post !== "token").filter(({ name }) => !OWN_ACCOUNT.test(name));
  });
  afterAll(() => portal.close());

  test("the auditor: each act of each form, by each unsafe method, on a thing there is, is refused and changes no row", async () => {
    const addressOf = addresses(portal, finding);
    const tries = routes.flatMap((route) => {
      const { acts, fields } = vocabularyOf(route);
      const address = STANDINGS.map((standing) => addressOf(route, "auditor", standing)).find((one) => one !== null)!;
      const form = (act: string) => new URLSearchParams([...fields.map((field): [string, string] => [field, act]), ["intent", act], ["act", act], ["step", act]]).toString();
      return ["", ...acts].flatMap((act, n) => (n === 0 ? UNSAFE : (["POST"] as const)).map((method) => ({ route, method, act, address, body: form(act) })));
    });
    expect(tries.length).toBeGreaterThan(1_000);
    // Their own notices are ticked off first: what is left for the one own affair changes nothing.
    await portal.ask("/inbox", { as: "auditor", method: "POST", body: "act=read", headers: { origin: portal.env.origin, "content-type": "application/x-www-form-urlencoded" } });
    const before = sumsOf(portal, LOOKING);
    const through = await inTurns(tries, 3, async ({ route, method, act, address, body }) => {
      const { status } = await portal.ask(address, { as: "auditor", method, body, headers: { origin: portal.env.origin, "content-type": "application/x-www-form-urlencoded" } });
      return status >= 400 && status < 500 ? null : `${method} ${route.name} ${act}: ${status}`;
    });
    console.info(`${tries.length} tries by the auditor`);
    expect(through.filter((one) => one !== null && one !== OWN_AFFAIR)).toEqual([]);
    expect(changedTables(before, sumsOf(portal, LOOKING))).toEqual([]);
  });

  test("a token for reading: each unsafe method of each address of the API is refused and changes no row", async () => {
    const before = sumsOf(portal, LOOKING);
    const task = addresses(portal)(routesOf(portal).find(({ name }) => name === "api.v1.tasks.$source.$externalId")!, "head", "gives")!;
    const paths = ["/api/v1/tasks", "/api/v1/tasks%3Abatch", task, `${task}/events`, "/api/v1/openapi.json", "/api/v1/nothing"];
    const body = JSON.stringify({ items: [{ externalId: "x1", product: "X", client: "SALES", events: [{ type: "requested", occurredAt: "2026-01-05T09:00:00Z" }] }], events: [{ type: "acknowledged", occurredAt: "2026-01-05T09:00:00Z" }] });
    for (const path of paths)
      for (const method of UNSAFE) {
        const { status } = await portal.ask(path, { method, body, headers: { "content-type": "application/json", authorization: `Bearer ${tokens.readToken}` } });
        expect([path, method, status >= 400 && status < 500]).toEqual([path, method, true]);
      }
    expect(changedTables(before, sumsOf(portal, LOOKING))).toEqual([]);
  });
});
