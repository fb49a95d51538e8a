import { expect, test } from "vitest";
import { matchesGlob } from "#app/domain/evaluation/glob.ts";

test.each([
  ["report.pdf", "report.pdf", true],
  ["report.pdf", "*.pdf", true],
  ["report.pdf", "r*t.*", true],
  ["report.pdf", "r?port.pdf", true],
  ["report.pdf", "*.PDF", false],
  ["report.pdf", "?.pdf", false],
  ["", "*", true],
  ["", "?", false],
  ["a.b", "a+b", false],
  ["a[1].pdf", "a[1].pdf", true],
  ["отчёт.pdf", "отч?т.*", true],
  ["😀.pdf", "?.pdf", true],
  ["aXbXc", "a*b*c", true],
  ["abc", "abc*", true],
  ["abc", "abcd", false],
])("%s ~ %s: %s", (name, pattern, expected) => {
  expect(matchesGlob(name, pattern)).toBe(expected);
});

test("a hostile pattern is quick", () => {
  const begin = performance.now();
  expect(matchesGlob("a".repeat(5000), `${"a*".repeat(200)}b`)).toBe(false);
  expect(performance.now() - begin).toBeLessThan(2000);
});
