import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as home from "#app/routes/_shell._index/route.tsx";
import type { HomeCard, OwedCard, WeekCard } from "#app/routes/_shell._index/card.ts";
import * as list from "#app/routes/_shell.work._index/route.tsx";
import * as task from "#app/routes/_shell.work.$id/route.tsx";
import * as week from "#app/routes/_shell.week/route.tsx";
import type { WeekSheet } from "#app/routes/_shell.week/read.server.ts";
import * as remind from "#app/routes/work.$id.remind/route.ts";
import { readSlack } from "#app/operations/read-slack.server.ts";
import { requestTask } from "#app/operations/request-task.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { loadNotices } from "#db/queries/rate-page.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { addVerdicts, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

/** Monday 15 June 2026, noon. */
const NOW = Date.UTC(2026, 5, 15, 12);

interface Home {
  readonly waiting: HomeCard;
  readonly week: WeekCard | null;
  readonly urgent: HomeCard | null;
  readonly own: readonly HomeCard[];
  readonly owed: OwedCard | null;
  readonly offices: readonly HomeCard[];
  readonly path: HomeCard | null;
}

/** Ada heads finance, Bo is of its payroll team, Cy belongs to sales, Leo to legal; finance serves sales and legal. */
describe.each(STORES)("home and the weekly sheet on %s", (_name, open) => {
  let opened: TestStore;
  let company: TinyCompany;
  let soon = "";
  let late = "";
  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    const productId = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
    const ask = async (title: string, now: number) => {
      const asked = await requestTask(context(opened.store, now), { productId, clientId: company.departments.get("SALES")!, personId: company.people.get("003")!, neededBy: null, title });
      if (!asked.ok) throw new Error(asked.code);
      return asked.value.taskId;
    };
    soon = await ask("due soon", NOW - 3_600_000);
    late = await ask("long late", NOW - 14 * 86_400_000);
  });
  afterAll(() => opened.dispose());
  const call = (handler: Parameters<typeof callRoute>[0], who: keyof TinyCompany["accounts"], path: string, params = {}, form?: Record<string, string>) => callRoute(handler, opened.store, NOW, company.accounts[who], path, params, form);
  const read = async (who: keyof TinyCompany["accounts"]) => JSON.parse((await call(home.loader, who, "/")).text) as Home;
  const sheet = async (who: keyof TinyCompany["accounts"], query = "") => JSON.parse((await call(week.loader, who, `/week${query}`)).text) as { title: string; sheet: WeekSheet | null };

  test("a head sees the days ahead, and late work in the load of nobody yet", async () => {
    const { week: card, urgent } = await read("ada");
    expect(card!.days.flatMap((day) => day.rows.map((row) => row.title))).toEqual(["due soon"]);
    expect(card!.load.rows.map((row) => [row.key, row.cells[0]!.text])).toEqual([["nobody", "1"]]);
    expect(urgent!.rows.map((row) => row.title)).toEqual(["long late"]);
  });

  test("each figure of the load is the list that it counts", async () => {
    const { week: card } = await read("ada");
    const [nobody] = card!.load.rows;
    for (const cell of nobody!.cells) {
      if (!cell.to) continue;
      const rows = (JSON.parse((await call(list.loader, "ada", cell.to)).text) as { rows: unknown[] }).rows;
      expect([cell.label, String(rows.length)]).toEqual([cell.label, cell.text]);
    }
    for (const day of card!.days) expect((JSON.parse((await call(list.loader, "ada", day.to)).text) as { rows: { title: string }[] }).rows.map((row) => row.title)).toEqual(day.rows.map((row) => row.title));
  });

  test("ticked work goes to a person of the department in place; what is wrong is said in place", async () => {
    const bo = company.people.get("002")!;
    const give = async (personId: string, tasks: readonly string[], who: keyof TinyCompany["accounts"] = "ada") => {
      const form: Record<string, string> = { personId };
      for (const id of tasks) form.task = `${id} ${(await findTask(opened.store, id))!.seq}`;
      const answer = await call(home.action, who, "/?index", {}, form);
      return { status: answer.status, text: answer.text };
    };
    expect(await give(bo, [])).toMatchObject({ status: 422, text: expect.stringContaining("Tick at least one task.") as string });
    expect(await give("", [soon])).toMatchObject({ status: 422, text: expect.stringContaining("Choose whom to give them to.") as string });
    expect((await give(company.people.get("003")!, [soon])).text).toContain("No task was given.");
    expect((await give(bo, [soon], "cy")).status).toBe(403);
    expect((await give(bo, [soon])).text).toContain("1 task was given to Bosch Bo.");
    expect(await findTask(opened.store, soon)).toMatchObject({ assigneeId: bo });
  });

  test("a client sees what it is owed, by whom, and reminds once a day", async () => {
    const { owed } = await read("cy");
    expect(owed!.open.rows.map((row) => row.title)).toEqual(["long late", "due soon"]);
    expect(owed!.open.rows[0]!.detail).toContain("Adams Ada is responsible");
    expect(Object.keys(owed!.remind.names)).toEqual([late]);
    const press = async (who: keyof TinyCompany["accounts"]) => {
      const answer = await call(remind.action, who, `/work/${late}/remind`, { id: late }, {});
      return [answer.status, Buffer.from(/flash=([\w-]+)/.exec(answer.headers.get("Set-Cookie") ?? "")?.[1] ?? "", "base64url").toString()];
    };
    expect(await press("cy")).toEqual([302, expect.stringContaining("flash.reminded\"")]);
    expect(await press("cy")).toEqual([302, expect.stringContaining("flash.reminded_today")]);
    expect((await press("ada"))[0]).toBe(403);
    expect((await press("leo"))[0]).toBe(404);
    expect((await loadNotices(opened.store, company.people.get("001")!, 20)).filter((row) => row.kind === "task_reminded")).toHaveLength(1);
  });

  test("a delivery is accepted and returned from home, and home is where that leads back", async () => {
    const act = async (who: "ada" | "cy", more: Record<string, string>, back = "") => call(task.action, who, `/work/${late}${back}`, { id: late }, { seq: String((await findTask(opened.store, late))!.seq), ...more });
    expect((await act("ada", { act: "deliver" })).status).toBe(302);
    expect((await read("cy")).owed!.accept!.rows).toMatchObject([{ id: late, question: "Accept “long late”? It cannot be taken back." }]);
    expect((await act("cy", { act: "return", criterion: "quality", reason: "" }, "?back=home")).status).toBe(422);
    const returned = await act("cy", { act: "return", criterion: "quality", reason: "Half of it is missing" }, "?back=home");
    expect([returned.status, returned.headers.get("Location")]).toEqual([302, "/"]);
    expect(await findTask(opened.store, late)).toMatchObject({ state: "returned" });
  });

  test("slack counts what was judged and what is still open", async () => {
    await addVerdicts(company, "FIN-SALES/report", "2026-06", { met: 18, breached: 1, pending: 3 });
    const lines = await readSlack(opened.store, [company.departments.get("FIN")!], "2026-Q2", NOW + 600_000);
    const report = lines.find((line) => line.key.endsWith("report") && line.key.startsWith("FIN-SALES"))!;
    expect(report).toMatchObject({ kept: 18 });
    expect(report.open).toBeGreaterThanOrEqual(3);
  });

  test("the way to the customer follows the agreements", async () => {
    const { path } = await read("ada");
    expect(path!.rows.map((row) => row.title)).toEqual([expect.stringMatching(/^Finance serves (Sales|Legal)$/)]);
    expect((await read("cy")).path!.rows).toEqual([]);
  });

  test("each office has its own parts, and nobody another's", async () => {
    const parts = async (who: keyof TinyCompany["accounts"]) => (await read(who)).offices.map((card) => card.id);
    expect(await parts("hana")).toEqual(expect.arrayContaining(["ready", "runs"]));
    expect(await parts("arno")).toEqual(expect.arrayContaining(["disputes", "gaps", "flags", "periods", "jobs", "imports"]));
    expect(await parts("dora")).toEqual(expect.arrayContaining(["company", "money"]));
    expect(await parts("adam")).toEqual(["health", "jobs", "imports"]);
    expect(await parts("audrey")).toEqual(expect.arrayContaining(["look", "periods"]));
    for (const who of ["ada", "bo", "leo"] as const) expect([who, await parts(who)]).toEqual([who, []]);
    expect((await call(home.loader, "adam", "/")).text).not.toContain("RUB");
  });

  test("the sheet is that of one's own department, of any other to those who oversee, and else refused", async () => {
    const sales = company.departments.get("SALES")!;
    expect((await sheet("ada")).sheet).toMatchObject({ departmentId: company.departments.get("FIN"), agenda: [{ title: "due soon", who: "Bosch Bo" }] });
    expect((await sheet("cy")).sheet!.owed.rows.map((row) => row.title)).toEqual(["long late"]);
    expect((await sheet("arno", `?department=${sales}`)).sheet).toMatchObject({ departmentId: sales });
    expect((await call(week.loader, "leo", `/week?department=${sales}`)).status).toBe(404);
    expect((await call(week.loader, "ada", "/week?department=none")).status).toBe(404);
  });
});
