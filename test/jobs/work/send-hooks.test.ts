import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import pino from "pino";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { HAPPENINGS, MOST_ATTEMPTS, OUTGOING_PROFILES, backOffMs, outgoingRequest, type OutgoingProfile } from "#app/domain/notice/outgoing-hook.ts";
import { addHookOut, retryHookOut, switchHookOut } from "#app/operations/hooks/save-hook-out.server.ts";
import { tellHooks, tellOfVerdicts, type Told } from "#app/operations/hooks/tell-hooks.server.ts";
import { countMessages, listFailedMessages, loadHooksOut } from "#db/queries/hooks-out.server.ts";
import type { VerdictRow } from "#db/queries/verdicts.server.ts";
import { sendHooks } from "#jobs/work/send-hooks.server.ts";
import { testEnv } from "#test/support/environment.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { closeTwoMonths, addTwoMonths, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = Date.UTC(2026, 5, 15, 9);
const MINUTE = 60_000;

interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let server: Server;
let origin = "";
let heard: Heard[] = [];
let answer = 200;
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      heard.push({ method: request.method!, url: request.url!, headers: request.headers, body });
      response.writeHead(answer, answer === 302 ? { location: "/elsewhere" } : {}).end("{}");
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe.each(STORES)("webhooks out on %s", (name, open) => {
  // A PGlite a test is slow: over PostgreSQL the whole life of a message stands for the rest.
  const once = test.skipIf(name !== STORES[0]![0]);
  let opened: TestStore;
  let company: TinyCompany;
  const env = testEnv({});
  beforeEach(async () => {
    [heard, answer] = [[], 200];
    opened = await open();
    company = await tinyCompany(opened.store);
  });
  afterEach(() => opened.dispose());

  const send = (now = NOW, more = {}) => sendHooks({ store: opened.store, now, actor: { kind: "job", id: "send-hooks" }, slot: now, env, log: pino({ level: "silent" }), stopping: () => false, resumed: null, progress: async () => {}, defects: async () => {} }, { timeoutMs: 500, ...more });
  const add = async (profile: OutgoingProfile = "generic", more = {}) => {
    const made = await addHookOut(
      context(opened.store, NOW), env.appSecret,
      { name: profile, profile, target: { url: `${origin}/in`, token: "777:secret", chat: "chat42" }, happenings: [...HAPPENINGS], departmentIds: null, locale: "en", personId: company.people.get("014")!, ...more }, true,
    );
    if (!made.ok) throw new Error(`${made.code} ${made.field}`);
    return made.value;
  };
  const tell = async (told: readonly Partial<Told>[], now = NOW) => {
    const build = await tellHooks(opened.store, told.map((one) => ({ happening: "promise_breached", about: "x", refs: { taskId: "t1" }, departmentIds: null, ...one })), now);
    await opened.store.writeUnaudited((w) => build(w));
  };
  const counts = async (id: string) => (await countMessages(opened.store)).get(id);

  test("a message arrives once, signed, with ids and a link and nothing else", async () => {
    const { id, secret } = await add();
    await tell([{}, {}]);
    expect(await send()).toEqual({ sent: 1, failed: 0 });
    expect(await send(NOW + MINUTE)).toEqual({ sent: 0, failed: 0 });
    const [message] = heard;
    const { "x-concord-timestamp": time, "x-concord-signature": signature, "idempotency-key": key } = message!.headers;
    expect(signature).toBe(`sha256=${createHmac("sha256", secret).update(`${String(time)}.${message!.body}`).digest("hex")}`);
    expect(JSON.parse(message!.body)).toEqual({ id: key, event: "promise_breached", at: new Date(NOW).toISOString(), text: "A promise was missed.", link: `${env.origin}/work/t1`, refs: { taskId: "t1" } });
    expect(await counts(id)).toEqual({ sent: 1, waiting: 0, dead: 0 });
  });

  once.each([
    ["slack", "POST", "/in", { text: "Обязательство не выполнено.\nLINK" }],
    ["telegram", "POST", "/in/bot777:secret/sendMessage", { chat_id: "chat42", text: "Обязательство не выполнено.\nLINK", link_preview_options: { is_disabled: true } }],
    ["bitrix24", "POST", "/in/im.message.add.json", { DIALOG_ID: "chat42", MESSAGE: "Обязательство не выполнено.\nLINK" }],
    ["vk_teams", "GET", "/in/messages/sendText", { token: "777:secret", chatId: "chat42", text: "Обязательство не выполнено.\nLINK" }],
  ] as const)("%s gets its own form", async (profile, method, path, content) => {
    await add(profile, { locale: "ru" });
    await tell([{}]);
    expect(await send()).toEqual({ sent: 1, failed: 0 });
    const url = new URL(heard[0]!.url, origin);
    const said = JSON.stringify(method === "GET" ? Object.fromEntries(url.searchParams) : JSON.parse(heard[0]!.body)).replaceAll(`${env.origin}/work/t1`, "LINK");
    expect([heard[0]!.method, url.pathname, JSON.parse(said)]).toEqual([method, path, content]);
  });

  once("a subscription is told of its events and departments only", async () => {
    const finance = company.departments.get("FIN")!;
    const narrow = await add("generic", { name: "narrow", happenings: ["promise_breached"], departmentIds: [finance] });
    await tell([{ about: "1", departmentIds: [finance] }, { about: "2", departmentIds: [company.departments.get("LEGAL")!] }, { about: "3", happening: "promise_at_risk", departmentIds: [finance] }, { about: "4" }]);
    await send();
    expect(await counts(narrow.id)).toMatchObject({ sent: 2 });
  });

  test.each([[500, "http 500"], [302, "http 302"], [429, "http 429"]])("an answer of %i is a failure that is seen and tried again later, each time longer", async (status, error) => {
    const { id } = await add();
    answer = status;
    await tell([{}]);
    let now = NOW;
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt += 1) {
      await send(now);
      expect((await listFailedMessages(opened.store, 5))[0]).toMatchObject({ attempt, error, state: "waiting", notBefore: now + backOffMs(attempt) });
      await send(now + backOffMs(attempt) - 1);
      now += backOffMs(attempt);
    }
    await send(now);
    expect([heard.length, await counts(id)]).toEqual([MOST_ATTEMPTS, { sent: 0, waiting: 0, dead: 1 }]);
    answer = 200;
    await retryHookOut(context(opened.store, now), id);
    await send(now);
    expect(await counts(id)).toEqual({ sent: 1, waiting: 0, dead: 0 });
  });

  once("one that does not answer holds nobody else up, and is asked once a run", async () => {
    const down = await add("generic", { name: "down", target: { url: "http://127.0.0.1:1/", token: "", chat: "" } });
    const up = await add();
    await tell([{ about: "1" }, { about: "2" }, { about: "3" }]);
    expect(await send()).toEqual({ sent: 3, failed: 1 });
    expect([await counts(up.id), await counts(down.id)]).toMatchObject([{ sent: 3 }, { waiting: 3 }]);
  });

  test("two senders at once send each message once", async () => {
    await add();
    await tell(Array.from({ length: 20 }, (_, n) => ({ about: String(n) })));
    await Promise.all([send(), send()]);
    expect(new Set(heard.map((one) => one.headers["idempotency-key"])).size).toBe(20);
    expect(heard.length).toBe(20);
  });

  once("a name that leads into a private network is never connected to", async () => {
    const { id } = await add("generic", { target: { url: "https://inside.example/", token: "", chat: "" } });
    await tell([{}]);
    await send(NOW, { resolve: async () => ["10.0.0.7"] });
    expect([heard.length, (await listFailedMessages(opened.store, 1))[0]!.error, await counts(id)]).toEqual([0, "private_address", { sent: 0, waiting: 1, dead: 0 }]);
  });

  once("what waits when a subscription is switched off is given up", async () => {
    const { id } = await add();
    await tell([{}]);
    await switchHookOut(context(opened.store, NOW), id, false);
    await send();
    await tell([{ about: "later" }]);
    expect([heard.length, await counts(id)]).toEqual([0, { sent: 0, waiting: 0, dead: 1 }]);
  });

  once("an address that cannot be used is refused at its field, and none is readable in the database", async () => {
    const make = (more: object) => addHookOut(context(opened.store, NOW), env.appSecret, { name: "n", profile: "telegram", target: { url: "https://api.telegram.org", token: "777:secret", chat: "c", ...more }, happenings: ["case_opened"], departmentIds: null, locale: "en", personId: company.people.get("014")! }, false);
    expect(await make({ url: "http://127.0.0.1/" })).toMatchObject({ code: "not_https", field: "url" });
    expect(await make({ url: "api.telegram.org" })).toMatchObject({ code: "bad_url", field: "url" });
    expect(await make({ token: "a/../b" })).toMatchObject({ code: "required", field: "token" });
    expect(await make({ chat: "" })).toMatchObject({ code: "required", field: "chat" });
    expect((await make({})).ok).toBe(true);
    expect(JSON.stringify(await loadHooksOut(opened.store))).not.toContain("777:secret");
  });

  once("a missed promise is news for a day; what an import of the past brings is none", async () => {
    await add();
    const row = (item: string, outcome: "breached" | "at_risk" | "met", hoursAgo: number, standing = outcome) =>
      ({ obligationKey: "FIN-SALES/report", item, cycle: 0, carry: 0, taskId: null, outcome, standing, fallsDueAt: NOW - hoursAgo * 60 * MINUTE, recipientId: company.departments.get("SALES")!, period: "2026-06" }) as unknown as VerdictRow;
    const build = await tellOfVerdicts(opened.store, [row("a", "breached", 1), row("b", "breached", 25), row("c", "at_risk", -1), row("d", "met", 1), row("e", "breached", 1, "excused" as never)], NOW);
    await opened.store.writeUnaudited((w) => build(w));
    await send();
    expect(heard.map((one) => (JSON.parse(one.body) as { event: string }).event).sort()).toEqual(["promise_at_risk", "promise_breached"]);
  });

  once("closing a period tells of it once, and of the cases it opens", async () => {
    await add();
    await addTwoMonths(company);
    await closeTwoMonths(company);
    await send(Date.UTC(2026, 6, 4));
    const events = heard.map((one) => JSON.parse(one.body) as { event: string; link: string });
    expect(events.filter((one) => one.event === "period_closed").map((one) => one.link).sort()).toEqual([`${env.origin}/periods/2026-05`, `${env.origin}/periods/2026-06`]);
    expect(events.every((one) => one.event === "period_closed" || one.link.startsWith(`${env.origin}/improvement/`))).toBe(true);
  });
});

test("no profile adds anything to what it is told to say", () => {
  const message = { id: "m", happening: "case_opened" as const, at: NOW, refs: { caseId: "c" }, text: "TEXT", link: "https://concord.example/improvement/c" };
  for (const profile of OUTGOING_PROFILES) {
    const { url, body } = outgoingRequest(profile, { url: "https://a.example/x/", token: "t", chat: "1" }, message);
    expect(url.startsWith("https://a.example/x")).toBe(true);
    expect(decodeURIComponent(`${url}${body}`)).toContain("TEXT");
  }
});
