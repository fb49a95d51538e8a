import { expect, test } from "vitest";
import { habitShares } from "#app/domain/score/habit-share.ts";

test("excuses are a share of what was due, moves and pauses of the tasks", () => {
  const habit = { tasks: 8, paused: 2, rejected: 1, moved: 3, movedTwice: 1, moves: 4 };
  expect(habitShares([{ met: 5, breached: 2, excused: 1 }, { met: 1, excused: 1, void: 4, pending: 3 }], [habit, { ...habit, tasks: 1, paused: 1, moved: 0, movedTwice: 0, moves: 0, rejected: 0 }])).toEqual({
    tasks: 9, paused: 3, rejected: 1, moved: 3, movedTwice: 1, moves: 4, due: 10, excused: 2, excusedBp: 2000, movedBp: 3333, movedTwiceBp: 1111, pausedBp: 3333,
  });
});

test("of nothing there is no share", () => {
  expect(habitShares([], [])).toMatchObject({ due: 0, excusedBp: null, movedBp: null, pausedBp: null, tasks: 0 });
});
