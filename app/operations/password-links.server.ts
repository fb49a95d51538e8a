import { LINK_LIMIT } from "#app/domain/access/sign-in-delay.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { findAccount, updatePassword } from "#db/queries/accounts.server.ts";
import type { AccountRow } from "#db/queries/accounts.server.ts";
import { queueMails } from "#db/queries/outbox.server.ts";
import { dropPasswordRequest, endLinks, findPasswordLink, insertPasswordLink, insertPasswordRequest, loadOpenLinks, spendLink, takePasswordRequests } from "#db/queries/password-links.server.ts";
import type { PasswordLinkRow } from "#db/queries/password-links.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { endSessions } from "#db/queries/sessions.server.ts";
import { clearTries } from "#db/queries/sign-in-tries.server.ts";
import type { KeyRing } from "#db/key-ring.server.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import { StaleWriteError, type AuditActor, type AuditEntry, type Store, type Unit, type Writer } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { hashPassword } from "./hash-password.server.ts";
import { passwordFault } from "./password-rules.server.ts";
import { foldEmail } from "./sign-in.server.ts";
import { makeToken, readToken } from "./signed-token.server.ts";
import { takeTurn } from "./take-turn.server.ts";

/** How long a link is good for, from when it was asked for. */
export const LINK_LIFE_MS = { reset: 30 * 60_000, invitation: 7 * DAY_MS } as const;
/** While a reset link is younger than this, no second mail is sent: nobody's mailbox is filled by a stranger. */
const PAUSE_MS = 10 * 60_000;
const REQUESTS_AT_ONCE = 100;

/** Asks for a reset link. Does the same for an address that exists and one that doesn't: a job looks at it later. */
export async function askForReset(store: Store, command: { readonly email: string; readonly address: string; readonly now: number }): Promise<Result<null, "too_many">> {
  const turn = await takeTurn(store, [{ key: `link:${command.address}`, limit: LINK_LIMIT }], command.now);
  if (!turn.ok) return turn;
  await insertPasswordRequest(store, foldEmail(command.email), command.now);
  return ok(null);
}

/** Statements and audit entry of a link and its mail. The mail's row holds the link's id; its token is made when the mail is sent. */
export function newLink(ctx: OperationContext, account: Pick<AccountRow, "id" | "personId">, purpose: PasswordLinkRow["purpose"], locale: string): { readonly build: (w: Writer) => Unit; readonly audit: AuditEntry } {
  const { store, now } = ctx;
  const id = newId();
  return {
    build: (w) => [
      insertPasswordLink(store, w, { id, accountId: account.id, purpose, tokenHash: null, createdAt: now, expiresAt: now + LINK_LIFE_MS[purpose], endedAt: null }),
      ...queueMails(store, w, [{ dedupeKey: `password:${id}`, template: "password_link", locale, personId: account.personId, refs: { linkId: id }, notBefore: now }], now),
    ],
    audit: { at: now, actor: ctx.actor, action: purpose === "reset" ? "account.ask_link" : "account.invite", entity: "account", entityId: account.id },
  };
}

/** Turns requests into links and mails; those for nobody are dropped without a trace. */
export async function workPasswordRequests(ctx: OperationContext): Promise<{ asked: number; queued: number }> {
  const { store, now } = ctx;
  const requests = await takePasswordRequests(store, REQUESTS_AT_ONCE);
  let queued = 0;
  for (const { email } of requests) {
    const account = await findAccount(store, { email });
    const [person] = account ? await loadPeople(store, [account.personId]) : [];
    const open = account ? await loadOpenLinks(store, [account.id], now) : [];
    const isWaiting = open.some((link) => link.purpose === "reset" && now - link.createdAt < PAUSE_MS);
    // A demo account is everybody's: nobody may set its password.
    if (account && person && person.archivedAt === null && account.disabledAt === null && !account.isDemo && !isWaiting) {
      const { build, audit } = newLink(ctx, account, "reset", person.locale);
      await store.writeAll((w) => [...build(w), dropPasswordRequest(store, w, email)], audit);
      queued += 1;
    } else {
      await store.writeUnaudited((w) => [dropPasswordRequest(store, w, email)]);
    }
  }
  return { asked: requests.length, queued };
}

/** Sends an account another invitation; the ones before it end. */
export async function inviteAgain(ctx: OperationContext, accountId: string): Promise<Result<null>> {
  const { store, now } = ctx;
  const account = await findAccount(store, { id: accountId });
  const [person] = account ? await loadPeople(store, [account.personId]) : [];
  if (!account || !person || account.isDemo) return refused("not_found");
  if (account.disabledAt !== null) return refused("account_disabled");
  const { build, audit } = newLink(ctx, account, "invitation", person.locale);
  await store.writeAll((w) => [endLinks(store, w, account.id, now), ...build(w)], audit);
  return ok(null);
}

export const makePasswordToken = (ring: KeyRing, link: Pick<PasswordLinkRow, "id" | "expiresAt">): string => makeToken(ring, "set-password", link.id, link.expiresAt);

export type PasswordLinkFault = "forged" | "expired" | "ended";

export interface OpenedPasswordLink {
  readonly link: PasswordLinkRow;
  readonly account: AccountRow;
}

/** The link and account of a token. The signature is checked before anything is looked up, and the hash must be that of the mail sent. */
export async function openPasswordLink(store: Store, ring: KeyRing, token: string, now: number): Promise<OpenedPasswordLink | PasswordLinkFault> {
  const id = readToken(ring, "set-password", token, 0);
  if (!id) return "forged";
  if (readToken(ring, "set-password", token, now) === null) return "expired";
  const link = await findPasswordLink(store, id);
  if (!link || link.tokenHash !== sha256(token)) return "forged";
  if (link.endedAt !== null) return "ended";
  if (link.expiresAt <= now) return "expired";
  const account = await findAccount(store, { id: link.accountId });
  return account && account.disabledAt === null ? { link, account } : "ended";
}

/** Sets a password by a link, once: every session and every other link of the account ends. It signs nobody in. */
export async function setPasswordByLink(ctx: Pick<OperationContext, "store" | "now"> & { readonly address: string }, { link, account }: OpenedPasswordLink, password: string): Promise<Result<null>> {
  const actor: AuditActor = { kind: "link", id: link.id, address: ctx.address };
  return writePassword({ ...ctx, actor }, account, password, { by: link.purpose, spends: link.id, keepsSession: null });
}

/** Writes a new password after its rules were asked; sessions and links end, wrong tries are forgotten. */
export async function writePassword(ctx: OperationContext, account: AccountRow, password: string, how: { readonly by: string; readonly spends: string | null; readonly keepsSession: string | null }): Promise<Result<null>> {
  const { store, now } = ctx;
  const [person] = await loadPeople(store, [account.personId]);
  const fault = await passwordFault(store, password, { email: account.email, surname: person?.surname ?? "", givenName: person?.givenName ?? "" });
  if (fault) return fault;
  const passwordHash = await hashPassword(password);
  try {
    await store.writeAll(
      (w) => [
        ...(how.spends === null ? [] : [spendLink(store, w, how.spends, now)]),
        endLinks(store, w, account.id, now),
        updatePassword(store, w, account.id, passwordHash),
        endSessions(store, w, account.id, how.keepsSession === null ? "all" : { except: how.keepsSession }),
        clearTries(store, w, `account:${account.email}`),
      ],
      { at: now, actor: ctx.actor, action: "account.password", entity: "account", entityId: account.id, details: { by: how.by } },
    );
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("link_ended");
    throw error;
  }
  return ok(null);
}
