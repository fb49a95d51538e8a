import { canonicalJson } from "#app/domain/canonical-json.ts";
import { withoutAgreementCode } from "#app/domain/agreement/standard-terms.ts";
import { foldKey, nameIn, type Names } from "#app/domain/names.ts";
import { ok, refused, type Result } from "#app/domain/refusal.ts";
import { newId, sha256 } from "#db/new-id.server.ts";
import { findStandardTerms, insertStandardTerms, loadStandardTerms, withdrawTerms } from "#db/queries/standard-terms.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { openNegotiation, openNegotiationBook } from "./negotiation-state.server.ts";

export interface OfferTerms {
  /** An agreed version, or a draft of the provider's side: its text is offered as it stands. */
  readonly versionId: string;
  readonly name: Names;
}

/** Offers the text of a version to every department, signed for the provider by the person who offers it. */
export async function offerStandardTerms(ctx: OperationContext, command: OfferTerms): Promise<Result<{ readonly id: string }>> {
  const { store, now } = ctx;
  const opened = await openNegotiation(ctx, command.versionId, null);
  if (!opened.ok) return refused("not_found");
  const { agreement, version, text, who, around } = opened.value;
  if (!who.signsFor.includes("provider") || who.accountId === null) return refused("not_your_side");
  const isOwnDraft = version.state === "draft" && version.draftedSide === "provider";
  if (!(version.state === "agreed" || isOwnDraft) || around.textFaults.length > 0) return refused("no_text");
  const name = Object.fromEntries(Object.entries(command.name).flatMap(([locale, words]) => (words?.trim() ? [[locale, words.trim().slice(0, 200)]] : []))) as Names;
  if (Object.keys(name).length === 0) return refused("name_missing", undefined, "name");
  const offered = withoutAgreementCode(text);
  const contentHash = sha256(canonicalJson(offered));
  if ((await loadStandardTerms(store)).some((row) => row.providerId === agreement.providerId && row.state === "published" && row.contentHash === contentHash)) return refused("already_offered");
  const id = newId();
  try {
    await store.writeAll(
      (w) => [
        insertStandardTerms(store, w, {
          id, providerId: agreement.providerId, name, sortKey: foldKey(nameIn(name, "ru")), state: "published", text: offered, contentHash, signedBy: who.accountId!, signedAt: now, withdrawnAt: null, rowVersion: 1,
        }),
      ],
      { at: now, actor: ctx.actor, action: "standard_terms.offer", entity: "standard_terms", entityId: id, details: { hash: contentHash, from: version.id } },
    );
  } catch (error) {
    if (error instanceof DuplicateError || error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok({ id });
}

/** Ends an offer; agreements that were made by it stay. */
export async function withdrawStandardTerms(ctx: OperationContext, command: { readonly id: string; readonly rowVersion: number }): Promise<Result<null>> {
  const { store, now } = ctx;
  const row = await findStandardTerms(store, command.id);
  if (!row) return refused("not_found");
  const book = await openNegotiationBook(ctx);
  const { person } = await book.personFor({ providerId: row.providerId, clientKind: "everyone", clientDepartmentId: null, clientGroupId: null });
  if (!person.signsFor.includes("provider")) return refused("not_your_side");
  if (row.state !== "published") return refused("not_offered");
  try {
    await store.writeAll((w) => [withdrawTerms(store, w, { id: row.id, rowVersion: command.rowVersion }, now)], {
      at: now, actor: ctx.actor, action: "standard_terms.withdraw", entity: "standard_terms", entityId: row.id, details: { hash: row.contentHash },
    });
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
  return ok(null);
}
