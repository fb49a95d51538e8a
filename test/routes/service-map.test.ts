import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { GraphLine } from "#app/components/map/service-graph.tsx";
import { occurrenceRef, taskRef } from "#app/domain/evaluation/chain.ts";
import { actOnTask } from "#app/operations/act-on-task.server.ts";
import { evaluateAll } from "#app/operations/evaluate-tasks.server.ts";
import { loadSetup } from "#app/operations/load-setup.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { setupSchema } from "#app/operations/setup-file.ts";
import { waitFor, waitNoMore } from "#app/operations/wait-for.server.ts";
import * as graphRoute from "#app/routes/_shell.map._index/route.tsx";
import type { GraphPage } from "#app/routes/_shell.map._index/read.server.ts";
import * as pathRoute from "#app/routes/_shell.map.path/route.tsx";
import type { PathPage } from "#app/routes/_shell.map.path/read.server.ts";
import * as tableRoute from "#app/routes/_shell.map.table/route.tsx";
import * as linksCsv from "#app/routes/map.links[.]csv/route.ts";
import * as pathCsv from "#app/routes/map.path[.]csv/route.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addVerdicts, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const june = (day: number, hour: number) => Date.UTC(2026, 5, day, hour);
const NOW = june(18, 12);

/** Legal works for finance, begins a note only when the case file is complete, and gives it a weekly list. */
const MORE = setupSchema.parse({
  calendars: [], departments: [],
  products: [{ code: "OPINION", provider: "LEGAL", kind: "document", name: { en: "Opinion", ru: "Заключение" } }, { code: "LIST", provider: "LEGAL", kind: "information", name: { en: "List", ru: "Список" } }],
  agreements: [
    {
      code: "LEGAL-FIN", provider: "LEGAL", client: { department: "FIN" },
      versions: [{
        from: "2026-05-01",
        inputs: [{ key: "file", name: { en: "The whole case file", ru: "Дело целиком" }, due: { en: "with the request", ru: "вместе с заявкой" } }],
        obligations: [
          { key: "opinion", product: "OPINION", kind: "timing", name: { en: "Opinions", ru: "Заключения" }, target: 90, terms: { start: "input_complete", due: { type: "within", duration: { unit: "working_days", n: 1, end: "snap" } } } },
          { key: "list", product: "LIST", kind: "frequency", name: { en: "List", ru: "Список" }, target: 90, terms: { rrule: "FREQ=WEEKLY;BYDAY=WE", dtstart: "2026-06-01", at: "12:00", windowBefore: { unit: "working_hours", n: 2 }, windowAfter: { unit: "working_hours", n: 2 } } },
        ],
      }],
    },
  ],
});

