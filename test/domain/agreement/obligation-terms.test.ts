import { describe, expect, test } from "vitest";
import { globFault } from "#app/domain/agreement/glob-fault.ts";
import { isWithinLimit, limitText } from "#app/domain/agreement/measure-limit.ts";
import { proposeTargetBp } from "#app/domain/agreement/propose-target.ts";

describe("an observed line proposes a target", () => {
  test.each<[string, number, number, number, number | null]>([
    ["one point below, in whole percents", 58, 62, 3, 9200],
    ["everything kept", 40, 40, 1, 9900],
    ["exactly 20 cases", 19, 20, 1, 9400],
    ["19 cases of one month are too few", 19, 19, 1, null],
    ["few cases over two months are enough", 3, 4, 2, 7400],
    ["nothing due", 0, 0, 0, null],
    ["hardly anything kept", 1, 100, 5, null],
  ])("%s", (_name, kept, of, months, bp) => expect(proposeTargetBp({ kept, of, months })).toBe(bp));
});

describe("a measure's limit is exact", () => {
  test.each<[string | number, string]>([["0.10", "0.10"], [2.5, "2.5"], [3, "3"], [1e-7, "0.0000001"]])("%s is %s", (atMost, text) => expect(limitText(atMost)).toBe(text));
  test.each<[string, string, boolean]>([
    ["0.5", "0.50", true],
    ["0.3", "0.3", true],
    ["0.30000000000000001", "0.3", false],
    ["9007199254740993", "9007199254740992", false],
    ["-1", "0", true],
    ["1e1", "10", true],
  ])("%s within %s: %s", (value, limit, kept) => expect(isWithinLimit(value, limit)).toBe(kept));
});

describe("a file-name pattern", () => {
  test.each([
    ["report_????-??.xlsx", null],
    ["Отчёт (июнь)*.pdf", null],
    ["", "glob_empty"],
    ["*", "glob_matches_all"],
    ["*?*", "glob_matches_all"],
    ["out/*.csv", "glob_path"],
    ["out\\*.csv", "glob_path"],
    ["[a-z]*.csv", "glob_regular_expression"],
    ["*.{csv,xlsx}", "glob_regular_expression"],
    ["^a.*$", "glob_regular_expression"],
  ])("%s: %s", (pattern, fault) => expect(globFault(pattern)).toBe(fault));
});
