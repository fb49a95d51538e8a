import { mapDelivery } from "#app/domain/intake/hook-mapping.ts";
import { HOOK_PROFILES } from "#app/domain/intake/hook-profiles.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXAMPLE_EVENTS, EXAMPLE_TASK, EXAMPLE_TOLD, openApi } from "#app/routes/api.v1.openapi[.]json/description.ts";
import * as list from "#app/routes/api.v1.tasks._index/route.ts";
import * as one from "#app/routes/api.v1.tasks.$source.$externalId/route.ts";
import * as events from "#app/routes/api.v1.tasks.$source.$externalId.events/route.ts";
import * as batch from "#app/routes/api.v1.tasks-batch/route.ts";
import { apiBatchSchema, apiEventsSchema, apiTaskSchema } from "#app/operations/feeds/api-task.ts";
import { evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { issueToken, revokeToken } from "#app/operations/issue-token.server.ts";
import { loadTasksOfSource } from "#db/queries/tasks.server.ts";
import { verifyAudit } from "#app/operations/verify-audit.server.ts";
import { routeContext } from "#test/support/route-context.ts";
import { STORES, TEST_KEYS, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

/** Any answer of the API, with the fields that tests look at. */
interface Body {
  readonly code?: string;
  readonly results: readonly { readonly status: string; readonly errors: readonly { readonly pointer: string; readonly code: string }[] }[];
  readonly tasks: readonly { readonly externalId: string }[];
  readonly verdicts: readonly { readonly obligation: string; readonly outcome: string }[];
  readonly nextCursor: string | null;
}

const NOW = Date.UTC(2026, 5, 18, 12);
const at = (day: number, hour: number) => new Date(Date.UTC(2026, 5, day, hour)).toISOString();
const task = (externalId: string, more = {}) => ({
  externalId, product: "REPORT", client: "SALES", title: `Report ${externalId}`,
  events: [{ id: "1", type: "requested", occurredAt: at(15, 9) }, { id: "2", type: "delivered", occurredAt: at(16, 9) }], ...more,
});

describe.each(STORES)("the HTTP API on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  const secrets: Record<string, string> = {};
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    const issue = async (name: string, more = {}) => {
      const made = await issueToken(context(opened.store, NOW), { name, scopes: ["tasks:read", "tasks:write"], source: "helpdesk", providerIds: null, days: 30, personId: company.people.get("001")!, ...more });
      if (!made.ok) throw new Error(made.code);
      secrets[name] = made.value.secret;
      return made.value.id;
    };
    await issue("full");
    await issue("reader", { scopes: ["tasks:read"] });
    await issue("narrow", { providerIds: [company.departments.get("SALES")!] });
    await issue("other", { source: "erp" });
    await revokeToken(context(opened.store, NOW), await issue("revoked"));
  });
  afterAll(() => opened.dispose());

  const call = async (handler: (args: never) => unknown, path: string, { token = "full", body, headers = {}, now = NOW, params = {} }: { token?: string; body?: unknown; headers?: Record<string, string>; now?: number; params?: Record<string, string> } = {}) => {
    const request = new Request(`http://localhost/api/v1${path}`, {
      headers: { ...(token ? { authorization: `Bearer ${secrets[token] ?? token}` } : {}), "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    let answer: Response;
    try {
      answer = (await handler({ request, params, context: { ...routeContext(opened.store, now) } } as never)) as Response;
    } catch (thrown) {
      answer = thrown as Response;
    }
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body };
  };
  const send = (items: readonly unknown[], more = {}) => call(batch.action, "/tasks:batch", { body: { items }, ...more });
  const statuses = (answer: Awaited<ReturnType<typeof send>>) => answer.body.results.map((row) => row.status);
  const count = async () => (await loadTasksOfSource(opened.store, "helpdesk", null, "", 1_000)).length;

  test("takes tasks, changes nothing the second time, and takes another value of an event as a correction", async () => {
    expect(statuses(await send([task("A-1"), task("A-2")]))).toEqual(["accepted", "accepted"]);
    expect(statuses(await send([task("A-1"), task("A-2")]))).toEqual(["unchanged", "unchanged"]);
    const later = task("A-2", { events: [{ id: "1", type: "requested", occurredAt: at(15, 9) }, { id: "2", type: "delivered", occurredAt: at(17, 9) }] });
    expect(statuses(await send([later]))).toEqual(["corrected"]);
  });

  test("refuses an item whole, names the field, and keeps the rest of the batch", async () => {
    const before = await count();
    const answer = await send([
      task("B-1"), task("B-1"), task("B-2", { product: "NOTHING" }), task("B-3", { client: "NOBODY" }), task("B-4", { events: [{ type: "delivered", occurredAt: at(16, 9) }] }),
      task("B-5", { events: [{ type: "requested", occurredAt: at(16, 9) }, { type: "delivered", occurredAt: at(15, 9) }] }), task("B-6", { events: [{ type: "requested", occurredAt: "2026-06-31T09:00:00Z" }] }),
      task("B-7", { events: [{ type: "requested", occurredAt: "2026-06-15T09:00:00" }] }), task("B-8", { colour: "red" }), task("B-9", { events: [{ type: "requested", occurredAt: at(15, 9) }, { type: "paused", occurredAt: at(15, 10) }] }), null, "x",
      task("B-10", { events: [{ type: "requested", occurredAt: at(15, 9) }, { type: "due_agreed", occurredAt: at(15, 10), payload: { at: at(20, 9), by: "arbiter" } }] }),
    ]);
    expect(statuses(answer)).toEqual(["accepted", ...Array.from({ length: 12 }, () => "rejected")]);
    const errors = answer.body.results.map((row) => row.errors[0] && `${row.errors[0].pointer} ${row.errors[0].code}`);
    expect(errors.slice(1)).toEqual([
      "/externalId duplicate_item", "/product unknown_product", "/client unknown_department", "/events no_request", "/events before_requested", "/events/0/occurredAt invalid_format", "/events/0/occurredAt invalid_format",
      "/ unrecognized_keys", "/events/1/payload/reason required", "/ invalid_type", "/ invalid_type", "/events/1/payload/by invalid_value",
    ]);
    expect(await count()).toBe(before + 1);
  });

  test("a name that means something to the language is a name like any other", async () => {
    const poisoned = JSON.parse(`{"externalId":"J-1","product":"REPORT","client":"SALES","events":[{"type":"requested","occurredAt":"${at(15, 9)}"}],"attributes":{"__proto__":"x","constructor":"y"}}`) as unknown;
    expect(statuses(await send([poisoned]))).toEqual(["accepted"]);
    const stored = (await loadTasksOfSource(opened.store, "helpdesk", null, "", 1_000)).find((row) => row.externalId === "J-1");
    expect([Object.keys(stored!.attributes), ({} as Record<string, unknown>)["x"]]).toEqual([["constructor"], undefined]);
  });

  test("a token writes and reads its own source and departments only", async () => {
    expect(statuses(await send([task("C-1")], { token: "narrow" }))).toEqual(["rejected"]);
    expect((await call(one.loader, "/tasks/helpdesk/A-1", { token: "narrow", params: { source: "helpdesk", externalId: "A-1" } })).status).toBe(404);
    expect((await call(one.loader, "/tasks/helpdesk/A-1", { token: "other", params: { source: "helpdesk", externalId: "A-1" } })).status).toBe(404);
    expect((await call(events.action, "/tasks/helpdesk/A-1/events", { token: "other", params: { source: "helpdesk", externalId: "A-1" }, body: EXAMPLE_EVENTS })).status).toBe(404);
    expect((await call(list.loader, "/tasks", { token: "narrow" })).body.tasks).toEqual([]);
    expect((await call(list.loader, "/tasks", { token: "other" })).body.tasks).toEqual([]);
    expect(statuses(await send([task("A-1")], { token: "other" }))).toEqual(["accepted"]);
    expect((await call(list.loader, "/tasks", { token: "other" })).body.tasks).toHaveLength(1);
  });

  test.each([
    ["nobody", "", 401], ["a made-up token", `concord_${"x".repeat(43)}`, 401], ["a revoked token", "revoked", 401], ["a token that only reads", "reader", 403],
  ])("%s sends nothing", async (_who, token, status) => {
    const before = await count();
    const answer = await send([task("D-1")], { token });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json; charset=utf-8"]);
    expect(await count()).toBe(before);
  });

  test("an expired token is as good as none", async () => {
    expect((await send([task("D-2")], { now: NOW + 31 * 86_400_000 })).status).toBe(401);
  });

  test("the same key gives the kept answer, another request under it is refused", async () => {
    const headers = { "idempotency-key": "k-1" };
    const first = await send([task("E-1")], { headers });
    const again = await send([task("E-1")], { headers });
    expect([statuses(first), statuses(again), again.headers.get("idempotency-replayed")]).toEqual([["accepted"], ["accepted"], "true"]);
    expect((await send([task("E-2")], { headers })).body.code).toBe("idempotency_key_reused");
    expect((await send([task("E-2")], { headers, token: "other" })).status).toBe(200);
  });

  test("twenty equal batches at once make each task once", async () => {
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => send([task("P-1"), task("P-2")], n % 2 === 0 ? { headers: { "idempotency-key": "par" } } : {})));
    expect(answers.every((answer) => answer.status === 200 || answer.status === 409)).toBe(true);
    expect(await count()).toBe(before + 2);
  });

  test("what happened since is told by one call, and the verdict is read by another", async () => {
    const params = { source: "helpdesk", externalId: "A-1" };
    const accepted = { events: [{ id: "3", type: "accepted", occurredAt: at(17, 9) }] };
    expect((await call(events.action, "/tasks/helpdesk/A-1/events", { params, body: accepted })).body).toEqual({ status: "accepted" });
    expect((await call(events.action, "/tasks/helpdesk/A-1/events", { params, body: accepted })).body).toEqual({ status: "unchanged" });
    expect((await call(events.action, "/tasks/helpdesk/NO/events", { params: { ...params, externalId: "NO" }, body: accepted })).status).toBe(404);
    expect((await call(events.action, "/tasks/helpdesk/A-1/events", { params, body: { events: [{ type: "acknowledged", occurredAt: at(1, 9) }] } })).body.code).toBe("before_requested");
    await evaluateDue(context(opened.store, NOW));
    const read = await call(one.loader, "/tasks/helpdesk/A-1", { params });
    expect(read.body).toMatchObject({ externalId: "A-1", product: "REPORT", provider: "FIN", client: "SALES", state: "accepted", underAgreement: true });
    expect(read.body.verdicts.map((row) => [row.obligation, row.outcome])).toContainEqual(["FIN-SALES/report", "met"]);
  });

  test("pages come by cursor and hold each task once", async () => {
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { body: Body } = await call(list.loader, `/tasks?limit=2&cursor=${cursor}`);
      seen.push(...page.body.tasks.map((row) => row.externalId));
      cursor = page.body.nextCursor;
    }
    expect([new Set(seen).size, seen.length]).toEqual([await count(), await count()]);
    expect((await call(list.loader, "/tasks?limit=0")).status).toBe(400);
    expect((await call(list.loader, "/tasks?cursor=' or 1=1")).status).toBe(400);
  });

  test("a body that is no JSON and a batch that is none are told apart", async () => {
    expect((await call(batch.action, "/tasks:batch", { body: "{" })).body.code).toBe("bad_json");
    expect((await call(batch.action, "/tasks:batch", { body: { items: [] } })).body.code).toBe("bad_batch");
  });

  test("every batch stands in an unbroken log under its token", async () => {
    expect(await verifyAudit(opened.store, TEST_KEYS.audit)).toMatchObject({ broken: null });
  });
});

describe("the description of the API", () => {
  test("has examples that the API takes", () => {
    expect(apiTaskSchema.safeParse(EXAMPLE_TASK).success && apiBatchSchema.safeParse({ items: [EXAMPLE_TASK] }).success && apiEventsSchema.safeParse(EXAMPLE_EVENTS).success).toBe(true);
    // The example of a webhook is one by the mapping that such a webhook begins with.
    expect(mapDelivery(HOOK_PROFILES.concord.mapping, EXAMPLE_TOLD, zoneOf("UTC"), 0)).toMatchObject({ kind: "task", task: { externalId: "REQ-1042", events: [{ type: "delivered" }] } });
  });

  test("names every place of the API, and every reference in it leads somewhere", () => {
    const api = openApi("https://concord.example");
    expect(Object.keys(api.paths)).toEqual(["/tasks:batch", "/tasks/{source}/{externalId}/events", "/tasks", "/hooks/{id}", "/tasks/{source}/{externalId}"]);
    const references = [...JSON.stringify(api).matchAll(/#\/components\/schemas\/(\w+)/g)].map((match) => match[1]!);
    expect(references.filter((name) => !(name in api.components.schemas))).toEqual([]);
  });
});
