/** A task whose promise is in danger or broken while it can still be delivered. */
export interface TaskInTrouble {
  readonly taskId: string;
  readonly outcome: "at_risk" | "breached";
  readonly dueAt: number;
  readonly providerId: string;
  readonly assigneeId: string | null;
}

/**
 * Who can still act: of a task at risk whoever works on it, else the head of its department; of a broken promise both
 * (design.md section 5, Notices). `headsOf` climbs to the next department above where one has no head.
 */
export function whoCanAct(task: TaskInTrouble, headsOf: (departmentId: string) => readonly string[]): readonly string[] {
  const own = task.assigneeId === null ? [] : [task.assigneeId];
  if (task.outcome === "at_risk" && own.length > 0) return own;
  return [...new Set([...own, ...headsOf(task.providerId)])];
}

/** One notice a task, outcome and due instant: a date that was moved makes it a new one. */
export const aboutTask = (task: TaskInTrouble): string => `${task.taskId}:${task.dueAt}`;
