import { checkObligation, MOST_OBLIGATIONS } from "#app/domain/agreement/check-agreement-text.ts";
import { newProductCode, productOfEntry } from "#app/domain/agreement/library/find-product.ts";
import { adoptEntry, findLibraryEntry } from "#app/domain/agreement/library/starter-library.ts";
import { newKey } from "#app/domain/agreement/new-key.ts";
import type { Obligation } from "#app/domain/agreement/terms.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { insertProducts } from "#db/queries/directory-writes.server.ts";
import type { NewProduct } from "#db/queries/directory-writes.server.ts";
import { insertObligations } from "#db/queries/negotiation.server.ts";
import { newId } from "#db/new-id.server.ts";
import type { OperationContext } from "./context.ts";
import { editDraft, obligationRow, type DraftRef, type SavedDraft } from "./draft-agreement.server.ts";
import { textBook } from "./negotiation-state.server.ts";

export interface AddFromLibrary extends DraftRef {
  readonly entryIds: readonly string[];
  /** Whether the person may add to the provider's catalogue what it does not have yet. */
  readonly mayAddProducts: boolean;
}

/**
 * Adds promises of the starter library to a draft, all or none, with the products that the provider's catalogue lacks. They begin in
 * *observe*: nobody is scored by a figure that was not looked at.
 */
export async function addFromLibrary(ctx: OperationContext, command: AddFromLibrary): Promise<Result<SavedDraft>> {
  const entries = [...new Set(command.entryIds)].map(findLibraryEntry);
  if (entries.length === 0) return refused("nothing_chosen");
  return editDraft(ctx, command, "library", (found) => {
    const { book, agreement, version } = found;
    const texts = textBook(book, agreement);
    const given = [...book.products.values()].filter((row) => texts.providerIds.has(row.providerId)).map(({ id, name }) => ({ id, name }));
    const codes = new Set([...book.products.values()].map((row) => row.code));
    const added: NewProduct[] = [];
    const keys = found.text.obligations.map((row) => row.key);
    const obligations: Obligation[] = [];
    for (const entry of entries) {
      if (!entry) return refused("unknown_entry");
      let product = productOfEntry(entry, given);
      if (!product) {
        if (!command.mayAddProducts) return refused("product_missing", { product: entry.product.name.en ?? "" });
        const code = newProductCode(book.departments.get(agreement.providerId)?.code ?? "P", entry.product.name, codes);
        const row: NewProduct = { id: newId(), code, providerId: agreement.providerId, kind: entry.product.kind, name: entry.product.name };
        added.push(row);
        codes.add(code);
        given.push(row);
        product = row;
      }
      const adopted = adoptEntry(entry, product.id, { dayEnd: book.organisation.dayEnd, from: version.from });
      const key = newKey(agreement.code, "", adopted.name, keys)!;
      keys.push(key);
      obligations.push({ ...adopted, key });
    }
    if (keys.length > MOST_OBLIGATIONS) return refused("above_most", { most: MOST_OBLIGATIONS });
    const known = { ...texts, productProviders: new Map([...texts.productProviders, ...added.map((row) => [row.id, row.providerId] as const)]) };
    const [fault] = obligations.flatMap((one) => checkObligation(one, known));
    if (fault) return refused(fault.code, fault.facts, fault.path);
    const first = Math.max(-1, ...found.obligations.map((row) => row.position)) + 1;
    return ok({
      key: obligations[0]!.key,
      text: { ...found.text, obligations: [...found.text.obligations, ...obligations] },
      build: (store, w) => [...insertProducts(store, w, added), ...insertObligations(store, w, obligations.map((one, index) => obligationRow(one, version.id, agreement.id, first + index)))],
    });
  });
}
