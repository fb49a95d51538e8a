import { expect, test } from "vitest";
import { reachesTarget, readKpiValue } from "#app/domain/agreement/kpi-value.ts";

test.each([["12", "12"], ["12,5", "12.5"], [" 1 234,50 ", "1234.50"], ["−3", "-3"], ["", null], ["12.", null], ["1e3", null], ["0.1234567", null], ["1234567890123", null]])("%j is kept as %j", (text, value) => expect(readKpiValue(text)).toBe(value));

test.each([
  ["95", "95", true, true], ["94.999999", "95", true, false], ["95", "95", false, true], ["95.000001", "95", false, false], ["-1", "0", false, true], ["7", null, true, null],
])("%s against %s (more is better: %s): %s", (value, target, higher, reached) => expect(reachesTarget(value, target, higher)).toBe(reached));
