import type { Kit } from "#db/columns/sqlite.ts";
import { GRANTED_ROLES, type PeopleTables } from "./people.ts";

export const LINK_PURPOSES = ["invitation", "reset"] as const;
export const ACCESS_REQUEST_KINDS = ["role", "factor"] as const;
export const ACCESS_REQUEST_STATES = ["waiting", "confirmed", "refused", "withdrawn"] as const;

/** How people come in: links that set a password, second factors, single sign-on, and what needs a second person. */
export function signInTables(k: Kit, p: PeopleTables) {
  /** A link that sets the password of one account, once. */
  const passwordLink = k.table(
    "password_link",
    {
      id: k.text().primaryKey(),
      accountId: k.text().notNull().references(() => p.account.id),
      purpose: k.word(LINK_PURPOSES).notNull(),
      /** SHA-256 of the token, once its mail went out; the token itself is in the mail alone. */
      tokenHash: k.text(),
      createdAt: k.instant().notNull(),
      expiresAt: k.instant().notNull(),
      /** Used, or replaced by a newer one. */
      endedAt: k.instant(),
    },
    (t) => [k.index("password_link_account").on(t.accountId, t.createdAt)],
  );

  /** Somebody asked for a reset link. Kept for a minute, known address or not, so that asking does the same for both. */
  const passwordRequest = k.table("password_request", {
    email: k.text().primaryKey(),
    askedAt: k.instant().notNull(),
  });

  /** A form that waits until its sender has confirmed who they are. */
  const keptForm = k.table("kept_form", {
    id: k.text().primaryKey(),
    sessionHash: k.text().notNull(),
    /** Sealed: method, path and fields. */
    contentSealed: k.text().notNull(),
    expiresAt: k.instant().notNull(),
  });

  /** What one person asks for and another confirms: a role for somebody, or that a lost second factor is taken away. */
  const accessRequest = k.table(
    "access_request",
    {
      id: k.text().primaryKey(),
      kind: k.word(ACCESS_REQUEST_KINDS).notNull(),
      personId: k.text().notNull().references(() => p.person.id),
      /** Of a role only. */
      role: k.word(GRANTED_ROLES),
      reason: k.text().notNull(),
      /** null = the command line. */
      askedBy: k.text().references(() => p.person.id),
      askedAt: k.instant().notNull(),
      state: k.word(ACCESS_REQUEST_STATES).notNull(),
      decidedBy: k.text().references(() => p.person.id),
      decidedAt: k.instant(),
    },
    (t) => [k.index("access_request_state").on(t.state, t.askedAt), k.index("access_request_person").on(t.personId)],
  );

  /** A TOTP secret of one account. */
  const secondFactor = k.table("second_factor", {
    accountId: k.text().primaryKey().references(() => p.account.id),
    secretSealed: k.text().notNull(),
    startedAt: k.instant().notNull(),
    /** null = shown, but no code was typed yet: it guards nothing. */
    confirmedAt: k.instant(),
    /** Time step of the newest code that was taken; none is taken twice. */
    lastStep: k.int(),
  });

  const recoveryCode = k.table(
    "recovery_code",
    {
      accountId: k.text().notNull().references(() => p.account.id),
      codeHash: k.text().notNull(),
      usedAt: k.instant(),
    },
    (t) => [k.primaryKey({ columns: [t.accountId, t.codeHash] })],
  );

  /** Whom an identity provider means: its issuer and the subject there, never an e-mail address. */
  const externalIdentity = k.table(
    "external_identity",
    {
      issuer: k.text().notNull(),
      subject: k.text().notNull(),
      accountId: k.text().notNull().references(() => p.account.id),
      linkedAt: k.instant().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.issuer, t.subject] }), k.index("external_identity_account").on(t.accountId)],
  );

  /** Answers of the identity provider that were taken: none is taken twice. */
  const usedAnswer = k.table("used_answer", { hash: k.text().primaryKey(), at: k.instant().notNull() });

  /** One row: which roles must sign in with a second factor. */
  const signInPolicy = k.table("sign_in_policy", {
    id: k.text().primaryKey(),
    factorRoles: k.json<readonly (typeof GRANTED_ROLES)[number][]>().notNull(),
    changedBy: k.text().notNull().references(() => p.account.id),
    changedAt: k.instant().notNull(),
  });

  return { passwordLink, passwordRequest, keptForm, accessRequest, secondFactor, recoveryCode, externalIdentity, usedAnswer, signInPolicy };
}
export type SignInTables = ReturnType<typeof signInTables>;
