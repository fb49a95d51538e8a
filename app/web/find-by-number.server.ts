import { personName } from "#app/format/person-name.ts";
import type { Locale } from "#app/domain/names.ts";
import { findPersonByNumber } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

/** What separates a personnel number from the name that a suggestion shows beside it. */
const BESIDE = " · ";

/** A person as a field by personnel number suggests it. */
export const numberedName = (person: { readonly personnelNumber: string; readonly surname: string; readonly givenName: string }, locale: Locale): string => `${person.personnelNumber}${BESIDE}${personName(person, locale)}`;

/** The id of the person whose number was typed or suggested; "" = nobody. */
export async function idByNumber(store: Store, typed: string | undefined): Promise<string> {
  const number = (typed ?? "").split(BESIDE)[0]!.trim();
  return number === "" ? "" : ((await findPersonByNumber(store, number))?.id ?? "");
}
