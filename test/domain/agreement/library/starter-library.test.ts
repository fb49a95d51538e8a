import { describe, expect, test } from "vitest";
import { checkObligation } from "#app/domain/agreement/check-agreement-text.ts";
import { LIBRARY_AREAS } from "#app/domain/agreement/library/entry.ts";
import { adoptEntry, findLibraryEntry, STARTER_LIBRARY } from "#app/domain/agreement/library/starter-library.ts";
import { OBLIGATION_KINDS } from "#app/domain/agreement/terms.ts";
import { obligationSentence } from "#app/format/obligation-sentence.ts";

const BOOK = { productProviders: new Map([["P", "D"]]), providerIds: new Set(["D"]), teamIds: new Set<string>() };
const ADOPTION = { dayEnd: "eod", from: "2026-01-12" } as const;

describe("the starter library", () => {
  test("has more than fifty promises, of every kind, in every area", () => {
    expect(STARTER_LIBRARY.length).toBeGreaterThanOrEqual(50);
    expect(new Set(STARTER_LIBRARY.map((entry) => entry.kind))).toEqual(new Set(OBLIGATION_KINDS));
    for (const area of LIBRARY_AREAS) expect(STARTER_LIBRARY.filter((entry) => entry.area === area).length, area).toBeGreaterThanOrEqual(5);
  });

  test("names each promise once, in both languages", () => {
    expect(new Set(STARTER_LIBRARY.map((entry) => entry.id)).size).toBe(STARTER_LIBRARY.length);
    for (const { id, name, product } of STARTER_LIBRARY)
      for (const names of [name, product.name]) {
        expect(names.en, id).toMatch(/^[\x20-\x7e]+$/);
        expect(names.ru, id).toMatch(/[а-яё]/);
      }
    expect(findLibraryEntry("payroll.payslips")?.kind).toBe("frequency");
    expect(findLibraryEntry("nothing")).toBeNull();
  });

  test.each(STARTER_LIBRARY.map((entry) => [entry.id, entry] as const))("%s can be signed as it stands", (_id, entry) => {
    const obligation = adoptEntry(entry, "P", ADOPTION);
    expect(checkObligation({ ...obligation, key: entry.id }, BOOK)).toEqual([]);
    expect(obligation.terms.kind).toBe(entry.kind);
    for (const locale of ["en", "ru"] as const)
      expect(obligationSentence({ ...obligation, product: entry.product.name[locale]!, floor: obligation.floor ?? null, team: null, calendars: { provider: "C", client: null } }, locale).length).toBeGreaterThan(20);
  });
});
