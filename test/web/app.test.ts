import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { Agent } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stop } from "#app/web/lifecycle.server.ts";
import { ask, buildOf, startApp, type RunningApp } from "#test/support/web.ts";

let running: RunningApp;
let actionsRun = 0;
let release: () => void = () => undefined;
let entered: () => void = () => undefined;

/** Resolves when the slow loader has begun. */
const slowEntered = () => new Promise<void>((resolve) => (entered = resolve));

const clientDirectory = mkdtempSync(join(tmpdir(), "client-"));
mkdirSync(join(clientDirectory, "assets"));
writeFileSync(join(clientDirectory, "assets", "page-1a2b3c.js"), "export {};");

const build = buildOf({
  page: {
    default: () => null,
    loader: () =>
      new Response(null, {
        headers: { "Cache-Control": "public, max-age=60", "Content-Security-Policy": "none" },
      }),
    action: () => {
      actionsRun += 1;
      return Response.json({ done: true });
    },
  },
  form: { action: async ({ request }: { request: Request }) => Response.json([...(await request.formData())]) },
  "mail/stop/:token": {
    action: ({ request }: { request: Request }) => Response.json({ cookie: request.headers.get("cookie") }),
  },
  "api/v1/things": { action: () => Response.json({ done: true }) },
  "r/:token": {
    loader: () => new Response("one", { headers: { "Referrer-Policy": "no-referrer" } }),
  },
  moved: { loader: () => Response.redirect("http://localhost:3000/page", 302) },
  broken: {
    loader: () => {
      throw new Error("secret: the password is 1234");
    },
  },
  slow: {
    loader: () =>
      new Promise<Response>((resolve) => {
        release = () => resolve(new Response("late but whole"));
        entered();
      }),
  },
});

beforeAll(async () => {
  running = await startApp({
    build,
    clientDirectory,
    maxBodyBytes: (path) => (path === "/page" ? 1_000 : 100),
  });
});
afterAll(async () => void (await stop(running.server, 100)));

describe("headers", () => {
  const paths: [string, number][] = [
    ["/page", 200],
    ["/nothing-here", 404],
    ["/moved", 302],
    ["/broken", 500],
    ["/assets/page-1a2b3c.js", 200],
    ["/assets/missing.js", 404],
    ["/healthz", 200],
    ["/readyz", 200],
    ["/page?_data=routes/page", 200],
    ["/%E0%A4%A", 404],
    ["/%c0%ae%c0%ae/assets/../../etc/passwd", 404],
  ];

  it.each(paths)("%s answers %i with every security header", async (path, status) => {
    const answer = await ask(running, path);
    expect(answer.status).toBe(status);
    const policy = String(answer.headers["content-security-policy"]);
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}'/);
    expect(policy.replace("style-src-attr 'unsafe-inline'", "")).not.toContain("unsafe");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(answer.headers["referrer-policy"]).toBe("strict-origin");
    expect(answer.headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(answer.headers["x-powered-by"]).toBeUndefined();
    expect(answer.headers["x-request-id"]).toMatch(/^[\w-]{12}$/);
    const cache =
      path === "/assets/page-1a2b3c.js" ? "public, max-age=31536000, immutable" : "no-store";
    expect(answer.headers["cache-control"]).toBe(cache);
    expect(answer.headers["strict-transport-security"]).toBeUndefined();
  });

  it("gives every answer another nonce", async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(running, "/page")));
    expect(new Set(answers.map((answer) => answer.headers["content-security-policy"])).size).toBe(
      50
    );
  });

  it("sends HSTS where the public origin is https", async () => {
    const production = await startApp({
      build,
      mode: "production",
      publicOrigin: "https://concord.example",
    });
    const answer = await ask(production, "/healthz", { headers: { host: "concord.example" } });
    expect(answer.headers["strict-transport-security"]).toContain("max-age=31536000");
    await stop(production.server, 100);
  });

  it("lets a survey link's redirect be stricter about the referrer, and nothing weaker", async () => {
    expect((await ask(running, "/r/abc")).headers["referrer-policy"]).toBe("no-referrer");
  });

  it("answers unreadable bytes with 400 and headers", async () => {
    const text = await new Promise<string>((resolve) => {
      const socket = connect(running.port, "127.0.0.1", () =>
        socket.write("NOT HTTP AT ALL\r\n\r\n")
      );
      let all = "";
      socket.on("data", (chunk) => (all += chunk));
      socket.on("close", () => resolve(all));
    });
    expect(text).toMatch(/^HTTP\/1.1 400/);
    expect(text).toContain("X-Content-Type-Options: nosniff");
  });
});

