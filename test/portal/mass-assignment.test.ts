import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openPortal, type OpenPortal } from "#test/support/open-portal.ts";
import { crawlForms, type PageForm } from "./forms.ts";
import { addWhatIsMissing, newestFinding, type Tokens } from "./things.ts";
import { vocabularyOf } from "./vocabulary.ts";

const MARK = "canarymass";

describe("fields that no form has", () => {
  let portal: OpenPortal;
  let tokens: Tokens;
  let forms: PageForm[];
  let columns: string[];

  beforeAll(async () => {
    portal = await openPortal(inject("demoDir"));
    tokens = await addWhatIsMissing(portal);
    forms = await crawlForms(portal, await newestFinding(portal), ["head", "client", "hr", "arbiter", "admin", "director"]);
    const tables = portal.db.prepare("select name from sqlite_master where type = 'table' and name not like 'task_search%'").all() as { name: string }[];
    const names = tables.flatMap(({ name }) => (portal.db.pragma(`table_info("${name}")`) as { name: string }[]).map((column) => column.name));
    columns = [...new Set(names.flatMap((name) => [name, name.replaceAll(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase())]))];
  });
  afterAll(() => portal.close());

  /** Rows of any table in which the mark stands. */
  function marked(): string[] {
    const tables = (portal.db.prepare("select name from sqlite_master where type = 'table' and name not like 'task_search%' and name <> 'audit'").all() as { name: string }[]).map((row) => row.name);
    return tables.flatMap((name) => {
      const text = (portal.db.pragma(`table_info("${name}")`) as { name: string; type: string }[]).filter(({ type }) => type === "TEXT").map((column) => column.name);
      return text.filter((column) => portal.db.prepare(`select 1 from "${name}" where "${column}" like '%${MARK}%' limit 1`).get() !== undefined).map((column) => `${name}.${column}`);
    });
  }

  test("every column of every table, `__proto__`, nested names, arrays and doubles beside what a form really sends: taken by none", async () => {
    const outcomes = new Map<string, number>();
    const faults: string[] = [];
    for (const { action, who, fields, page, route } of forms) {
      // Other forms of the same page may have a field of that name.
      const own = new Set([...fields.map(([name]) => name), ...vocabularyOf(route).fields]);
      const extra = columns.filter((name) => !own.has(name)).map((name): [string, string] => [name, MARK]);
      const odd = ["__proto__", "__proto__[isAdmin]", "__proto__.isAdmin", "constructor[prototype][isAdmin]", "constructor.prototype.isAdmin", "row[id]", "row.id", "ids[]", "ids[0]"].map((name): [string, string] => [name, MARK]);
      const body = new URLSearchParams([...fields.map(([name, value]): [string, string] => [name, value]), ...extra, ...odd, ...extra.slice(0, 5)]).toString();
      const { status } = await portal.post(action, who, body);
      const kind = status < 400 ? "accepted" : status < 500 ? "refused" : "fault";
      outcomes.set(kind, (outcomes.get(kind) ?? 0) + 1);
      if (kind === "fault") faults.push(`${who} ${page}: ${status}`);
    }
    console.info(`${forms.length} forms with ${columns.length} columns more: ${JSON.stringify(Object.fromEntries(outcomes))}`);
    expect(faults, portal.log.filter((line) => line.includes('"level":50')).join("\n")).toEqual([]);
    expect(outcomes.get("accepted") ?? 0).toBeGreaterThan(20);
    expect(marked()).toEqual([]);
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });

  test("the API refuses any field that its description does not name", async () => {
    const event = { type: "requested", occurredAt: "2026-01-05T09:00:00Z" };
    const item = { externalId: "mass-1", product: "FIN-CLOSE", client: "SALES", events: [event] };
    const send = async (one: object | string) => {
      const body = typeof one === "string" ? one : JSON.stringify({ items: [one] });
      return portal.ask("/api/v1/tasks%3Abatch", { method: "POST", body, headers: { "content-type": "application/json", authorization: `Bearer ${tokens.writeToken}` } });
    };
    const changed = [
      ...columns.filter((name) => !(name in item) && !["provider", "title", "requester", "assignee", "attributes"].includes(name)).map((name) => ({ ...item, [name]: MARK })),
      ...columns.filter((name) => !["id", "type", "occurredAt", "payload"].includes(name)).map((name) => ({ ...item, events: [{ ...event, [name]: MARK }] })),
    ];
    const body = (part: readonly object[]) => JSON.stringify({ items: part });
    for (let from = 0; from < changed.length; from += 500) {
      const answer = await send(body(changed.slice(from, from + 500)));
      expect([answer.status, (JSON.parse(answer.text) as { counts: { accepted: number } }).counts.accepted]).toEqual([200, 0]);
    }
    for (const odd of ['{"items":[{"__proto__":{"isAdmin":true},"externalId":"m"}]}', '{"items":[{"constructor":{"prototype":{"isAdmin":true}}}]}', '{"items":{"length":1}}', '{"items":[[[[]]]],"items":[1]}', '[{"items":[]}]', '{"__proto__":{"items":[{}]}}']) {
      const { status, text } = await send(odd);
      expect([odd, status === 422 || (status === 200 && text.includes('"accepted":0'))]).toEqual([odd, true]);
    }
    expect(marked()).toEqual([]);
    expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
  });
});