describe.each(STORES)("the service map on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let products: ReadonlyMap<string, string>;
  let report = "";
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    const loaded = await loadSetup(context(opened.store, Date.UTC(2026, 4, 1)), MORE, "UTC");
    if (!loaded.ok) throw new Error(JSON.stringify(loaded));
    products = new Map((await loadProducts(opened.store)).map((row) => [row.code, row.id]));
    await addVerdicts(company, "FIN-SALES/report", "2026-05", { met: 40, breached: 1 });
    await addVerdicts(company, "FIN-SALES/payslip", "2026-05", { met: 3, breached: 7 });
    await addVerdicts(company, "FIN-LEGAL/report", "2026-05", { met: 2, at_risk: 1 });
  });
  afterAll(() => opened.dispose());

  const department = (code: string) => company.departments.get(code)!;
  const call = (handler: Parameters<typeof callRoute>[0], who: string, path: string) => callRoute(handler, opened.store, NOW, company.accounts[who as "ada"], path);
  const graph = async (who: string, query = "?period=2026-05") => JSON.parse((await call(graphRoute.loader, who, `/map${query}`)).text) as { sentence: string; page: GraphPage };
  const path = async (who: string, query = "") => JSON.parse((await call(pathRoute.loader, who, `/map/path${query}`)).text) as { sentence: string; page: PathPage };
  const drawn = (lines: readonly GraphLine[]) => lines.map((line) => `${nameOf(line.from)}>${nameOf(line.to)} ${line.state ?? "–"}`).sort();
  const nameOf = (id: string) => [...company.departments].find(([, known]) => known === id)?.[0] ?? id;

  test("shows everyone who serves whom, coloured by the worst promise, up to the customer", async () => {
    const { page, sentence } = await graph("cy");
    // Legal serves finance too: sales alone serves nobody.
    expect(drawn(page.graph.lines)).toEqual(["FIN>LEGAL at_risk", "FIN>SALES below", "LEGAL>FIN nothing_due", "SALES>customer –"]);
    expect(sentence).toBe("In May 2026 84.91\u00a0% of all promises were kept; of 3 links 1 are below their target.");
    expect(page.graph.boxes.map((box) => nameOf(box.id)).at(-1)).toBe("customer");
  });

  test("leads on only where the viewer may read the agreement", async () => {
    const doors = async (who: string) => Object.fromEntries((await graph(who)).page.graph.lines.filter((line) => line.state).map((line) => [`${nameOf(line.from)}>${nameOf(line.to)}`, line.door !== null]));
    expect(await doors("leo")).toEqual({ "FIN>SALES": false, "FIN>LEGAL": true, "LEGAL>FIN": true });
    expect(Object.values(await doors("audrey"))).toEqual([true, true, true]);
  });

  test("filters by state, product and volume; by one product the state is that of its promise", async () => {
    expect(drawn((await graph("ada", "?period=2026-05&state=missed")).page.graph.lines)).toEqual(["FIN>SALES below", "SALES>customer –"]);
    expect(drawn((await graph("ada", "?period=2026-05&least=5")).page.graph.lines)).toEqual(["FIN>SALES below", "SALES>customer –"]);
    expect(drawn((await graph("ada", `?period=2026-05&product=${products.get("REPORT")}`)).page.graph.lines)).toEqual(["FIN>LEGAL at_risk", "FIN>SALES kept", "SALES>customer –"]);
  });

  test("a department in focus comes with its neighbours in words and its way to the customer", async () => {
    const { page, sentence } = await graph("ada", `?period=2026-05&focus=${department("LEGAL")}`);
    expect(drawn(page.graph.lines)).toEqual(["FIN>LEGAL at_risk", "LEGAL>FIN nothing_due"]);
    expect(sentence).toBe("Legal serves 1 department and is served by 1 department; of these links 0 are below their target.");
    expect([page.given.map((row) => row.name), page.taken.map((row) => row.name), page.way?.map((step) => step.name)]).toEqual([["Finance"], ["Finance"], ["Legal", "Finance", "Sales"]]);
  });

  test("a search that fits one department leads to it; else it says what it found", async () => {
    const one = await call(graphRoute.loader, "ada", "/map?q=sal&period=2026-05");
    expect([one.status, one.headers.get("location")]).toEqual([302, `/map?period=2026-05&focus=${department("SALES")}`]);
    expect((await graph("ada", "?q=nobody")).page.found).toEqual([]);
    expect((await graph("ada", "?q=l")).page.found!.length).toBeGreaterThan(1);
  });

  test("the table and its file have the same links", async () => {
    const { links } = JSON.parse((await call(tableRoute.loader, "cy", "/map/table?period=2026-05&state=missed")).text) as { links: { rows: { provider: string; client: string; relationship: string | null }[] } };
    expect(links.rows).toMatchObject([{ provider: "Finance", client: "Sales", relationship: expect.stringContaining("/relationships/") as string }]);
    const lines = (await call(linksCsv.loader, "cy", "/map/links.csv?period=2026-05&sort=provider")).text.split("\r\n");
    expect(lines.slice(1, 4)).toEqual(expect.arrayContaining(["2026-05,Finance,Sales,below target,43,51,84.31,0", "2026-05,Finance,Legal,at risk,2,2,100,1", "2026-05,Legal,Finance,nothing measured,0,0,,0"]));
    expect((await call(linksCsv.loader, "cy", `/map/links.csv?period=2026-05&focus=${department("LEGAL")}&way=up`)).text.split("\r\n").filter((row) => row.startsWith("2026"))).toEqual(["2026-05,Finance,Legal,at risk,2,2,100,1"]);
  });

  describe("the path of a delay", () => {
    const ctx = (now: number) => context(opened.store, now);
    const person = (number: string) => company.people.get(number)!;
    const ask = async (product: string, client: string, who: string, now: number) => {
      const asked = await requestTask(ctx(now), { productId: products.get(product)!, clientId: department(client), personId: person(who), neededBy: null, title: `${product} asked` });
      if (!asked.ok) throw new Error(asked.code);
      return asked.value.taskId;
    };

    test("where nothing was linked, the page says so and how to begin; the drawing is the way of agreements", async () => {
      const { page, sentence } = await path("leo", `?focus=${department("LEGAL")}`);
      expect([page.hasAny, sentence]).toEqual([false, "Legal: nobody has said yet what waits for its work."]);
      expect(drawn(page.graph!.lines)).toEqual(["FIN>SALES –", "LEGAL>FIN –", "SALES>customer –"]);
    });

    test("a late X delays Y: counted from tasks that waited, with the tasks behind it", async () => {
      report = await ask("REPORT", "SALES", "003", june(8, 10));
      const opinion = await ask("OPINION", "FIN", "001", june(8, 11));
      for (const upstream of [taskRef(opinion), occurrenceRef("LEGAL-FIN/list", "2026-06-10")]) {
        await evaluateAll(ctx(june(8, 12)));
        expect(await waitFor(ctx(june(8, 12)), { taskId: report, upstream, note: "Needed first.", personId: person("001") })).toMatchObject({ ok: true });
      }
      const late = await actOnTask(ctx(june(15, 10)), { taskId: opinion, seq: (await findTask(opened.store, opinion))!.seq, command: { type: "deliver" }, personId: person("020"), sides: ["provider"] });
      expect(late.ok).toBe(true);
      await evaluateAll(ctx(NOW));
      const { page, sentence } = await path("ada", `?focus=${department("LEGAL")}`);
      expect(page.rows.map((row) => [row.says, row.waited, row.upLate, row.bothLate])).toEqual(expect.arrayContaining([
        ["A late “Opinion” of Legal delays “Report” that Finance owes Sales", 1, 1, 1],
        ["A late “List” of Legal delays “Report” that Finance owes Sales", 1, 1, 1],
      ]));
      expect(sentence).toBe("Legal: 2 tasks waited for its work in the last 12 months; 2 of its delays were handed on.");
      const chosen = page.rows.find((row) => row.says.includes("Opinion"))!;
      const listed = (await path("ada", `?focus=${department("LEGAL")}&link=${chosen.key}`)).page.chosen!;
      expect(listed).toMatchObject({ hidden: 0, tasks: [{ id: report, title: "REPORT asked", isLate: true, up: { title: "OPINION asked", to: `/work/${opinion}`, isLate: true } }] });
      // The way goes on from the client of the late work.
      expect(page.graph!.lines.filter((line) => line.state === "failed")).toHaveLength(2);
      expect(drawn(page.graph!.lines)).toContain("SALES>customer –");
    });

    test("the figures are for everyone, the tasks only for who may read them", async () => {
      const { page } = await path("leo", `?focus=${department("LEGAL")}`);
      expect(page.rows).toHaveLength(2);
      const { key } = page.rows[0]!;
      const listedFor = async (who: string) => {
        const { chosen } = (await path(who, `?link=${key}`)).page;
        return [chosen!.tasks.map((row) => row.id), chosen!.hidden];
      };
      expect([await listedFor("leo"), await listedFor("ada"), await listedFor("audrey")]).toEqual([[[], 1], [[report], 0], [[report], 0]]);
    });

    test("the other direction says what delays a department; what is agreed begins with its input", async () => {
      expect((await path("ada", `?focus=${department("FIN")}&way=up`)).page.rows).toHaveLength(2);
      expect((await path("ada", `?focus=${department("FIN")}`)).page).toMatchObject({ rows: [], agreed: [{ code: "LEGAL-FIN", provider: "Legal", input: "The whole case file", begins: [{ name: "Opinions" }] }] });
    });

    test("the file has the sentences with their counts", async () => {
      const rows = (await call(pathCsv.loader, "cy", `/map/path.csv?focus=${department("LEGAL")}&kind=handed_on`)).text.split("\r\n").slice(1, -1);
      expect(rows).toHaveLength(2);
      expect(rows.join("\n")).toContain("Legal,Opinion,Finance,Report,Sales,1,1,1,handed on");
    });

    test("a wait that was taken back counts no more", async () => {
      await waitNoMore(ctx(NOW), { taskId: report, number: 1, personId: person("001") });
      expect((await path("ada")).page.rows.map((row) => row.says)).toEqual(["A late “List” of Legal delays “Report” that Finance owes Sales"]);
    });
  });
});
