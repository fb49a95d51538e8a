import type { Actor } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/can.ts";
import type { Permission } from "#app/domain/access/permission.ts";

/** Pages of the things that the audit log names, by entity, with the right that opens each. */
const PAGES: Readonly<Record<string, readonly [path: string, permission: Permission]>> = {
  agreement: ["/agreements/", "agreement.read"],
  bonus_run: ["/pay/runs/", "run.read"],
  calendar: ["/calendars/", "calendar.read"],
  client_group: ["/departments/groups/", "department.read"],
  department: ["/departments/", "department.read"],
  dispute: ["/work/disputes/", "dispute.read"],
  improvement_case: ["/improvement/", "case.read"],
  incident: ["/work/incidents/", "incident.read"],
  need: ["/needs/", "profile.read"],
  period: ["/periods/", "period.read"],
  person: ["/people/", "people.read"],
  plan: ["/pay/plans/", "plan.read"],
  product: ["/catalogue/", "product.read"],
  standard_terms: ["/agreements/standard/", "product.read"],
  task: ["/work/", "task.read"],
  voice: ["/ratings/voice/", "feedback.read"],
};
/** Batches and whole months are named by words, which open nothing. */
const ONE_THING = /^([0-9a-f]{32}|\d{4}-\d{2})$/;

/** The page of what an entry is about; null where it has none that this reader may open. */
export function auditDoor(actor: Actor, entity: string, entityId: string): string | null {
  const page = PAGES[entity];
  return page && ONE_THING.test(entityId) && can(actor, page[1]) ? `${page[0]}${entityId}` : null;
}
