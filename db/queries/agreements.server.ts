import { and, asc, count, eq, inArray } from "drizzle-orm";
import type { Names } from "#app/domain/names.ts";
import type { InputTerms, Mode, ObligationKind, Terms, Threshold } from "#app/domain/agreement/terms.ts";
import type { CalendarSpec } from "#app/domain/calendar/calendar-spec.ts";
import type { Store } from "../store.ts";

export interface AgreementRow {
  readonly id: string;
  readonly code: string;
  readonly providerId: string;
  readonly clientKind: "department" | "group" | "everyone";
  readonly clientDepartmentId: string | null;
  readonly clientGroupId: string | null;
  /** The agreement of a former department whose terms run on here. */
  readonly continuesId?: string | null;
}

export interface VersionRow {
  readonly id: string;
  readonly agreementId: string;
  readonly number: number;
  readonly state: "draft" | "proposed" | "countered" | "agreed" | "rejected" | "terminated";
  readonly from: string;
  readonly to: string | null;
  readonly purpose: Names | null;
  readonly inputs: readonly InputTerms[];
  readonly contentHash: string;
  readonly isImported: boolean;
  readonly providerSignedBy: string | null;
  readonly providerSignedAt: number | null;
  readonly clientSignedBy: string | null;
  readonly clientSignedAt: number | null;
  readonly rowVersion: number;
}

export interface ObligationRow {
  readonly versionId: string;
  readonly key: string;
  readonly agreementId: string;
  readonly productId: string;
  readonly kind: ObligationKind;
  readonly name: Names;
  readonly terms: Terms;
  readonly target: Threshold;
  readonly floor: Threshold | null;
  readonly weight: string;
  readonly mode: Mode;
  readonly teamId: string | null;
  readonly position: number;
}

export async function loadAgreements(store: Store): Promise<AgreementRow[]> {
  const { agreement: a } = store.t;
  return store.q
    .select({ id: a.id, code: a.code, providerId: a.providerId, clientKind: a.clientKind, clientDepartmentId: a.clientDepartmentId, clientGroupId: a.clientGroupId, continuesId: a.continuesId })
    .from(a)
    .orderBy(asc(a.code));
}

/** Versions that were agreed (also those terminated since), of all agreements or of these, oldest first. */
export async function loadAgreedVersions(store: Store, agreementIds?: readonly string[]): Promise<VersionRow[]> {
  const { agreementVersion: v } = store.t;
  return store.q.select().from(v).where(and(inArray(v.state, ["agreed", "terminated"]), agreementIds ? inArray(v.agreementId, [...agreementIds]) : undefined)).orderBy(asc(v.agreementId), asc(v.from), asc(v.number));
}

export async function loadObligations(store: Store, versionIds?: readonly string[]): Promise<ObligationRow[]> {
  const { obligation: o } = store.t;
  return store.q
    .select()
    .from(o)
    .where(versionIds ? inArray(o.versionId, [...versionIds]) : undefined)
    .orderBy(asc(o.versionId), asc(o.position));
}

export interface CalendarRow {
  readonly calendarId: string;
  readonly versionId: string;
  readonly code: string;
  readonly name: Names;
  readonly spec: CalendarSpec;
}

export interface CalendarVersionRow extends CalendarRow {
  readonly createdAt: number;
}

/** Every version of every calendar, oldest first. */
export async function loadCalendarVersions(store: Store): Promise<CalendarVersionRow[]> {
  const { calendar: c, calendarVersion: v } = store.t;
  return store.q
    .select({ calendarId: c.id, versionId: v.id, code: c.code, name: c.name, spec: v.spec, createdAt: v.createdAt })
    .from(v)
    .innerJoin(c, eq(c.id, v.calendarId))
    .orderBy(asc(c.code), asc(v.number));
}

/** The last of each calendar's versions, which stand oldest first. */
export function newestVersions<Row extends Pick<CalendarRow, "calendarId">>(versions: readonly Row[]): Row[] {
  return [...new Map(versions.map((row) => [row.calendarId, row])).values()];
}

/** The newest version of each calendar. */
export async function loadCalendars(store: Store): Promise<CalendarRow[]> {
  return newestVersions(await loadCalendarVersions(store));
}

/** Number of calendar versions there are: they are only ever added, so the same number means the same calendars. */
export async function countCalendarVersions(store: Store): Promise<number> {
  const { calendarVersion: v } = store.t;
  return (await store.q.select({ n: count() }).from(v))[0]?.n ?? 0;
}

export interface GroupMembership {
  readonly groupId: string;
  readonly departmentId: string;
  readonly from: string;
  readonly to: string | null;
}

export async function loadGroupMembers(store: Store): Promise<GroupMembership[]> {
  return store.q.select().from(store.t.clientGroupMember);
}

export async function loadVersion(store: Store, versionId: string): Promise<VersionRow | null> {
  const { agreementVersion: v } = store.t;
  const rows = await store.q.select().from(v).where(and(eq(v.id, versionId)));
  return rows[0] ?? null;
}
