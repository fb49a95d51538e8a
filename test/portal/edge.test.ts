import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { safePath } from "#app/web/safe-redirect.server.ts";
import { inTurns, openPortal, type Answer, type OpenPortal } from "#test/support/open-portal.ts";
import { changedTables, LOOKING, sumsOf } from "./database-sum.ts";
import { addresses, dataOf, routesOf, type Route } from "./doors.ts";
import { addWhatIsMissing, newestFinding, STANDINGS, type Params } from "./things.ts";
import { vocabularyOf } from "./vocabulary.ts";

const FORM = "application/x-www-form-urlencoded";
const LOADS = Number(process.env.NONCES ?? 1_000);

/** What lies beside a running clone or its data, and must not be had. */
const HIDDEN = ["/.git/config", "/.git/HEAD", "/.gitignore", "/.env", "/.ci/run", "/.vite/manifest.json", "/assets/.git/config", "/package.json", "/package-lock.json", "/keys.json", "/data/keys.json", "/concord.sqlite", "/build/server/index.js", "/%2egit/config", "/..%2f.git/config"];

describe("the edge of the built portal", () => {
  let portal: OpenPortal;
  let routes: Route[];
  let finding: Params | null;
  let addressOf: ReturnType<typeof addresses>;

  beforeAll(async () => {
    portal = await openPortal(inject("demoDir"), { mode: "production", publicOrigin: "https://concord.example" });
    await addWhatIsMissing(portal);
    finding = await newestFinding(portal);
    routes = routesOf(portal);
    addressOf = addresses(portal, finding);
  });
  afterAll(() => portal.close());

  const anAddress = (route: Route) => STANDINGS.map((standing) => addressOf(route, "head", standing)).find((one) => one !== null)!;

  /** Headers that an answer lacks or has wrong (security.md S-11). */
  function headerFaults({ headers, status }: Answer, path: string): string[] {
    const policy = String(headers["content-security-policy"] ?? "");
    const wrong = (name: string, good: boolean) => (good ? [] : [`${status} ${path}: ${name} ${String(headers[name.toLowerCase()])}`]);
    const kept = path.startsWith("/assets/") && status === 200;
    return [
      ...wrong("Content-Security-Policy", /script-src 'self' 'nonce-[\w+/=]{22,}'(;|$)/.test(policy) && /style-src 'self' 'nonce-/.test(policy) && ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "report-uri /csp-report"].every((part) => policy.includes(part)) && !policy.replace("style-src-attr 'unsafe-inline'", "").includes("unsafe")),
      ...wrong("Strict-Transport-Security", /max-age=31536000; includeSubDomains/.test(String(headers["strict-transport-security"]))),
      ...wrong("X-Content-Type-Options", headers["x-content-type-options"] === "nosniff"),
      ...wrong("X-Frame-Options", headers["x-frame-options"] === "DENY"),
      ...wrong("Referrer-Policy", ["strict-origin", "no-referrer"].includes(String(headers["referrer-policy"]))),
      ...wrong("Cross-Origin-Opener-Policy", headers["cross-origin-opener-policy"] === "same-origin"),
      ...wrong("Cross-Origin-Resource-Policy", headers["cross-origin-resource-policy"] === "same-origin"),
      ...wrong("X-Request-Id", /^[\w-]{12}$/.test(String(headers["x-request-id"]))),
      ...wrong("Cache-Control", kept ? /immutable/.test(String(headers["cache-control"])) : headers["cache-control"] === "no-store"),
      ...wrong("X-Powered-By", headers["x-powered-by"] === undefined),
      ...wrong("Access-Control-Allow-Origin", headers["access-control-allow-origin"] === undefined),
      ...wrong("Content-Type", status === 204 || status === 302 || status === 303 || headers["content-type"] !== undefined || headers["content-length"] === "0"),
    ];
  }

  test("S-11: each answer of each kind has every header, and cookies are bound to the host", async () => {
    const reads = routes.filter(({ hasLoader }) => hasLoader).flatMap((route) => {
      const address = anAddress(route);
      return [{ path: address, who: null }, { path: address, who: "head" as const }, ...(route.isPage ? [{ path: dataOf(route, address), who: "head" as const }] : [])].map((read) => ({ ...read, method: "GET" }));
    });
    const odd = [["/nothing-here", "GET"], ["/assets/nothing.js", "GET"], ["/favicon.svg", "GET"], ["/healthz", "GET"], ["/readyz", "GET"], ["/%E0%A4%A", "GET"], ["/work", "TRACE"], ["/work", "DELETE"], ["/api/v1/nothing", "GET"], ["/work/nothing", "POST"], ["/csp-report", "POST"], ["/..%2f..%2fetc/passwd", "GET"], ["/work?_data=routes/nothing", "GET"], ["/__manifest?p=/work", "GET"], ["/work.data", "GET"], ...HIDDEN.map((path) => [path, "GET"])].map(([path, method]) => ({ path: path!, method: method!, who: null }));
    const statuses = new Set<number>();
    const answers = await inTurns([...reads, ...odd], 3, async ({ path, who, method }) => {
      // The sessions of this suite are those of a plain address; here their cookie has the name that production gives it.
      const answer = await portal.ask(path, { method, headers: who === null ? {} : { cookie: `__Host-${portal.cookie(who)}` } });
      statuses.add(answer.status);
      return [...headerFaults(answer, path), ...[answer.headers["set-cookie"] ?? []].flat().filter((cookie) => !/^__Host-/.test(cookie) || !/; Path=\/; HttpOnly; SameSite=Lax(;.*)?; Secure/.test(cookie)).map((cookie) => `${path}: ${cookie}`)];
    });
    console.info(`${answers.length} answers, ${[...statuses].sort().join(" ")}`);
    expect(answers.flat()).toEqual([]);
    for (const path of HIDDEN) {
      const [stranger, head] = await Promise.all([portal.ask(path), portal.ask(path, { headers: { cookie: `__Host-${portal.cookie("head")}` } })]);
      // A stranger is sent to sign in, as from every address that is none.
      expect([path, head.status, stranger.status === 404 || String(stranger.headers.location).startsWith("/sign-in")]).toEqual([path, 404, true]);
    }
    const chosen = await portal.post("/preferences", null, { theme: "dark", locale: "ru", rail: "collapsed", next: "/" });
    expect((chosen.headers["set-cookie"] ?? []).filter((cookie) => /^__Host-\w+=\w+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/.test(cookie))).toHaveLength(3);
    expect(headerFaults(await portal.ask("/work", { headers: { host: "evil.example" } }), "/work of another host")).toEqual([]);
    for (const status of [200, 302, 403, 404, 405]) expect(statuses).toContain(status);
    const page = await portal.ask("/sign-in");
    const [asset] = /\/assets\/[\w.-]+\.js/.exec(page.text)!;
    expect(headerFaults(await portal.ask(asset!), asset!)).toEqual([]);
  });

  test(`S-11: ${LOADS} loads have ${LOADS} nonces, and the scripts of a page have the page's own`, async () => {
    const nonceOf = (answer: Answer) => /'nonce-([^']+)'/.exec(String(answer.headers["content-security-policy"]))![1]!;
    const nonces = await inTurns(Array.from({ length: LOADS }), 4, async () => nonceOf(await portal.ask("/healthz")));
    expect(new Set(nonces).size).toBe(LOADS);
    const page = await portal.ask("/sign-in");
    const scripts = [...page.text.matchAll(/<(script|style)\b([^>]*)>/g)].map(([, , attributes]) => attributes!);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((one) => !one.includes(`nonce="${nonceOf(page)}"`))).toEqual([]);
  });

  test("S-02: a foreign page changes nothing, whatever it sends as whose", async () => {
    const ours = "https://concord.example";
    const foreign: Record<string, Record<string, string>> = {
      "a foreign form": { origin: "https://evil.example", "sec-fetch-site": "cross-site", "content-type": FORM },
      "a foreign subdomain": { origin: "https://evil.concord.example", "content-type": FORM },
      "our name in theirs": { origin: "https://concord.example.evil.example", "content-type": FORM },
      "our host, another port": { origin: "https://concord.example:8443", "content-type": FORM },
      "our host over http": { origin: "http://concord.example", "content-type": FORM },
      "a null origin": { origin: "null", "content-type": FORM },
      "no origin": { "content-type": FORM },
      "a malformed origin": { origin: "https://[", "content-type": FORM },
      "two origins": { origin: `${ours}, https://evil.example`, "content-type": FORM },
      "our origin, said to be cross-site": { origin: ours, "sec-fetch-site": "cross-site", "content-type": FORM },
      "our origin as forwarded host": { origin: "https://evil.example", "x-forwarded-host": "evil.example", forwarded: "host=evil.example", "content-type": FORM },
      "JSON as plain text": { origin: "https://evil.example", "content-type": "text/plain" },
      "JSON of our own origin": { origin: ours, "content-type": "application/json" },
    };
    const doors = routes.filter(({ hasAction, name }) => hasAction && !name.startsWith("api.") && name !== "mail.stop.$token");
    const tries = doors.flatMap((route, n) => {
      const address = anAddress(route);
      const { acts } = vocabularyOf(route);
      const body = new URLSearchParams([["intent", acts[0] ?? "save"], ["step", acts[0] ?? "save"], ["_method", "DELETE"], ["email", "x@y.z"]]).toString();
      const kinds = Object.entries(foreign);
      // Every kind of sender on every door would be many times the same; each door gets three, in turn, and all of them get the form.
      return [kinds[0]!, kinds[1 + (n % (kinds.length - 1))]!, kinds[1 + ((n + 5) % (kinds.length - 1))]!].flatMap(([kind, headers]) => [address, dataOf(route, address)].map((path) => ({ kind, headers, path, body })));
    });
    const overridden = ["x-http-method-override", "x-method-override", "x-http-method"].flatMap((name) => ["/preferences", "/sign-out"].map((path) => ({ kind: name, headers: { [name]: "POST", origin: "https://evil.example" }, path: `${path}?_method=POST`, body: undefined })));
    const before = sumsOf(portal, LOOKING.filter((name) => name !== "audit"));
    const sessions = portal.db.prepare("select count(*) as n from session").get();
    const wrong = await inTurns([...tries, ...overridden], 3, async ({ kind, headers, path, body }) => {
      const { status } = await portal.ask(path, { method: body === undefined ? "GET" : "POST", body, headers: { ...headers, cookie: `__Host-${portal.cookie("head")}` } });
      return body === undefined ? (status < 400 ? [] : [`${kind} ${path}: ${status}`]) : [403, 415].includes(status) ? [] : [`${kind} ${path}: ${status}`];
    });
    console.info(`${tries.length} foreign requests`);
    expect(wrong.flat()).toEqual([]);
    expect(changedTables(before, sumsOf(portal, LOOKING.filter((name) => name !== "audit")))).toEqual([]);
    expect(portal.db.prepare("select count(*) as n from session").get()).toEqual(sessions);
  });

  test("S-13: no input leads off the site or writes a header", async () => {
    const targets = ["//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "https:evil.example", "javascript:alert(1)", "data:text/html,x", "/\t/evil.example", "/%09/evil.example", "/%0d%0aSet-Cookie:x=1", "/\r\nSet-Cookie: x=1", "http:\\\\evil.example", "/.//evil.example", "/..//evil.example", "/@evil.example/..//x", "\u2028//evil.example", "/%5cevil.example", "%2f%2fevil.example", "/x/..//evil.example", "//concord.example@evil.example", "/\u0000/evil.example"];
    const names = ["next", "returnTo", "to", "back", "redirect", "url"];
    const origin = "https://concord.example";
    const away = (answer: Answer, path: string): string[] => {
      const target = answer.headers.location ?? answer.headers["x-remix-redirect"];
      const injected = Object.entries(answer.headers).filter(([name, value]) => name === "x-injected" || (name === "set-cookie" && JSON.stringify(value).includes("x=1"))).map(([name]) => `${path}: ${name}`);
      if (target === undefined) return injected;
      return [...injected, ...(new URL(String(target), origin).origin === origin ? [] : [`${path}: leads to ${String(target)}`])];
    };
    const reads = targets.flatMap((target) => [`/sign-in?next=${encodeURIComponent(target)}`, `/rate?next=${encodeURIComponent(target)}`, `/work?returnTo=${encodeURIComponent(target)}&next=${encodeURIComponent(target)}`, `//evil.example/%2e%2e`, `/${encodeURIComponent(target)}`, `/pay/runs/${encodeURIComponent(target)}/export`]);
    const found = await inTurns(reads, 3, async (path) => [...away(await portal.ask(path), path), ...away(await portal.ask(path, { headers: { cookie: `__Host-${portal.cookie("head")}` } }), path)]);
    const forms = targets.flatMap((target) => ["/preferences", "/sign-in", "/sign-out"].map((path) => ({ path, body: new URLSearchParams([...names.map((name): [string, string] => [name, target]), ["theme", "dark"], ["locale", "ru"], ["email", "nobody@concord.example"], ["password", "x"]]).toString(), target })));
    const posted = await inTurns(forms, 3, async ({ path, body, target }) => away(await portal.post(path, null, body), `${path} ${JSON.stringify(target)}`));
    expect([...found, ...posted].flat()).toEqual([]);
    expect(targets.map((target) => new URL(safePath(target), origin).origin)).toEqual(targets.map(() => origin));
  });

  test("S-13: what is typed as a name reaches no header of a file", async () => {
    const evil = 'x"\r\nX-Injected: 1\r\n; filename="y.html';
    portal.db.prepare("update attachment set name = ?").run(evil);
    portal.db.prepare("update import_batch set file_name = ?").run(evil);
    const files = ["work.files.$id", "work.import.$batchId.mapping[.]yaml", "work.import.$batchId.quarantine[.]csv"].map((name) => routes.find((route) => route.name === name)!);
    for (const route of files) {
      const address = addressOf(route, "admin", "theirs")!;
      const answer = await portal.ask(address, { headers: { cookie: `__Host-${portal.cookie("admin")}` } });
      expect([route.name, answer.status, answer.headers["x-injected"]]).toEqual([route.name, 200, undefined]);
      expect(answer.headers["content-disposition"]).toMatch(/^attachment; filename="[^"\r\n]*"(; filename\*=UTF-8''[\w.%!-~-]*)?$/);
    }
  });
});
