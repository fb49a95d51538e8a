import type { Kit } from "#db/columns/sqlite.ts";
import { DECISION_KINDS, POINT_KINDS } from "#app/domain/relationship/meeting.ts";
import type { Names } from "#app/domain/names.ts";
import type { AgreementTables } from "./agreements.ts";
import type { PeopleTables } from "./people.ts";
import type { ResultTables } from "./results.ts";

/** A thing that a point of an agenda names, as it stood when the agenda was made. */
export interface PointItem {
  /** Path of the portal; whoever follows it is asked there whether they may. */
  readonly to: string;
  readonly name: Names;
  /** Free text beside the name, in the language in which it was written. */
  readonly text?: string;
  readonly at?: number;
}

export interface PointFacts {
  /** The direction of which the point speaks; absent = both. */
  readonly providerId?: string;
  readonly clientId?: string;
  /** Heading of a point that people added. */
  readonly title?: string;
  /** How many there are; the items are the first of them. */
  readonly n: number;
  readonly items: readonly PointItem[];
}

/** Talks of two departments about their relationship, and what they decided. */
export function meetingTables(k: Kit, p: PeopleTables, a: AgreementTables, r: ResultTables) {
  const meeting = k.table(
    "meeting",
    {
      id: k.text().primaryKey(),
      /** The two departments in the order of their ids: a meeting is of both directions. */
      oneId: k.text().notNull().references(() => p.department.id),
      otherId: k.text().notNull().references(() => p.department.id),
      /** From 1 within the pair. */
      number: k.int().notNull(),
      /** Local day. */
      heldOn: k.text().notNull(),
      attendees: k.json<readonly string[]>().notNull(),
      note: k.text().notNull(),
      oneConfirmedBy: k.text().references(() => p.person.id),
      oneConfirmedAt: k.instant(),
      otherConfirmedBy: k.text().references(() => p.person.id),
      otherConfirmedAt: k.instant(),
      createdBy: k.text().notNull().references(() => p.person.id),
      createdAt: k.instant().notNull(),
      rowVersion: k.int().notNull(),
    },
    (t) => [k.uniqueIndex("meeting_number").on(t.oneId, t.otherId, t.number), k.index("meeting_other").on(t.otherId)],
  );

  const meetingPoint = k.table(
    "meeting_point",
    {
      meetingId: k.text().notNull().references(() => meeting.id),
      number: k.int().notNull(),
      kind: k.word(POINT_KINDS).notNull(),
      facts: k.json<PointFacts>().notNull(),
      note: k.text().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.meetingId, t.number] })],
  );

  const meetingDecision = k.table(
    "meeting_decision",
    {
      meetingId: k.text().notNull().references(() => meeting.id),
      number: k.int().notNull(),
      kind: k.word(DECISION_KINDS).notNull(),
      text: k.text().notNull(),
      caseId: k.text().references(() => r.improvementCase.id),
      agreementId: k.text().references(() => a.agreement.id),
      versionNumber: k.int(),
      ownerId: k.text().references(() => p.person.id),
      dueOn: k.text(),
      doneBy: k.text().references(() => p.person.id),
      doneAt: k.instant(),
      decidedBy: k.text().notNull().references(() => p.person.id),
      decidedAt: k.instant().notNull(),
      /** Taken back while the minutes were open; a case or draft that came of it stays. */
      takenBackAt: k.instant(),
    },
    (t) => [k.primaryKey({ columns: [t.meetingId, t.number] }), k.index("meeting_decision_owner").on(t.ownerId)],
  );

  return { meeting, meetingPoint, meetingDecision };
}
