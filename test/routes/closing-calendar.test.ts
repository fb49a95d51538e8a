import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_CLOSING_RULE, RULE_FIELDS } from "#app/domain/score/closing-calendar.ts";
import * as dates from "#app/routes/_shell.periods.$month_.dates/route.tsx";
import * as calendar from "#app/routes/_shell.periods.calendar/route.tsx";
import * as csv from "#app/routes/periods.calendar[.]csv/route.ts";
import { ensurePeriods } from "#app/operations/ensure-periods.server.ts";
import { findClosingDates } from "#db/queries/closing-dates.server.ts";
import { callRoute } from "#test/support/route-context.ts";
import { sqliteStore, type TestStore } from "#test/support/stores.ts";
import { at, context, tinyCompany, type TinyCompany } from "#test/support/tiny-company.ts";

const NOW = at("2026-07-15");
const RULE = Object.fromEntries(RULE_FIELDS.map((field) => [field, String(DEFAULT_CLOSING_RULE[field])]));

describe("the pages of the closing calendar", () => {
  let opened: TestStore;
  let company: TinyCompany;
  const call = (handler: unknown, who: keyof TinyCompany["accounts"], path: string, params = {}, form?: Record<string, string>) => callRoute(handler as never, opened.store, NOW, company.accounts[who], path, params, form);
  beforeAll(async () => {
    opened = await sqliteStore();
    company = await tinyCompany(opened.store);
    await ensurePeriods(context(opened.store, NOW));
  });
  afterAll(() => opened.dispose());

  test.each([["arno", 200], ["hana", 200], ["audrey", 200], ["ada", 200], ["leo", 403], ["adam", 403]] as const)("%s sees the dates: %i", async (who, status) => {
    expect((await call(calendar.loader, who, "/periods/calendar")).status).toBe(status);
    expect((await call(csv.loader, who, "/periods/calendar.csv")).status).toBe(status);
  });

  test("only an arbiter sets them", async () => {
    for (const who of ["hana", "ada", "audrey", "dora"] as const) {
      expect((await call(calendar.action, who, "/periods/calendar", {}, RULE)).status).toBe(403);
      expect((await call(dates.loader, who, "/periods/2026-08/dates", { month: "2026-08" })).status).toBe(403);
    }
    expect((await call(calendar.action, "arno", "/periods/calendar", {}, RULE)).status).toBe(302);
    expect(await findClosingDates(opened.store, "2026-08")).toMatchObject({ cutOffOn: "2026-08-31", byHand: false });
  });

  test("what is wrong gets a sentence at its field, and what was typed is kept", async () => {
    const answer = await call(calendar.action, "arno", "/periods/calendar", {}, { ...RULE, paymentDay: "forty", reviewDays: "99" });
    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.text)).toMatchObject({ values: { paymentDay: "forty", reviewDays: "99" }, faults: { paymentDay: "A whole number from 1 to 31.", reviewDays: "A whole number from 0 to 15." } });
    const early = await call(dates.action, "arno", "/periods/2026-08/dates", { month: "2026-08" }, { rowVersion: "1", cutOffOn: "2026-08-10", objectionsBy: "2026-09-10", reviewEndsOn: "2026-09-11", requestBy: "2026-09-14", confirmBy: "2026-09-15" });
    expect(early.status).toBe(422);
    expect(JSON.parse(early.text)).toMatchObject({ faults: { cutOffOn: expect.stringMatching(/^A cut-off lies at most ten days before the month's end: 21\sAugust\s2026 or later\.$/) } });
  });

  test("a month that has opened says so, and its dates are refused whatever is sent", async () => {
    expect((await call(dates.loader, "arno", "/periods/2026-07/dates", { month: "2026-07" })).text).toContain("July 2026 has opened");
    const sent = await call(dates.action, "arno", "/periods/2026-07/dates", { month: "2026-07" }, { rowVersion: "0", cutOffOn: "2026-07-28", objectionsBy: "2026-08-10", reviewEndsOn: "2026-08-11", requestBy: "2026-08-12", confirmBy: "2026-08-13" });
    expect(sent.status).toBe(422);
    expect(JSON.parse(sent.text)).toMatchObject({ faults: { form: "July 2026 has opened: its cut-off stands, whatever is set now." } });
    expect((await call(dates.loader, "arno", "/periods/1999-01/dates", { month: "1999-01" })).status).toBe(404);
  });
});
