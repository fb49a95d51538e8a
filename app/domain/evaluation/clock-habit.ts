import type { TaskHistory } from "./task-history.ts";

/** How often clocks are stopped and dates moved: figures of a department and month, for looking, never for scoring. */
export interface ClockHabit {
  readonly tasks: number;
  /** Tasks that were paused at all, whatever the reason. */
  readonly paused: number;
  /** Pauses that the client rejected. */
  readonly rejected: number;
  readonly moved: number;
  readonly movedTwice: number;
  readonly moves: number;
}

export const NO_HABIT: ClockHabit = { tasks: 0, paused: 0, rejected: 0, moved: 0, movedTwice: 0, moves: 0 };

/**
 * How often the due date of a task was moved: by both sides, or by a source that rewrote it (which moves nothing, and is counted all the
 * same). Where the terms ask for a date, the first one sets it and moves nothing.
 */
export function countMoves({ dates }: Pick<TaskHistory, "dates">, asksForDate: boolean): number {
  const told = dates.agreed.length + dates.ignored.length + (dates.imported === null ? 0 : 1);
  return Math.max(0, told - (asksForDate || dates.imported !== null ? 1 : 0));
}

/** The figures with one task more. */
export function withTask(habit: ClockHabit, history: Pick<TaskHistory, "pauses" | "dates">, asksForDate: boolean): ClockHabit {
  const moves = countMoves(history, asksForDate);
  return {
    tasks: habit.tasks + 1,
    paused: habit.paused + (history.pauses.length > 0 ? 1 : 0),
    rejected: habit.rejected + history.pauses.filter((pause) => pause.rejected).length,
    moved: habit.moved + (moves > 0 ? 1 : 0),
    movedTwice: habit.movedTwice + (moves > 1 ? 1 : 0),
    moves: habit.moves + moves,
  };
}

export const sumHabits = (list: readonly ClockHabit[]): ClockHabit =>
  list.reduce((sum, one) => ({ tasks: sum.tasks + one.tasks, paused: sum.paused + one.paused, rejected: sum.rejected + one.rejected, moved: sum.moved + one.moved, movedTwice: sum.movedTwice + one.movedTwice, moves: sum.moves + one.moves }), NO_HABIT);
