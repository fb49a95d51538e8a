import type { NoticeKind } from "#app/domain/notice/notice-kind.ts";
import type { TaskSide } from "#app/domain/task/task-acts.ts";
import type { TaskRow } from "#db/queries/tasks.server.ts";
import type { OperationContext } from "./context.ts";
import type { Notification } from "./notify.server.ts";
import { speakersOfDepartment } from "./who-speaks.server.ts";

export interface TaskNews {
  readonly kind: NoticeKind;
  /** Who is told: of the provider whoever works on it, of the client whoever asked; else those who answer for the department. */
  readonly side: TaskSide;
  /** What makes it one notice besides the task. */
  readonly about: string | number;
  readonly refs?: Readonly<Record<string, string>>;
}

/** Notices about a task to people of one side; who did it is not told. */
export async function tellAboutTask(ctx: OperationContext, task: Pick<TaskRow, "id" | "providerId" | "clientId" | "requesterId" | "assigneeId">, news: TaskNews, personId: string): Promise<Notification[]> {
  const named = news.side === "provider" ? task.assigneeId : task.requesterId;
  const heard = named !== null && named !== personId ? [named] : await speakersOfDepartment(ctx.store, ctx.now, news.side === "provider" ? task.providerId : task.clientId);
  return heard.filter((id) => id !== personId).map((id) => ({ kind: news.kind, personId: id, refs: { taskId: task.id, ...news.refs }, about: `${task.id}:${news.about}` }));
}
