import { describe, expect, test } from "vitest";
import { countMoves, NO_HABIT, sumHabits, withTask } from "#app/domain/evaluation/clock-habit.ts";
import { readTaskHistory } from "#app/domain/evaluation/task-history.ts";
import { moscow, tell, type Told } from "#test/support/task-events.ts";

const historyOf = (...told: Told[]) => readTaskHistory(tell(["requested", "03-02 10:00"], ...told), moscow("03-30 10:00"))!;
const agreed = (time: string, by: "both" | "provider" = "both"): Told => ["due_agreed", time, { by, at: moscow("03-20 10:00") }];

describe("moves of a due date", () => {
  test.each<[string, Told[], boolean, number]>([
    ["none", [], false, 0],
    ["agreed by both", [agreed("03-03 10:00")], false, 1],
    ["moved twice", [agreed("03-03 10:00"), agreed("03-04 10:00")], false, 2],
    ["one side's word is none", [agreed("03-03 10:00", "provider")], false, 0],
    ["where the terms ask for a date the first sets it", [agreed("03-03 10:00"), agreed("03-04 10:00")], true, 1],
    ["a source's first date is none", [["due_agreed", "03-02 10:00", { at: moscow("03-20 10:00") }]], false, 0],
    ["a source that rewrites it moves it", [["due_agreed", "03-02 10:00", { at: moscow("03-20 10:00") }], ["due_agreed", "03-05 10:00", { at: moscow("03-25 10:00") }]], false, 1],
  ])("%s", (_, told, asksForDate, moves) => expect(countMoves(historyOf(...told), asksForDate)).toBe(moves));
});

test("tasks add up to the figures of their department", () => {
  const paused: Told[] = [["paused", "03-03 10:00", { reason: "client" }], ["resumed", "03-03 11:00"], ["paused", "03-04 10:00", { reason: "client", rejected: true }], ["resumed", "03-04 11:00"]];
  const one = withTask(NO_HABIT, historyOf(...paused), false);
  const two = withTask(one, historyOf(agreed("03-03 10:00"), agreed("03-04 10:00")), false);
  expect(two).toEqual({ tasks: 2, paused: 1, rejected: 1, moved: 1, movedTwice: 1, moves: 2 });
  expect(sumHabits([one, withTask(NO_HABIT, historyOf(agreed("03-03 10:00"), agreed("03-04 10:00")), false)])).toEqual(two);
});
