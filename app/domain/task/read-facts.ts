import type { Terms } from "../agreement/terms.ts";
import type { Calendar } from "../calendar/calendar.ts";
import { addWorkingDays } from "../calendar/working-days.ts";
import { readAgreedDates } from "../evaluation/agreed-dates.ts";
import { effectiveEvents } from "../evaluation/effective-events.ts";
import type { TaskEvent, TaskEventType } from "../evaluation/task-event.ts";
import { readTaskHistory } from "../evaluation/task-history.ts";
import { DAY_MS } from "../time/local-date.ts";
import { NO_ANSWER_DAYS, WAITS_FOR_CLIENT } from "./task-acts.ts";
import type { TaskFacts, TaskPause, TaskSide, TaskState } from "./task-acts.ts";

export interface TaskAsStored {
  readonly state: TaskState;
  readonly requestedAt: number;
  readonly acceptUntil: number | null;
}

/** Terms that judge the task, empty outside any agreement, and the provider's working calendar where it has one. */
export interface TaskSurroundings {
  readonly hasAgreement: boolean;
  readonly terms: readonly Terms[];
  readonly calendar: Calendar | null;
}

const TURNS: readonly TaskEventType[] = ["requested", "paused", "resumed", "delivered", "returned", "cancelled"];

/** What a decision about a task depends on, as its history stands at `now`. */
export function readFacts(task: TaskAsStored, events: readonly TaskEvent[], around: TaskSurroundings, now: number): TaskFacts {
  const current = effectiveEvents(events, now);
  const history = readTaskHistory(events, now);
  const pauses = pausesOf(current);
  const waiting = pauses.findLast((pause) => pause.to === null && WAITS_FOR_CLIENT.includes(pause.reason));
  return {
    state: task.state,
    isRequested: history !== null,
    requestedAt: history?.requestedAt ?? task.requestedAt,
    lastTurnAt: Math.max(task.requestedAt, ...current.filter((event) => TURNS.includes(event.type) && event.payload.partial !== true).map((event) => event.occurredAt)),
    hasAgreement: around.hasAgreement,
    acceptUntil: task.acceptUntil,
    proposed: { client: proposedBy("client", current, now), provider: proposedBy("provider", current, now) },
    pauses,
    needsInput: around.terms.some((terms) => terms.kind === "timing" && terms.start === "input_complete"),
    isInputComplete: history !== null && history.inputCompleteAt !== null,
    inputSaidAt: history?.inputUnconfirmedAt ?? null,
    noAnswerFrom: waiting ? workingDaysAfter(around.calendar, waiting.from, NO_ANSWER_DAYS) : null,
    measures: [...new Set(around.terms.flatMap((terms) => (terms.kind === "quality" && terms.measure ? [terms.measure.name] : terms.kind === "format" && terms.rule.type === "field" ? [terms.rule.name] : [])))],
  };
}

/** So many working days after an instant, to the same time of day; without a calendar each day is one. */
export const workingDaysAfter = (calendar: Calendar | null, at: number, days: number): number => (calendar ? addWorkingDays(calendar, at, days, "after/snap") : at + days * DAY_MS);

/** The date that a side named last, while it lies ahead and nothing was agreed since. */
function proposedBy(side: TaskSide, current: readonly TaskEvent[], now: number): number | null {
  const wanted = current.findLast((event) => event.type === "due_proposed" && event.payload.by === side && event.payload.at !== undefined);
  if (!wanted || wanted.payload.at! <= now) return null;
  return readAgreedDates(current).agreed.some((date) => date.agreedAt >= wanted.occurredAt) ? null : wanted.payload.at!;
}

function pausesOf(current: readonly TaskEvent[]): TaskPause[] {
  const pauses: TaskPause[] = [];
  const end = (at: number) => {
    for (const [index, pause] of pauses.entries()) if (pause.to === null) pauses[index] = { ...pause, to: at };
  };
  for (const { id, type, occurredAt, payload } of current) {
    if (type === "paused" && payload.rejected !== true) pauses.push({ eventId: id, from: occurredAt, to: null, reason: payload.reason ?? "" });
    else if (type === "resumed" || (type === "delivered" && payload.partial !== true) || (type === "cancelled" && payload.by !== "provider")) end(occurredAt);
  }
  return pauses;
}
