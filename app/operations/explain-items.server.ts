import { contextOf, evaluateHistory } from "#app/domain/evaluation/evaluate-task.ts";
import { readTaskHistory } from "#app/domain/evaluation/task-history.ts";
import type { Reason } from "#app/domain/evaluation/verdict.ts";
import { chunks, loadEvents, loadRecipients } from "#db/queries/tasks.server.ts";
import { loadTasksById } from "#db/queries/verdicts.server.ts";
import type { OperationContext } from "./context.ts";
import type { ExplainItems } from "./draft-closing.server.ts";
import { findOrdinals } from "./request-ordinals.server.ts";
import { frequencyLines, judgeLine } from "./evaluate-schedules.server.ts";
import { matchRecipients, obligationsFor, openPass } from "./evaluate-tasks.server.ts";
import type { EvaluationPass } from "./evaluate-tasks.server.ts";
import { judgeKeepingFrozen } from "./keep-frozen.server.ts";

type Item = Parameters<ExplainItems>[0][number];

const keyOf = (item: Pick<Item, "obligationKey" | "item" | "cycle" | "carry">) => `${item.obligationKey}\n${item.item}\n${item.cycle}\n${item.carry}`;

/**
 * The steps of each verdict, computed by the function that judged it: what a closing keeps beside the
 * counts, so that a frozen figure stays readable when terms, calendars and events have moved on.
 */
export function explainItems(ctx: OperationContext): ExplainItems {
  let opened: Promise<EvaluationPass> | null = null;
  return async (items) => {
    const pass = await (opened ??= openPass(ctx));
    const found = new Map<string, readonly Reason[]>();
    const tasks = items.filter((item) => item.item.startsWith("t:"));
    for (const part of chunks([...new Set(tasks.map((item) => item.item.slice(2)))], 500)) await explainTasks(ctx, pass, part, found);
    const occurrences = items.filter((item) => item.item.startsWith("o:"));
    for (const key of new Set(occurrences.map((item) => item.obligationKey))) await explainOccurrences(ctx, pass, key, found);
    return items.map((item) => found.get(keyOf(item)) ?? []);
  };
}

async function explainTasks(ctx: OperationContext, { book, periods }: EvaluationPass, ids: readonly string[], found: Map<string, readonly Reason[]>): Promise<void> {
  const [tasks, events, recipients] = await Promise.all([loadTasksById(ctx.store, ids), loadEvents(ctx.store, ids), loadRecipients(ctx.store, ids)]);
  const ordinals = await findOrdinals(ctx.store, book, tasks, recipients);
  for (const task of tasks)
    for (const match of matchRecipients(book, task, recipients.get(task.id) ?? [task.clientId])) {
      const history = readTaskHistory(events.get(task.id) ?? [], ctx.now, match.recipients);
      if (!history) continue;
      for (const obligation of obligationsFor(book, match.versionId, task)) {
        const agreement = book.agreements.get(match.agreementId)!;
        const [side, recipientId] = [obligation.terms.calendar, match.recipients[0]!] as const;
        const verdicts = judgeKeepingFrozen(periods, {
          newest: book.calendarFor(agreement, side, recipientId), stored: [],
          judge: ({ calendar }) => evaluateHistory(history, obligation.terms, contextOf({ calendar, zone: periods.zone, periodEndAfter: periods.endAfter, incidents: book.incidents.windowsOf(task.providerId), ordinal: ordinals.of(task.id, obligation.key), explain: true })),
          rowOf: ({ cycle, carry, fallsDueAt }) => ({ item: task.id, cycle, carry, period: fallsDueAt === null ? "" : periods.periodOf(fallsDueAt), calendarVersionId: null }),
          calendarAt: (at, versionId) => book.calendarAt(agreement, side, recipientId, at, versionId),
        });
        for (const verdict of verdicts) found.set(keyOf({ obligationKey: obligation.key, item: `t:${task.id}`, cycle: verdict.cycle, carry: verdict.carry }), verdict.reasons);
      }
    }
}

async function explainOccurrences(ctx: OperationContext, pass: EvaluationPass, key: string, found: Map<string, readonly Reason[]>): Promise<void> {
  const versions = frequencyLines(pass.book).get(key);
  if (!versions) return;
  for (const { row, result } of await judgeLine(ctx, pass, versions, { explain: true })) found.set(keyOf(row), result.verdict.reasons);
}