describe("origin check", () => {
  const refusedHeaders: [string, Record<string, string>][] = [
    ["a foreign origin", { origin: "https://evil.example" }],
    [
      "a foreign origin with our Host in X-Forwarded-Host",
      { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    ],
    ["a null origin", { origin: "null" }],
    ["a malformed origin", { origin: "http://[" }],
    ["an origin list", { origin: "http://localhost:3000 https://evil.example" }],
    ["our host under https", { origin: "https://localhost:3000" }],
    ["our host on another port", { origin: "http://localhost:3001" }],
    ["no origin at all", {}],
    ["a same-site but not same-origin page", { "sec-fetch-site": "same-site" }],
    [
      "a cross-site fetch that claims our origin",
      { origin: "http://localhost:3000", "sec-fetch-site": "cross-site" },
    ],
  ];
  const form = { "content-type": "application/x-www-form-urlencoded" };

  it("lets a mail program's button post by itself, and takes no cookie from it", async () => {
    for (const headers of [form, { ...form, origin: "https://mail.example", "sec-fetch-site": "cross-site", cookie: "session=x" }]) {
      const answer = await ask(running, "/mail/stop/token?_data=routes/mail/stop/:token", { method: "POST", headers, body: "List-Unsubscribe=One-Click" });
      expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { cookie: null }]);
    }
    for (const path of ["/mail/stop/token/more", "/mail/stop/", "/page"]) expect((await ask(running, path, { method: "POST", headers: form, body: "x=1" })).status).toBe(403);
  });

  it.each(refusedHeaders)("refuses %s with 403 before the action", async (_name, headers) => {
    for (const path of ["/page", "/page?_data=routes/page", "/page?index"]) {
      const before = actionsRun;
      const answer = await ask(running, path, {
        method: "POST",
        headers: { ...form, ...headers },
        body: "a=1",
      });
      expect(answer.status).toBe(403);
      expect(actionsRun).toBe(before);
    }
  });

  it.each([
    ["our origin", { origin: "http://localhost:3000" }],
    [
      "an alias of the loopback interface",
      { origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" },
    ],
    ["a same-origin fetch without Origin", { "sec-fetch-site": "same-origin" }],
  ] as [string, Record<string, string>][])("lets %s through", async (_name, headers) => {
    const answer = await ask(running, "/page?_data=routes/page", {
      method: "POST",
      headers: { ...form, ...headers },
      body: "a=1",
    });
    expect(answer.status).toBe(200);
  });

  it("does not mind where a GET comes from", async () => {
    expect(
      (await ask(running, "/page", { headers: { origin: "null", "sec-fetch-site": "cross-site" } }))
        .status
    ).toBe(200);
  });

  it("takes JSON only under /api, and no cookies", async () => {
    const json = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
    expect((await ask(running, "/api/v1/things", json)).status).toBe(200);
    const text = { method: "POST", headers: { "content-type": "text/plain" }, body: "{}" };
    expect((await ask(running, "/api/v1/things", text)).status).toBe(415);
  });
});

