import type { Names } from "../../names.ts";
import type { LibraryEntry } from "./entry.ts";

const folded = (text: string | undefined): string => (text ?? "").trim().toLowerCase().replaceAll("ё", "е");

/** The provider's product that a library entry speaks of: one with the same name in either language; null when it has none. */
export function productOfEntry<P extends { readonly name: Names }>(entry: Pick<LibraryEntry, "product">, products: readonly P[]): P | null {
  const wanted = [entry.product.name.en, entry.product.name.ru].map(folded).filter((word) => word !== "");
  return products.find((row) => [row.name.en, row.name.ru].map(folded).some((word) => word !== "" && wanted.includes(word))) ?? null;
}

/** A code for a new product: PROVIDER-WORDS, with a number where that is taken. */
export function newProductCode(providerCode: string, name: Names, taken: ReadonlySet<string>): string {
  const words = (name.en ?? "").toUpperCase().normalize("NFKD").replace(/[^A-Z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 24) || "PRODUCT";
  const base = `${providerCode}-${words}`;
  if (!taken.has(base)) return base;
  for (let n = 2; ; n += 1) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`;
}
