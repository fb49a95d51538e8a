import { rolesHeld } from "#app/domain/access/roles-held.ts";
import type { ActingPerson } from "#app/domain/access/acting-person.ts";
import { findAccount, loadRoleGrants } from "#db/queries/accounts.server.ts";
import type { Store } from "#db/store.ts";

/** Who acts behind an account at `now`; null when the account is unknown or disabled. */
export async function loadActingPerson(store: Store, accountId: string, now: number): Promise<ActingPerson | null> {
  const account = await findAccount(store, { id: accountId });
  if (!account || account.disabledAt !== null) return null;
  return { accountId, personId: account.personId, roles: rolesHeld(await loadRoleGrants(store, account.personId), now) };
}
