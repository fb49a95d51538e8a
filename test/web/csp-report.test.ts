import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readCspReport } from "#app/web/csp-report.server.ts";
import { stop } from "#app/web/lifecycle.server.ts";
import { ask, buildOf, startApp, type RunningApp } from "#test/support/web.ts";

const OLD = { "csp-report": { "document-uri": "https://concord.example/rate/8fKq2Zx0aa-secret?token=1", "violated-directive": "script-src-elem", "effective-directive": "script-src-elem", "blocked-uri": "https://evil.example/x.js?who=me", "line-number": 7, "script-sample": "secret" } };
const NEW = [{ type: "csp-violation", body: { documentURL: "https://concord.example/work", effectiveDirective: "style-src-attr", blockedURL: "inline", sample: "secret" } }];

describe("a report of the content policy", () => {
  test("of either form becomes the fields that may be written down", () => {
    expect(readCspReport(JSON.stringify(OLD))).toEqual([{ directive: "script-src-elem", blocked: "https://evil.example", page: "/rate/*", line: 7 }]);
    expect(readCspReport(JSON.stringify(NEW))).toEqual([{ directive: "style-src-attr", blocked: "inline", page: "/work", line: null }]);
  });

  test.each(["", "{", "null", "[]", "[null]", '{"csp-report":null}', '{"csp-report":{"effective-directive":"a\\nb"}}', '{"__proto__":{"csp-report":{"effective-directive":"x"}}}', '{"csp-report":{"effective-directive":{"a":1}}}'])("that is none holds none: %s", (text) => {
    expect(readCspReport(text)).toEqual([]);
  });

  test("a list of ten thousand holds ten", () => {
    expect(readCspReport(JSON.stringify(Array.from({ length: 10_000 }, () => NEW[0])))).toHaveLength(10);
  });
});

describe("at the edge", () => {
  let running: RunningApp;
  beforeAll(async () => {
    running = await startApp({ build: buildOf({ page: { default: () => null } }) });
  });
  afterAll(async () => void (await stop(running.server, 100)));
  const report = (body: string, headers: Record<string, string> = {}) => ask(running, "/csp-report", { method: "POST", body, headers: { "content-type": "application/csp-report", ...headers } });

  test("every page says where reports go, they are logged without what could be secret, and thirty a minute are enough", async () => {
    const { headers } = await ask(running, "/page");
    expect(headers["content-security-policy"]).toContain("report-uri /csp-report; report-to csp");
    expect(headers["reporting-endpoints"]).toBe('csp="/csp-report"');
    expect((await report(JSON.stringify(OLD), { origin: "https://evil.example", "sec-fetch-site": "cross-site" })).status).toBe(204);
    const line = running.log.find((entry) => entry.msg === "content policy")!;
    expect([line.directive, line.blocked, line.page, line.line]).toEqual(["script-src-elem", "https://evil.example", "/rate/*", 7]);
    expect(JSON.stringify(running.log)).not.toContain("secret");
    expect((await report("x".repeat(16_385))).status).toBe(413);
    const statuses = [];
    for (let i = 0; i < 40; i += 1) statuses.push((await report(JSON.stringify(NEW))).status);
    expect([...new Set(statuses)]).toEqual([204, 429]);
    expect(running.log.filter((entry) => entry.msg === "content policy")).toHaveLength(30);
  });
});
