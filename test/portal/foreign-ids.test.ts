import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { HOME, inTurns, openPortal, type OpenPortal, type Who } from "#test/support/open-portal.ts";
import { plantCanaries, type Canaries } from "./canaries.ts";
import { addresses, letThrough, routesOf, type Route } from "./doors.ts";
import { crawlForms } from "./forms.ts";
import { addWhatIsMissing, finders, newestFinding, STANDINGS, type Params } from "./things.ts";

/** People who see a part of the company only. */
const PARTIAL: readonly Who[] = ["employee", "head", "client", "deputy"];
/** Samples of each side of the oracle; `ORACLE=2000` is the long run, which times them too. */
const SAMPLES = Number(process.env.ORACLE ?? 12);
const ID = /^[0-9a-f]{32}$/;
/** Fields that name a department though none is chosen yet. */
const SIDE = /^(client|provider|for|department|departmentId|clientId|providerId|teamId|recipientId)$/;

describe("ids of others", () => {
  let portal: OpenPortal;
  let canaries: Canaries;
  let finding: Params | null;
  let routes: Route[];

  beforeAll(async () => {
    portal = await openPortal(inject("demoDir"));
    await addWhatIsMissing(portal);
    canaries = plantCanaries(portal);
    finding = await newestFinding(portal);
    routes = routesOf(portal);
  });
  afterAll(() => portal.close());

  /** A department with which somebody has nothing to do. */
  const foreignDepartment = (who: Who) => finders(portal).provider(who, "theirs")!["providerId"]!;
  const lists = (who: Who) =>
    routes.flatMap((route) => {
      const rule = route.doors?.get;
      if (!/\[\.\]csv$/.test(route.name) || typeof rule !== "object") return [];
      const addressOf = addresses(portal, finding);
      const standing = STANDINGS.find((one) => letThrough(rule, one).includes(who) && addressOf(route, who, one) !== null);
      return standing ? [{ route, path: addressOf(route, who, standing)! }] : [];
    });
  const rowsOf = (text: string) => (parse(text, { bom: true, relax_column_count: true }) as string[][]).slice(1).map((row) => JSON.stringify(row));

  test("A-02: a filter by a foreign id shows no row that is not there without it, and no more of them", async () => {
    let asked = 0;
    const faults = await inTurns((process.env.ORACLE === undefined ? PARTIAL.slice(1, 3) : PARTIAL).flatMap((who) => lists(who).map((one) => ({ who, ...one }))), 3, async ({ who, route, path }) => {
      const own = new Set(rowsOf((await portal.ask(path, { as: who })).text));
      const foreign = foreignDepartment(who);
      const { personId } = portal.account.hr;
      const filters = ["provider", "client", "department", "departmentId", "providerId", "recipient", "person", "personId", "product", "side", "scope", "team"];
      const join = path.includes("?") ? "&" : "?";
      const queries = [filters.map((name) => `${name}=${foreign}`).join("&"), filters.map((name) => `${name}=${personId}`).join("&"), "side=all&scope=all&view=all&all=1&departmentIds=all"];
      const found: string[] = [];
      for (const query of queries) {
        asked += 1;
        const { status, text } = await portal.ask(`${path}${join}${query}`, { as: who });
        if (status >= 400) continue;
        found.push(...canaries.leaksTo(who, route.name, text).map((what) => `${who} ${path}?${query.slice(0, 30)} holds ${what}`));
        if (/work\[|disputes|improvement|voice|answers|given|agreements\[|planned/.test(route.name)) found.push(...rowsOf(text).filter((row) => !own.has(row) && own.size < 5_000 && !/view|scope/.test(query)).slice(0, 1).map((row) => `${who} ${path}: ${row.slice(0, 160)}`));
      }
      return found;
    });
    console.info(`${asked} filtered lists`);
    expect(faults.flat()).toEqual([]);
  });

  test("A-02: the search finds nothing that its finder may not open, by a word or by an id", async () => {
    const foreignTasks = portal.db.prepare("select t.id, t.title, t.external_id as externalId from task t join department p on p.id = t.provider_id join department c on c.id = t.client_id where p.code = 'LOG' and c.code = 'PROD' limit 20").all() as { id: string; title: string; externalId: string }[];
    for (const who of PARTIAL)
      for (const { id, title, externalId } of foreignTasks.slice(0, 5))
        for (const word of [id, externalId, title]) {
          const { text } = await portal.ask(`/search?q=${encodeURIComponent(word)}&_data=${encodeURIComponent("routes/_shell.search")}`, { as: who });
          const { groups } = JSON.parse(text) as { groups: { things: { to: string }[]; all: { to: string } | null }[] };
          const found = groups.flatMap((group) => [...group.things, ...(group.all ? [group.all] : [])]);
          for (const { to } of found) expect([who, word, to, (await portal.ask(to, { as: who })).status]).toEqual([who, word, to, 200]);
          expect(JSON.stringify(groups.map((group) => group.things))).not.toContain(id);
        }
  });

  test("A-02: an id in a form changed for another's of the same kind is refused, or speaks of what is everybody's", async () => {
    const tables = (portal.db.prepare("select name from sqlite_master where type = 'table' and name not like 'task_search%'").all() as { name: string }[]).map((row) => row.name).filter((name) => (portal.db.pragma(`table_info("${name}")`) as { name: string }[]).some((column) => column.name === "id"));
    const tableOf = (id: string) => tables.find((name) => portal.db.prepare(`select 1 from "${name}" where id = ?`).get(id) !== undefined) ?? null;
    const others: Readonly<Record<string, (who: Who) => string | undefined>> = {
      department: foreignDepartment,
      agreement: (who) => finders(portal).agreement(who, "theirs")?.["id"],
      task: (who) => finders(portal).task(who, "theirs")?.["id"],
      improvement_case: (who) => finders(portal).case(who, "theirs")?.["id"],
      voice: (who) => finders(portal).voice(who, "theirs")?.["id"],
      dispute: (who) => finders(portal).dispute(who, "theirs")?.["id"],
      invitation: (who) => finders(portal).invitation(who, "theirs")?.["invitationId"],
    };
    const forms = await crawlForms(portal, finding, PARTIAL);
    const taken: string[] = [];
    let tried = 0;
    for (const { who, action, fields, route } of forms)
      for (const [at, [name, value]] of fields.entries()) {
        const table = ID.test(value) ? tableOf(value) : value === "" && SIDE.test(name) ? "department" : null;
        const other = table === null ? undefined : others[table]?.(who);
        if (other === undefined || other === value) continue;
        tried += 1;
        const changed = fields.map(([one, kept], i): [string, string] => [one, i === at ? other : one.toLowerCase().includes("text") || kept === "" ? kept || "x" : kept]);
        const { status } = await portal.post(action, who, new URLSearchParams(changed).toString());
        if (status < 400) taken.push(`${HOME[who]} ${route.name} ${name}`);
      }
    console.info(`${tried} ids changed in ${forms.length} forms`);
    expect([...new Set(taken)].sort()).toEqual([]);
  });

  test(`A-06: foreign and missing answer alike, ${SAMPLES} times of each kind`, async () => {
    const find = finders(portal);
    const kinds: readonly [path: (id: string) => string, id: string][] = [
      [(id) => `/work/${id}`, find.task("client", "theirs")!["id"]!],
      [(id) => `/agreements/${id}`, find.agreement("client", "theirs")!["id"]!],
      [(id) => `/improvement/${id}`, find.case("client", "theirs")!["id"]!],
      [(id) => `/work/disputes/${id}`, find.dispute("client", "theirs")!["id"]!],
      [(id) => `/ratings/voice/${id}`, find.voice("client", "theirs")!["id"]!],
    ];
    const medians: string[] = [];
    for (const [path, foreign] of kinds) {
      const times: Record<"foreign" | "missing", number[]> = { foreign: [], missing: [] };
      const bodies = new Set<string>();
      for (let n = 0; n < SAMPLES * 2; n += 1) {
        const side = n % 2 === 0 ? "foreign" : "missing";
        const id = side === "foreign" ? foreign : n.toString(16).padStart(32, "0");
        const began = performance.now();
        const { status, text } = await portal.ask(path(id), { as: "client" });
        times[side].push(performance.now() - began);
        bodies.add(`${status} ${text.replaceAll(id, "ID").replaceAll(/nonce="[^"]*"|data-request="[^"]*"/g, "")}`);
      }
      expect([path("ID"), bodies.size]).toEqual([path("ID"), 1]);
      const [a, b] = [median(times.foreign), median(times.missing)];
      medians.push(`${path("ID")} ${a.toFixed(2)}/${b.toFixed(2)} ms, AUC ${auc(times.foreign, times.missing).toFixed(3)}`);
      if (SAMPLES >= 1_000) expect(Math.abs(a - b)).toBeLessThan(5);
    }
    console.info(medians.join("; "));
  });

  test("S-08: names of columns and orders out of the address are taken from a list, never from the text", async () => {
    const payloads = ["id; drop table task", "title desc, (select 1)", "(case when 1=1 then 1 else 1/0 end)", "' or '1'='1", "1) union select password_hash from account--", "randomblob(500000000)", "id\u0000", "__proto__", "constructor", "rowid", "password_hash", "a".repeat(2_000)];
    const pages = routes.filter(({ name, doors }) => typeof doors?.get === "object" && !doors.kind && (/_index$|\[\.\]csv$/.test(name) || ["map", "search", "work.causes"].includes(name)));
    // Each list gets two of them in the short run, other ones each.
    const asked = pages.flatMap((route, at) => payloads.filter((_payload, n) => process.env.ORACLE !== undefined || (n + at) % 6 === 0).map((payload, n) => ({ route, payload, field: ["sort", "dir", "view", "standing", "state", "kind", "group", "period", "columns", "filter", "page", "q"][n % 12]! })));
    const before = portal.db.prepare("select count(*) as n from task").get();
    const faults = await inTurns(asked, 3, async ({ route, payload, field }) => {
      const began = performance.now();
      const { status, text } = await portal.ask(`${route.path}?${field}=${encodeURIComponent(payload)}&sort=${encodeURIComponent(payload)}&dir=${encodeURIComponent(payload)}${route.isPage ? `&_data=${encodeURIComponent(route.id)}` : ""}`, { as: "auditor" });
      const ms = performance.now() - began;
      return status >= 500 || ms > 20_000 || /\$argon2|SQLITE|syntax error/.test(text) ? [`${route.name} ${field}=${payload}: ${status} in ${Math.round(ms)} ms`] : [];
    });
    console.info(`${asked.length} lists asked with ${payloads.length} payloads`);
    expect(faults.flat()).toEqual([]);
    expect(portal.db.prepare("select count(*) as n from task").get()).toEqual(before);
  });
});

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** How often a time of one side is longer than one of the other: a half is no difference. */
function auc(left: readonly number[], right: readonly number[]): number {
  let won = 0;
  for (const a of left) for (const b of right) won += a > b ? 1 : a === b ? 0.5 : 0;
  return won / (left.length * right.length);
}
