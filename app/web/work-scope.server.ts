import type { Actor } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/can.ts";
import { readScope } from "#app/domain/access/read-scope.ts";
import type { Subject } from "#app/domain/access/can.ts";
import type { Permission } from "#app/domain/access/permission.ts";
import type { TaskSide } from "#app/domain/task/task-acts.ts";
import type { WorkScope } from "#db/queries/work-list.server.ts";

/** Departments that the actor belongs to, heads or stands in for. */
export function departmentsOf(actor: Actor): string[] {
  return [...new Set([...actor.memberOf, ...actor.headOf, ...actor.deputyOf.map((row) => row.departmentId)])];
}

/** What a list may show: everything to those who oversee, else what a department of the actor is a side of. */
export const scopeFor = (actor: Actor, permission: Permission): WorkScope => readScope(actor, permission);

interface Parties {
  readonly providerId: string;
  readonly requesterId: string | null;
  readonly assigneeId: string | null;
}

/** A task as the access table sees it. */
export function taskSubject(task: Parties, recipients: readonly string[]): Subject {
  return {
    personIds: [task.requesterId, task.assigneeId].flatMap((id) => (id ? [id] : [])),
    partyIds: [task.providerId, ...recipients],
  };
}

/** The sides of a task on which the actor may act. */
export function taskSides(actor: Actor, task: Parties, recipients: readonly string[]): TaskSide[] {
  const sides: TaskSide[] = [];
  if (can(actor, "task.act", { departmentIds: [task.providerId] })) sides.push("provider");
  if (can(actor, "task.accept", { departmentIds: recipients })) sides.push("client");
  return sides;
}
