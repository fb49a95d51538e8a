import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { findAccount, updateDisabled } from "#db/queries/accounts.server.ts";
import type { AccountRow } from "#db/queries/accounts.server.ts";
import { endLinks } from "#db/queries/password-links.server.ts";
import { endSessions } from "#db/queries/sessions.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";

/** Switches an account off: its sessions and links end with it. Nobody switches off their own person's. */
export async function disableAccount(ctx: OperationContext, accountId: string, byPersonId: string): Promise<Result<AccountRow>> {
  const { store, now } = ctx;
  const account = await findAccount(store, { id: accountId });
  if (!account) return refused("not_found");
  if (account.personId === byPersonId) return refused("own_account");
  return unlessChanged(account, () =>
    store.writeAll((w) => [updateDisabled(store, w, accountId, now), endSessions(store, w, accountId, "all"), endLinks(store, w, accountId, now)], {
      at: now, actor: ctx.actor, action: "account.disable", entity: "account", entityId: accountId,
    }),
  );
}

export async function enableAccount(ctx: OperationContext, accountId: string): Promise<Result<AccountRow>> {
  const { store, now } = ctx;
  const account = await findAccount(store, { id: accountId });
  if (!account) return refused("not_found");
  return unlessChanged(account, () => store.writeAll((w) => [updateDisabled(store, w, accountId, null)], { at: now, actor: ctx.actor, action: "account.enable", entity: "account", entityId: accountId }));
}

/** Ends sessions of an account: all of them, one, or all but one. */
export async function endAccountSessions(ctx: OperationContext, accountId: string, which: Parameters<typeof endSessions>[3]): Promise<Result<null>> {
  const { store, now } = ctx;
  if (!(await findAccount(store, { id: accountId }))) return refused("not_found");
  await store.writeAll((w) => [endSessions(store, w, accountId, which)], { at: now, actor: ctx.actor, action: "account.end_sessions", entity: "account", entityId: accountId, details: { which: which === "all" ? "all" : "only" in which ? "one" : "others" } });
  return ok(null);
}

async function unlessChanged(account: AccountRow, write: () => Promise<unknown>): Promise<Result<AccountRow>> {
  try {
    await write();
    return ok(account);
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
}
