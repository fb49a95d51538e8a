import type { Names } from "../../names.ts";
import { newKey } from "../new-key.ts";
import type { Obligation, ProductKind } from "../terms.ts";
import type { Adoption, LibraryEntry } from "./entry.ts";
import { newProductCode, productOfEntry } from "./find-product.ts";
import { adoptEntry } from "./starter-library.ts";

export interface ProductOfProvider {
  readonly id: string;
  readonly name: Names;
}

export interface AddedProduct extends ProductOfProvider {
  readonly code: string;
  readonly providerId: string;
  readonly kind: ProductKind;
}

export interface EntryWithProduct {
  readonly entry: LibraryEntry;
  readonly productId: string;
}

/**
 * The products that entries speak of: those that the provider has, and new ones for what its catalogue lacks, each once.
 *
 * @param given products of the provider
 * @param taken codes of all products
 * @param newId makes the id of a new one
 */
export function productsOfEntries(entries: readonly LibraryEntry[], provider: { readonly id: string; readonly code: string }, given: readonly ProductOfProvider[], taken: ReadonlySet<string>, newId: () => string): { readonly of: readonly EntryWithProduct[]; readonly added: readonly AddedProduct[] } {
  const added: AddedProduct[] = [];
  const of = entries.map((entry): EntryWithProduct => {
    const known = productOfEntry(entry, [...given, ...added]);
    if (known) return { entry, productId: known.id };
    const { kind, name } = entry.product;
    const code = newProductCode(provider.code, name, new Set([...taken, ...added.map((row) => row.code)]));
    const row: AddedProduct = { id: newId(), code, providerId: provider.id, kind, name };
    added.push(row);
    return { entry, productId: row.id };
  });
  return { of, added };
}

/** Entries as promises of an agreement, observed first, under keys that none of `keys` has. */
export function promisesOfEntries(entries: readonly EntryWithProduct[], agreementCode: string, keys: readonly string[], adoption: Adoption): Obligation[] {
  const used = [...keys];
  return entries.map(({ entry, productId }) => {
    const adopted = adoptEntry(entry, productId, adoption);
    const key = newKey(agreementCode, "", adopted.name, used)!;
    used.push(key);
    return { ...adopted, key };
  });
}
