import { dictionary } from "@zxcvbn-ts/language-common";
import { checkPassword } from "#app/domain/access/check-password.ts";
import { foldKey } from "#app/domain/names.ts";
import type { Refused } from "#app/domain/refusal.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";

/** Read once: some 49,000 passwords that are known from breaches. */
let common: ReadonlySet<string> | null = null;
const commonPasswords = (): ReadonlySet<string> => (common ??= new Set((dictionary["passwords-common"] as readonly string[]).map(foldKey)));

/** What is wrong with a new password of this person, null when it is fine. */
export async function passwordFault(store: Store, password: string, owner: { readonly email: string; readonly surname: string; readonly givenName: string }): Promise<Refused | null> {
  const organisation = await loadOrganisation(store);
  return checkPassword(password, commonPasswords(), [owner.email, owner.surname, owner.givenName, "concord", ...Object.values(organisation?.name ?? {})]);
}
