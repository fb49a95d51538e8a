import { describe, expect, test } from "vitest";
import { readAbsenceLines } from "#app/operations/feeds/absence-lines.ts";
import { readBaseLines } from "#app/operations/feeds/base-lines.ts";
import { readMemberLines, readTarget, writeTarget } from "#app/operations/feeds/member-lines.ts";
import { decodedText, payLines } from "#app/operations/feeds/pay-lines.ts";

const KNOWN = new Map([["001", "ada"], ["002", "bo"], ["003", "cy"]]);

describe("a target in a line", () => {
  test.each([
    ["35000.00", 2, { type: "amount", minor: 3_500_000 }],
    ["35 000,50", 2, { type: "amount", minor: 3_500_050 }],
    ["35000", 0, { type: "amount", minor: 35_000 }],
    ["35000.5", 0, null],
    ["1.234", 3, { type: "amount", minor: 1234 }],
    ["1,2345", 3, null],
    ["15 %", 2, { type: "percent_of_base", baseMinor: null, percentBp: 1500 }],
    ["12,5%", 2, { type: "percent_of_base", baseMinor: null, percentBp: 1250 }],
    ["%", 2, { type: "percent_only" }],
    ["процент", 2, { type: "percent_only" }],
    ["–", 2, "leaves"],
    ["much", 2, null],
    ["", 2, null],
  ] as const)("%s with %i decimals", (text, digits, target) => expect(readTarget(text, digits)).toEqual(target));

  test("what is written is read back", () => {
    for (const digits of [0, 2, 3]) for (const target of [{ type: "amount", minor: 1_234_567 }, { type: "percent_of_base", baseMinor: null, percentBp: 1234 }, { type: "percent_only" }] as const) expect(readTarget(writeTarget(target, digits), digits)).toEqual(target);
  });
});

describe("lines of members", () => {
  const read = (text: string) => readMemberLines(payLines(text, ["number", "target", "from", "to"]), KNOWN, "2026-07-01", 2);

  test("as they are copied from a spreadsheet", () => {
    expect(read("001\t35 000,00\n\n002\t–\n003\t15%")).toEqual({
      problems: [],
      changes: [
        { line: 1, personId: "ada", from: "2026-07-01", to: null, target: { type: "amount", minor: 3_500_000 } },
        { line: 3, personId: "bo", from: "2026-07-01", to: null, target: null },
        { line: 4, personId: "cy", from: "2026-07-01", to: null, target: { type: "percent_of_base", baseMinor: null, percentBp: 1500 } },
      ],
    });
  });

  test("with headings the columns may stand anywhere, and others are passed over", () => {
    const csv = '\ufeffperson,Personnel number,last_day,target,from\r\n"Adams, Ada",001,2026-09-30,"35,000.00",01.07.2026\r\n';
    expect(read(csv).changes).toEqual([{ line: 2, personId: "ada", from: "2026-07-01", to: "2026-10-01", target: { type: "amount", minor: 3_500_000 } }]);
  });

  test("every bad line is named with its reason, and the good ones are not taken without them", () => {
    expect(read("001; 5\n9; 5\n002; five\n001; 6\n003; 5; 31.02.2026").problems).toEqual([
      { line: 2, reason: "unknown_person", facts: { number: "9" } },
      { line: 3, reason: "bad_target", facts: { value: "five" } },
      { line: 4, reason: "named_twice", facts: { other: 1 } },
      { line: 5, reason: "bad_day", facts: { value: "31.02.2026" } },
    ]);
  });
});

test("absences, by code or name of their kind, both days belonging to them", () => {
  const { entries, problems } = readAbsenceLines(payLines("001; unpaid_leave; 2026-08-01; 2026-08-14\n002; Больничный; 03.08.2026\n003; fishing; 2026-08-01\n001; sick; soon", ["number", "kind", "from", "to"]), KNOWN);
  expect(entries).toEqual([
    { line: 1, personId: "ada", kind: "unpaid_leave", from: "2026-08-01", to: "2026-08-15" },
    { line: 2, personId: "bo", kind: "sick_leave", from: "2026-08-03", to: "2026-08-04" },
  ]);
  expect(problems.map(({ line, reason }) => [line, reason])).toEqual([[3, "bad_kind"], [4, "bad_day"]]);
});

test("pay bases above 0; a bad amount is not repeated in the sentence", () => {
  const { entries, problems } = readBaseLines(payLines("001; 240000,00\n002; 0\n003; 12,345,6", ["number", "base", "from"]), KNOWN, "2026-07-01", 2);
  expect(entries).toEqual([{ line: 1, personId: "ada", from: "2026-07-01", baseMinor: 24_000_000 }]);
  expect(problems).toEqual([{ line: 2, reason: "bad_base", facts: {} }, { line: 3, reason: "bad_base", facts: {} }]);
});

test("a file in Windows-1251 is read as it was written", () => {
  const bytes = Uint8Array.from([0xf2, 0xe0, 0xe1, 0xed, 0xee, 0xec, 0xe5, 0xf0, 0x3b, 0xe1, 0xe0, 0xe7, 0xe0, 0x0a, 0x30, 0x30, 0x31, 0x3b, 0x35]);
  expect(decodedText(bytes)).toBe("табномер;база\n001;5");
});
