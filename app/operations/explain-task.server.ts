import { openIntervals, workingMsBetween } from "#app/domain/calendar/working-time.ts";
import { countMoves } from "#app/domain/evaluation/clock-habit.ts";
import { contextOf, evaluateHistory } from "#app/domain/evaluation/evaluate-task.ts";
import { readTaskHistory } from "#app/domain/evaluation/task-history.ts";
import type { TaskEvent } from "#app/domain/evaluation/task-event.ts";
import type { Verdict } from "#app/domain/evaluation/verdict.ts";
import { shownPauses, whoHadTheBall } from "#app/domain/evaluation/who-had-the-ball.ts";
import type { Ball, ShownPause } from "#app/domain/evaluation/who-had-the-ball.ts";
import type { Names } from "#app/domain/names.ts";
import type { Interval } from "#app/domain/time/intervals.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import type { AgreementRow, ObligationRow } from "#db/queries/agreements.server.ts";
import type { TaskRow } from "#db/queries/tasks.server.ts";
import { NoCalendar } from "./agreement-book.server.ts";
import type { AgreementBook, UsedCalendar } from "./agreement-book.server.ts";
import { matchRecipients, obligationsFor } from "./evaluate-tasks.server.ts";
import type { EvaluationPass } from "./evaluate-tasks.server.ts";
import { judgeKeepingFrozen } from "./keep-frozen.server.ts";

/** One obligation's say on a task, with every step of its explanation. */
export interface ExplainedVerdict {
  readonly obligation: ObligationRow;
  readonly agreement: AgreementRow;
  readonly versionId: string;
  readonly versionNumber: number;
  readonly calendarId: string;
  readonly calendarName: Names;
  readonly verdict: Verdict;
  /** Month in which it counts, "" when none. */
  readonly period: string;
}

export interface ExplainedTask {
  readonly verdicts: readonly ExplainedVerdict[];
  /** What the picture covers, and the open time in it. */
  readonly from: number;
  readonly to: number;
  readonly working: readonly Interval[];
  readonly calendarName: Names | null;
  readonly pauses: readonly ShownPause[];
  readonly ball: Ball | null;
  readonly startAt: number;
  /** First complete delivery or the cancellation; null while it runs. */
  readonly endAt: number | null;
  readonly dueAt: number | null;
  /** Working time between now and the due instant, negative when it has passed. */
  readonly workingToDueMs: number | null;
  readonly acceptedAt: number | null;
  /** How often the due date was moved, by both sides or by a source that rewrote it. */
  readonly moves: number;
}

export type TaskToExplain = Pick<TaskRow, "id" | "productId" | "providerId" | "clientId" | "requestedAt" | "attributes"> & { readonly askedProviderId?: string | null };

/**
 * The verdicts of a task with their reasons, by the very functions that judge it; nothing is written.
 * Also explains a request that was not sent yet: its only event is that it is requested now.
 */
export function explainTask(now: number, { book, periods, ordinals }: EvaluationPass, task: TaskToExplain, events: readonly TaskEvent[], recipients: readonly string[]): ExplainedTask | null {
  const whole = readTaskHistory(events, now);
  if (!whole) return null;
  const verdicts: ExplainedVerdict[] = [];
  let clock: UsedCalendar | null = null;
  let reasons: readonly string[] = [];
  for (const item of matchRecipients(book, task, recipients)) {
    const agreement = book.agreements.get(item.agreementId)!;
    const history = readTaskHistory(events, now, item.recipients);
    if (!history) continue;
    for (const obligation of obligationsFor(book, item.versionId, task)) {
      const { terms } = obligation;
      const used = book.calendarFor(agreement, terms.calendar, item.recipients[0]!);
      if (terms.kind === "timing" || (terms.kind === "response" && !clock)) reasons = terms.pauseReasons;
      if (terms.kind === "timing" || !clock) clock = used;
      const judge = ({ calendar, calendarId, name: calendarName }: UsedCalendar): ExplainedVerdict[] => {
        const context = contextOf({ calendar, zone: periods.zone, periodEndAfter: periods.endAfter, incidents: book.incidents.windowsOf(task.providerId), ordinal: ordinals?.of(task.id, obligation.key), explain: true });
        return evaluateHistory(history, terms, context).map((verdict) => ({
          obligation, agreement, versionId: item.versionId, versionNumber: book.versions.get(item.versionId)?.number ?? 0, calendarId, calendarName, verdict,
          period: verdict.fallsDueAt === null ? "" : periods.periodOf(verdict.fallsDueAt),
        }));
      };
      verdicts.push(
        ...judgeKeepingFrozen(periods, {
          newest: used, judge, stored: [], rowOf: ({ verdict: { cycle, carry }, period }) => ({ item: task.id, cycle, carry, period, calendarVersionId: null }),
          calendarAt: (at, versionId) => book.calendarAt(agreement, terms.calendar, item.recipients[0]!, at, versionId),
        }),
      );
    }
  }
  clock ??= calendarOfProvider(book, task);

  const main = verdicts.find((row) => row.obligation.kind === "timing" && row.verdict.cycle === 0 && row.verdict.carry === 0) ?? verdicts.find((row) => row.verdict.dueAt !== null);
  const dueAt = main?.verdict.dueAt ?? null;
  const endAt = whole.handovers[0]?.at ?? whole.cancelledAt;
  const last = Math.max(whole.requestedAt, dueAt ?? 0, endAt ?? now, whole.acceptedAt ?? 0, ...whole.handovers.map((handover) => handover.at));
  const air = Math.max((last - whole.requestedAt) * 0.04, 3_600_000);
  const from = whole.requestedAt - air;
  const to = last + air;
  const pauses = shownPauses(whole, reasons, book.incidents.windowsOf(task.providerId));
  return {
    verdicts, from, to, pauses, dueAt, endAt, startAt: whole.requestedAt, acceptedAt: whole.acceptedAt, moves: countMoves(whole, verdicts.some(({ obligation: { terms } }) => terms.kind === "timing" && terms.due.type === "agreed_date")), calendarName: clock?.name ?? null,
    // Over a longer time single days can't be told apart.
    working: clock && to - from < 120 * DAY_MS ? openIntervals(clock.calendar, Math.floor(from), Math.ceil(to)) : [],
    ball: clock ? whoHadTheBall(whole, pauses, clock.calendar) : null,
    workingToDueMs: clock && dueAt !== null ? workingMsBetween(clock.calendar, now, dueAt) : null,
  };
}

/** Without an agreement the provider's own hours still show when anybody worked. */
export function calendarOfProvider(book: AgreementBook, task: Pick<TaskToExplain, "providerId" | "clientId" | "askedProviderId">): UsedCalendar | null {
  const nobody: AgreementRow = { id: "", code: "", providerId: task.askedProviderId ?? task.providerId, clientKind: "everyone", clientDepartmentId: null, clientGroupId: null };
  try {
    return book.calendarFor(nobody, "provider", task.clientId);
  } catch (error) {
    if (error instanceof NoCalendar) return null;
    throw error;
  }
}
