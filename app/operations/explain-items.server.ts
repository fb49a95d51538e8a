import type { FrequencyTerms } from "#app/domain/agreement/terms.ts";
import { contextOf, evaluateHistory } from "#app/domain/evaluation/evaluate-task.ts";
import { evaluateOccurrences } from "#app/domain/evaluation/evaluate-occurrences.ts";
import { readTaskHistory } from "#app/domain/evaluation/task-history.ts";
import type { Reason } from "#app/domain/evaluation/verdict.ts";
import { chunks, loadEvents, loadRecipients } from "#db/queries/tasks.server.ts";
import { loadDeliveries, loadTasksById } from "#db/queries/verdicts.server.ts";
import { groupBy } from "./agreement-book.server.ts";
import type { OperationContext } from "./context.ts";
import type { ExplainItems } from "./draft-closing.server.ts";
import { clientsOf } from "./evaluate-schedules.server.ts";
import { matchRecipients, obligationsFor, openPass } from "./evaluate-tasks.server.ts";
import type { EvaluationPass } from "./evaluate-tasks.server.ts";

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
  for (const task of tasks)
    for (const match of matchRecipients(book, task, recipients.get(task.id) ?? [task.clientId])) {
      const history = readTaskHistory(events.get(task.id) ?? [], ctx.now, match.recipients);
      if (!history) continue;
      for (const obligation of obligationsFor(book, match.versionId, task)) {
        const { calendar } = book.calendarFor(book.agreements.get(match.agreementId)!, obligation.terms.calendar, match.recipients[0]!);
        const context = contextOf({ calendar, zone: periods.zone, periodEndAfter: periods.endAfter, explain: true });
        for (const verdict of evaluateHistory(history, obligation.terms, context))
          found.set(keyOf({ obligationKey: obligation.key, item: `t:${task.id}`, cycle: verdict.cycle, carry: verdict.carry }), verdict.reasons);
      }
    }
}

async function explainOccurrences(ctx: OperationContext, { book, periods }: EvaluationPass, key: string, found: Map<string, readonly Reason[]>): Promise<void> {
  const lines = [...book.versions.values()].flatMap((version) => book.obligationsOf(version.id).filter((row) => row.key === key && row.kind === "frequency").map((obligation) => ({ version, obligation })));
  const byAgreement = groupBy(lines, ({ obligation }) => obligation.agreementId);
  for (const [agreementId, versions] of byAgreement) {
    const agreement = book.agreements.get(agreementId)!;
    const clients = clientsOf(book, agreement);
    const deliveries = await loadDeliveries(ctx.store, versions[0]!.obligation.productId, clients);
    for (const { version, obligation } of versions) {
      const terms = obligation.terms as FrequencyTerms;
      const { calendar } = book.calendarFor(agreement, terms.calendar, agreement.clientDepartmentId ?? clients[0]!);
      const results = evaluateOccurrences({
        obligation: { terms }, calendar, zone: periods.zone, asOf: ctx.now, validFrom: version.from, validTo: version.to,
        deliveries: deliveries.map((row) => ({ id: row.taskId, at: row.deliveredAt })), explain: true,
      });
      for (const { occurrence, verdict } of results) found.set(keyOf({ obligationKey: key, item: `o:${occurrence.date}`, cycle: verdict.cycle, carry: verdict.carry }), verdict.reasons);
    }
  }
}
