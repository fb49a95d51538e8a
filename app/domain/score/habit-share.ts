import { countStandings, type Tally } from "../evaluation/standing.ts";
import { NO_HABIT, sumHabits, type ClockHabit } from "../evaluation/clock-habit.ts";

/** How often a department's breaches are excused, its dates moved and its clocks stopped. Shares in 0.01 %, half up; null of nothing. */
export interface HabitShares extends ClockHabit {
  readonly due: number;
  readonly excused: number;
  readonly excusedBp: number | null;
  readonly movedBp: number | null;
  readonly movedTwiceBp: number | null;
  readonly pausedBp: number | null;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : Math.floor((part * 20_000 + whole) / (2 * whole)));

/** The figures of one department over some months: excuses from its tallies, moves and pauses as they were counted. */
export function habitShares(tallies: readonly Tally[], habits: readonly ClockHabit[]): HabitShares {
  const counts = tallies.map((tally) => countStandings(tally));
  const due = counts.reduce((sum, one) => sum + one.due, 0);
  const excused = counts.reduce((sum, one) => sum + one.excused, 0);
  const habit = habits.length === 0 ? NO_HABIT : sumHabits(habits);
  return { ...habit, due, excused, excusedBp: share(excused, due), movedBp: share(habit.moved, habit.tasks), movedTwiceBp: share(habit.movedTwice, habit.tasks), pausedBp: share(habit.paused, habit.tasks) };
}
