import type { AgreementInForce, Match } from "#app/domain/agreement/match-agreement.ts";
import { matchAgreement } from "#app/domain/agreement/match-agreement.ts";
import type { CalendarSide, Obligation } from "#app/domain/agreement/terms.ts";
import { compileCalendar } from "#app/domain/calendar/calendar.ts";
import type { Calendar } from "#app/domain/calendar/calendar.ts";
import { intersectCalendars } from "#app/domain/calendar/intersect-calendars.ts";
import { datedTree } from "#app/domain/organisation/dated-tree.ts";
import type { DepartmentTree } from "#app/domain/organisation/department-tree.ts";
import { loadAgreedVersions, loadAgreements, loadCalendarVersions, loadGroupMembers, loadObligations } from "#db/queries/agreements.server.ts";
import type { GroupMembership, AgreementRow, CalendarRow, CalendarVersionRow, ObligationRow, VersionRow } from "#db/queries/agreements.server.ts";
import { withFormer } from "#app/domain/organisation/succession.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import type { DepartmentRow, OrganisationRow } from "#db/queries/directory.server.ts";
import { loadDepartmentPast, loadSuccessions } from "#db/queries/reorganisations.server.ts";
import type { Store } from "#db/store.ts";
import { openIncidentBook, type IncidentBook } from "./incident-book.server.ts";

/** A calendar with the version it comes from; a verdict names that version. */
export interface UsedCalendar {
  readonly calendar: Calendar;
  readonly versionId: string;
  readonly calendarId: string;
  readonly name: CalendarRow["name"];
}

/**
 * Everything that says which promise applies to what: read once for a run, small beside the tasks (one
 * row an agreement, version and obligation).
 */
export interface AgreementBook {
  readonly organisation: OrganisationRow;
  readonly departments: ReadonlyMap<string, DepartmentRow>;
  readonly tree: DepartmentTree;
  /** The tree as it stood on a local day. */
  readonly treeOn: (date: string) => DepartmentTree;
  /** A department with everything that stands or ever stood below it. */
  readonly everBelow: (departmentId: string) => readonly string[];
  /** Departments of client groups, dated. */
  readonly groupMembers: readonly GroupMembership[];
  readonly agreements: ReadonlyMap<string, AgreementRow>;
  readonly versions: ReadonlyMap<string, VersionRow>;
  readonly versionsOf: (agreementId: string) => readonly VersionRow[];
  readonly obligationsOf: (versionId: string) => readonly ObligationRow[];
  /** Agreement and version for a request; null = no SLA applies. */
  readonly match: (request: { productId: string; providerId: string; recipientId: string; date: string }) => Match | null;
  /** The calendar that an obligation's terms name, for a recipient. Throws when a party has none. */
  readonly calendarFor: (agreement: AgreementRow, side: CalendarSide, recipientId: string) => UsedCalendar;
  /**
   * The same as it stood at an instant: what a month that was frozen then was judged by. `versionId` is the
   * version that the judgement names, where there is one.
   */
  readonly calendarAt: (agreement: AgreementRow, side: CalendarSide, recipientId: string, at: number | null, versionId: string | null) => UsedCalendar;
  /** Calendars that these terms name, one or two. */
  readonly calendarIdsFor: (agreement: AgreementRow, side: CalendarSide, recipientId: string) => readonly string[];
  /** Number of calendar versions when this was read: another number now means that a calendar was saved since. */
  readonly calendarVersions: number;
  /** Declared incidents, as they stood when this was read. */
  readonly incidents: IncidentBook;
}

export class NoCalendar extends Error {
  readonly departmentId: string;
  constructor(departmentId: string) {
    super(`department ${departmentId} has no working calendar, and none above it has one`);
    this.name = "NoCalendar";
    this.departmentId = departmentId;
  }
}

/** One obligation taken as the whole text of an agreement, from a day on: what a dry run asks about. */
export interface AssumedText {
  readonly agreementId: string;
  readonly from: string;
  readonly obligation: Obligation;
}

/** The version id of assumed terms; nothing with it is ever written. */
const ASSUMED = "assumed";

/** What is assumed instead of what is in force: terms that nobody signed, or a calendar that nobody saved yet. */
export interface Assumptions {
  readonly text?: AssumedText;
  /** Stands in for the newest version of its calendar. */
  readonly calendar?: CalendarVersionRow;
}

/**
 * Reads the book. With an assumed text, that agreement has no other one, as if both sides had signed it in time; all else stays as it is
 * in force.
 */