describe("limits", () => {
  const post = { method: "POST", headers: { origin: "http://localhost:3000", "content-type": "application/x-www-form-urlencoded" } };

  it("refuses a Host that is not the portal's", async () => {
    expect((await ask(running, "/page", { headers: { host: "evil.example" } })).status).toBe(400);
  });

  it("replaces the Host when a proxy in front is trusted", async () => {
    const behind = await startApp({ build, trustProxy: 1 });
    expect((await ask(behind, "/page", { headers: { host: "upstream:8080" } })).status).toBe(200);
    await stop(behind.server, 100);
  });

  it("refuses a body over the limit of its path", async () => {
    expect((await ask(running, "/page", { ...post, body: "x".repeat(1_001) })).status).toBe(413);
    expect((await ask(running, "/moved", { ...post, body: "x".repeat(101) })).status).toBe(413);
  });

  it("refuses a body of unknown length", async () => {
    const headers = { ...post.headers, "transfer-encoding": "chunked" };
    expect((await ask(running, "/page", { method: "POST", headers })).status).toBe(411);
  });

  it.each(["TRACE", "OPTIONS", "PROPFIND", "PUT", "PATCH", "DELETE"])("does not know %s", async (method) => {
    expect((await ask(running, "/page", { method })).status).toBe(405);
  });

  it("takes forms only, outside of the API", async () => {
    const send = async (type: string | null) => (await ask(running, "/page", { method: "POST", headers: { origin: "http://localhost:3000", ...(type === null ? {} : { "content-type": type }) }, body: "a=1" })).status;
    expect(await Promise.all(["application/x-www-form-urlencoded; charset=utf-8", "multipart/form-data; boundary=x"].map(send))).toEqual([200, 200]);
    expect(await Promise.all([null, "text/plain", "application/json", "multipart/form-data", `multipart/form-data; boundary=${"x".repeat(71)}`].map(send))).toEqual([415, 415, 415, 415, 415]);
  });

  it("calls a form that cannot be read the sender's fault", async () => {
    const answer = await ask(running, "/form?_data=routes/form", { method: "POST", headers: { origin: "http://localhost:3000", "content-type": "multipart/form-data; boundary=x" }, body: "no part" });
    expect([answer.status, answer.text]).toEqual([400, '{"code":"bad_request"}']);
  });

  it("does not let a body that nobody read stand before the next request of the connection", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const big = { ...post, headers: { ...post.headers, "content-type": "application/x-www-form-urlencoded" }, body: "x".repeat(900_000), agent };
    const roomy = await startApp({ build, maxBodyBytes: () => 1_000_000 });
    const [first, next] = [await ask(roomy, "/page?_data=routes/page", big), await ask(roomy, "/healthz", { agent })];
    expect([first.status, next.status]).toEqual([200, 200]);
    agent.destroy();
    await stop(roomy.server, 100);
  });

  it("answers 503 when a handler takes too long", async () => {
    const hasty = await startApp({ build, responseTimeoutMs: 20 });
    expect((await ask(hasty, "/slow")).status).toBe(503);
    release();
    await stop(hasty.server, 100);
  });
});

describe("faults and the log", () => {
  it("says a number and nothing else", async () => {
    const answer = await ask(running, "/broken");
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain("secret");
    expect(answer.text).not.toContain("at ");
  });

  it("speaks the reader's language", async () => {
    const answer = await ask(running, "/assets/missing.js", {
      headers: { "accept-language": "de, ru;q=0.8, en;q=0.5" },
    });
    expect(answer.text).toContain("По этому адресу ничего нет");
    expect(answer.text).toContain(String(answer.headers["x-request-id"]));
  });

  it("logs the named fields only, and no token of a path", async () => {
    running.log.length = 0;
    await ask(running, "/r/8fKq2Zx0aa-secret?token=abc", {
      headers: { cookie: "concord=xyz", authorization: "Bearer t" },
    });
    const line = running.log.find((entry) => entry.msg === "request") ?? {};
    expect(Object.keys(line).sort()).toEqual(
      [
        "durationMs",
        "hostname",
        "level",
        "method",
        "msg",
        "path",
        "pid",
        "requestId",
        "status",
        "time",
      ].sort()
    );
    expect(line.path).toBe("/r/*");
  });
});

describe("stopping", () => {
  it("finishes what is in flight, refuses what is new, and says whether anything was cut", async () => {
    const app = await startApp({ build });
    const begun = slowEntered();
    const inFlight = ask(app, "/slow");
    await begun;
    const stopped = stop(app.server, 5_000);
    release();
    expect((await inFlight).text).toBe("late but whole");
    expect(await stopped).toEqual({ cut: false });
    await expect(ask(app, "/page")).rejects.toThrow();
  });

  it("cuts what does not end within the grace", async () => {
    const app = await startApp({ build });
    const begun = slowEntered();
    const inFlight = ask(app, "/slow").catch(() => "cut");
    await begun;
    expect(await stop(app.server, 30)).toEqual({ cut: true });
    expect(await inFlight).toBe("cut");
  });
});
