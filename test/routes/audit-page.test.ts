import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addExternalMetric, enterExternalValue } from "#app/operations/save-external-metric.server.ts";
import * as page from "#app/routes/_shell.settings.audit/route.tsx";
import * as file from "#app/routes/settings.audit[.]csv/route.tsx";
import { callRoute } from "#test/support/route-context.ts";
import { STORES, type TestStore } from "#test/support/stores.ts";
import { at, context, tinyCompany } from "#test/support/tiny-company.ts";
import type { TinyCompany } from "#test/support/tiny-company.ts";

interface Shown {
  readonly total: number;
  readonly rows: readonly { readonly action: string; readonly actor: string; readonly opens: string | null; readonly said: { readonly changes: readonly { readonly before: string | null; readonly after: string | null }[] } }[];
}

describe.each(STORES)("the audit page, on %s", (_name, open) => {
  const NOW = at("2026-07-20");
  let opened: TestStore;
  let company: TinyCompany;
  const get = (who: keyof TinyCompany["accounts"], search = "") => callRoute(page.loader, opened.store, NOW, company.accounts[who], `/settings/audit?q=${encodeURIComponent(search)}`);
  const found = async (search: string) => JSON.parse((await get("audrey", search)).text) as Shown;

  beforeAll(async () => {
    opened = await open();
    company = await tinyCompany(opened.store);
    const ctx = { ...context(opened.store, NOW), actor: { kind: "account" as const, id: company.accounts.hana, address: "10.0.0.7" } };
    const added = await addExternalMetric(ctx, company.accounts.hana, { en: "Claims" });
    if (!added.ok) throw new Error(added.code);
    for (const value of ["12", "9.5"]) await enterExternalValue(ctx, { metricId: added.value.id, period: "2026-Q2", value, source: "Register", accountId: company.accounts.hana });
  });
  afterAll(() => opened.dispose());

  test("is the auditor's alone, page and file", async () => {
    for (const [who, status] of [["audrey", 200], ["hana", 403], ["adam", 403], ["dora", 403], ["arno", 403], ["ada", 403]] as const) {
      expect([who, (await get(who)).status, (await callRoute(file.loader, opened.store, NOW, company.accounts[who], "/settings/audit.csv")).status]).toEqual([who, status, status]);
    }
  });

  test("shows a business value before and after", async () => {
    const { rows } = await found("external_value");
    expect(rows.map((row) => row.said.changes.map(({ before, after }) => [before, after]))).toEqual([[["12", "9.5"]], [[null, "12"]]]);
  });

  test("is searched by who did it, by what is said in it, in any case", async () => {
    expect((await found("HART")).rows.map((row) => row.action)).toEqual(expect.arrayContaining(["external_metric.add", "external_value.enter"]));
    expect((await found("2026-q2")).rows.some((row) => row.action === "external_value.enter")).toBe(true);
    expect((await found("nobody did this")).total).toBe(0);
  });
});
