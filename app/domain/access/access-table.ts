import type { Role } from "./actor.ts";
import type { Permission } from "./permission.ts";

/**
 * How the actor stands to the subject:
 * - `own`: the actor's person is named in it (its rater, assignee, owner, representative, common superior, payee);
 * - `own_department`: it belongs to a department of the actor; which side that is, says the caller (`Subject.departmentIds`);
 * - `party`: a department of the actor is one of its two sides;
 * - `any`: whatever it is.
 */
export const RELATIONS = ["own", "own_department", "party", "any"] as const;
export type Relation = (typeof RELATIONS)[number];

type Grants = Readonly<Partial<Record<Role, readonly Relation[]>>>;

const ANY = ["any"] as const;
const OWN = ["own"] as const;
const DEPARTMENT = ["own_department"] as const;
const PARTY = ["party"] as const;

const EVERYONE: Grants = { employee: ANY };
const OVERSIGHT: Grants = { hr: ANY, arbiter: ANY, director: ANY, auditor: ANY };

/**
 * The one table of who may do what (design.md sections 2, 6, 7 and 8). What is not written here is refused. Pay data appear for HR,
 * director, auditor and the person; heads see percents; admin sees none of it.
 */
export const ACCESS: Readonly<Record<Permission, Grants>> = {
  "agreement.read": {
    employee: ["own", "party"],
    head: PARTY,
    deputy: PARTY,
    ...OVERSIGHT,
    admin: ANY,
  },
  "agreement.edit": { head: PARTY, deputy: PARTY },
  "agreement.sign": { employee: OWN, head: PARTY, deputy: PARTY },
  "agreement.impose": { head: OWN },
  "agreement.terminate": { head: PARTY, deputy: PARTY },
  "agreement.import": { arbiter: ANY },
  // Of the client's departments only: a provider does not choose who rates it.
  "contact.edit": { head: DEPARTMENT, deputy: DEPARTMENT, arbiter: ANY },
  "client_weight.edit": { arbiter: ANY },
  "profile.read": {
    employee: PARTY,
    head: PARTY,
    deputy: PARTY,
    arbiter: ANY,
    director: ANY,
    auditor: ANY,
  },
  "profile.edit": { head: PARTY, deputy: PARTY },
  "relationship.read": {
    employee: PARTY,
    head: PARTY,
    deputy: PARTY,
    arbiter: ANY,
    director: ANY,
    auditor: ANY,
  },
  "relationship.edit": { head: PARTY, deputy: PARTY },
  // How a client's people like to be told things is for those who serve them, nobody else.
  "style.read": { employee: DEPARTMENT, head: DEPARTMENT, deputy: DEPARTMENT },
  "advice.ask": { head: DEPARTMENT, deputy: DEPARTMENT },
  "advice.give": { employee: OWN },

  "task.read": { employee: ["own", "party"], head: PARTY, deputy: PARTY, ...OVERSIGHT, admin: ANY },
  "task.request": { employee: DEPARTMENT },
  "task.act": { employee: DEPARTMENT, head: DEPARTMENT, deputy: DEPARTMENT },
  "task.accept": { employee: DEPARTMENT, head: DEPARTMENT, deputy: DEPARTMENT },
  "task.cancel": { employee: ["own", "own_department"], head: PARTY, deputy: PARTY },
  "task.reassign": { head: DEPARTMENT, deputy: DEPARTMENT },
  "task.import": { head: DEPARTMENT, deputy: DEPARTMENT, arbiter: ANY, admin: ANY },
  "occurrence.move": { employee: OWN, head: PARTY, deputy: PARTY },
  "dispute.read": { employee: ["own", "party"], head: PARTY, deputy: PARTY, ...OVERSIGHT },
  "dispute.raise": { employee: ["own", "party"], head: PARTY, deputy: PARTY },
  "dispute.decide": { arbiter: ANY },
  "incident.declare": { arbiter: ANY },
  "incident.read": EVERYONE,

  "answer.give": { employee: OWN },
  "answer.read": { employee: ["own", "own_department"], head: DEPARTMENT, ...OVERSIGHT },
  "answer.void": { arbiter: ANY },
  "fairness.read": { arbiter: ANY, auditor: ANY },
  "survey.edit": { arbiter: ANY, hr: ANY },
  // What a client says is between its department and the provider.
  "feedback.read": { employee: ["own", "party"], head: PARTY, deputy: PARTY, auditor: ANY },
  "feedback.send": EVERYONE,
  "feedback.reply": { employee: DEPARTMENT, head: DEPARTMENT, deputy: DEPARTMENT },
  "case.read": { employee: ["own", "party"], head: PARTY, deputy: PARTY, ...OVERSIGHT },
  "case.open": { employee: PARTY, head: PARTY, deputy: PARTY, arbiter: ANY },
  "case.edit": { employee: OWN, head: DEPARTMENT, deputy: DEPARTMENT, arbiter: ANY },
  "case.check": { employee: DEPARTMENT, head: DEPARTMENT },
  // Where the client is a group or everyone, the arbiter checks in their place.
  "case.check_for_many": { arbiter: ANY },

  "scorecard.read": { employee: DEPARTMENT, head: DEPARTMENT, deputy: DEPARTMENT, ...OVERSIGHT },
  "period.read": { head: DEPARTMENT, ...OVERSIGHT },
  "period.request_close": { arbiter: ANY },
  "period.confirm_close": { arbiter: ANY, hr: ANY },
  "closing_calendar.edit": { arbiter: ANY },
  "correction.approve": { arbiter: ANY },

  "plan.read": {
    employee: OWN,
    head: DEPARTMENT,
    deputy: DEPARTMENT,
    hr: ANY,
    director: ANY,
    auditor: ANY,
  },
  "plan.edit": { hr: ANY },
  "plan.acknowledge": { employee: OWN },
  "scenario.read": { hr: ANY, director: ANY, auditor: ANY },
  "scenario.edit": { hr: ANY, director: ANY },
  "pay_base.edit": { hr: ANY },
  "coefficient.edit": { head: DEPARTMENT, deputy: DEPARTMENT },
  "run.read": { hr: ANY, director: ANY, auditor: ANY },
  "run.prepare": { hr: ANY },
  "run.approve": { hr: ANY, director: ANY },
  "run.publish": { hr: ANY },
  "run.export": { hr: ANY },
  "statement.read_own": { employee: OWN },
  "statement.read_any": { hr: ANY, auditor: ANY },
  "statement.read_percent": { head: DEPARTMENT, deputy: DEPARTMENT },
  "statement.object": { employee: OWN },

  "map.read": EVERYONE,
  "product.read": EVERYONE,
  "product.edit": { head: DEPARTMENT, deputy: DEPARTMENT, arbiter: ANY },
  "department.read": EVERYONE,
  "department.edit": { hr: ANY, admin: ANY },
  "people.read": EVERYONE,
  "people.edit": { hr: ANY, admin: ANY },
  "calendar.read": EVERYONE,
  "calendar.edit": { arbiter: ANY, admin: ANY },
  "level.give": { employee: OWN, head: DEPARTMENT },
  "level.keep": { hr: ANY },
  "level.read": { employee: OWN, head: DEPARTMENT, hr: ANY, auditor: ANY },
  "notice.read": { employee: OWN },
  // A view shows nobody what they may not read anyway; it takes a place in the menus of their people.
  "view.share": { head: DEPARTMENT, deputy: DEPARTMENT },

  "start.read": { ...OVERSIGHT, admin: ANY },
  "start.edit": { admin: ANY },
  "settings.read": { admin: ANY, arbiter: ANY, auditor: ANY },
  "settings.edit": { admin: ANY },
  "account.edit": { admin: ANY },
  "role.read": { hr: ANY, admin: ANY, auditor: ANY },
  "role.grant": { admin: ANY },
  // What one admin asks for, another admin or HR confirms.
  "role.confirm": { hr: ANY, admin: ANY },
  "source.edit": { admin: ANY },
  "token.edit": { admin: ANY },
  "jobs.read": { admin: ANY, arbiter: ANY, auditor: ANY },
  "jobs.run": { admin: ANY },
  "audit.read": { auditor: ANY },
  "backup.run": { admin: ANY },
  "privacy.export": { employee: OWN, hr: ANY, admin: ANY },
};
