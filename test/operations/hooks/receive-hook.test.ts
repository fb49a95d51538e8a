import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOOK_PROFILES } from "#app/domain/intake/hook-profiles.ts";
import type { HookSchemeName } from "#app/domain/intake/hook-scheme.ts";
import { forgetDeliveries, resendDelivery } from "#app/operations/hooks/receive-hook.server.ts";
import { addHookIn, mapHookIn, switchHookIn } from "#app/operations/hooks/save-hook-in.server.ts";
import { action } from "#app/routes/api.v1.hooks.$id/route.ts";
import { findHookIn, listDeliveries } from "#db/queries/hooks-in.server.ts";
import { findTaskOfSource, loadEvents } from "#db/queries/tasks.server.ts";
import { routeContext } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";
import { bitrix24, glpi, jira, redmine } from "./payloads.ts";

const NOW = Date.UTC(2026, 5, 15, 9);
const MINUTE = 60_000;
const THEIRS = "token-of-the-other-system";
const hex = (secret: string, ...parts: readonly string[]) => createHmac("sha256", secret).update(parts.join("")).digest("hex");

/** Headers as each system signs; `at` epoch ms. */
function sign(scheme: HookSchemeName, secret: string, body: string, at: number): Record<string, string> {
  const seconds = String(Math.floor(at / 1000));
  if (scheme === "concord") return { "x-concord-timestamp": seconds, "x-concord-signature": `sha256=${hex(secret, seconds, ".", body)}` };
  if (scheme === "jira") return { "x-hub-signature": `sha256=${hex(secret, body)}` };
  if (scheme === "redmine") return { "x-redmine-signature-256": `sha256=${hex(secret, body)}` };
  return scheme === "glpi" ? { "x-glpi-timestamp": seconds, "x-glpi-signature": hex(secret, body, seconds) } : {};
}

