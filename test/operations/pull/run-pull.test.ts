import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PullPlan } from "#app/domain/intake/pull-plan.ts";
import { workPulls } from "#app/operations/pull/run-pull.server.ts";
import { addPull, mapPull, savePull, steerPull, tryPull, type PullTyped } from "#app/operations/pull/save-pull.server.ts";
import { loadImport, loadQuarantine, recentImports } from "#db/queries/imports.server.ts";
import { findPull, listPullRuns } from "#db/queries/pulls.server.ts";
import { loadEvents, loadTasksByExternalId } from "#db/queries/tasks.server.ts";
import { testEnv } from "#test/support/environment.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = Date.UTC(2026, 5, 20, 9);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Item {
  readonly id: string;
  readonly client?: string;
  readonly created: string;
  readonly updated: string;
  readonly closed?: string;
}

const day = (n: number, hour = 9) => `2026-06-${String(n).padStart(2, "0")}T${String(hour).padStart(2, "0")}:00:00Z`;
const item = (id: string, n: number, more: Partial<Item> = {}): Item => ({ id, client: "SALES", created: day(n), updated: day(n), ...more });
const PLAN: PullPlan = { itemsPath: "items", paging: "none", pageParam: "", nextPath: "", firstPage: 1, positionPath: "updated", positionForm: "iso", positionStart: "2026-01-01T00:00:00Z", overlapMinutes: 0 };
const MAPPING = JSON.stringify({
  task: { id: { path: "id" }, product: { value: "REPORT" }, client: { path: "client" } },
  rules: [{ when: [], event: "requested", at: "created", each: false }, { when: [{ path: "closed" }], event: "delivered", at: "closed", each: false }],
});

