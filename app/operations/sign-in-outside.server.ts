import { foldKey } from "#app/domain/names.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { findAccount, insertAccount } from "#db/queries/accounts.server.ts";
import type { AccountRow } from "#db/queries/accounts.server.ts";
import { findIdentity, insertIdentity } from "#db/queries/identities.server.ts";
import { insertPerson } from "#db/queries/people.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { findFactor } from "#db/queries/second-factors.server.ts";
import { newId } from "#db/new-id.server.ts";
import { DuplicateError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { foldEmail, passwordMark } from "./sign-in.server.ts";
import type { SsoPerson } from "./single-sign-on.server.ts";

/**
 * The account of a person whom the identity provider has checked: by issuer and subject, never by an e-mail address. Somebody unknown
 * gets an account only where the installation says so, with a verified address that nobody here has, and no role.
 */
export async function signInOutside(ctx: OperationContext, who: SsoPerson, makesAccounts: boolean): Promise<Result<{ accountId: string; email: string; mark: string; needsCode: boolean }, "unknown" | "disabled">> {
  const { store } = ctx;
  const identity = await findIdentity(store, who.issuer, who.subject);
  const account = identity ? await findAccount(store, { id: identity.accountId }) : makesAccounts ? await makeAccount(ctx, who) : null;
  if (!account) return refused("unknown");
  if (account.disabledAt !== null) return refused("disabled");
  return ok({ accountId: account.id, email: account.email, mark: passwordMark(account.passwordHash), needsCode: (await findFactor(store, account.id))?.confirmedAt != null });
}

async function makeAccount(ctx: OperationContext, who: SsoPerson): Promise<AccountRow | null> {
  const { store, now } = ctx;
  if (who.email === null || !who.isEmailVerified) return null;
  const email = foldEmail(who.email);
  // An address that is here already belongs to somebody: they link it themselves.
  if (await findAccount(store, { email })) return null;
  const organisation = await loadOrganisation(store);
  const [personId, accountId] = [newId(), newId()];
  const surname = who.surname ?? email.split("@")[0]!;
  const givenName = who.givenName ?? "";
  const account: AccountRow = { id: accountId, personId, email, passwordHash: null, isDemo: false, disabledAt: null };
  try {
    await store.writeAll(
      (w) => [
        // The address stays with the account: a person's own would make them a person of the company whom others choose by it.
        insertPerson(store, w, { id: personId, surname, givenName, patronymic: null, personnelNumber: `sso-${personId.slice(0, 12)}`, email: null, locale: "en", zone: organisation?.zone ?? "UTC", calendarId: null, style: null, sortKey: foldKey(`${surname} ${givenName}`), archivedAt: null }),
        insertAccount(store, w, { ...account, createdAt: now }),
        insertIdentity(store, w, { issuer: who.issuer, subject: who.subject, accountId, linkedAt: now }),
      ],
      { at: now, actor: ctx.actor, action: "account.add", entity: "account", entityId: accountId, details: { roles: [], issuer: who.issuer } },
    );
    return account;
  } catch (error) {
    if (error instanceof DuplicateError) return null;
    throw error;
  }
}