describe.each(STORES)("webhooks in on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  const hooks = new Map<HookSchemeName, { id: string; secret: string }>();
  const ring = () => routeContext(opened.store, NOW).appSecret;
  const add = async (scheme: HookSchemeName, more = {}) => {
    const made = await addHookIn(context(opened.store, NOW), ring(), { name: scheme, source: `from-${scheme}`, scheme, providerIds: null, secret: THEIRS, personId: company.people.get("014")!, ...more });
    if (!made.ok) throw new Error(made.code);
    return { id: made.value.id, secret: made.value.secret ?? THEIRS };
  };
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    for (const scheme of Object.keys(HOOK_PROFILES) as HookSchemeName[]) hooks.set(scheme, await add(scheme));
  });
  afterAll(() => opened.dispose());

  const post = async (id: string, body: string, headers: Record<string, string>, now: number) => {
    const request = new Request(`http://localhost/api/v1/hooks/${id}`, { method: "POST", body, headers: { "content-type": body.startsWith("{") || body === "[" ? "application/json" : "application/x-www-form-urlencoded", ...headers } });
    let answer: Response;
    try {
      answer = (await action({ request, params: { id }, context: { ...routeContext(opened.store, now) } } as never)) as Response;
    } catch (thrown) {
      answer = thrown as Response;
    }
    return { status: answer.status, type: answer.headers.get("content-type"), body: (await answer.json()) as { status?: string; code?: string; errors?: { field: string; code: string }[] } };
  };
  const send = (scheme: HookSchemeName, payload: unknown, { at = NOW, now = at, hook = hooks.get(scheme)!, headers = {} }: { at?: number; now?: number; hook?: { id: string; secret: string }; headers?: Record<string, string> } = {}) => {
    const body = typeof payload === "string" ? payload : JSON.stringify(payload);
    return post(hook.id, body, { ...sign(scheme, hook.secret, body, at), ...headers }, now);
  };
  const history = async (source: string, externalId: string) => {
    const task = await findTaskOfSource(opened.store, source, externalId);
    return task ? ((await loadEvents(opened.store, [task.id])).get(task.id) ?? []).map((event) => `${event.type} ${new Date(event.occurredAt).toISOString().slice(0, 16)}`) : null;
  };
  const own = (id: string, event: string, at: number, more = {}) => ({ id, event, at: new Date(at).toISOString(), product: "REPORT", client: "SALES", ...more });

  test("an issue of Jira is requested, taken, paused, delivered, returned and delivered again", async () => {
    const at = (minute: number) => NOW + minute * MINUTE;
    const told = (minute: number, status?: [string, string]) => send("jira", jira({ at: new Date(at(minute)).toISOString(), ...(status ? { status } : {}) }), { at: at(minute) });
    const answers = [
      await told(0), await told(10, ["To Do", "In Progress"]), await told(20, ["In Progress", "Waiting for customer"]), await told(30, ["Waiting for customer", "In Progress"]), await told(40, ["In Progress", "Done"]),
      await told(50, ["Done", "In Progress"]), await told(60, ["In Progress", "Done"]), await told(70, undefined),
    ];
    expect(answers.map((answer) => answer.body.status)).toEqual(["accepted", "accepted", "accepted", "accepted", "accepted", "accepted", "accepted", "unchanged"]);
    expect(await history("from-jira", "ACC-7")).toEqual([
      "requested 2026-06-15T09:00", "acknowledged 2026-06-15T09:10", "paused 2026-06-15T09:20", "resumed 2026-06-15T09:30", "delivered 2026-06-15T09:40", "returned 2026-06-15T09:50", "delivered 2026-06-15T10:00",
    ]);
  });

  test("an issue of Redmine is told by its journal", async () => {
    const told = (minute: number, status?: [string, string]) => send("redmine", redmine({ at: new Date(NOW + minute * MINUTE).toISOString(), ...(status ? { status } : {}) }), { at: NOW + minute * MINUTE });
    expect([await told(1), await told(5, ["1", "2"]), await told(30, ["2", "3"]), await told(60, ["3", "5"])].map((answer) => answer.body.status)).toEqual(["accepted", "accepted", "accepted", "accepted"]);
    expect(await history("from-redmine", "501")).toEqual(["requested 2026-06-15T09:00", "acknowledged 2026-06-15T09:05", "delivered 2026-06-15T09:30", "accepted 2026-06-15T10:00"]);
    expect((await send("redmine", { type: "news.created", timestamp: new Date(NOW).toISOString(), data: { news: { id: 1 } } })).body.status).toBe("ignored");
  });

  test("a ticket of GLPI is told by what it is now, its local times in the zone of the mapping", async () => {
    const at = NOW + 60 * MINUTE;
    expect((await send("glpi", glpi(1))).body.status).toBe("accepted");
    expect((await send("glpi", glpi(5, { date_solve: "2026-06-15 12:45:00" }), { at })).body.status).toBe("accepted");
    expect((await send("glpi", glpi(6, { date_solve: "2026-06-15 12:45:00", date_close: "2026-06-15 13:00:00" }), { at: at + 1_000 })).body.status).toBe("accepted");
    expect(await history("from-glpi", "88")).toEqual(["requested 2026-06-15T09:00", "delivered 2026-06-15T09:45", "accepted 2026-06-15T10:00"]);
  });

  test("a task of Bitrix24 comes as a form with the application's token", async () => {
    expect((await send("bitrix24", bitrix24("ONTASKADD", NOW, THEIRS, { TITLE: "Отчёт" }))).body.status).toBe("accepted");
    expect((await send("bitrix24", bitrix24("ONTASKUPDATE", NOW + MINUTE, THEIRS), { at: NOW + MINUTE })).body.status).toBe("ignored");
    expect((await send("bitrix24", bitrix24("ONTASKUPDATE", NOW + 2 * MINUTE, THEIRS, { STATUS: "5" }), { at: NOW + 2 * MINUTE })).body.status).toBe("accepted");
    expect((await send("bitrix24", bitrix24("ONTASKADD", NOW, "another-token-entirely"))).status).toBe(401);
    expect((await send("bitrix24", `${bitrix24("ONTASKADD", NOW, THEIRS)}&__proto__[x]=1`)).status).toBe(422);
    expect(await history("from-bitrix24", "4021")).toEqual(["requested 2026-06-15T09:00", "delivered 2026-06-15T09:02"]);
  });

  test("the same delivery is refused the second time, and twenty at once are one", async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => send("concord", own("R-1", "requested", NOW))));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 409)]);
    expect((await send("concord", own("R-1", "requested", NOW), { at: NOW + MINUTE })).body.status).toBe("unchanged");
  });

  test.each([
    ["without a signature", { "x-concord-signature": "" }], ["with another's signature", { "x-concord-signature": `sha256=${hex("x", "y")}` }], ["with a signature of another time", { "x-concord-timestamp": String(NOW / 1000 - 1) }], ["without a time", { "x-concord-timestamp": "" }],
  ])("%s nothing is taken and the body is not kept", async (_what, headers) => {
    const answer = await send("concord", own("S-1", "requested", NOW), { headers });
    expect([answer.status, answer.type]).toEqual([401, "application/problem+json; charset=utf-8"]);
    expect(await history("from-concord", "S-1")).toBeNull();
    expect((await listDeliveries(opened.store, hooks.get("concord")!.id, "refused", 1, 0)).rows[0]!.body).toBeNull();
  });

  test("a body that was changed on the way is refused", async () => {
    const body = JSON.stringify(own("S-2", "requested", NOW));
    const hook = hooks.get("concord")!;
    expect((await post(hook.id, body.replace("S-2", "S-3"), sign("concord", hook.secret, body, NOW), NOW)).status).toBe(401);
  });

  test.each([["six minutes old", -6], ["six minutes ahead", 6]])("a delivery %s is refused and kept for a look", async (_what, minutes) => {
    const answer = await send("concord", own("S-4", "requested", NOW), { at: NOW + minutes * MINUTE, now: NOW });
    expect([answer.status, answer.body.code]).toEqual([401, "outside_window"]);
    expect((await send("concord", own(`S-5${minutes}`, "requested", NOW), { at: NOW + Math.sign(minutes) * 5 * MINUTE, now: NOW })).status).toBe(200);
  });

  test("unproven deliveries fill nothing: the newest twenty are kept", async () => {
    const hook = await add("concord", { name: "noisy" });
    for (let n = 0; n < 30; n += 1) await send("concord", own("N", "requested", NOW), { hook: { ...hook, secret: "wrong" }, at: NOW });
    expect((await listDeliveries(opened.store, hook.id, null, 100, 0)).total).toBe(20);
  });

  test("an unknown hook and one that is switched off answer alike", async () => {
    const hook = await add("concord", { name: "off" });
    await switchHookIn(context(opened.store, NOW), hook.id, false);
    const [off, unknown] = [await send("concord", own("O-1", "requested", NOW), { hook }), await send("concord", own("O-1", "requested", NOW), { hook: { ...hook, id: "0".repeat(32) } })];
    expect([off.status, off.body]).toEqual([unknown.status, unknown.body]);
    expect(off.status).toBe(401);
  });

  test("a hook writes for its departments only", async () => {
    const hook = await add("concord", { name: "narrow", source: "narrow", providerIds: [company.departments.get("SALES")!] });
    const answer = await send("concord", own("D-1", "requested", NOW), { hook });
    expect([answer.status, answer.body.errors?.map((fault) => fault.code)]).toEqual([422, ["foreign_provider"]]);
  });

  test("what could not be mapped is kept with its reason, and can be sent again after the mapping was changed", async () => {
    const hook = await add("jira", { name: "again", source: "again" });
    const payload = jira({ at: new Date(NOW).toISOString() });
    (payload.issue.fields.issuetype as { name: string }).name = "Incident";
    const answer = await send("jira", payload, { hook });
    expect([answer.status, answer.body.code, answer.body.errors]).toEqual([422, "not_mapped", [{ field: "task.product", code: "not_mapped", value: "Incident" }]]);
    const [kept] = (await listDeliveries(opened.store, hook.id, "refused", 10, 0)).rows;
    expect([kept!.detail, JSON.parse(kept!.body!)]).toEqual(["task.product: not_mapped (Incident)", payload]);
    expect(await resendDelivery(context(opened.store, NOW), kept!.id)).toMatchObject({ ok: false, code: "refused_again" });

    const { mapping, rowVersion } = (await findHookIn(opened.store, hook.id))!;
    const better = { ...mapping, task: { ...mapping.task, product: { path: "issue.fields.issuetype.name", map: { Incident: "REPORT" } } } };
    expect(await mapHookIn(context(opened.store, NOW), hook.id, rowVersion, JSON.stringify(better))).toMatchObject({ ok: true });
    expect(await mapHookIn(context(opened.store, NOW), hook.id, rowVersion, JSON.stringify(better))).toMatchObject({ ok: false, code: "changed_meanwhile" });
    expect(await resendDelivery(context(opened.store, NOW), kept!.id)).toMatchObject({ ok: true, value: { status: "accepted" } });
    expect(await history("again", "ACC-7")).toEqual(["requested 2026-06-15T09:00"]);
    expect(await resendDelivery(context(opened.store, NOW), kept!.id)).toMatchObject({ ok: false, code: "unknown_delivery" });
  });

  test.each([
    ["{", "bad_json"], ["{}", "bad_mapping"], [JSON.stringify({ ...HOOK_PROFILES.jira.mapping, rules: [{ when: [{ path: "a[?(@.b)]" }], event: "requested", at: "received" }] }), "bad_path"],
    [JSON.stringify({ ...HOOK_PROFILES.jira.mapping, zone: "Mars/Base" }), "unknown_zone"], [JSON.stringify({ ...HOOK_PROFILES.jira.mapping, rules: [{ when: [], event: "corrected", at: "received" }] }), "bad_mapping"],
  ])("a mapping that cannot be used is refused at its field", async (written, code) => {
    expect(await mapHookIn(context(opened.store, NOW), hooks.get("glpi")!.id, 1, written)).toMatchObject({ ok: false, code, field: "mapping" });
  });

  test("the database alone holds no secret", async () => {
    const { secret } = (await findHookIn(opened.store, hooks.get("jira")!.id))!;
    expect(secret).not.toContain(hooks.get("jira")!.secret);
    expect(Buffer.from(hooks.get("jira")!.secret, "base64url").length).toBe(32);
  });

  test("after thirty days what was kept is gone", async () => {
    const hook = hooks.get("concord")!;
    expect(await forgetDeliveries(context(opened.store, NOW + 29 * 86_400_000))).toBe(0);
    expect(await forgetDeliveries(context(opened.store, NOW + 31 * 86_400_000))).toBeGreaterThan(0);
    expect((await listDeliveries(opened.store, hook.id, null, 10, 0)).total).toBe(0);
  });
});
