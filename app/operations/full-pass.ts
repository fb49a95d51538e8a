import { NO_HABIT, withTask, type ClockHabit } from "#app/domain/evaluation/clock-habit.ts";
import type { TaskHistory } from "#app/domain/evaluation/task-history.ts";
import type { VerdictRow } from "#db/queries/verdicts.server.ts";

/** Figures by department and month that a pass over all tasks gathers on its way. */
export type Gathered = Readonly<Record<string, ClockHabit>>;

/** Where a full pass is: enough to show it and to go on from there. */
export interface PassStep {
  readonly done: number;
  readonly total: number;
  /** The last task that was judged. */
  readonly cursor: string;
  readonly gathered: Gathered;
}

/** A stored figure that the pass found otherwise though nothing had asked for it to be judged: a defect. */
export interface PassDefect {
  readonly what: "verdict" | "tally";
  readonly where: string;
  readonly before: string;
  readonly after: string;
}

export interface FullPass {
  /** Goes on after this step. */
  readonly from?: PassStep | null;
  /** Called after each batch. */
  readonly progress?: (step: PassStep) => Promise<void> | void;
  readonly stopping?: () => boolean;
  readonly defect?: (found: PassDefect) => void;
  /** The time of a long run; default: that of its context, unmoved. */
  readonly clock?: () => number;
}

/** Gathers habits by department and month. */
export function habitKeeper(from: Gathered = {}) {
  const kept = new Map<string, ClockHabit>(Object.entries(from));
  return {
    add(departmentId: string, month: string, history: TaskHistory, asksForDate: boolean): void {
      if (month === "") return;
      const key = `${departmentId} ${month}`;
      kept.set(key, withTask(kept.get(key) ?? NO_HABIT, history, asksForDate));
    },
    all: (): Gathered => Object.fromEntries(kept),
  };
}
export type HabitKeeper = ReturnType<typeof habitKeeper>;

/** What a changed verdict says of itself before and after, where its task had not asked to be judged. */
export function defectOf(before: VerdictRow | undefined, after: VerdictRow): PassDefect {
  const say = (row: VerdictRow | undefined) => (row ? [row.outcome, row.standing, row.state, row.period || "-", row.dueAt === null ? "-" : new Date(row.dueAt).toISOString(), row.decidedAt === null ? "-" : new Date(row.decidedAt).toISOString()].join(" ") : "-");
  return { what: "verdict", where: `${after.obligationKey} ${after.item} ${after.cycle}.${after.carry}`, before: say(before), after: say(after) };
}
