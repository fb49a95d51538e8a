import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { action, loader } from "#app/routes/_shell.agreements.$id_.contacts/route.tsx";
import { loadContactsOf } from "#db/queries/agreement-pages.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { at, TINY, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-06-15");
/** Sales has a head of its own here. */
const SETUP: typeof TINY = { ...TINY, people: [...TINY.people.map((row) => (row.personnelNumber === "003" ? { ...row, post: "head" as const } : row)), { ...TINY.people[2]!, personnelNumber: "004", surname: "Mora", givenName: "Mia" }] };

describe.each(STORES)("the contacts of an agreement over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let id: string;
  const person = (number: string) => company.people.get(number)!;
  const path = () => `/agreements/${id}/contacts`;
  const post = (who: keyof TinyCompany["accounts"], intent: string, personId: string) => callRoute(action, opened.store, NOW, company.accounts[who], path(), { id }, { intent, personId });
  const contacts = async () => (await loadContactsOf(opened.store, id)).map((row) => row.personId);
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store, SETUP);
    const { agreement: a } = opened.store.t;
    id = (await opened.store.q.select({ id: a.id, code: a.code }).from(a)).find((row) => row.code === "FIN-SALES")!.id;
  });
  afterAll(() => opened.dispose());

  test("are set by the client's head and the arbiter; never by the provider, who would choose its raters", async () => {
    expect((await callRoute(loader, opened.store, NOW, company.accounts.cy, path(), { id })).status).toBe(200);
    expect((await callRoute(loader, opened.store, NOW, company.accounts.arno, path(), { id })).status).toBe(200);
    for (const who of ["ada", "bo", "leo", "dora", "audrey"] as const) expect([who, (await callRoute(loader, opened.store, NOW, company.accounts[who], path(), { id })).status]).toEqual([who, expect.toSatisfy((status: number) => status === 403 || status === 404)]);
    expect((await post("ada", "add", person("004"))).status).toBeGreaterThanOrEqual(403);
    expect(await contacts()).toEqual([]);
  });

  test("are asked in turn: added at the end, moved up, taken out, each on the record", async () => {
    expect((await post("cy", "add", person("003"))).status).toBe(302);
    expect((await post("cy", "add", person("004"))).status).toBe(302);
    expect(await contacts()).toEqual([person("003"), person("004")]);
    expect((await post("arno", "up", person("004"))).status).toBe(302);
    expect(await contacts()).toEqual([person("004"), person("003")]);
    expect((await post("cy", "remove", person("004"))).status).toBe(302);
    expect(await contacts()).toEqual([person("003")]);
    expect((await opened.store.q.select().from(opened.store.t.audit)).filter((row) => row.action === "agreement.contacts")).toHaveLength(4);
  });

  test("somebody of the provider, of another department, or named already is refused at the field", async () => {
    for (const [number, words] of [["002", "belongs to the provider"], ["020", "does not belong to the client"], ["003", "is a contact already"]] as const) {
      const refused = await post("cy", "add", person(number));
      expect([refused.status, refused.text]).toEqual([422, expect.stringContaining(words)]);
    }
    expect((await post("cy", "add", "nobody")).status).toBe(422);
  });

  test("only who may be one is offered", async () => {
    const page = JSON.parse((await callRoute(loader, opened.store, NOW, company.accounts.cy, path(), { id })).text) as { rows: { personId: string; isAsked: boolean }[]; choices: { value: string }[] };
    expect(page.rows).toEqual([expect.objectContaining({ personId: person("003"), isAsked: true })]);
    expect(page.choices.map((choice) => choice.value)).toEqual([person("004")]);
  });
});
