import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import type { CalendarSpec } from "#app/domain/calendar/calendar-spec.ts";
import type { Terms } from "#app/domain/agreement/terms.ts";
import { evaluateTask, type TaskEvaluation } from "#app/domain/evaluation/evaluate-task.ts";
import type { TaskEvent, TaskEventPayload, TaskEventType } from "#app/domain/evaluation/task-event.ts";
import type { Verdict } from "#app/domain/evaluation/verdict.ts";

/** `03-06 16:40` of 2026 in Moscow, where all these examples happen (UTC+3, no changes of clocks). */
export function moscow(text: string): number {
  const full = text.length > 11 ? text : `2026-${text}`;
  const [date, time = "00:00"] = full.split(" ");
  const ms = Date.parse(`${date}T${time === "24:00" ? "24:00:00" : time}+03:00`);
  if (Number.isNaN(ms)) throw new Error(`no such time: ${text}`);
  return ms;
}

/** An event as `[type, time, payload?]`; ids and source order follow from the position. */
export type Told = readonly [TaskEventType, string, TaskEventPayload?];

export const tell = (...told: readonly Told[]): TaskEvent[] =>
  told.map(([type, time, payload], i) => ({
    id: `e${String(i + 1).padStart(2, "0")}`,
    type,
    occurredAt: moscow(time),
    receivedAt: moscow(time),
    sourceOrder: i,
    payload: payload ?? {},
  }));

const hours: [string, string][] = [["09:00", "18:00"]];
/** Monday to Friday 9–18, Monday 9 March 2026 is a holiday. */
export const OFFICE: CalendarSpec = {
  tz: "Europe/Moscow",
  weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  holidays: ["2026-03-09"],
};
export const office = compileCalendar(OFFICE);

export const evaluate = (
  terms: Terms,
  told: readonly Told[],
  asOf: string,
  rest: Partial<TaskEvaluation> = {},
): Verdict[] =>
  evaluateTask({
    obligation: { terms },
    events: tell(...told),
    calendar: office,
    zone: "Europe/Moscow",
    asOf: moscow(asOf),
    ...rest,
  });

export const codesOf = (verdict: Verdict): string[] => verdict.reasons.map(({ code }) => code);