export async function openAgreementBook(store: Store, { text: assumed, calendar: replaced }: Assumptions = {}): Promise<AgreementBook> {
  const [organisation, departments, agreements, agreedVersions, storedObligations, calendars, members, past, successions] = await Promise.all([
    loadOrganisation(store), loadDepartments(store, "all"), loadAgreements(store), loadAgreedVersions(store), loadObligations(store), loadCalendarVersions(store), loadGroupMembers(store),
    loadDepartmentPast(store), loadSuccessions(store),
  ]);
  if (!organisation) throw new Error("this database has no organisation yet: load a setup file first");
  const versions = assumed ? [...agreedVersions.filter((row) => row.agreementId !== assumed.agreementId), assumedVersion(assumed)] : agreedVersions;
  const obligations = assumed ? [...storedObligations.filter((row) => row.agreementId !== assumed.agreementId), assumedObligation(assumed)] : storedObligations;
  const departmentById = new Map(departments.map((row) => [row.id, row]));
  const trees = datedTree(departments, past);
  const tree = trees.all[trees.all.length - 1]!;
  const agreementById = new Map(agreements.map((row) => [row.id, row]));
  const obligationsByVersion = groupBy(obligations, (row) => row.versionId);
  const versionsByAgreement = groupBy(versions, (row) => row.agreementId);
  const versionsByCalendar = groupBy(replaced ? [...calendars, replaced] : calendars, (row) => row.calendarId);

  const forces = agreements.map((row): AgreementInForce => ({
    agreementId: row.id,
    providerId: row.providerId,
    client:
      row.clientKind === "department"
        ? { kind: "department", departmentId: row.clientDepartmentId! }
        : row.clientKind === "group"
          ? { kind: "group", groupId: row.clientGroupId! }
          : { kind: "everyone" },
    versions: (versionsByAgreement.get(row.id) ?? []).map((version) => ({
      versionId: version.id,
      from: version.from,
      to: version.to,
      productIds: new Set((obligationsByVersion.get(version.id) ?? []).map((obligation) => obligation.productId)),
    })),
  }));
  const incidents = await openIncidentBook(store, tree);
  const byProvider = groupBy(forces, (row) => row.providerId);

  // Each version is compiled once a run; combinations are kept by key.
  const compiled = new Map<string, UsedCalendar>();
  const compileOnce = (row: CalendarVersionRow): UsedCalendar => {
    const known = compiled.get(row.versionId);
    if (known) return known;
    const made = { calendar: compileCalendar(row.spec), versionId: row.versionId, calendarId: row.calendarId, name: row.name };
    compiled.set(row.versionId, made);
    return made;
  };
  const calendarOf = (departmentId: string): readonly CalendarVersionRow[] => {
    const holder = tree.pathUp(departmentId).map((id) => departmentById.get(id)).find((row) => row?.calendarId);
    const found = holder?.calendarId ? versionsByCalendar.get(holder.calendarId) : undefined;
    if (!found) throw new NoCalendar(departmentId);
    return found;
  };
  /** `at` null = now. */
  const ownCalendar = (departmentId: string, at: number | null): UsedCalendar => {
    const found = calendarOf(departmentId);
    const then = at === null ? found[found.length - 1]! : (found.findLast((row) => row.createdAt <= at) ?? found[0]!);
    return compileOnce(then);
  };
  const partiesOf = (agreement: AgreementRow, side: CalendarSide, recipientId: string): readonly string[] => {
    const client = agreement.clientDepartmentId ?? recipientId;
    return side === "provider" ? [agreement.providerId] : side === "client" ? [client] : [agreement.providerId, client];
  };
  const combine = ([a, b]: readonly UsedCalendar[]): UsedCalendar => {
    if (!b || a === b) return a!;
    const key = `${a!.versionId} & ${b.versionId}`;
    const known = compiled.get(key);
    if (known) return known;
    const both = { calendar: intersectCalendars(a!.calendar, b.calendar), versionId: a!.versionId, calendarId: a!.calendarId, name: a!.name };
    compiled.set(key, both);
    return both;
  };
  const versionById = new Map(calendars.map((row) => [row.versionId, row]));

  return {
    organisation,
    departments: departmentById,
    tree,
    treeOn: trees.on,
    everBelow: (id) => [...new Set(trees.all.flatMap((one) => one.withBelow(id)))],
    groupMembers: members,
    agreements: agreementById,
    versions: new Map(versions.map((row) => [row.id, row])),
    versionsOf: (id) => versionsByAgreement.get(id) ?? [],
    obligationsOf: (id) => obligationsByVersion.get(id) ?? [],
    match({ productId, providerId, recipientId, date }) {
      const standing = trees.on(date);
      const recipientPath = standing.pathUp(recipientId);
      const groupIds = new Set(
        members.filter((row) => row.from <= date && (row.to === null || date < row.to) && recipientPath.includes(row.departmentId)).map((row) => row.groupId),
      );
      const under = (providerPath: readonly string[]) => matchAgreement(providerPath.flatMap((id) => byProvider.get(id) ?? []), { productId, providerPath, recipientPath, groupIds, date });
      const found = under(standing.pathUp(providerId));
      if (found || successions.length === 0) return found;
      // What was asked for before a department took another one's place was promised by that one.
      const later = successions.filter((row) => row.from > date);
      for (const formerId of withFormer([providerId], later).slice(1)) {
        const former = under(standing.pathUp(formerId));
        if (former) return former;
      }
      return null;
    },
    calendarFor: (agreement, side, recipientId) => combine(partiesOf(agreement, side, recipientId).map((id) => ownCalendar(id, null))),
    calendarAt(agreement, side, recipientId, at, versionId) {
      const named = versionId === null ? undefined : versionById.get(versionId);
      const when = at ?? named?.createdAt ?? null;
      return combine(partiesOf(agreement, side, recipientId).map((id, i) => (i === 0 && named ? compileOnce(named) : ownCalendar(id, when))));
    },
    calendarIdsFor: (agreement, side, recipientId) => [...new Set(partiesOf(agreement, side, recipientId).map((id) => calendarOf(id)[0]!.calendarId))],
    calendarVersions: calendars.length,
    incidents,
  };
}

const assumedVersion = ({ agreementId, from }: AssumedText): VersionRow => ({
  id: ASSUMED, agreementId, number: 0, state: "agreed", from, to: null, purpose: null, inputs: [], contentHash: "", isImported: false,
  providerSignedBy: null, providerSignedAt: null, clientSignedBy: null, clientSignedAt: null, rowVersion: 0,
});

const assumedObligation = ({ agreementId, obligation }: AssumedText): ObligationRow => ({
  ...obligation, versionId: ASSUMED, agreementId, kind: obligation.terms.kind, floor: obligation.floor ?? null, teamId: obligation.teamId ?? null, position: 0,
});

export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const list = groups.get(key);
    if (list) list.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
