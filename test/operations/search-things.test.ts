import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { loadActor } from "#app/operations/load-actor.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { searchThings, type FoundKind } from "#app/operations/search-things.server.ts";
import { insertCase } from "#db/queries/cases.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = Date.UTC(2026, 5, 15, 12);
/** What only finance and sales may read. */
const CANARY = "Kanarienvogel";

/** Ada heads finance, Cy belongs to sales and is HR, Leo is of legal and has no role, Adam is admin. */
describe.each(STORES)("a search over %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let number = "";
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    const productId = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
    const ask = async (title: string, client: string, personId: string) => {
      const made = await requestTask(context(opened.store, NOW), { productId, clientId: company.departments.get(client)!, personId, neededBy: null, title });
      if (!made.ok) throw new Error(made.code);
      return made.value.taskId;
    };
    for (let n = 0; n < 7; n += 1) await ask(`Stock report ${n}`, "LEGAL", company.people.get("020")!);
    const id = await ask(`${CANARY} ёлка`, "SALES", company.people.get("003")!);
    const { task: t, person: p } = opened.store.t;
    const [row] = (await opened.store.q.select({ id: t.id, externalId: t.externalId }).from(t)).filter((one) => one.id === id);
    number = row!.externalId;
    const audit = { at: NOW, actor: { kind: "cli", id: "test" }, action: "case.open", entity: "case", entityId: "canary" } as const;
    const [provider, client] = [company.departments.get("FIN")!, company.departments.get("SALES")!];
    await opened.store.writeAll(
      (w) => [
        ...insertCase(opened.store, w, {
          id: "canary", providerId: provider, clientId: client, state: "open", origin: "manual", problem: `${CANARY} again and again`, cause: "", category: null, action: "", ownerId: null, dueOn: "2026-07-01", createdAt: NOW, rowVersion: 1,
          searchKey: `${CANARY.toLowerCase()} again and again`, dedupeKey: "canary", taskId: null, obligationKey: null,
        } as never),
        w.update(p).set({ surname: "Щербаков", givenName: "Юрий", sortKey: "щербаков юрий" }).where(opened.store.bulk.isAnyOf(p.personnelNumber, ["020"])).returning({ id: p.id }),
      ],
      audit,
    );
  });
  afterAll(() => opened.dispose());

  const search = async (who: keyof TinyCompany["accounts"], text: string, locale: "en" | "ru" = "en") => {
    const tree = departmentTree(await loadDepartments(opened.store));
    const actor = (await loadActor(opened.store, company.accounts[who], NOW, "2026-06-15", tree))!;
    return searchThings(opened.store, { actor, text, locale, today: "2026-06-15", most: 5 });
  };
  const labels = async (who: keyof TinyCompany["accounts"], text: string, kind: FoundKind, locale: "en" | "ru" = "en") => (await search(who, text, locale)).groups.find((group) => group.kind === kind)?.things.map((thing) => thing.label) ?? [];

  test("what both sides may read nobody else finds: neither name nor number nor how many there are", async () => {
    for (const who of ["ada", "bo", "cy", "hana", "arno", "audrey"] as const) {
      expect(await labels(who, CANARY, "task"), who).toEqual([`${CANARY} ёлка`]);
      expect(await labels(who, CANARY, "case"), who).toEqual([`${CANARY} again and again`]);
    }
    for (const text of [CANARY, number, "елка", CANARY.slice(0, 4)]) {
      const { groups } = await search("leo", text);
      expect(groups.flatMap((group) => (["task", "case"].includes(group.kind) ? group.things : [])), text).toEqual([]);
      expect(JSON.stringify(groups)).not.toContain(CANARY);
    }
  });

  test("agreements are found by those who stand on a side, or oversee", async () => {
    expect(await labels("leo", "fin", "agreement")).toEqual(["Finance → Legal"]);
    expect((await labels("ada", "finance", "agreement")).sort()).toEqual(["Finance → Legal", "Finance → Sales"]);
    expect(await labels("audrey", "FIN-SALES", "agreement")).toEqual(["Finance → Sales"]);
    expect(await labels("leo", "FIN-SALES", "agreement")).toEqual([]);
  });

  test("a number typed in full comes first, whatever else holds its words", async () => {
    const { groups } = await search("ada", number.toLowerCase());
    // Numbers have one form; only the word index knows them in another case.
    if (opened.store.dialect === "sqlite") expect([groups[0]?.kind, groups[0]?.things[0]?.label]).toEqual(["task", `${CANARY} ёлка`]);
    const exact = await search("ada", number);
    expect([exact.groups[0]?.kind, exact.groups[0]?.things[0]?.label]).toEqual(["task", `${CANARY} ёлка`]);
    expect((await search("leo", "fin")).groups[0]?.kind).toBe("department");
  });

  test("words in any order, е for ё, both languages of a name", async () => {
    expect(await labels("ada", "ЕЛКА канари", "task")).toEqual([]);
    expect(await labels("ada", "елка kanari", "task")).toEqual([`${CANARY} ёлка`]);
    expect(await labels("ada", "лист расч", "product")).toEqual(["Payslip"]);
    expect(await labels("ada", "payslip", "product", "ru")).toEqual(["Расчётный лист"]);
  });

  test("people by name in either script, number, and keys of the other layout", async () => {
    for (const text of ["щерб", "юрий ЩЕРБАКОВ", "shcherbakov", "iurii", "020", "oth,frjd"]) expect(await labels("ada", text, "person", "ru"), text).toEqual(["Щербаков Юрий"]);
    expect(await search("ada", "ghjlf;b", "ru")).toMatchObject({ text: "продажи", isSwapped: true });
    expect((await search("ada", "ghjlf;b", "ru")).groups.flatMap((group) => group.things.map((thing) => thing.label))).toContain("Продажи");
    // What is found as it was typed is not taken for a slip of the keyboard.
    expect((await search("ada", "report", "ru")).isSwapped).toBe(false);
  });

  test("five of a kind stand there; the rest is a way to the list", async () => {
    const tasks = (await search("leo", "stock report")).groups.find((group) => group.kind === "task")!;
    expect(tasks).toMatchObject({ total: 7, isMore: false, all: "/work?q=stock%20report" });
    expect(tasks.things).toHaveLength(5);
  });

  test("pages and acts are those that one may open", async () => {
    const found = async (who: keyof TinyCompany["accounts"], text: string) => (await search(who, text)).groups.flatMap((group) => (group.kind === "page" || group.kind === "act" ? group.things.map((thing) => thing.to) : []));
    expect(await found("leo", "audit")).toEqual([]);
    expect(await found("audrey", "audit")).toEqual(["/settings/audit"]);
    expect(await found("leo", "new request")).toEqual(["/work/new"]);
    expect(await found("leo", "import")).toEqual([]);
    expect(await found("ada", "import")).toEqual(["/work/import", "/work/import"]);
    expect(await found("leo", "соглашения")).toContain("/agreements");
  });

  test.each(["", "   ", "%", "_%_", "*", "\"", "'", "§§"])("%j finds nothing and breaks nothing", async (text) => expect((await search("ada", text)).groups).toEqual([]));
});
