import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isPrivateNet, isPublicAddress, openedNets } from "#app/operations/hooks/public-address.server.ts";
import { checkUrl, safeRequest, type SafeRequestOptions } from "#app/operations/hooks/safe-request.server.ts";

const CLOSED = [
  "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "255.255.255.255",
  "::", "::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
  "", "localhost", "127.1", "0x7f.0.0.1", "2130706433", "1.2.3.4 ",
];
const PUBLIC = ["8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "192.0.3.1", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450:4001::1"];

describe("an address that may be connected to", () => {
  test.each(CLOSED)("%j is none", (address) => expect(isPublicAddress(address)).toBe(false));
  test.each(PUBLIC)("%s is one", (address) => expect(isPublicAddress(address)).toBe(true));
});

describe("a request to an address that somebody typed in", () => {
  let server: Server;
  let port = 0;
  let hits = 0;
  beforeAll(async () => {
    server = createServer((request, response) => {
      hits += 1;
      if (request.url === "/slow") return;
      if (request.url === "/drip") {
        const timer = setInterval(() => response.write("x"), 20);
        response.on("close", () => clearInterval(timer));
        return;
      }
      if (request.url === "/moved") return void response.writeHead(302, { location: `http://127.0.0.1:${port}/inside` }).end();
      if (request.url === "/huge") return void response.end("x".repeat(5_000_000));
      response.end("ok");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    port = (server.address() as { port: number }).port;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const ask = (url: string, options: Partial<SafeRequestOptions> = {}) => safeRequest({ method: "POST", url, headers: {}, body: "{}" }, { allowLoopback: true, timeoutMs: 300, ...options });

  test.each(["http://8.8.8.8/", "ftp://a.example/", "file:///etc/passwd", "gopher://a.example/", "https://user:password@a.example/", "https://", "a.example", ""])("%j is refused before anything is asked", async (url) => {
    expect(checkUrl(url, false).ok).toBe(false);
  });

  test.each(["127.0.0.1", "2130706433", "0x7f000001", "017700000001", "127.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1"])("a closed address written as %s gets no connection in production", async (host) => {
    const before = hits;
    expect(await ask(`https://${host}:${port}/`, { allowLoopback: false })).toMatchObject({ ok: false, code: "private_address" });
    expect(hits).toBe(before);
  });

  test.each([[["127.0.0.1"]], [["93.184.215.14", "127.0.0.1"]], [["93.184.215.14", "::ffff:10.0.0.1"]], [["fd00::1"]]])("a name that leads to %j gets no connection", async (addresses) => {
    const before = hits;
    expect(await ask(`https://inside.example:${port}/`, { allowLoopback: false, resolve: async () => addresses })).toMatchObject({ ok: false, code: "private_address" });
    expect(hits).toBe(before);
  });

  test("a name that changes after it was checked leads nowhere else: it is asked once", async () => {
    const before = hits;
    let asked = 0;
    const answer = await ask(`https://rebind.example:${port}/`, { allowLoopback: false, resolve: async () => ((asked += 1) === 1 ? ["192.31.196.1"] : ["127.0.0.1"]) });
    expect([answer.ok, asked, hits]).toEqual([false, 1, before]);
  });

  test("outside of production only this machine may be asked by http, and only when every address of the name is its own", async () => {
    expect(await ask(`http://127.0.0.1:${port}/`)).toMatchObject({ ok: true, value: { status: 200, body: "ok" } });
    expect(await ask(`http://here.example:${port}/`, { resolve: async () => ["127.0.0.1"] })).toMatchObject({ ok: true });
    expect(await ask(`http://mixed.example:${port}/`, { resolve: async () => ["127.0.0.1", "10.0.0.1"] })).toMatchObject({ ok: false, code: "private_address" });
    expect(await ask("http://outside.example/", { resolve: async () => ["8.8.8.8"] })).toMatchObject({ ok: false, code: "not_https" });
  });

  test("a redirect is an answer and is not followed", async () => {
    const before = hits;
    expect(await ask(`http://127.0.0.1:${port}/moved`)).toMatchObject({ ok: true, value: { status: 302 } });
    expect(hits).toBe(before + 1);
  });

  test("time and size are limited, also of a name that is never found", async () => {
    expect(await ask(`http://127.0.0.1:${port}/slow`)).toMatchObject({ ok: false, code: "timeout" });
    expect(await ask(`http://127.0.0.1:${port}/drip`)).toMatchObject({ ok: false, code: "timeout" });
    expect(await ask("https://slow.example/", { resolve: () => new Promise(() => undefined) })).toMatchObject({ ok: false, code: "timeout" });
    expect(await ask("https://none.example/", { resolve: () => Promise.reject(new Error("ENOTFOUND")) })).toMatchObject({ ok: false, code: "unknown_host" });
    const huge = await ask(`http://127.0.0.1:${port}/huge`, { mostBytes: 1_000 });
    expect([huge.ok && huge.value.isCut, huge.ok && huge.value.body.length]).toEqual([true, 1_000]);
    expect(await ask("http://127.0.0.1:1/")).toMatchObject({ ok: false, code: "no_answer" });
  });
});

describe("private networks that were opened by name", () => {
  test.each(["10.1.0.0/16", "10.0.0.0/8", "192.168.1.7/32", "172.16.0.0/12", "100.64.0.0/10", "fd12:3456::/32"])("%s may be", (net) => expect(isPrivateNet(net)).toBe(true));
  test.each(["0.0.0.0/0", "127.0.0.0/8", "169.254.169.254/32", "10.0.0.0/7", "8.8.8.0/24", "192.168.1.7", "10.0.0.0/33", "10.0.0.0/x", "::1/128", "fe80::/10", "::/0", "::ffff:10.0.0.0/104", "", "a/8", "10.0.0.0/8/8"])("%j may not", (net) => expect(isPrivateNet(net)).toBe(false));

  test("let addresses within them in and no others", () => {
    const isOpened = openedNets(["10.1.0.0/16", "fd12:3456::/32", "127.0.0.0/8"]);
    expect(["10.1.2.3", "fd12:3456::1", "10.2.0.1", "127.0.0.1", "169.254.169.254", "8.8.8.8", "::ffff:10.1.2.3", "fd12:3457::1", "10.1.2.3 ", ""].map(isOpened)).toEqual([true, true, false, false, false, false, false, false, false, false]);
  });

  test("are asked also by http; a name that leads elsewhere as well gets no connection", async () => {
    const server = createServer((_request, response) => void response.setHeader("Retry-After", "7").end("ok"));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as { port: number };
    // This machine stands for one of an opened network, so that nobody outside is asked.
    const ask = (url: string, addresses: readonly string[]) => safeRequest({ method: "GET", url, headers: {}, body: "" }, { allowLoopback: false, isOpened: (address) => address === "127.0.0.1", resolve: async () => addresses, timeoutMs: 300 });
    const answer = await ask(`http://tasks.example:${port}/`, ["127.0.0.1"]);
    expect([answer.ok && answer.value.body, answer.ok && answer.value.header("retry-after"), answer.ok && answer.value.header("x-none")]).toEqual(["ok", "7", null]);
    expect(await ask(`http://tasks.example:${port}/`, ["127.0.0.1", "10.2.0.1"])).toMatchObject({ code: "private_address" });
    expect(await ask(`http://tasks.example:${port}/`, ["127.0.0.1", "8.8.8.8"])).toMatchObject({ code: "not_https" });
    expect(await ask(`https://tasks.example:${port}/`, ["10.2.0.1"])).toMatchObject({ code: "private_address" });
    server.close();
  });
});
