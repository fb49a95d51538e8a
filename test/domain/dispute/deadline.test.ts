import { expect, test } from "vitest";
import { decideBy } from "#app/domain/dispute/deadline.ts";

const DAY = 86_400_000;

test.each<[string, number, number | null, number]>([
  ["in an open month: ten days", 0, null, 10 * DAY],
  ["in review: its end, where that comes first", 0, 7 * DAY, 7 * DAY],
  ["in a long review: ten days", 0, 30 * DAY, 10 * DAY],
  ["after the review's end: ten days, never a deadline that has passed", 8 * DAY, 7 * DAY, 18 * DAY],
  ["at the review's end", 7 * DAY, 7 * DAY, 17 * DAY],
])("%s", (_, raisedAt, reviewEndsAt, expected) => expect(decideBy(raisedAt, reviewEndsAt)).toBe(expected));
