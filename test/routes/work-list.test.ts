import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as list from "#app/routes/_shell.work._index/route.tsx";
import * as log from "#app/routes/_shell.work.log/route.tsx";
import * as task from "#app/routes/_shell.work.$id/route.tsx";
import * as home from "#app/routes/_shell._index/route.tsx";
import * as inbox from "#app/routes/_shell.inbox/route.tsx";
import { requestTask } from "#app/operations/request-task.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import { loadTaskEntries } from "#db/queries/task-entries.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = Date.UTC(2026, 5, 15, 12);

/** Ada heads finance, Bo is of its payroll team, Cy belongs to sales, Leo to legal. */
describe("the list of work", () => {
  let opened: TestStore;
  let company: TinyCompany;
  let productId = "";
  beforeAll(async () => {
    opened = await sqliteStore();
    company = await tinyCompany(opened.store);
    productId = (await loadProducts(opened.store)).find((row) => row.code === "REPORT")!.id;
  });
  afterAll(() => opened.dispose());
  const call = (handler: Parameters<typeof callRoute>[0], who: keyof TinyCompany["accounts"], path: string, params = {}, form?: Record<string, string> | URLSearchParams) => callRoute(handler, opened.store, NOW, company.accounts[who], path, params, form);
  const ask = async (title: string, client = "SALES") => {
    const asked = await requestTask(context(opened.store, NOW - 3_600_000), { productId, clientId: company.departments.get(client)!, personId: company.people.get(client === "SALES" ? "003" : "020")!, neededBy: null, title });
    if (!asked.ok) throw new Error(asked.code);
    return asked.value.taskId;
  };
  const many = async (who: keyof TinyCompany["accounts"], act: string, ids: readonly string[], more: Record<string, string> = {}) => {
    const form = new URLSearchParams({ act, ...more });
    for (const id of ids) form.append("task", `${id} ${(await findTask(opened.store, id))?.seq ?? 1}`);
    const answer = await call(list.action, who, "/work?index", {}, form);
    return { status: answer.status, ...(JSON.parse(answer.text) as { done: number; refused: { title: string; code: string }[]; confirm: { tasks: { title: string }[] } | null; fault: string | null }) };
  };
  const state = async (id: string) => (await findTask(opened.store, id))!.state;

  test("many are taken at once; what cannot be is named with its reason", async () => {
    const [a, b, foreign] = [await ask("first"), await ask("second"), await ask("theirs", "LEGAL")];
    expect(await many("ada", "take", [a, b])).toMatchObject({ status: 200, done: 2, refused: [] });
    expect(await many("ada", "take", [a, foreign])).toMatchObject({ done: 1, refused: [{ title: "first", code: "not_in_this_state" }] });
    // Leo sees neither what is foreign nor its name.
    const told = await many("leo", "accept", [a, "none"], { sure: "yes" });
    expect(told).toMatchObject({ done: 0, refused: [{ title: "–", code: "not_found" }, { title: "–", code: "not_found" }] });
    expect(await many("cy", "take", [b])).toMatchObject({ done: 0, refused: [{ title: "second", code: "not_your_side" }] });
  });

  test("what cannot be undone is asked first, naming the tasks", async () => {
    const [a, b] = [await ask("one"), await ask("two")];
    const asked = await many("ada", "deliver", [a, b]);
    expect(asked).toMatchObject({ done: 0, confirm: { tasks: [{ title: "one" }, { title: "two" }] } });
    expect([await state(a), await state(b)]).toEqual(["requested", "requested"]);
    expect(await many("ada", "deliver", [a, b], { sure: "yes" })).toMatchObject({ done: 2 });
    expect(await many("cy", "accept", [a, b], { sure: "yes" })).toMatchObject({ done: 2 });
    expect([await state(a), await state(b)]).toEqual(["accepted", "accepted"]);
    expect(await findTask(opened.store, a)).toMatchObject({ outcome: "met" });
  });

  test("work is given to people of the provider by its head only", async () => {
    const a = await ask("to give");
    const [bo, cy] = [company.people.get("002")!, company.people.get("003")!];
    expect(await many("ada", "assign", [a])).toMatchObject({ status: 422, fault: "bulk.noPerson" });
    expect(await many("ada", "assign", [a], { personId: cy })).toMatchObject({ done: 0, refused: [{ code: "unknown_person" }] });
    expect(await many("bo", "assign", [a], { personId: bo })).toMatchObject({ done: 0, refused: [{ code: "not_your_side" }] });
    expect(await many("ada", "assign", [a], { personId: bo })).toMatchObject({ done: 1 });
    expect(await findTask(opened.store, a)).toMatchObject({ assigneeId: bo });
    expect((await call(list.loader, "bo", "/work?view=mine")).text).toContain("to give");
    expect((await call(list.loader, "ada", "/work?view=mine")).text).not.toContain("to give");
  });

  test("nothing chosen, an unknown act", async () => {
    expect(await many("ada", "take", [])).toMatchObject({ status: 422, fault: "bulk.none" });
    expect((await call(list.action, "ada", "/work?index", {}, { act: "burn" })).status).toBe(400);
    expect((await call(list.action, "audrey", "/work?index", {}, { act: "take", task: "x 1" })).status).toBe(200);
  });

  test("a row offers what its reader may do with it", async () => {
    await ask("offered");
    const acts = async (who: keyof TinyCompany["accounts"]) => (JSON.parse((await call(list.loader, who, "/work?state=requested")).text) as { bulk: { acts: string[] } }).bulk.acts;
    expect(await acts("ada")).toEqual(["take", "assign", "deliver"]);
    expect(await acts("bo")).toEqual(["take", "deliver"]);
    expect(await acts("cy")).toEqual([]);
    expect(await acts("audrey")).toEqual([]);
  });

  test("the board has a column a state with the same filters, and shows nobody what the list would not", async () => {
    await ask("on the board");
    const board = async (who: keyof TinyCompany["accounts"], more = "") => (JSON.parse((await call(list.loader, who, `/work?layout=board${more}`)).text) as { board: { state: string; rows: { title: string; state: string }[] }[]; rows: unknown[] }).board;
    const columns = await board("ada");
    expect(columns.map((column) => column.state)).toEqual(["requested", "in_progress", "paused", "returned", "delivered"]);
    expect(columns.every((column) => column.rows.every((row) => row.state === column.state))).toBe(true);
    expect(columns[0]!.rows.map((row) => row.title)).toContain("on the board");
    expect((await board("ada", "&state=paused"))[0]!.rows).toEqual([]);
    expect((await board("ada", "&q=board"))[0]!.rows.map((row) => row.title)).toEqual(["on the board"]);
    expect((await board("ada", `&client=${company.departments.get("LEGAL")!}`)).flatMap((column) => column.rows.map((row) => row.title))).toEqual(["theirs"]);
    expect((await board("leo")).flatMap((column) => column.rows.map((row) => row.title))).toEqual(["theirs"]);
    expect((await board("ada", "&side=client")).flatMap((column) => column.rows)).toEqual([]);
  });

  test("a request by phone is written down, waits on the other side's home and inbox, and is confirmed on its page", async () => {
    const fields = { side: "provider", product: productId, client: company.departments.get("SALES")!, person: company.people.get("003")!, channel: "phone", askedDate: "2026-06-15", askedTime: "09:30", neededBy: "", title: "By phone from Cy" };
    const bad = (more: Record<string, string>, who: "ada" | "leo" = "ada") => call(log.action, who, "/work/log", {}, { ...fields, ...more });
    for (const [more, said] of [[{ product: "none" }, "unknown_product"], [{ person: company.people.get("020")! }, "unknown_person"], [{ askedTime: "25:00" }, "not_a_time"], [{ askedDate: "2026-06-31" }, "not_a_time"], [{ askedDate: "2026-06-16" }, "in_the_future"], [{ askedDate: "2025-01-01" }, "too_long_ago"], [{ neededBy: "2026-06-01" }, "needed_before_asked"]] as const) {
      const answer = await bad(more);
      expect([said, answer.status, (JSON.parse(answer.text) as { code: string }).code === said ? true : answer.text, answer.text.includes("By phone from Cy")]).toEqual([said, 422, true, true]);
    }
    expect((await bad({}, "leo")).status).toBe(403);
    const written = await call(log.action, "ada", "/work/log", {}, fields);
    expect(written.status).toBe(302);
    const id = written.headers.get("Location")!.slice("/work/".length);
    expect((await call(home.loader, "cy", "/")).text).toContain("By phone from Cy");
    expect((await call(inbox.loader, "cy", "/inbox")).text).toContain("By phone from Cy");
    expect((JSON.parse((await call(home.loader, "ada", "/")).text) as { waiting: { rows: { key: string }[] } }).waiting.rows.map((row) => row.key)).not.toContain("entries");
    expect((await call(list.loader, "leo", "/work")).text).not.toContain("By phone from Cy");
    const [entry] = await loadTaskEntries(opened.store, id);
    expect((await call(task.action, "ada", `/work/${id}`, { id }, { act: "entry_confirm", entry: entry!.id })).status).toBe(422);
    expect((await call(task.action, "leo", `/work/${id}`, { id }, { act: "entry_confirm", entry: entry!.id })).status).toBe(404);
    expect((await call(task.action, "cy", `/work/${id}`, { id }, { act: "entry_confirm", entry: entry!.id })).status).toBe(302);
    expect(await findTask(opened.store, id)).toMatchObject({ requestedAt: Date.UTC(2026, 5, 15, 9, 30), outcome: "pending" });
    expect((await call(task.action, "cy", `/work/${id}`, { id }, { act: "entry_confirm", entry: entry!.id })).status).toBe(409);
  });

  test("an entry of one task is not answered on the page of another", async () => {
    const other = await ask("another");
    const [entry] = (await Promise.all([other].map((id) => loadTaskEntries(opened.store, id)))).flat();
    expect(entry).toBeUndefined();
    expect((await call(task.action, "cy", `/work/${other}`, { id: other }, { act: "entry_confirm", entry: "foreign" })).status).toBe(422);
  });
});
