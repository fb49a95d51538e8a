import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { STARTER_LIBRARY } from "#app/domain/agreement/library/starter-library.ts";
import { addUser } from "#app/operations/add-user.server.ts";
import { saveCalendar } from "#app/operations/save-calendar.server.ts";
import { addTypicalDepartments } from "#app/operations/start/add-typical-departments.server.ts";
import { foundOrganisation, type FoundOrganisation } from "#app/operations/start/found-organisation.server.ts";
import { preparePromises } from "#app/operations/start/prepare-promises.server.ts";
import { readFirstSteps, readLedSteps } from "#app/operations/start/read-first-steps.server.ts";
import { listAgreements, loadObligationsOf, loadVersionsOf } from "#db/queries/agreement-pages.server.ts";
import { loadDepartments, loadOrganisation, loadProducts } from "#db/queries/directory.server.ts";
import { NOON, STORES, type TestStore } from "#test/support/stores.ts";

const FOUND: FoundOrganisation = { name: { en: "Acme" }, code: "ACME", country: "DE", zone: "Europe/Berlin", currency: "EUR", payPeriod: "quarter", firstPeriod: "2026-06", dayEnd: "eod" };

describe.each(STORES)("first steps on %s", (_name, open) => {
  let opened: TestStore;
  let ctx: { store: TestStore["store"]; now: number; actor: { kind: "account"; id: string } };

  beforeEach(async () => {
    opened = await open();
    const added = await addUser({ store: opened.store, now: NOON, actor: { kind: "cli", id: "cli" } }, { email: "you@acme.test", surname: "You", givenName: "Given", personnelNumber: "1", password: "a long enough password 7", roles: ["admin"], locale: "en" });
    if (!added.ok) throw new Error(added.code);
    ctx = { store: opened.store, now: NOON, actor: { kind: "account", id: added.value.accountId } };
  });
  afterEach(() => opened.dispose());

  const calendar = async (): Promise<string> => {
    const saved = await saveCalendar(ctx, { calendarId: null, code: "OFFICE", names: { en: "Office" }, spec: { tz: "Europe/Berlin", weekly: { mon: [["09:00", "18:00"]] } }, baseNumber: 0, personId: null });
    if (!saved.ok) throw new Error(saved.code);
    return saved.value.calendarId;
  };

  test("founding: each fault at its field, nothing written; then once, with the top department", async () => {
    const wrong = await foundOrganisation(ctx, { ...FOUND, name: {}, code: "!", country: "Germany", zone: "Berlin", currency: "EURO", firstPeriod: "2026-13", payPeriod: "year", dayEnd: "" });
    expect(wrong.ok ? [] : wrong.faults.map(({ code, field }) => `${field} ${code}`)).toEqual(["nameEn no_name", "code bad_code", "country bad_country", "zone bad_zone", "currency bad_currency", "firstPeriod bad_month", "payPeriod bad_choice", "dayEnd bad_choice"]);
    expect(await loadOrganisation(ctx.store)).toBeNull();
    expect(await foundOrganisation(ctx, { ...FOUND, currency: "JPY" })).toEqual({ ok: true });
    expect(await loadOrganisation(ctx.store)).toMatchObject({ zone: "Europe/Berlin", currency: "JPY", minorDigits: 0, dayEnd: "eod", payPeriod: "quarter", isDemo: false });
    expect((await loadDepartments(ctx.store)).map(({ code, parentId, calendarId }) => ({ code, parentId, calendarId }))).toEqual([{ code: "ACME", parentId: null, calendarId: null }]);
    expect(await foundOrganisation(ctx, FOUND)).toMatchObject({ ok: false, faults: [{ code: "already_founded" }] });
  });

  test("departments: all or none, a bad line by its number, the calendar for the whole tree", async () => {
    await foundOrganisation(ctx, FOUND);
    const calendarId = await calendar();
    const wrong = await addTypicalDepartments(ctx, { codes: ["FIN"], lines: "QA; Quality\nFIN; Finances\n?; Question", calendarId: "no-such" });
    expect(wrong.ok ? [] : wrong.faults.map(({ code, facts }) => [code, facts?.["line"]])).toEqual([["unknown_calendar", undefined], ["line_taken", 2], ["bad_line", 3]]);
    expect(await loadDepartments(ctx.store)).toHaveLength(1);
    expect(await addTypicalDepartments(ctx, { codes: ["FIN", "SALES", "IT"], lines: "QA; Качество", calendarId })).toEqual({ ok: true, added: 4 });
    const there = await loadDepartments(ctx.store);
    expect(there.find((row) => row.code === "ACME")?.calendarId).toBe(calendarId);
    expect(there.find((row) => row.code === "QA")?.name).toEqual({ ru: "Качество" });
    expect(await addTypicalDepartments(ctx, { codes: ["FIN"], lines: "", calendarId })).toMatchObject({ ok: false, faults: [{ code: "nothing_chosen" }] });
  });

  test("promises: drafts of the provider's side, only observed, once a pair", async () => {
    await foundOrganisation(ctx, FOUND);
    await addTypicalDepartments(ctx, { codes: ["FIN", "SALES", "IT"], lines: "", calendarId: await calendar() });
    const id = Object.fromEntries((await loadDepartments(ctx.store)).map((row) => [row.code, row.id])) as Record<string, string>;
    const command = { providerId: id["FIN"]!, clientIds: [id["SALES"]!, id["IT"]!] };
    const entryIds = [...new Map(STARTER_LIBRARY.map((entry) => [entry.product.name.en, entry.id])).values()].slice(0, 3);

    for (const [change, code] of [[{ providerId: "x" }, "unknown_department"], [{ entryIds: [] }, "nothing_chosen"], [{ entryIds: ["no.such"] }, "unknown_entry"], [{ clientIds: [] }, "nothing_chosen"], [{ clientIds: [command.providerId] }, "same_party"]] as const) {
      expect(await preparePromises(ctx, { ...command, entryIds, ...change })).toMatchObject({ ok: false, code });
    }
    expect(await loadProducts(ctx.store)).toEqual([]);

    const done = await preparePromises(ctx, { ...command, entryIds });
    expect(done).toMatchObject({ ok: true, value: { products: 3, agreements: [{ code: "FIN-SALES" }, { code: "FIN-IT" }] } });
    const agreements = await listAgreements(ctx.store, { side: "given", departmentIds: [id["FIN"]!] });
    for (const { id: agreementId } of agreements) {
      const [version] = await loadVersionsOf(ctx.store, agreementId);
      expect(version).toMatchObject({ state: "draft", draftedSide: "provider", number: 1, from: "2026-07-01", providerSignedBy: null, clientSignedBy: null });
      const obligations = await loadObligationsOf(ctx.store, { agreementId });
      expect(obligations.map((row) => row.mode)).toEqual(["observe", "observe", "observe"]);
    }
    expect(await preparePromises(ctx, { ...command, entryIds })).toMatchObject({ ok: false, code: "agreement_there", field: "clients" });
  });

  test("the list follows the database from step to step", async () => {
    const next = async () => (await readFirstSteps(ctx.store, NOON)).steps.find((step) => !step.isDone)?.key;
    expect(await next()).toBe("organisation");
    await foundOrganisation(ctx, FOUND);
    expect(await next()).toBe("calendar");
    const calendarId = await calendar();
    expect(await next()).toBe("departments");
    await addTypicalDepartments(ctx, { codes: ["FIN", "SALES", "IT"], lines: "", calendarId });
    expect(await next()).toBe("people");
    const { dates, facts } = await readFirstSteps(ctx.store, NOON);
    expect(dates).toMatchObject({ setup: "2026-06-17", week: "2026-06-22", month: "2026-07-15", two_months: "2026-08-14", next_period: "2027-01-01", after_next: "2027-04-01" });
    expect(facts).toMatchObject({ departments: 3, calendars: 1, accounts: 0 });
    expect(await readLedSteps(ctx.store, NOON)).not.toBeNull();
  });
});
