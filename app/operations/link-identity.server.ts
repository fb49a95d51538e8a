import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import type { AccountRow } from "#db/queries/accounts.server.ts";
import { dropIdentities, findIdentity, insertIdentity } from "#db/queries/identities.server.ts";
import { endLinks, spendLink } from "#db/queries/password-links.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

/** Whom an identity provider means. */
export interface OutsidePerson {
  readonly issuer: string;
  readonly subject: string;
}

/** Links an account with its person at the identity provider; `spends` is the invitation that is used up by it. */
export async function linkIdentity(ctx: OperationContext, account: AccountRow, who: OutsidePerson, spends: string | null): Promise<Result<null>> {
  const { store, now } = ctx;
  const known = await findIdentity(store, who.issuer, who.subject);
  if (known) return known.accountId === account.id ? ok(null) : refused("linked_elsewhere");
  try {
    await store.writeAll(
      (w) => [
        ...(spends === null ? [] : [spendLink(store, w, spends, now), endLinks(store, w, account.id, now)]),
        // One account has one person at a provider.
        dropIdentities(store, w, who.issuer, account.id),
        insertIdentity(store, w, { ...who, accountId: account.id, linkedAt: now }),
      ],
      { at: now, actor: ctx.actor, action: "identity.link", entity: "account", entityId: account.id, details: { issuer: who.issuer } },
    );
    return ok(null);
  } catch (error) {
    if (error instanceof DuplicateError) return refused("linked_elsewhere");
    if (error instanceof StaleWriteError) return refused("link_ended");
    throw error;
  }
}

/** Takes the link away. An account without a password keeps it: nobody could sign in to it any more. */
export async function unlinkIdentity(ctx: OperationContext, account: AccountRow, issuer: string): Promise<Result<null>> {
  if (account.passwordHash === null) return refused("no_other_way");
  await ctx.store.writeAll((w) => [dropIdentities(ctx.store, w, issuer, account.id)], { at: ctx.now, actor: ctx.actor, action: "identity.unlink", entity: "account", entityId: account.id, details: { issuer } });
  return ok(null);
}
