import type { DeputyScope } from "./actor.ts";

/**
 * Everything a person may do, by what it does to the data: an auditor is refused every `write`. The name says the thing and the
 * verb; the subject of the check says whose thing it is.
 */
export const PERMISSIONS = {
  "agreement.read": "read",
  "agreement.edit": "write",
  "agreement.sign": "write",
  "agreement.impose": "write",
  "agreement.terminate": "write",
  "agreement.import": "write",
  "client_weight.edit": "write",
  "profile.read": "read",
  "profile.edit": "write",
  "relationship.read": "read",
  "relationship.edit": "write",

  "task.read": "read",
  "task.request": "write",
  "task.act": "write",
  "task.accept": "write",
  "task.cancel": "write",
  "task.reassign": "write",
  "task.import": "write",
  "occurrence.move": "write",
  "dispute.read": "read",
  "dispute.raise": "write",
  "dispute.decide": "write",
  "incident.declare": "write",
  "incident.read": "read",

  "answer.give": "write",
  "answer.read": "read",
  "answer.void": "write",
  "fairness.read": "read",
  "survey.edit": "write",
  "feedback.send": "write",
  "feedback.reply": "write",
  "case.read": "read",
  "case.open": "write",
  "case.edit": "write",
  "case.check": "write",

  "scorecard.read": "read",
  "period.read": "read",
  "period.request_close": "write",
  "period.confirm_close": "write",
  "correction.approve": "write",

  "plan.read": "read",
  "plan.edit": "write",
  "scenario.read": "read",
  "pay_base.edit": "write",
  "coefficient.edit": "write",
  "run.read": "read",
  "run.prepare": "write",
  "run.approve": "write",
  "run.publish": "write",
  "run.export": "read",
  "statement.read_own": "read",
  "statement.read_any": "read",
  "statement.read_percent": "read",
  "statement.object": "write",

  "map.read": "read",
  "product.read": "read",
  "product.edit": "write",
  "department.read": "read",
  "department.edit": "write",
  "people.read": "read",
  "people.edit": "write",
  "calendar.read": "read",
  "calendar.edit": "write",
  "level.give": "write",
  "level.read": "read",
  "notice.read": "read",

  "settings.read": "read",
  "settings.edit": "write",
  "account.edit": "write",
  "role.grant": "write",
  "source.edit": "write",
  "token.edit": "write",
  "jobs.read": "read",
  "jobs.run": "write",
  "audit.read": "read",
  "backup.run": "write",
  "privacy.export": "read",
} as const satisfies Record<string, "read" | "write">;

export type Permission = keyof typeof PERMISSIONS;

/**
 * The deputy scope that carries a head's permission. A write without one stays with the head; a read without one comes with any
 * scope.
 */
export const SCOPE_OF: Partial<Record<Permission, DeputyScope>> = {
  "agreement.edit": "sign",
  "agreement.sign": "sign",
  "agreement.terminate": "sign",
  "profile.edit": "sign",
  "relationship.edit": "sign",
  "occurrence.move": "sign",
  "product.edit": "sign",
  "task.act": "accept",
  "task.accept": "accept",
  "task.reassign": "accept",
  "dispute.raise": "decide",
  "task.cancel": "accept",
  "task.import": "accept",
  "case.open": "decide",
  "case.edit": "decide",
  "feedback.reply": "rate",
  "plan.read": "approve",
  "coefficient.edit": "approve",
  "statement.read_percent": "approve",
};
