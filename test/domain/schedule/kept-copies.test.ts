import { expect, test } from "vitest";
import { copiesToDrop } from "#app/domain/schedule/kept-copies.ts";
import { addDays } from "#app/domain/time/local-date.ts";

const days = (from: string, n: number) => Array.from({ length: n }, (_, i) => addDays(from, i));

test("the newest fourteen stay, and the first of each month", () => {
  const all = days("2026-01-01", 60);
  const dropped = copiesToDrop(all);
  expect(all.filter((day) => !dropped.includes(day))).toEqual(["2026-01-01", "2026-02-01", ...days("2026-02-16", 14)]);
});

test("after years twelve months stay, whatever order the days come in", () => {
  const all = days("2024-01-01", 800);
  const dropped = copiesToDrop([...all].reverse());
  // The newest month began within the last fourteen days: its first is kept for both reasons.
  expect(all.length - dropped.length).toBe(14 + 12 - 1);
  expect(dropped).toEqual([...dropped].sort());
});

test("nothing goes while there are few, and a missing first is stood for by the next", () => {
  expect(copiesToDrop(days("2026-03-01", 14))).toEqual([]);
  expect(copiesToDrop(["2026-01-05", "2026-01-06", ...days("2026-03-01", 14)])).toEqual(["2026-01-06"]);
});
