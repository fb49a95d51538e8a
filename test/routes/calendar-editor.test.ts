import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { EditorState } from "#app/routes/_shell.calendars.new/act.server.ts";
import { carry } from "#app/routes/_shell.calendars.new/form.ts";
import { action as edit, loader as openEditor } from "#app/routes/_shell.calendars.$id_.edit/route.tsx";
import { action as confirm } from "#app/routes/_shell.calendars.$id/route.tsx";
import { loader as compare } from "#app/routes/_shell.calendars.$id_.compare/route.tsx";
import { action as create, loader as openNew } from "#app/routes/_shell.calendars.new/route.tsx";
import { loader as csv } from "#app/routes/calendars.$id[.]csv/route.ts";
import { loadCalendars } from "#db/queries/agreements.server.ts";
import { findCalendar, loadConfirmedYears } from "#db/queries/catalogue.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { sqliteStore } from "#test/support/stores.ts";
import type { TestStore } from "#test/support/stores.ts";
import { at, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-06-15");
const WEEK = { "weekly.mon": "9-18", "weekly.tue": "9-18", "weekly.wed": "9-18", "weekly.thu": "9-18", "weekly.fri": "9-18", "weekly.sat": "", "weekly.sun": "" };
const FORM = { code: "NEW", base: "0", nameEn: "Berlin", nameRu: "", tz: "Europe/Berlin", ...WEEK };

describe("the calendar editor", () => {
  let opened: TestStore;
  let company: TinyCompany;
  let id: string;
  const send = async (form: Record<string, string>, account: keyof TinyCompany["accounts"] = "arno") => {
    const answer = await callRoute(form["base"] === "0" ? create : edit, opened.store, NOW, company.accounts[account], "/calendars/x", { id }, form);
    return { status: answer.status, state: (answer.status === 302 || answer.status === 403 ? null : JSON.parse(answer.text)) as EditorState };
  };
  beforeEach(async () => {
    opened = await sqliteStore();
    company = await tinyCompany(opened.store);
    id = (await loadCalendars(opened.store))[0]!.calendarId;
  });
  afterEach(() => opened.dispose());

  test("is open to the arbiter and the admin alone", async () => {
    const { store } = opened;
    for (const [name, status] of [["arno", 200], ["adam", 200], ["ada", 403], ["hana", 403], ["dora", 403], ["audrey", 403]] as const) {
      for (const handler of [openNew, openEditor]) expect([name, (await callRoute(handler, store, NOW, company.accounts[name], "/calendars/new", { id })).status]).toEqual([name, status]);
      if (status === 403) for (const handler of [create, edit, confirm]) expect((await callRoute(handler, store, NOW, company.accounts[name], "/calendars/new", { id }, { ...FORM, intent: "save" })).status).toBe(403);
    }
    expect((await callRoute(openEditor, store, NOW, company.accounts.arno, "/calendars/x/edit", { id: "none" })).status).toBe(404);
  });

  test("keeps what was typed, with a sentence at each field", async () => {
    const { status, state } = await send({ ...FORM, intent: "save", tz: "Mars", "weekly.tue": "18-9", "days.0.date": "2026-02-30", "days.0.hours": "", "days.0.nameEn": "", "days.0.nameRu": "" });
    expect(status).toBe(422);
    expect(Object.keys(state.faults).sort()).toEqual(["days.0.date", "form", "tz", "weekly.tue"]);
    expect(state.faults["tz"]).toContain("Mars");
    expect(state.draft).toMatchObject({ tz: "Mars", weekly: { tue: "18-9" }, days: [{ date: "2026-02-30" }] });
  });

  test("makes a calendar, and refuses a code that is taken", async () => {
    expect((await send({ ...FORM, intent: "review" })).state.review).toMatchObject({ effect: null });
    expect((await send({ ...FORM, intent: "save" })).status).toBe(302);
    expect((await loadCalendars(opened.store)).find((row) => row.code === "NEW")?.spec.tz).toBe("Europe/Berlin");
    expect((await send({ ...FORM, intent: "save" })).state.faults).toHaveProperty("code");
  });

  test("shows a source's days, takes those that are ticked, and saves the version", async () => {
    const form = { ...FORM, base: "1", tz: "UTC", nameEn: "Weekdays" };
    const proposed = await send({ ...form, intent: "propose", source: "russia", fromYear: "2026", toYear: "2026" });
    const changes = proposed.state.proposal!.changes;
    expect(changes.find((change) => change.date === "2026-01-01")).toMatchObject({ kind: "added", after: "", nameEn: "New Year holidays" });
    expect(changes.find((change) => change.date === "2026-04-30")).toMatchObject({ kind: "added", after: "09:00–17:00" });
    const ticked = Object.fromEntries(changes.slice(0, 2).flatMap((change, i) => [[`change.${i}`, carry(change)], ...(i === 0 ? [[`take.${i}`, "on"]] : [])]));
    const taken = await send({ ...form, intent: "take", ...ticked });
    expect(taken.state.draft.days).toEqual([{ date: "2026-01-01", hours: "", nameEn: "New Year holidays", nameRu: "Новогодние каникулы" }]);
    const days = { "days.0.date": "2026-01-01", "days.0.hours": "", "days.0.nameEn": "New Year", "days.0.nameRu": "" };
    expect((await send({ ...form, ...days, intent: "save" })).status).toBe(302);
    const versions = (await findCalendar(opened.store, id))!.versions;
    expect(versions[0]).toMatchObject({ number: 2, spec: { holidays: ["2026-01-01"], names: { "2026-01-01": { en: "New Year" } } }, createdBy: company.people.get("011") });
    // The other tab still edits version 1.
    const late = await send({ ...form, intent: "review", nameRu: "Будни" }, "adam");
    expect([late.status, late.state.draft.nameRu]).toEqual([409, "Будни"]);
    expect(late.state.faults["form"]).toContain("version 2");
  });

  test("refuses years that are not shipped, and too many", async () => {
    const form = { ...FORM, intent: "propose", source: "russia" };
    expect((await send({ ...form, fromYear: "2027", toYear: "2028" })).state.faults["source"]).toContain("2028");
    expect((await send({ ...form, fromYear: "1990", toYear: "2027" })).status).toBe(422);
    expect((await send({ ...form, source: "file", fromYear: "2026", toYear: "2026" })).state.faults["source"]).toContain("file");
  });

  test("confirms a year once for the version that was seen; compare and CSV are there for everybody", async () => {
    const { store } = opened;
    const post = (number: string) => callRoute(confirm, store, NOW, company.accounts.arno, `/calendars/${id}`, { id }, { year: "2027", number });
    expect((await post("9")).status).toBe(409);
    expect((await post("1")).status).toBe(302);
    expect(await loadConfirmedYears(store, id)).toMatchObject([{ year: 2027, confirmedBy: company.people.get("011") }]);
    expect((await callRoute(compare, store, NOW, company.accounts.ada, `/calendars/${id}/compare`, { id })).status).toBe(200);
    const file = await callRoute(csv, store, NOW, company.accounts.ada, `/calendars/${id}.csv?year=2026`, { id });
    expect(file.text.split("\r\n")).toHaveLength(365 + 2);
    expect(file.text).toContain("2026-06-15,Monday,working day,09:00–18:00,9,");
  });
});
