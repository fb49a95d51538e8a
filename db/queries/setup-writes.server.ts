import { exactly } from "../store.ts";
import type { Expecting, Store, Writer } from "../store.ts";
import { chunks } from "./tasks.server.ts";

type T = Store["t"];
type New<K extends keyof T> = T[K]["$inferInsert"];

export interface SetupRows {
  organisation: New<"organisation"> | null;
  readonly calendars: New<"calendar">[];
  readonly calendarVersions: New<"calendarVersion">[];
  readonly people: New<"person">[];
  readonly memberships: New<"membership">[];
  readonly posts: New<"departmentPost">[];
  readonly groups: New<"clientGroup">[];
  readonly groupMembers: New<"clientGroupMember">[];
  readonly agreements: New<"agreement">[];
  readonly versions: New<"agreementVersion">[];
  readonly obligations: New<"obligation">[];
  readonly weights: New<"clientWeight">[];
}

/** Organisation, calendars, people and groups; `departments` are put where references need them. */
export function insertPeopleRows(store: Store, w: Writer, rows: SetupRows, departments: readonly Expecting[]): Expecting[] {
  const { t } = store;
  return [
    ...(rows.organisation ? [exactly(1, w.insert(t.organisation).values(rows.organisation).returning({ id: t.organisation.id }))] : []),
    ...chunks(rows.calendars).map((part) => exactly(part.length, w.insert(t.calendar).values(part).returning({ id: t.calendar.id }))),
    ...chunks(rows.calendarVersions).map((part) => exactly(part.length, w.insert(t.calendarVersion).values(part).returning({ id: t.calendarVersion.id }))),
    ...departments,
    ...chunks(rows.people).map((part) => exactly(part.length, w.insert(t.person).values(part).returning({ id: t.person.id }))),
    ...chunks(rows.memberships).map((part) => exactly(part.length, w.insert(t.membership).values(part).returning({ id: t.membership.id }))),
    ...chunks(rows.posts).map((part) => exactly(part.length, w.insert(t.departmentPost).values(part).returning({ id: t.departmentPost.id }))),
    ...chunks(rows.groups).map((part) => exactly(part.length, w.insert(t.clientGroup).values(part).returning({ id: t.clientGroup.id }))),
    ...chunks(rows.groupMembers).map((part) => exactly(part.length, w.insert(t.clientGroupMember).values(part).returning({ id: t.clientGroupMember.groupId }))),
  ];
}

/** Agreements with their versions and obligations; products must be there. */
export function insertAgreementRows(store: Store, w: Writer, rows: SetupRows): Expecting[] {
  const { t } = store;
  return [
    ...chunks(rows.agreements).map((part) => exactly(part.length, w.insert(t.agreement).values(part).returning({ id: t.agreement.id }))),
    ...chunks(rows.versions).map((part) => exactly(part.length, w.insert(t.agreementVersion).values(part).returning({ id: t.agreementVersion.id }))),
    ...chunks(rows.obligations).map((part) => exactly(part.length, w.insert(t.obligation).values(part).returning({ id: t.obligation.key }))),
    ...chunks(rows.weights).map((part) => exactly(part.length, w.insert(t.clientWeight).values(part).returning({ id: t.clientWeight.agreementId }))),
  ];
}
