import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { inTurns, openPortal, WHO, type Answer, type OpenPortal, type Who } from "#test/support/open-portal.ts";
import { addresses, dataOf, routesOf, type Route } from "./doors.ts";
import { crawlForms, type PageForm } from "./forms.ts";
import { hostileJson, hostileValue } from "./hostile-values.ts";
import { addWhatIsMissing, newestFinding, STANDINGS, type Params, type Tokens } from "./things.ts";
import { vocabularyOf } from "./vocabulary.ts";

/** How many requests; `FUZZ=100000` is the long run, with a seed of its own each time. */
const REQUESTS = Number(process.env.FUZZ ?? 800);
const SEED = Number(process.env.FUZZ_SEED ?? (process.env.FUZZ ? Date.now() % 2 ** 31 : 7));
const SLOWEST_MS = 5_000;
const STALL_MS = 2_000;
/** What only a fault of ours shows to a stranger. */
const TRACE = /\n\s+at \S+ \(|node_modules|\.server\.ts|SQLITE_|TypeError|ReferenceError|drizzle/;

interface Shot {
  readonly label: string;
  readonly path: string;
  readonly who: Who | null;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
}

const URLENCODED = "application/x-www-form-urlencoded";
const MANAGERS: readonly Who[] = ["head", "client", "hr", "arbiter", "admin", "director", "employee"];

describe("requests that nobody would send", () => {
  let portal: OpenPortal;
  let routes: Route[];
  let forms: PageForm[];
  let tokens: Tokens;
  let finding: Params | null;

  beforeAll(async () => {
    portal = await openPortal(inject("demoDir"), { responseTimeoutMs: 60_000 });
    tokens = await addWhatIsMissing(portal);
    finding = await newestFinding(portal);
    routes = routesOf(portal);
    forms = await crawlForms(portal, finding, ["head", "hr", "arbiter", "admin"]);
  });
  afterAll(() => portal.close());

  /** A form as its page has it, some of its fields hostile, some twice, some left out. */
  function formShot(): fc.Arbitrary<Shot> {
    return fc.record({ form: fc.constantFrom(...forms), changes: fc.array(fc.record({ at: fc.nat(), how: fc.constantFrom("value", "value", "value", "twice", "out", "name"), value: hostileValue }), { minLength: 1, maxLength: 4 }), kind: fc.constantFrom("form", "form", "form", "parts") }).map(({ form, changes, kind }) => {
      const fields = form.fields.map(([name, value]): [string, string] => [name, value]);
      for (const { at, how, value } of changes) {
        if (fields.length === 0) break;
        const index = at % fields.length;
        if (how === "value") fields[index] = [fields[index]![0], value];
        if (how === "name") fields[index] = [value, fields[index]![1]];
        if (how === "twice") fields.push([fields[index]![0], value]);
        if (how === "out") fields.splice(index, 1);
      }
      return { label: `${form.route.name} ${JSON.stringify(changes).slice(0, 120)}`, path: form.action, who: form.who, method: "POST", ...(kind === "form" ? { headers: { "content-type": URLENCODED }, body: new URLSearchParams(fields).toString() } : parts(fields)) };
    });
  }

  /** Any route's action with any of its words and names. */
  function blindShot(): fc.Arbitrary<Shot> {
    const addressOf = addresses(portal, finding);
    const doors = routes.filter(({ hasAction, doors: has }) => hasAction && has?.post !== "token").map((route) => ({ route, words: vocabularyOf(route) }));
    return fc
      .record({ door: fc.constantFrom(...doors), who: fc.constantFrom(...MANAGERS), act: fc.nat(), standing: fc.constantFrom(...STANDINGS), values: fc.array(hostileValue, { minLength: 1, maxLength: 6 }) })
      .map(({ door: { route, words }, who, act, standing, values }) => {
        const { acts, fields } = words;
        const word = acts[act % Math.max(acts.length, 1)] ?? "save";
        const typed = fields.map((name, i): [string, string] => [name, values[i % values.length]!]);
        return { label: `${route.name} ${word} ${JSON.stringify(values).slice(0, 120)}`, path: addressOf(route, who, standing) ?? addressOf(route, who, "theirs") ?? addressOf(route, who, "gives") ?? "/", who, method: "POST", headers: { "content-type": URLENCODED }, body: new URLSearchParams([...typed, ["intent", word], ["act", word], ["step", word]]).toString() };
      });
  }

  /** Any page or file with a query and ids that make no sense. */
  function readShot(): fc.Arbitrary<Shot> {
    const names = ["q", "page", "sort", "dir", "view", "period", "standing", "obligation", "product", "provider", "client", "date", "compare", "version", "year", "from", "to", "list", "person", "survey", "result", "run", "next", "_data"];
    const readable = routes.filter(({ hasLoader }) => hasLoader);
    return fc
      .record({ route: fc.constantFrom(...readable), who: fc.option(fc.constantFrom(...WHO)), query: fc.array(fc.tuple(fc.constantFrom(...names), hostileValue), { maxLength: 5 }), ids: hostileValue, data: fc.boolean(), method: fc.constantFrom("GET", "GET", "GET", "HEAD", "DELETE"), host: fc.constantFrom<string[]>("", "", "", "", "evil.example", "localhost:99999", "[::1", "a b") })
      .map(({ route, who, query, ids, data, method, host }) => {
        const path = route.path.replace(/:[A-Za-z]+/g, () => encodeURIComponent(wellFormed(ids.slice(0, 300)))).replace("/*", `/${encodeURIComponent(wellFormed(ids.slice(0, 50)))}`);
        const url = `${path}?${new URLSearchParams(query.map(([name, value]) => [name, value.slice(0, 1_000)])).toString()}`;
        return { label: `${method} ${route.name}`, path: data && route.isPage ? dataOf(route, url) : url, who, method, headers: only(host === "" ? [] : [["host", host]]), body: undefined };
      });
  }

  /** Bodies of other kinds than the address takes, and bytes that are no text. */
  function oddShot(): fc.Arbitrary<Shot> {
    const posts = routes.filter(({ hasAction }) => hasAction);
    const addressOf = addresses(portal, finding);
    return fc
      .record({
        route: fc.constantFrom(...posts), who: fc.constantFrom(...MANAGERS), type: fc.constantFrom(URLENCODED, "multipart/form-data; boundary=x", "multipart/form-data", "application/json", "text/plain", "text/csv; charset=utf-7", "application/xml", "", "x".repeat(500), "multipart/form-data; boundary=" + "y".repeat(300)),
        body: fc.oneof(fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)), fc.constantFrom("%", "%E0%A4%A=%ff&a", "a=%00&b=%zz", "--x\r\n", '--x\r\nContent-Disposition: form-data; name="intent"\r\n\r\nsave', '--x\r\nContent-Disposition: form-data; name="file"; filename="../../a\u0000.csv"\r\n\r\na\r\n--x--\r\n', '--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\na\r\n--x--\r\n', "&".repeat(3_000), "a=1&".repeat(20_000), `${"a[".repeat(2_000)}=1`).map((text) => Buffer.from(text))),
        method: fc.constantFrom("POST", "POST", "PUT", "PATCH", "DELETE"),
      })
      .map(({ route, who, type, body, method }) => ({ label: `${method} ${route.name} as ${type.slice(0, 40)}: ${body.toString("latin1").slice(0, 60)}`, path: addressOf(route, who, "theirs") ?? addressOf(route, who, "gives") ?? "/", who, method, headers: only(type === "" ? [] : [["content-type", type]]), body }));
  }

  function apiShot(): fc.Arbitrary<Shot> {
    const paths = ["/api/v1/tasks%3Abatch", "/api/v1/tasks/demo/x/events", "/api/v1/tasks", "/api/v1/hooks/x", "/api/v1/nothing", "/api/v1/tasks/%00/%ff", "/api/v1/tasks?limit=1e308&cursor=%27"];
    const event = fc.record({ type: fc.constantFrom("requested", "delivered", "paused", "measured", "due_agreed", "x"), occurredAt: fc.oneof(fc.constantFrom("2026-01-05T09:00:00Z", "2026-02-30T09:00:00Z", "-000001-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00", "0000-01-01T00:00:00Z"), hostileValue), id: hostileValue, payload: fc.jsonValue() }, { requiredKeys: ["type", "occurredAt"] });
    const batch = fc.record({ items: fc.array(fc.record({ externalId: hostileValue, product: fc.oneof(fc.constant("FIN-CLOSE"), hostileValue), client: fc.oneof(fc.constant("SALES"), hostileValue), attributes: fc.dictionary(hostileValue, hostileValue, { maxKeys: 3 }), events: fc.array(event, { maxLength: 4 }) }), { maxLength: 4 }) }).map((value) => JSON.stringify(value));
    return fc
      .record({ path: fc.constantFrom(...paths), body: fc.oneof(batch, hostileJson), method: fc.constantFrom("POST", "POST", "POST", "GET", "PUT"), token: fc.constantFrom(tokens.writeToken, tokens.writeToken, tokens.readToken, "x") })
      .map(({ path, body, method, token }) => ({ label: `${method} ${path} ${body.slice(0, 120)}`, path, who: null, method, headers: { "content-type": "application/json", authorization: `Bearer ${token}` }, body }));
  }

  test(`${REQUESTS} requests: no answer of 500, none slower than 5 s, no trace of the inside`, async () => {
    const shots = fc.sample(fc.oneof({ weight: 4, arbitrary: formShot() }, { weight: 3, arbitrary: blindShot() }, { weight: 3, arbitrary: readShot() }, { weight: 2, arbitrary: oddShot() }, { weight: 2, arbitrary: apiShot() }), { numRuns: REQUESTS, seed: SEED });
    // Nobody signs out: the sessions are needed to the end.
    const aimed = shots.filter(({ path }) => !/^\/sign-out/.test(path));
    const statuses = new Map<number, number>();
    let slowestMs = 0;
    const faults: string[] = [];
    const warm = Math.min(500, aimed.length);
    let rssBefore = 0;
    let sent = 0;
    // Where the process stood still, and what it had in hand then.
    const inHand = new Set<string>();
    const stalls: string[] = [];
    let tickedAt = performance.now();
    const ticking = setInterval(() => {
      const late = performance.now() - tickedAt;
      if (late > STALL_MS) stalls.push(`${Math.round(late)} ms: ${[...inHand].join(" | ")}`);
      tickedAt = performance.now();
    }, 50);
    await inTurns(aimed, 4, async ({ label, path, who, method, headers, body }) => {
      const began = performance.now();
      inHand.add(label);
      const answer = await portal.ask(path, { as: who, method, body, headers: { origin: portal.env.origin, ...headers } }).catch((error: unknown): Answer => ({ status: 0, headers: {}, text: String(error), bytes: Buffer.alloc(0) }));
      const ms = performance.now() - began;
      slowestMs = Math.max(slowestMs, ms);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.status === 0 || answer.status >= 500 || ms > SLOWEST_MS || TRACE.test(answer.text.replaceAll(/<script[\s\S]*?<\/script>/g, ""))) faults.push(`${answer.status} in ${Math.round(ms)} ms: ${label}`);
      inHand.delete(label);
      sent += 1;
      if (sent === warm) rssBefore = process.memoryUsage().rss;
    });
    clearInterval(ticking);
    const rss = process.memoryUsage().rss;
    console.info(`${sent} requests, seed ${SEED}, slowest ${Math.round(slowestMs)} ms, memory ${Math.round(rssBefore / 2 ** 20)} → ${Math.round(rss / 2 ** 20)} MB, ${JSON.stringify(Object.fromEntries(statuses))}`);
    expect(faults, portal.log.filter((line) => /"level":(50|60)/.test(line)).slice(0, 20).join("\n")).toEqual([]);
    expect(stalls).toEqual([]);
    expect(({} as { a?: unknown }).a).toBeUndefined();
  }, 3_600_000);
});

const only = (headers: readonly [string, string][]): Readonly<Record<string, string>> => Object.fromEntries(headers);
/** A text that an address can hold: halves of signs are left out. */
const wellFormed = (text: string): string => Buffer.from(text, "utf8").toString("utf8");

/** Fields as a browser sends them with files: in parts. */
function parts(fields: readonly (readonly [string, string])[]): Pick<Shot, "headers" | "body"> {
  const boundary = "----parts7";
  const body = fields.map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name.replaceAll(/["\r\n]/g, "")}"\r\n\r\n${value}\r\n`).join("") + `--${boundary}--\r\n`;
  return { headers: { "content-type": `multipart/form-data; boundary=${boundary}` }, body };
}
