import type { Calendar } from "#app/domain/calendar/calendar.ts";
import type { Terms } from "#app/domain/agreement/terms.ts";
import { readFacts } from "#app/domain/task/read-facts.ts";
import type { TaskFacts } from "#app/domain/task/task-acts.ts";
import { loadToldEvents } from "#db/queries/task-page.server.ts";
import type { ToldEvent } from "#db/queries/task-page.server.ts";
import { loadRecipients } from "#db/queries/tasks.server.ts";
import type { TaskRow } from "#db/queries/tasks.server.ts";
import type { OperationContext } from "./context.ts";
import { matchRecipients, obligationsFor } from "./evaluate-tasks.server.ts";
import type { EvaluationPass } from "./evaluate-tasks.server.ts";
import { calendarOfProvider } from "./explain-task.server.ts";

/** A task as those see it who act on it. */
export interface TaskDesk {
  readonly task: TaskRow;
  readonly recipients: readonly string[];
  readonly history: readonly ToldEvent[];
  readonly terms: readonly Terms[];
  /** The provider's; null where it has none. */
  readonly calendar: Calendar | null;
  readonly facts: TaskFacts;
}

export async function openDesk(ctx: OperationContext, pass: EvaluationPass, task: TaskRow): Promise<TaskDesk> {
  const [history, recipients] = await Promise.all([loadToldEvents(ctx.store, task.id), loadRecipients(ctx.store, [task.id])]);
  return readDesk(ctx.now, pass, task, recipients.get(task.id) ?? [task.clientId], history);
}

/** The same from what was loaded already. */
export function readDesk(now: number, { book }: EvaluationPass, task: TaskRow, recipients: readonly string[], history: readonly ToldEvent[]): TaskDesk {
  const items = matchRecipients(book, task, recipients);
  const terms = items.flatMap((item) => obligationsFor(book, item.versionId, task).map((row) => row.terms));
  const calendar = calendarOfProvider(book, task)?.calendar ?? null;
  return { task, recipients, history, terms, calendar, facts: readFacts(task, history, { hasAgreement: items.length > 0, terms, calendar }, now) };
}
