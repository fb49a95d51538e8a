import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Kit } from "#db/columns/sqlite.ts";
import { AGREEMENT_EVENTS, AGREEMENT_SIDES } from "#app/domain/agreement/agreement-life.ts";
import type { Names } from "#app/domain/names.ts";
import { MODES, OBLIGATION_KINDS, PRODUCT_KINDS } from "#app/domain/agreement/terms.ts";
import type { AgreementText, InputTerms, Terms, Threshold } from "#app/domain/agreement/terms.ts";
import type { CalendarSpec } from "#app/domain/calendar/calendar-spec.ts";
import { CLAIM_STATES } from "#app/domain/organisation/inventory.ts";
import { NEED_DIMENSIONS, NEED_IMPORTANCES, NEED_STATES } from "#app/domain/agreement/need.ts";
import type { NeedDetails, ProfileTexts } from "#app/domain/agreement/need.ts";
import type { PeopleTables } from "./people.ts";

export const CLIENT_KINDS = ["department", "group", "everyone"] as const;
export const VERSION_STATES = [
  "draft",
  "proposed",
  "countered",
  "agreed",
  "rejected",
  "terminated",
] as const;

export const STANDARD_TERMS_STATES = ["published", "withdrawn"] as const;

/** Catalogue, working calendars, agreements and their versions. */
export function agreementTables(k: Kit, p: PeopleTables) {
  const calendar = k.table("calendar", {
    id: k.text().primaryKey(),
    code: k.text().notNull().unique(),
    name: k.json<Names>().notNull(),
    archivedAt: k.instant(),
  });

  const calendarVersion = k.table(
    "calendar_version",
    {
      id: k.text().primaryKey(),
      calendarId: k.text().notNull().references(() => calendar.id),
      number: k.int().notNull(),
      spec: k.json<CalendarSpec>().notNull(),
      createdAt: k.instant().notNull(),
      createdBy: k.text().references(() => p.person.id),
    },
    (t) => [k.uniqueIndex("calendar_version_number").on(t.calendarId, t.number)],
  );

  /** A person has looked at a calendar's year and says that it is right. */
  const calendarYear = k.table(
    "calendar_year",
    {
      calendarId: k.text().notNull().references(() => calendar.id),
      year: k.int().notNull(),
      /** The version that was looked at. */
      versionId: k.text().notNull().references(() => calendarVersion.id),
      confirmedBy: k.text().notNull().references(() => p.person.id),
      confirmedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.calendarId, t.year] })],
  );

  const product = k.table(
    "product",
    {
      id: k.text().primaryKey(),
      code: k.text().notNull().unique(),
      providerId: k.text().notNull().references(() => p.department.id),
      kind: k.word(PRODUCT_KINDS).notNull(),
      name: k.json<Names>().notNull(),
      description: k.json<Names>(),
      unit: k.json<Names>(),
      sortKey: k.text().notNull(),
      archivedAt: k.instant(),
      /** Whom to ask about it. */
      ownerId: k.text().references(() => p.person.id),
      tags: k.json<readonly string[]>(),
    },
    (t) => [k.index("product_provider").on(t.providerId)],
  );

  /** What one side of a pair says in a year's inventory about a product: it is given and got, or it is not. */
  const inventoryClaim = k.table(
    "inventory_claim",
    {
      year: k.int().notNull(),
      providerId: k.text().notNull().references(() => p.department.id),
      clientId: k.text().notNull().references(() => p.department.id),
      productId: k.text().notNull().references(() => product.id),
      side: k.word(AGREEMENT_SIDES).notNull(),
      state: k.word(CLAIM_STATES).notNull(),
      note: k.text(),
      saidBy: k.text().notNull().references(() => p.person.id),
      saidAt: k.instant().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.year, t.providerId, t.clientId, t.productId, t.side] }),
      k.index("inventory_claim_client").on(t.clientId, t.year),
    ],
  );

  /** What a client needs of a product in one dimension, or brings in for it. */
  const need = k.table(
    "need",
    {
      id: k.text().primaryKey(),
      clientId: k.text().notNull().references(() => p.department.id),
      productId: k.text().notNull().references(() => product.id),
      dimension: k.word(NEED_DIMENSIONS).notNull(),
      details: k.json<NeedDetails>().notNull(),
      importance: k.word(NEED_IMPORTANCES).notNull(),
      state: k.word(NEED_STATES).notNull(),
      /** The provider's answer to a need that is not turned into a promise. */
      reply: k.text(),
      /** Where it was written into. */
      agreementId: k.text().references(() => agreement.id),
      statedBy: k.text().notNull().references(() => p.person.id),
      statedAt: k.instant().notNull(),
      decidedBy: k.text().references(() => p.person.id),
      decidedAt: k.instant(),
    },
    (t) => [k.index("need_client").on(t.clientId), k.index("need_product").on(t.productId)],
  );

  /** How a client describes itself to one provider. */
  const clientProfile = k.table(
    "client_profile",
    {
      providerId: k.text().notNull().references(() => p.department.id),
      clientId: k.text().notNull().references(() => p.department.id),
      texts: k.json<ProfileTexts>().notNull(),
      changedBy: k.text().notNull().references(() => p.person.id),
      changedAt: k.instant().notNull(),
      rowVersion: k.int().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.providerId, t.clientId] })],
  );

  /** A figure of the client's own work that a product moves. */
  const clientKpi = k.table(
    "client_kpi",
    {
      id: k.text().primaryKey(),
      clientId: k.text().notNull().references(() => p.department.id),
      productId: k.text().notNull().references(() => product.id),
      name: k.text().notNull(),
      unit: k.text(),
      /** Exact decimal. */
      target: k.text(),
      isHigherBetter: k.bool().notNull(),
      archivedAt: k.instant(),
    },
    (t) => [k.index("client_kpi_client").on(t.clientId)],
  );

  /** What a client says one of its figures was in a month; the highest number stands. */
  const clientKpiValue = k.table(
    "client_kpi_value",
    {
      kpiId: k.text().notNull().references(() => clientKpi.id),
      /** YYYY-MM */
      month: k.text().notNull(),
      number: k.int().notNull(),
      /** Exact decimal. */
      value: k.text().notNull(),
      note: k.text(),
      enteredBy: k.text().notNull().references(() => p.person.id),
      enteredAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.kpiId, t.month, t.number] })],
  );

  const agreement = k.table(
    "agreement",
    {
      id: k.text().primaryKey(),
      code: k.text().notNull().unique(),
      providerId: k.text().notNull().references(() => p.department.id),
      clientKind: k.word(CLIENT_KINDS).notNull(),
      clientDepartmentId: k.text().references(() => p.department.id),
      clientGroupId: k.text().references(() => p.clientGroup.id),
      /** The agreement of a former department whose terms run on here. */
      continuesId: k.text().references((): AnySQLiteColumn => agreement.id),
      createdAt: k.instant().notNull(),
    },
    (t) => [
      k.index("agreement_provider").on(t.providerId),
      k.index("agreement_client").on(t.clientDepartmentId),
      k.check(
        "agreement_client_kind",
        k.sql`(${t.clientKind} = 'department') = (${t.clientDepartmentId} is not null) and (${t.clientKind} = 'group') = (${t.clientGroupId} is not null)`,
      ),
    ],
  );

  /** A text that a provider offers to every department, signed for the provider when it is offered; never changed after that. */
  const standardTerms = k.table(
    "standard_terms",
    {
      id: k.text().primaryKey(),
      providerId: k.text().notNull().references(() => p.department.id),
      name: k.json<Names>().notNull(),
      sortKey: k.text().notNull(),
      state: k.word(STANDARD_TERMS_STATES).notNull(),
      text: k.json<AgreementText>().notNull(),
      /** SHA-256 of the canonical text. */
      contentHash: k.text().notNull(),
      signedBy: k.text().notNull().references(() => p.account.id),
      signedAt: k.instant().notNull(),
      withdrawnAt: k.instant(),
      rowVersion: k.int().notNull(),
    },
    (t) => [k.index("standard_terms_provider").on(t.providerId, t.state)],
  );

  const agreementVersion = k.table(
    "agreement_version",
    {
      id: k.text().primaryKey(),
      agreementId: k.text().notNull().references(() => agreement.id),
      number: k.int().notNull(),
      state: k.word(VERSION_STATES).notNull(),
      /** Half-open validity in local dates; `to` is the agreed end or the termination. */
      from: k.text().notNull(),
      to: k.text(),
      purpose: k.json<Names>(),
      inputs: k.json<readonly InputTerms[]>().notNull(),
      /** SHA-256 of the canonical text that both sides sign. */
      contentHash: k.text().notNull(),
      /** Entered by the arbiter before go-live instead of signed here. */
      isImported: k.bool().notNull(),
      providerSignedBy: k.text().references(() => p.account.id),
      providerSignedAt: k.instant(),
      clientSignedBy: k.text().references(() => p.account.id),
      clientSignedAt: k.instant(),
      /** Whose text it is; null = imported by the arbiter. */
      draftedSide: k.word(AGREEMENT_SIDES),
      /** The version from which the text was copied. */
      basedOnId: k.text().references((): AnySQLiteColumn => agreementVersion.id),
      /** The standard terms that were joined, or that a text deviates from. */
      standardTermsId: k.text().references(() => standardTerms.id),
      /** The proposal that this text answers. */
      repliesToId: k.text().references((): AnySQLiteColumn => agreementVersion.id),
      proposedAt: k.instant(),
      /** Last local day for the other side's answer. */
      answerBy: k.text(),
      escalatedAt: k.instant(),
      /** The common superior who put it in force without both signatures. */
      imposedBy: k.text().references(() => p.person.id),
      imposedAt: k.instant(),
      imposedReason: k.text(),
      createdBy: k.text().references(() => p.account.id),
      createdAt: k.instant().notNull(),
      rowVersion: k.int().notNull(),
    },
    (t) => [
      k.uniqueIndex("agreement_version_number").on(t.agreementId, t.number),
      k.index("agreement_version_from").on(t.state, t.from),
    ],
  );

  const obligation = k.table(
    "obligation",
    {
      versionId: k.text().notNull().references(() => agreementVersion.id),
      /** Survives versions: the same promise keeps its key. */
      key: k.text().notNull(),
      agreementId: k.text().notNull().references(() => agreement.id),
      productId: k.text().notNull().references(() => product.id),
      kind: k.word(OBLIGATION_KINDS).notNull(),
      name: k.json<Names>().notNull(),
      terms: k.json<Terms>().notNull(),
      target: k.json<Threshold>().notNull(),
      floor: k.json<Threshold>(),
      weight: k.text().notNull(),
      mode: k.word(MODES).notNull(),
      teamId: k.text().references(() => p.department.id),
      position: k.int().notNull(),
    },
    (t) => [
      k.primaryKey({ columns: [t.versionId, t.key] }),
      k.index("obligation_key").on(t.key),
      k.index("obligation_product").on(t.productId),
    ],
  );

  /** The thread of a negotiation: who did what for whom, what was said, and what was signed from where. Only added to. */
  const agreementEvent = k.table(
    "agreement_event",
    {
      id: k.text().primaryKey(),
      agreementId: k.text().notNull().references(() => agreement.id),
      versionId: k.text().notNull().references(() => agreementVersion.id),
      /** Order within the agreement. */
      seq: k.int().notNull(),
      type: k.word(AGREEMENT_EVENTS).notNull(),
      side: k.word([...AGREEMENT_SIDES, "superior"]),
      /** Null = a job. */
      personId: k.text().references(() => p.person.id),
      /** The head in whose place a deputy acted. */
      forPersonId: k.text().references(() => p.person.id),
      at: k.instant().notNull(),
      text: k.text(),
      /** `obligation:KEY` or `input:KEY`; null = the whole text. */
      target: k.text(),
      contentHash: k.text(),
      /** Network address of a signature. */
      address: k.text(),
      facts: k.json<Readonly<Record<string, string>>>().notNull(),
    },
    (t) => [k.uniqueIndex("agreement_event_seq").on(t.agreementId, t.seq), k.index("agreement_event_version").on(t.versionId)],
  );

  /** Weight of a client in its provider's objective, dated by pay period start; default 1. */
  const clientWeight = k.table(
    "client_weight",
    {
      agreementId: k.text().notNull().references(() => agreement.id),
      from: k.text().notNull(),
      weight: k.text().notNull(),
      setBy: k.text().references(() => p.person.id),
    },
    (t) => [k.primaryKey({ columns: [t.agreementId, t.from] })],
  );

  /** Whom to ask when the requester is no member of the client, in turn. */
  const agreementContact = k.table(
    "agreement_contact",
    {
      agreementId: k.text().notNull().references(() => agreement.id),
      personId: k.text().notNull().references(() => p.person.id),
      position: k.int().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.agreementId, t.personId] })],
  );

  return { standardTerms, calendar, calendarVersion, calendarYear, product, agreement, agreementVersion, obligation, agreementEvent, clientWeight, agreementContact, inventoryClaim, need, clientProfile, clientKpi, clientKpiValue };
}
export type AgreementTables = ReturnType<typeof agreementTables>;
