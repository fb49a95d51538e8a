import { checkObligation, MOST_OBLIGATIONS } from "#app/domain/agreement/check-agreement-text.ts";
import { productsOfEntries, promisesOfEntries } from "#app/domain/agreement/library/promises-of-entries.ts";
import { findLibraryEntry } from "#app/domain/agreement/library/starter-library.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { insertProducts } from "#db/queries/directory-writes.server.ts";
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
    if (entries.some((entry) => entry === null)) return refused("unknown_entry");
    const given = [...book.products.values()].filter((row) => texts.providerIds.has(row.providerId));
    const provider = { id: agreement.providerId, code: book.departments.get(agreement.providerId)?.code ?? "P" };
    const { of, added } = productsOfEntries(entries.filter((entry) => entry !== null), provider, given, new Set([...book.products.values()].map((row) => row.code)), newId);
    if (added[0] && !command.mayAddProducts) return refused("product_missing", { product: added[0].name.en ?? "" });
    const kept = found.text.obligations.map((row) => row.key);
    const obligations = promisesOfEntries(of, agreement.code, kept, { dayEnd: book.organisation.dayEnd, from: version.from });
    if (kept.length + obligations.length > MOST_OBLIGATIONS) return refused("above_most", { most: MOST_OBLIGATIONS });
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
