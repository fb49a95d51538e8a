import type { Obligation } from "../terms.ts";
import type { Adoption, LibraryEntry } from "./entry.ts";
import { FINANCE_LIBRARY } from "./finance.ts";
import { OPERATIONS_LIBRARY } from "./operations.ts";
import { PEOPLE_AND_LAW_LIBRARY } from "./people-and-law.ts";

/** Typical obligations of a back office (design.md section 4), by area and product. */
export const STARTER_LIBRARY: readonly LibraryEntry[] = [...FINANCE_LIBRARY, ...PEOPLE_AND_LAW_LIBRARY, ...OPERATIONS_LIBRARY];

const BY_ID = new Map(STARTER_LIBRARY.map((entry) => [entry.id, entry]));

export const findLibraryEntry = (id: string): LibraryEntry | null => BY_ID.get(id) ?? null;

/** An entry as a promise about one of the provider's products, to be observed first. Its key is made where it is saved. */
export function adoptEntry(entry: LibraryEntry, productId: string, adoption: Adoption): Obligation {
  return { key: "", productId, name: entry.name, terms: entry.terms(adoption), target: entry.target, floor: entry.floor, weight: entry.weight, mode: "observe" };
}
