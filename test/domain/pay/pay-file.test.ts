import { describe, expect, test } from "vitest";
import { DEFAULT_COLUMNS } from "#app/domain/pay/pay-columns.ts";
import { payFile } from "#app/domain/pay/pay-file.ts";
import type { PayRow } from "#app/domain/pay/pay-file.ts";

const FACTS = { period: "2026-Q3", firstDay: "2026-07-01", lastDay: "2026-09-30", planCode: "BACK", currency: "RUB", minorDigits: 2 };
const ROW: PayRow = { personnelNumber: "00042", name: 'Ivanova "Ira"', departmentCode: "FIN", unit: "money", targetMinor: 3_521_739, proratedMinor: 3_521_739, amountMinor: 3_061_096, payoutBp: 8692, lineKey: "k1" };
const line = (row: PayRow, profile: "generic" | "1c-amount" | "1c-percent", separator: "," | ";" = ",") => payFile([row], FACTS, { profile, separator, columns: DEFAULT_COLUMNS[profile] }).split("\r\n")[1];

describe("a payroll file", () => {
  test.each([
    ["generic", ",", '"00042","Ivanova ""Ira""","FIN","BACK","2026-Q3","2026-07-01","2026-09-30","RUB",35217.39,35217.39,86.92,30610.96,"k1"'],
    ["generic", ";", '"00042";"Ivanova ""Ira""";"FIN";"BACK";"2026-Q3";"2026-07-01";"2026-09-30";"RUB";35217.39;35217.39;86.92;30610.96;"k1"'],
    ["1c-amount", ",", '"00042";"Ivanova ""Ira""";"FIN";"01.07.2026";"30.09.2026";30610,96;"k1"'],
    ["1c-percent", ",", '"00042";"Ivanova ""Ira""";"FIN";"01.07.2026";"30.09.2026";86,92;"k1"'],
  ] as const)("%s with %s writes personnel numbers as text and amounts as numbers", (profile, separator, expected) => {
    expect(line(ROW, profile, separator)).toBe(expected);
  });

  test("percent-only people have a percent and no amount", () => {
    const row: PayRow = { ...ROW, unit: "percent", targetMinor: 10_000, proratedMinor: 10_000, amountMinor: 8692 };
    expect(line(row, "generic")).toMatch(/,,,86\.92,,"k1"$/);
    expect(line(row, "1c-amount")).toMatch(/;;"k1"$/);
    expect(line(row, "1c-percent")).toMatch(/;86,92;"k1"$/);
  });

  test.each([
    [0, "35217", "30611", "30611"],
    [3, "35217.390", "30610.960", "30610,960"],
  ])("a currency with %i decimals is written with as many", (minorDigits, target, amount, in1C) => {
    const scale = 10 ** minorDigits;
    const row: PayRow = { ...ROW, targetMinor: Math.round(35_217.39 * scale), proratedMinor: Math.round(35_217.39 * scale), amountMinor: Math.round(30_610.96 * scale) };
    const write = (profile: "generic" | "1c-amount") => payFile([row], { ...FACTS, minorDigits }, { profile, separator: ",", columns: DEFAULT_COLUMNS[profile] }).split("\r\n")[1]!;
    expect(write("generic")).toContain(`,${target},${target},86.92,${amount},"k1"`);
    expect(write("1c-amount")).toContain(`;${in1C};"k1"`);
  });

  test("a negative amount stays a number", () => {
    expect(line({ ...ROW, amountMinor: -105 }, "1c-amount")).toMatch(/;-1,05;"k1"$/);
  });
});
