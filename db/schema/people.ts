import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Kit } from "#db/columns/sqlite.ts";
import type { Names } from "#app/domain/names.ts";
import { LOCALES } from "#app/domain/names.ts";
import { REORGANISATION_KINDS, REORGANISATION_STATES } from "#app/domain/organisation/reorganisation.ts";
import type { ReorganisationPlan } from "#app/domain/organisation/reorganisation.ts";
import { COMMUNICATION_STYLES } from "#app/domain/style/style.ts";
import { NOTICE_MODES } from "#app/domain/notice/notice-mode.ts";
import { SURVEY_MAILS } from "#app/domain/survey/survey-mail.ts";

export const GRANTED_ROLES = ["hr", "arbiter", "director", "admin", "auditor"] as const;
export const DEPARTMENT_POSTS = ["head", "deputy"] as const;

/** The organisation, who belongs to it, and who may act for whom. */
export function peopleTables(k: Kit) {
  const organisation = k.table("organisation", {
    id: k.text().primaryKey(),
    name: k.json<Names>().notNull(),
    /** IANA zone, set at first start and never changed. */
    zone: k.text().notNull(),
    country: k.text().notNull(),
    currency: k.text().notNull(),
    minorDigits: k.int().notNull(),
    /** Default end of "n working days": copied into terms when proposed. */
    dayEnd: k.word(["snap", "eod"]).notNull(),
    payPeriod: k.word(["month", "quarter"]).notNull(),
    /** First month that is counted, YYYY-MM. What falls due before it is shown and never scored. */
    firstPeriod: k.text().notNull(),
    /** True only for the generated company; lets one command remove it. */
    isDemo: k.bool().notNull(),
    createdAt: k.instant().notNull(),
  });

  const department = k.table(
    "department",
    {
      id: k.text().primaryKey(),
      parentId: k.text().references((): AnySQLiteColumn => department.id),
      code: k.text().notNull(),
      name: k.json<Names>().notNull(),
      sortKey: k.text().notNull(),
      /** A team names lines of its parent's agreements; it is no party. */
      isTeam: k.bool().notNull(),
      calendarId: k.text(),
      archivedAt: k.instant(),
    },
    (t) => [k.uniqueIndex("department_code").on(t.code), k.index("department_parent").on(t.parentId)],
  );

  const person = k.table(
    "person",
    {
      id: k.text().primaryKey(),
      surname: k.text().notNull(),
      givenName: k.text().notNull(),
      patronymic: k.text(),
      personnelNumber: k.text().notNull(),
      email: k.text(),
      locale: k.word(LOCALES).notNull(),
      zone: k.text().notNull(),
      calendarId: k.text(),
      style: k.word(COMMUNICATION_STYLES),
      /** When mails about notices come; null = at once. */
      noticeMode: k.word(NOTICE_MODES),
      /** How questions about deliveries come by mail; null = each by itself. */
      surveyMail: k.word(SURVEY_MAILS),
      sortKey: k.text().notNull(),
      archivedAt: k.instant(),
    },
    (t) => [
      k.uniqueIndex("person_personnel_number").on(t.personnelNumber),
      k.index("person_sort").on(t.sortKey, t.id),
    ],
  );

  const account = k.table(
    "account",
    {
      id: k.text().primaryKey(),
      personId: k.text().notNull().references(() => person.id),
      /** Folded e-mail address: the name one signs in with. */
      email: k.text().notNull(),
      /** argon2id; null = cannot sign in by password. */
      passwordHash: k.text(),
      isDemo: k.bool().notNull(),
      disabledAt: k.instant(),
      createdAt: k.instant().notNull(),
    },
    (t) => [k.uniqueIndex("account_email").on(t.email), k.index("account_person").on(t.personId)],
  );

  const session = k.table(
    "session",
    {
      /** SHA-256 of the cookie's random id. */
      idHash: k.text().primaryKey(),
      accountId: k.text().notNull().references(() => account.id),
      createdAt: k.instant().notNull(),
      lastSeenAt: k.instant().notNull(),
      expiresAt: k.instant().notNull(),
      userAgent: k.text(),
      /** When its person last proved who they are: by signing in, or again before a sensitive act. */
      provenAt: k.instant(),
    },
    (t) => [k.index("session_account").on(t.accountId)],
  );

  /** Failed sign-ins per key (account, account + address): the input of the growing delay. */
  const signInCounter = k.table("sign_in_counter", {
    key: k.text().primaryKey(),
    failures: k.int().notNull(),
    lastFailedAt: k.instant().notNull(),
  });

  const roleGrant = k.table(
    "role_grant",
    {
      id: k.text().primaryKey(),
      personId: k.text().notNull().references(() => person.id),
      role: k.word(GRANTED_ROLES).notNull(),
      /** Acts from here: after the cooling time where one applies. */
      from: k.instant().notNull(),
      to: k.instant(),
      grantedBy: k.text().references(() => person.id),
      confirmedBy: k.text().references(() => person.id),
      /** Who took it away; null = nobody, or whoever grants it ended it by a date. */
      endedBy: k.text().references(() => person.id),
    },
    (t) => [k.index("role_grant_person").on(t.personId)],
  );

  const departmentPost = k.table(
    "department_post",
    {
      id: k.text().primaryKey(),
      departmentId: k.text().notNull().references(() => department.id),
      personId: k.text().notNull().references(() => person.id),
      post: k.word(DEPARTMENT_POSTS).notNull(),
      /** Deputies only: what they may do for the head. */
      scope: k.json<readonly string[]>().notNull(),
      from: k.text().notNull(),
      to: k.text(),
    },
    (t) => [
      k.index("department_post_department").on(t.departmentId),
      k.index("department_post_person").on(t.personId),
    ],
  );

  /** Person in department, half-open [from, to) in local dates. */
  const membership = k.table(
    "membership",
    {
      id: k.text().primaryKey(),
      personId: k.text().notNull().references(() => person.id),
      departmentId: k.text().notNull().references(() => department.id),
      position: k.json<Names>().notNull(),
      /** Exact decimals. */
      fte: k.text().notNull(),
      sharePct: k.text().notNull(),
      employment: k.word(["permanent", "fixed_term", "contractor"]).notNull(),
      from: k.text().notNull(),
      to: k.text(),
    },
    (t) => [
      k.index("membership_person").on(t.personId, t.from),
      k.index("membership_department").on(t.departmentId, t.from),
    ],
  );

  const clientGroup = k.table("client_group", {
    id: k.text().primaryKey(),
    code: k.text().notNull().unique(),
    name: k.json<Names>().notNull(),
    representativeId: k.text().references(() => person.id),
    archivedAt: k.instant(),
  });

  const clientGroupMember = k.table(
    "client_group_member",
    {
      groupId: k.text().notNull().references(() => clientGroup.id),
      departmentId: k.text().notNull().references(() => department.id),
      from: k.text().notNull(),
      to: k.text(),
    },
    (t) => [k.primaryKey({ columns: [t.groupId, t.departmentId, t.from] })],
  );

  /** What becomes of a department from a day on: written down first, carried out when the day comes. */
  const reorganisation = k.table(
    "reorganisation",
    {
      id: k.text().primaryKey(),
      departmentId: k.text().notNull().references(() => department.id),
      kind: k.word(REORGANISATION_KINDS).notNull(),
      /** First local day on which it holds. */
      on: k.text().notNull(),
      plan: k.json<ReorganisationPlan>().notNull(),
      reason: k.text().notNull(),
      state: k.word(REORGANISATION_STATES).notNull(),
      /** Code of what stood in the way when its day came; null = nothing so far. */
      stuck: k.text(),
      plannedBy: k.text().references(() => person.id),
      plannedAt: k.instant().notNull(),
      doneAt: k.instant(),
      /** How many of what it changed. */
      counts: k.json<Readonly<Record<string, number>>>(),
      rowVersion: k.int().notNull(),
    },
    (t) => [k.index("reorganisation_state").on(t.state, t.on), k.index("reorganisation_department").on(t.departmentId)],
  );

  /** Name and parent that a department had before a day. */
  const departmentPast = k.table(
    "department_past",
    {
      departmentId: k.text().notNull().references(() => department.id),
      /** First day on which it no longer held. */
      until: k.text().notNull(),
      parentId: k.text().references(() => department.id),
      name: k.json<Names>().notNull(),
      reorganisationId: k.text().notNull().references(() => reorganisation.id),
    },
    (t) => [k.primaryKey({ columns: [t.departmentId, t.until, t.reorganisationId] })],
  );

  /** Who took the place of a department that ended: its code goes on meaning them. */
  const departmentSuccessor = k.table(
    "department_successor",
    {
      departmentId: k.text().notNull().references(() => department.id),
      successorId: k.text().notNull().references(() => department.id),
      from: k.text().notNull(),
      /** 0 = takes what nobody else was named for. */
      position: k.int().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.departmentId, t.successorId] })],
  );

  return {
    organisation,
    reorganisation,
    departmentPast,
    departmentSuccessor,
    department,
    person,
    account,
    session,
    signInCounter,
    roleGrant,
    departmentPost,
    membership,
    clientGroup,
    clientGroupMember,
  };
}
export type PeopleTables = ReturnType<typeof peopleTables>;
