import { setImmediate as nextTurn } from "node:timers/promises";
import type { CalendarSpec } from "#app/domain/calendar/calendar-spec.ts";
import type { Names } from "#app/domain/names.ts";
import { loadEvents, loadRecipients } from "#db/queries/tasks.server.ts";
import { loadExcuses, loadTasksById, loadVerdictsOfOccurrences, loadVerdictsOfTasks } from "#db/queries/verdicts.server.ts";
import type { VerdictRow } from "#db/queries/verdicts.server.ts";
import { groupBy, openAgreementBook } from "./agreement-book.server.ts";
import { tasksOfCalendar, usesCalendar } from "./calendar-lines.server.ts";
import type { OperationContext } from "./context.ts";
import { findOrdinals } from "./request-ordinals.server.ts";
import { clientsOf, frequencyLines, judgeLine } from "./evaluate-schedules.server.ts";
import { judgeTask } from "./evaluate-tasks.server.ts";
import type { EvaluationPass } from "./evaluate-tasks.server.ts";
import { openPeriodBook } from "./period-book.server.ts";
import { changesOf } from "./write-verdicts.server.ts";

/** A verdict that would come out differently. */
export interface VerdictEffect {
  readonly obligationKey: string;
  readonly obligationName: Names;
  readonly item: string;
  readonly taskId: string | null;
  readonly title: string;
  readonly before: Pick<VerdictRow, "standing" | "period" | "dueAt"> | null;
  readonly after: Pick<VerdictRow, "standing" | "period" | "dueAt">;
}

export interface CalendarEffect {
  /** Items that the calendar judges in open months, and how many of them were looked at. */
  readonly items: number;
  readonly looked: number;
  /** Verdicts whose outcome or month would change. */
  readonly outcomes: number;
  /** Of these by what they were and would be. */
  readonly moves: readonly { readonly from: string; readonly to: string; readonly count: number }[];
  /** Verdicts that keep their outcome and get another due time. */
  readonly dueTimes: number;
  /** The first of them, outcomes before due times. */
  readonly shown: readonly VerdictEffect[];
}

const SHOWN = 200;
/** More than this would keep a person waiting; the sentence then says how many were looked at. */
const MOST_TASKS = 40_000;
const AT_ONCE = 250;

/**
 * What saving a calendar would change: the real evaluation over the tasks and expected deliveries that it judges in
 * open and review months, without writing. Lets other requests through between batches.
 */
export async function previewCalendar(ctx: OperationContext, calendarId: string, names: Names, spec: CalendarSpec): Promise<CalendarEffect> {
  const { store } = ctx;
  const book = await openAgreementBook(store, { calendar: { calendarId, versionId: "preview", code: "", name: names, spec, createdAt: Number.MAX_SAFE_INTEGER } });
  const pass: EvaluationPass = { book, periods: await openPeriodBook(store, book.organisation) };
  const ids = await tasksOfCalendar(store, book, calendarId);
  const count = { items: ids.length, looked: 0, outcomes: 0, dueTimes: 0 };
  const moves = new Map<string, number>();
  const shown: VerdictEffect[] = [];
  const later: VerdictEffect[] = [];

  const consider = (stored: readonly VerdictRow[], found: readonly VerdictRow[], excuses: Parameters<typeof changesOf>[2], titleOf: (row: VerdictRow) => string): void => {
    const before = new Map(stored.map((row) => [keyOf(row), row]));
    for (const after of changesOf(stored, found, excuses, pass.periods).rows) {
      const old = before.get(keyOf(after)) ?? null;
      const decides = old?.standing !== after.standing || old.period !== after.period;
      if (!decides && old.dueAt === after.dueAt) continue;
      if (old === null && after.standing === "void") continue;
      const obligation = book.obligationsOf(after.versionId).find((row) => row.key === after.obligationKey);
      const effect: VerdictEffect = { obligationKey: after.obligationKey, obligationName: obligation?.name ?? {}, item: after.item, taskId: after.taskId, title: titleOf(after), before: old && pick(old), after: pick(after) };
      if (decides) {
        count.outcomes += 1;
        const move = `${old?.standing ?? "none"}\n${after.standing}`;
        moves.set(move, (moves.get(move) ?? 0) + 1);
        if (shown.length < SHOWN) shown.push(effect);
      } else {
        count.dueTimes += 1;
        if (later.length < SHOWN) later.push(effect);
      }
    }
  };

  for (let at = 0; at < ids.length && at < MOST_TASKS; at += AT_ONCE) {
    const part = ids.slice(at, at + AT_ONCE);
    const [tasks, events, recipients, stored, excuses] = await Promise.all([
      loadTasksById(store, part), loadEvents(store, part), loadRecipients(store, part), loadVerdictsOfTasks(store, part), loadExcuses(store, part.map((id) => `t:${id}`)),
    ]);
    const storedOf = groupBy(stored, (row) => row.taskId ?? "");
    pass.ordinals = await findOrdinals(store, pass.book, tasks, recipients);
    const found = tasks.flatMap((task) => judgeTask(ctx.now, pass, task, events.get(task.id) ?? [], recipients.get(task.id) ?? [task.clientId], storedOf.get(task.id) ?? []).verdicts);
    const titles = new Map(tasks.map((task) => [task.id, task.title]));
    consider(stored, found, excuses, (row) => titles.get(row.taskId ?? "") ?? "");
    count.looked += part.length;
    await nextTurn();
  }

  for (const [key, versions] of frequencyLines(book)) {
    const agreement = book.agreements.get(versions[0]!.obligation.agreementId)!;
    const recipientId = agreement.clientDepartmentId ?? clientsOf(book, agreement)[0] ?? agreement.providerId;
    if (!versions.some(({ obligation }) => usesCalendar(calendarId, () => book.calendarIdsFor(agreement, obligation.terms.calendar, recipientId)))) continue;
    const stored = await loadVerdictsOfOccurrences(store, key);
    const found = (await judgeLine(ctx, pass, versions, { stored })).map((one) => one.row);
    const excuses = await loadExcuses(store, found.map((row) => row.item));
    consider(stored, found, excuses.filter((row) => row.obligationKey === key), (row) => row.item.slice(2));
    const open = found.filter((row) => !pass.periods.isFrozen(row.period)).length;
    count.items += open;
    count.looked += open;
    await nextTurn();
  }

  return {
    ...count,
    moves: [...moves].map(([move, n]) => ({ from: move.split("\n")[0]!, to: move.split("\n")[1]!, count: n })).sort((a, b) => b.count - a.count),
    shown: [...shown, ...later].slice(0, SHOWN),
  };
}

const keyOf = (row: VerdictRow): string => `${row.obligationKey}\n${row.item}\n${row.cycle}\n${row.carry}`;
const pick = ({ standing, period, dueAt }: VerdictRow): Pick<VerdictRow, "standing" | "period" | "dueAt"> => ({ standing, period, dueAt });