/** A task system: a list sorted by the last change, cut into pages in whatever way it is asked. */
let items: Item[] = [];
let asked: { readonly url: URL; readonly key: string | undefined }[] = [];
let answer: ((request: IncomingMessage, response: ServerResponse) => boolean) | null = null;
let server: Server;
let origin = "";
const SIZE = 3;
beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url!, origin);
    asked.push({ url, key: request.headers["x-api-key"] as string | undefined });
    if (answer?.(request, response)) return;
    const since = url.searchParams.get("since") ?? "";
    const found = items.filter((one) => since === "" || Date.parse(one.updated) >= Date.parse(since)).sort((a, b) => Date.parse(a.updated) - Date.parse(b.updated));
    const from = url.searchParams.has("page") ? (Number(url.searchParams.get("page")) - 1) * SIZE : Number(url.searchParams.get("offset") ?? url.searchParams.get("cursor")?.slice(1) ?? 0);
    const page = url.pathname === "/all" ? found : found.slice(from, from + SIZE);
    const more = from + SIZE < found.length;
    const next = new URL(url);
    next.searchParams.set("offset", String(from + SIZE));
    response.setHeader("content-type", "application/json");
    if (more && url.pathname === "/link") response.setHeader("link", `<${origin}/>; rel="first", <${next.href}>; rel="next"`);
    response.end(JSON.stringify({ items: page, next: more ? `${next.pathname}${next.search}` : null, cursor: more ? `c${from + SIZE}` : null }));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe.each(STORES)("a list that is fetched, on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let clock = NOW;
  let made = 0;
  const { appSecret } = testEnv();
  const asking = { ring: appSecret, allowLoopback: true, timeoutMs: 2_000 };
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
  });
  afterAll(() => opened.dispose());
  beforeEach(() => {
    [items, asked, answer] = [[], [], null];
    clock += 24 * HOUR;
  });

  const ctx = () => ({ store: opened.store, now: (clock += 1), actor: { kind: "account" as const, id: company.accounts.adam ?? "adam" } });
  const run = async (afterMs = HOUR, store = opened.store) => {
    clock += afterMs;
    return workPulls({ store, now: () => (clock += 1), stopping: () => false, asking });
  };
  const typed = (plan: Partial<PullPlan> = {}, more: Partial<PullTyped> = {}): PullTyped => ({ name: "Desk", url: `${origin}/list?since={position}`, headerName: "X-Api-Key", secret: "s3cret", everyMinutes: 15, plan: { ...PLAN, ...plan }, ...more });
  const make = async (plan: Partial<PullPlan> = {}, more: Partial<PullTyped> = {}) => {
    made += 1;
    const source = `pull-${made}`;
    const added = await addPull(ctx(), { name: "Desk", source, preset: "json", providerIds: null, personId: company.people.get("014")! });
    if (!added.ok) throw new Error(added.code);
    const { id } = added.value;
    const version = async () => (await findPull(opened.store, id))!.source.rowVersion;
    for (const step of [() => version().then((v) => savePull(ctx(), appSecret, id, v, typed(plan, more), true)), () => version().then((v) => mapPull(ctx(), id, v, MAPPING)), () => steerPull(ctx(), id, "go")]) {
      const done = await step();
      if (!done.ok) throw new Error(`${done.code} ${done.field}`);
    }
    return { id, source, state: async () => (await findPull(opened.store, id))!.state, runs: async () => (await listPullRuns(opened.store, id, 20, 0)).rows, pause: () => steerPull(ctx(), id, "pause") };
  };
  const tasksOf = (source: string, ids: readonly string[]) => loadTasksByExternalId(opened.store, source, ids);

  test.each([
    ["by the next address in the answer", { paging: "next", nextPath: "next" }, "/list"],
    ["by the header Link", { paging: "next", nextPath: "" }, "/link"],
    ["by the number of the page", { paging: "page", pageParam: "page" }, "/list"],
    ["by the number of items before it", { paging: "offset", pageParam: "offset" }, "/list"],
    ["by a cursor", { paging: "cursor", pageParam: "cursor", nextPath: "cursor" }, "/list"],
    ["in one answer", { paging: "none" }, "/all"],
  ] as const)("comes to its end %s, with the secret in its header", async (_what, plan, path) => {
    items = Array.from({ length: 8 }, (_, n) => item(`T-${n}`, n + 1));
    const pull = await make(plan, { url: `${origin}${path}?since={position}` });
    expect(await run()).toMatchObject({ sources: 1, accepted: 8, failed: 0 });
    expect(await tasksOf(pull.source, items.map((one) => one.id))).toHaveLength(8);
    expect(asked.every((one) => one.key === "s3cret")).toBe(true);
    expect(asked[0]!.url.searchParams.get("since")).toBe("2026-01-01T00:00:00Z");
    expect(await pull.state()).toMatchObject({ position: day(8), halfway: null, attempt: 0, fault: null });
    const [batch] = await recentImports(opened.store, 1);
    expect(batch).toMatchObject({ fileName: "Desk", source: pull.source, state: "done", rows: 8, accepted: 8, used: 8, quarantined: 0 });
    await pull.pause();
  });

  test("only what changed is asked for the next time, a changed date is a correction, and nothing new makes no import", async () => {
    items = [item("C-1", 1), item("C-2", 2)];
    const pull = await make({ paging: "next", nextPath: "next" });
    await run();
    const imports = (await recentImports(opened.store, 1000)).length;
    expect(await run(5 * MINUTE)).toMatchObject({ sources: 0 });
    expect(await run(20 * MINUTE)).toMatchObject({ sources: 1, accepted: 0 });
    expect(asked.at(-1)!.url.searchParams.get("since")).toBe(day(2));
    expect((await recentImports(opened.store, 1000)).length).toBe(imports);
    items = [item("C-1", 1), { ...item("C-2", 2, { closed: day(3) }), updated: day(3) }, item("C-3", 4)];
    expect(await run()).toMatchObject({ accepted: 2 });
    items = [{ ...item("C-2", 2, { closed: day(3, 12) }), updated: day(5) }];
    await run();
    expect((await pull.runs())[0]).toMatchObject({ state: "done", corrected: 1, accepted: 0 });
    const [task] = await tasksOf(pull.source, ["C-2"]);
    expect((await loadEvents(opened.store, [task!.id])).get(task!.id)!.map((event) => event.type)).toEqual(["requested", "delivered", "corrected"]);
    await pull.pause();
  });

  test("an item that cannot be used is listed once with field and reason; a corrected mapping gives it another chance", async () => {
    items = [item("Q-1", 1), item("Q-2", 2, { client: "MOON" }), item("Q-3", 3, { created: "31.02.2026" })];
    const pull = await make();
    await run();
    const batchId = (await pull.runs())[0]!.batchId!;
    expect(await loadImport(opened.store, batchId)).toMatchObject({ rows: 3, used: 1, quarantined: 2, accepted: 1 });
    expect((await loadQuarantine(opened.store, batchId, 9, 0)).map((row) => [row.line, row.column, row.reason, row.value])).toEqual([[2, "task.client", "unknown_department", "MOON"], [3, "rules.0.at", "bad_date", "31.02.2026"]]);
    expect(JSON.parse((await loadQuarantine(opened.store, batchId, 9, 0))[0]!.raw["item"]!)).toMatchObject({ id: "Q-2" });
    await run();
    expect((await pull.runs())[0]).toMatchObject({ items: 1, quarantined: 0, unchanged: 1, batchId: null });
    const { source } = (await findPull(opened.store, pull.id))!;
    await mapPull(ctx(), pull.id, source.rowVersion, MAPPING.replace('{"path":"client"}', '{"path":"client","map":{"MOON":"LEGAL","SALES":"SALES"}}'));
    expect((await steerPull(ctx(), pull.id, "anew")).ok).toBe(true);
    await run(MINUTE);
    expect((await pull.runs())[0]).toMatchObject({ items: 3, accepted: 1, unchanged: 1, quarantined: 1 });
    expect(await tasksOf(pull.source, ["Q-2"])).toHaveLength(1);
    await pull.pause();
  });

  test.each([
    [429, { "retry-after": "7200" }, 2 * HOUR],
    [503, {}, MINUTE],
    [500, { "retry-after": "nonsense" }, MINUTE],
    [401, {}, MINUTE],
    [302, { location: "http://127.0.0.1/elsewhere" }, MINUTE],
  ] as const)("an answer %d is no page: the list is asked again %j later", async (status, headers, wait) => {
    const pull = await make();
    answer = (_request, response) => (response.writeHead(status, headers).end(), true);
    await run();
    const state = await pull.state();
    expect(state.attempt).toBe(1);
    expect(Math.abs(state.nextAt - state.lastAt! - wait)).toBeLessThan(1000);
    expect(asked).toHaveLength(1);
    answer = null;
    items = [item(`R-${status}`, 1)];
    await run(wait + MINUTE);
    expect(await pull.state()).toMatchObject({ attempt: 0, fault: null });
    await pull.pause();
  });

  test("failures in a row wait longer each time, an hour at most, and are listed", async () => {
    const pull = await make();
    answer = (_request, response) => (response.writeHead(503).end(), true);
    const waits: number[] = [];
    for (let n = 0; n < 8; n += 1) {
      await run(2 * HOUR);
      const state = await pull.state();
      waits.push(Math.round((state.nextAt - state.lastAt!) / MINUTE));
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect((await pull.runs())[0]).toMatchObject({ state: "failed", fault: "busy", faultDetail: "503", pages: 0 });
    await pull.pause();
  });

  test.each([
    ["no JSON", (response: ServerResponse) => response.end("<html>"), "not_json"],
    ["no list at its place", (response: ServerResponse) => response.end('{"items":{}}'), "no_list"],
    ["a next page on another machine", (response: ServerResponse) => response.end('{"items":[],"next":"https://elsewhere.example/list"}'), "foreign_next"],
    ["pages that go round in a circle", (response: ServerResponse, request: IncomingMessage) => response.end(JSON.stringify({ items: [], next: request.url!.includes("a=1") ? "/list?b=1" : "/list?a=1" })), "loop"],
  ] as const)("%s ends the run with a reason", async (_what, end, code) => {
    const pull = await make({ paging: "next", nextPath: "next" });
    answer = (request, response) => (end(response, request), true);
    await run();
    expect(await pull.state()).toMatchObject({ fault: code, position: null });
    await pull.pause();
  });

  test("a run that breaks off goes on at the page where it stands, doubles nothing, and counts as one import", async () => {
    items = Array.from({ length: 9 }, (_, n) => item(`H-${n}`, n + 1));
    const pull = await make({ paging: "offset", pageParam: "offset" });
    answer = (_request, response) => asked.length > 2 && (response.writeHead(500).end(), true);
    await run();
    expect(await pull.state()).toMatchObject({ position: null, halfway: { pointer: { number: 6 } } });
    const seen = asked.length;
    answer = null;
    await run();
    expect(asked[seen]!.url.searchParams.get("offset")).toBe("6");
    expect(await pull.state()).toMatchObject({ position: day(9), halfway: null });
    expect(await loadImport(opened.store, (await pull.runs())[0]!.batchId!)).toMatchObject({ state: "done", rows: 9, accepted: 9, unchanged: 0 });
    await pull.pause();
  });

  test("a process that dies between the tasks and its note leaves counts and tasks as if it had not", async () => {
    items = Array.from({ length: 6 }, (_, n) => item(`K-${n}`, n + 1));
    const pull = await make({ paging: "offset", pageParam: "offset" });
    let ingested = 0;
    const dying = { ...opened.store, writeUnaudited: async (build: Parameters<typeof opened.store.writeUnaudited>[0]) => (ingested > 0 ? new Promise<never>(() => {}) : opened.store.writeUnaudited(build)), writeAll: async (...args: Parameters<typeof opened.store.writeAll>) => {
      const done = await opened.store.writeAll(...args);
      if ([args[1]].flat()[0]!.action === "tasks.ingest") ingested += 1;
      return done;
    } };
    await Promise.race([run(HOUR, dying), new Promise((done) => setTimeout(done, 300))]);
    expect(ingested).toBe(1);
    // Nobody else takes it before the lease ends.
    expect(await run(MINUTE)).toMatchObject({ sources: 0 });
    await run(5 * MINUTE);
    expect(await tasksOf(pull.source, items.map((one) => one.id))).toHaveLength(6);
    expect(await pull.state()).toMatchObject({ position: day(6) });
    await pull.pause();
  });

  test("a process that dies when it has begun an import goes on with that one, and leaves none that runs for ever", async () => {
    items = Array.from({ length: 6 }, (_, n) => item(`B-${n}`, n + 1));
    const pull = await make({ paging: "offset", pageParam: "offset" });
    let begun = 0;
    const dying = { ...opened.store, writeAll: async (...args: Parameters<typeof opened.store.writeAll>) => {
      if (begun > 0) return new Promise<never>(() => {});
      const done = await opened.store.writeAll(...args);
      if ([args[1]].flat()[0]!.action === "import.start") begun += 1;
      return done;
    } };
    await Promise.race([run(HOUR, dying), new Promise((done) => setTimeout(done, 300))]);
    expect(begun).toBe(1);
    await run(5 * MINUTE);
    const { importBatch: b } = opened.store.t;
    const batches = await opened.store.q.select().from(b).where(eq(b.source, pull.source));
    expect(batches.map(({ state, rows, accepted }) => ({ state, rows, accepted }))).toEqual([{ state: "done", rows: 6, accepted: 6 }]);
    await pull.pause();
  });

  test("reading anew ends the import of a run that broke off", async () => {
    items = Array.from({ length: 9 }, (_, n) => item(`N-${n}`, n + 1));
    const pull = await make({ paging: "offset", pageParam: "offset" });
    answer = (_request, response) => asked.length > 2 && (response.writeHead(500).end(), true);
    await run();
    const { halfway } = await pull.state();
    expect(await loadImport(opened.store, halfway!.batchId!)).toMatchObject({ state: "running" });
    answer = null;
    expect(await steerPull(ctx(), pull.id, "anew")).toMatchObject({ ok: true });
    expect(await loadImport(opened.store, halfway!.batchId!)).toMatchObject({ state: "done", rows: 6, accepted: 6 });
    await pull.pause();
  });

  test("two processes at once read a list once", async () => {
    items = Array.from({ length: 5 }, (_, n) => item(`P-${n}`, n + 1));
    const pull = await make({ paging: "offset", pageParam: "offset" });
    clock += HOUR;
    const both = await Promise.all([run(0), run(0)]);
    expect(both[0].sources + both[1].sources).toBe(1);
    expect(await pull.runs()).toHaveLength(1);
    await pull.pause();
  });

  test("private addresses are shut unless a network is opened by name, and this machine in production always", async () => {
    const pull = await make();
    clock += HOUR;
    await workPulls({ store: opened.store, now: () => (clock += 1), stopping: () => false, asking: { ring: appSecret, allowLoopback: false } });
    expect(await pull.state()).toMatchObject({ fault: "not_https" });
    await savePull(ctx(), appSecret, pull.id, (await findPull(opened.store, pull.id))!.source.rowVersion, typed({}, { url: origin.replace("http:", "https:"), secret: "again" }), true);
    await steerPull(ctx(), pull.id, "now");
    await workPulls({ store: opened.store, now: () => (clock += 1), stopping: () => false, asking: { ring: appSecret, allowLoopback: false } });
    expect(await pull.state()).toMatchObject({ fault: "private_address" });
    expect(asked).toHaveLength(0);
    await pull.pause();
  });

  test("trying shows how the first items are read and writes nothing", async () => {
    items = [item("Y-1", 1), item("Y-2", 2, { created: "soon" }), item("Y-3", 3), item("Y-4", 4)];
    const pull = await make({ paging: "offset", pageParam: "offset" });
    const tried = await tryPull(ctx(), asking, pull.id);
    expect(tried).toMatchObject({ ok: true, value: { items: 3, hasMore: true, tried: [{ mapped: { kind: "task" } }, { mapped: { kind: "faults" } }, { mapped: { kind: "task" } }] } });
    expect(await tasksOf(pull.source, ["Y-1"])).toEqual([]);
    expect(await pull.state()).toMatchObject({ position: null, lastAt: null });
    await pull.pause();
  });

  test("what is typed is checked at its field, and a kept secret goes nowhere else", async () => {
    const pull = await make();
    const save = async (plan: Partial<PullPlan>, more: Partial<PullTyped> = {}) => savePull(ctx(), appSecret, pull.id, (await findPull(opened.store, pull.id))!.source.rowVersion, typed(plan, { secret: "", ...more }), true);
    expect(await save({}, { name: " " })).toMatchObject({ field: "name" });
    expect(await save({}, { url: "ftp://x.example/" })).toMatchObject({ field: "url", code: "not_https" });
    expect(await save({}, { url: "https://a:b@x.example/" })).toMatchObject({ field: "url", code: "bad_url" });
    expect(await save({}, { url: `${origin}/list?x={secret}` })).toMatchObject({ field: "url" });
    expect(await save({}, { headerName: "Host" })).toMatchObject({ field: "headerName" });
    expect(await save({}, { secret: "a\r\nX: 1" })).toMatchObject({ field: "secret" });
    expect(await save({}, { url: "https://elsewhere.example/?since={position}" })).toMatchObject({ field: "secret", code: "secret_again" });
    expect(await save({ itemsPath: "a[" })).toMatchObject({ field: "itemsPath", code: "bad_path" });
    expect(await save({ paging: "page" })).toMatchObject({ field: "pageParam" });
    expect(await save({ paging: "cursor", pageParam: "c" })).toMatchObject({ field: "nextPath" });
    expect(await save({ positionPath: "" })).toMatchObject({ field: "positionPath" });
    expect(await save({ positionStart: "" })).toMatchObject({ field: "positionStart" });
    expect(await save({ positionStart: "soon" })).toMatchObject({ field: "positionStart" });
    expect(await save({ overlapMinutes: 1.5 })).toMatchObject({ field: "overlapMinutes" });
    expect(await save({}, { everyMinutes: 0 })).toMatchObject({ field: "everyMinutes" });
    expect((await save({})).ok).toBe(true);
    const each = MAPPING.replace('"at":"created","each":false', '"at":"received","each":true');
    expect(await mapPull(ctx(), pull.id, (await findPull(opened.store, pull.id))!.source.rowVersion, each)).toMatchObject({ code: "received_each", field: "mapping" });
    expect(JSON.stringify(await findPull(opened.store, pull.id))).not.toContain("s3cret");
    await pull.pause();
  });
});
