import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { evaluateDue } from "#app/operations/evaluate-tasks.server.ts";
import { loader as listLoader } from "#app/routes/_shell.work.planned._index/route.tsx";
import { action, loader } from "#app/routes/_shell.work.planned.one/route.tsx";
import { loader as csvLoader } from "#app/routes/work.planned[.]csv/route.ts";
import { loadOccurrenceChanges } from "#db/queries/occurrences.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { context, tinyCompany } from "#test/support/tiny-company.ts";
import { SUMMARY, WITH_SUMMARY } from "#test/support/weekly-summary.ts";

const NOW = Date.UTC(2026, 5, 22, 9);
const ONE = `/work/planned/one?obligation=${encodeURIComponent(SUMMARY)}&date=2026-06-24`;

describe("the pages of planned deliveries", () => {
  let opened: TestStore;
  beforeAll(async () => {
    opened = await sqliteStore();
    await tinyCompany(opened.store, WITH_SUMMARY);
    await evaluateDue(context(opened.store, NOW));
  });
  afterAll(() => opened.dispose());
  const call = (handler: (args: never) => unknown, who: string | null, path: string, form?: Record<string, string>) => callRoute(handler, opened.store, NOW, who && `account-${who}`, path, {}, form);
  const move = { act: "moved", date: "2026-06-26", time: "12:00", reason: "The bank is closed." };

  test("the list is for both sides and those who oversee", async () => {
    const dates = async (who: string, search = "") => (JSON.parse((await call(listLoader, who, `/work/planned${search}`)).text) as { rows: { scheduledOn: string }[] }).rows.map((row) => row.scheduledOn).slice(0, 2);
    for (const who of ["ada", "cy", "audrey", "arno"]) expect(await dates(who), who).toEqual(["2026-06-24", "2026-07-01"]);
    expect(await dates("leo")).toEqual([]);
    expect(await dates("ada", "?view=past")).toEqual(["2026-06-17", "2026-06-10"]);
    expect(await dates("ada", "?state=breached&view=all")).toEqual(["2026-05-06", "2026-05-13"]);
    expect(await dates("ada", "?q=sales+report")).toEqual(["2026-06-24", "2026-07-01"]);
    expect(await dates("ada", "?q=legal")).toEqual([]);
    const csv = (await call(csvLoader, "cy", "/work/planned.csv?view=past")).text.trim().split("\r\n");
    expect(csv).toHaveLength(1 + 7);
    expect((await call(csvLoader, "leo", "/work/planned.csv")).text.trim().split("\r\n")).toHaveLength(1);
  });

  test("a foreign delivery is not there; only heads and deputies of the sides may ask", async () => {
    const status = async (who: string | null) => [(await call(loader, who, ONE)).status, (await call(action, who, ONE, move)).status];
    expect(await status("leo")).toEqual([404, 404]);
    expect(await status("audrey")).toEqual([200, 403]);
    expect(await status("arno")).toEqual([200, 404]);
    expect(await status(null)).toEqual([302, 302]);
    expect((await call(loader, "ada", ONE.replace("06-24", "06-25"))).status).toBe(404);
    expect(await loadOccurrenceChanges(opened.store, SUMMARY)).toEqual([]);
  });

  test("what cannot be is said at its field, with what was typed kept", async () => {
    const answer = async (form: Record<string, string>) => {
      const { status, text } = await call(action, "ada", ONE, { ...move, ...form });
      const { code, field, values } = JSON.parse(text) as { code: string; field: string; values: { reason: string } };
      return [status, code, field, values.reason];
    };
    expect(await answer({ date: "2026-07-01" })).toEqual([422, "window_overlaps", "date", move.reason]);
    expect(await answer({ date: "2026-02-30" })).toEqual([422, "not_a_date", "date", move.reason]);
    expect(await answer({ time: "noon" })).toEqual([422, "not_a_time", "time", move.reason]);
    expect(await answer({ date: "2026-06-01" })).toEqual([422, "in_the_past", "date", move.reason]);
    expect(await answer({ reason: " " })).toEqual([422, "reason_missing", "reason", " "]);
    expect((await call(action, "ada", ONE, { act: "erase" })).status).toBe(400);
  });

  test("one side asks, the other finds it and confirms", async () => {
    expect((await call(action, "ada", ONE, move)).status).toBe(302);
    expect((await call(action, "ada", ONE, { act: "confirm", number: "1" })).status).toBe(422);
    expect((JSON.parse((await call(listLoader, "cy", "/work/planned?view=asked")).text) as { waiting: number; rows: unknown[] })).toMatchObject({ waiting: 1, rows: [{ scheduledOn: "2026-06-24", isAsked: true }] });
    expect((await call(action, "cy", ONE, { act: "confirm", number: "1" })).status).toBe(302);
    expect(JSON.parse((await call(loader, "cy", ONE)).text)).toMatchObject({ change: "moved", dueAt: Date.UTC(2026, 5, 26, 12), changes: [{ state: "confirmed" }], mayAsk: true });
    expect((await call(action, "cy", ONE, { act: "confirm", number: "1" })).status).toBe(409);
  });
});
