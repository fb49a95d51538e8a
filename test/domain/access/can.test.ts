import { describe, expect, it } from "vitest";
import { ACCESS } from "../../../app/domain/access/access-table.ts";
import {
  type Actor,
  type GrantedRole,
  GRANTED_ROLES,
  ROLES,
} from "../../../app/domain/access/actor.ts";
import { can, mayEver, type Subject } from "../../../app/domain/access/can.ts";
import { type Permission, PERMISSIONS } from "../../../app/domain/access/permission.ts";

const ALL = Object.keys(PERMISSIONS) as Permission[];

function person(parts: Partial<Actor> & { role?: GrantedRole } = {}): Actor {
  const { role, ...rest } = parts;
  return {
    personId: "me",
    accountId: "a",
    roles: role ? [{ role, since: 0 }] : [],
    memberOf: [],
    headOf: [],
    deputyOf: [],
    ...rest,
  };
}

const employee = person({ memberOf: ["finance"] });
const head = person({ memberOf: ["finance"], headOf: ["finance", "treasury"] });
const agreementsDeputy = person({
  memberOf: ["legal"],
  deputyOf: [{ departmentId: "finance", scopes: ["sign"] }],
});
const payDeputy = person({ deputyOf: [{ departmentId: "finance", scopes: ["approve"] }] });
const hr = person({ role: "hr" });
const arbiter = person({ role: "arbiter" });
const director = person({ role: "director" });
const admin = person({ role: "admin" });
const auditor = person({ role: "auditor", memberOf: ["finance"], headOf: ["finance"] });
const stranger = person({ personId: "other", memberOf: ["sales"] });

const mine: Subject = { personIds: ["me"] };
const ours: Subject = { departmentIds: ["finance"] };
const party: Subject = { partyIds: ["finance", "sales"] };
const foreign: Subject = { personIds: ["x"], departmentIds: ["it"], partyIds: ["it", "legal"] };

type Row = [who: string, actor: Actor, permission: Permission, subject: Subject, allowed: boolean];
const rows: Row[] = [
  ["employee reads an agreement of the department", employee, "agreement.read", party, true],
  ["employee reads no foreign agreement", employee, "agreement.read", foreign, false],
  ["employee does not sign", employee, "agreement.sign", party, false],
  ["a group's representative signs, being named", employee, "agreement.sign", mine, true],
  ["head signs for the department", head, "agreement.sign", party, true],
  [
    "head acts for what lies below",
    head,
    "agreement.sign",
    { partyIds: ["treasury", "sales"] },
    true,
  ],
  ["head does not sign for others", head, "agreement.sign", foreign, false],
  ["deputy for agreements signs", agreementsDeputy, "agreement.sign", party, true],
  ["deputy for agreements sees no pay", agreementsDeputy, "statement.read_percent", ours, false],
  ["deputy for pay does not sign", payDeputy, "agreement.sign", party, false],
  ["deputy for pay sees percents", payDeputy, "statement.read_percent", ours, true],
  ["employee works on the department's tasks", employee, "task.act", ours, true],
  ["employee does not work on another's tasks", employee, "task.act", foreign, false],
  ["only the asked person answers", employee, "answer.give", mine, true],
  [
    "nobody answers for others",
    head,
    "answer.give",
    { personIds: ["x"], departmentIds: ["finance"] },
    false,
  ],
  ["one's own statement", employee, "statement.read_own", mine, true],
  ["another's statement", stranger, "statement.read_own", mine, false],
  ["head sees no amounts", head, "statement.read_any", ours, false],
  ["head sees percents of the own people", head, "statement.read_percent", ours, true],
  ["head sees no percents of others", head, "statement.read_percent", foreign, false],
  ["HR reads statements", hr, "statement.read_any", foreign, true],
  ["admin reads no statement", admin, "statement.read_any", foreign, false],
  ["admin reads no run", admin, "run.read", foreign, false],
  ["admin reads no plan", admin, "plan.read", foreign, false],
  ["director reads runs", director, "run.read", foreign, true],
  ["director reads no single statement", director, "statement.read_any", foreign, false],
  ["arbiter requests closing", arbiter, "period.request_close", {}, true],
  ["HR does not request closing", hr, "period.request_close", {}, false],
  ["HR confirms closing", hr, "period.confirm_close", {}, true],
  ["director does not close", director, "period.confirm_close", {}, false],
  ["arbiter decides disputes", arbiter, "dispute.decide", foreign, true],
  ["head does not decide disputes", head, "dispute.decide", party, false],
  ["calendars: arbiter", arbiter, "calendar.edit", {}, true],
  ["calendars: not the head", head, "calendar.edit", ours, false],
  ["auditor reads statements", auditor, "statement.read_any", foreign, true],
  ["auditor reads the audit log", auditor, "audit.read", {}, true],
  ["admin does not read the audit log", admin, "audit.read", {}, false],
  ["auditor who is a head signs nothing", auditor, "agreement.sign", party, false],
  ["without a subject only `any` matches", employee, "task.read", {}, false],
];

describe("can", () => {
  it.each(rows)("%s", (_who, actor, permission, subject, allowed) => {
    expect(can(actor, permission, subject)).toBe(allowed);
  });

  it("lets an auditor change nothing, whatever other roles there are", () => {
    const everything = person({
      roles: GRANTED_ROLES.map((role) => ({ role, since: 0 })),
      memberOf: ["finance"],
      headOf: ["finance"],
    });
    const subject = { ...mine, ...ours, ...party };
    const allowed = ALL.filter((permission) => can(everything, permission, subject));
    expect(allowed.filter((permission) => PERMISSIONS[permission] === "write")).toEqual([]);
    expect(allowed.length).toBeGreaterThan(15);
  });

  it("refuses a person without any department everything that is somebody's", () => {
    const nobody = person({ personId: "nobody" });
    const subject = { ...mine, ...ours, ...party };
    const open = ALL.filter((permission) => can(nobody, permission, subject));
    expect(open.sort()).toEqual([
      "calendar.read",
      "department.read",
      "feedback.send",
      "incident.read",
      "map.read",
      "people.read",
      "product.read",
    ]);
  });

  it("gives nobody more than mayEver says", () => {
    const subject = { ...mine, ...ours, ...party };
    for (const actor of [
      employee,
      head,
      agreementsDeputy,
      payDeputy,
      hr,
      arbiter,
      director,
      admin,
      auditor,
    ]) {
      for (const permission of ALL) {
        if (can(actor, permission, subject)) expect(mayEver(actor, permission)).toBe(true);
      }
    }
  });

  it("has a row for every permission, with known roles, and someone who holds it", () => {
    expect(Object.keys(ACCESS).sort()).toEqual([...ALL].sort());
    for (const permission of ALL) {
      const roles = Object.keys(ACCESS[permission]);
      expect(roles.length).toBeGreaterThan(0);
      expect(roles.every((role) => (ROLES as readonly string[]).includes(role))).toBe(true);
    }
  });

  it("shows pay to HR, director, auditor and the person only", () => {
    const pay: Permission[] = [
      "run.read",
      "run.export",
      "statement.read_any",
      "plan.edit",
      "pay_base.edit",
      "scenario.read",
    ];
    for (const permission of pay) {
      expect(
        Object.keys(ACCESS[permission]).every((role) =>
          ["hr", "director", "auditor"].includes(role)
        )
      ).toBe(true);
    }
  });
});
