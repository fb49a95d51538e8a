import type { Actor } from "#app/domain/access/actor.ts";
import { can, type Subject } from "#app/domain/access/can.ts";
import { foldKey, nameIn, type Locale } from "#app/domain/names.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { AgreementBook } from "#app/operations/agreement-book.server.ts";
import { frequencyLines } from "#app/operations/evaluate-schedules.server.ts";
import { loadGroupMembersOn, loadGroups } from "#db/queries/agreement-pages.server.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";
import { loadProducts } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";

/** A recurring promise that a reader sees, with the names that lists show. */
export interface PlannedLine {
  readonly key: string;
  readonly name: string;
  readonly productId: string;
  readonly product: string;
  readonly agreementId: string;
  readonly agreement: string;
  readonly provider: string;
  readonly client: string;
}

/** Recurring promises of the agreements to which the actor is a party, or of all for those who oversee. */
export async function loadPlannedLines(store: Store, actor: Actor, book: AgreementBook, today: string, locale: Locale): Promise<PlannedLine[]> {
  const [members, groups, products] = await Promise.all([loadGroupMembersOn(store, today), loadGroups(store), loadProducts(store)]);
  const everybody = translateIn(locale, "agreements")("everyone");
  const everyone = [...book.departments.keys()];
  const subjectOf = (agreement: AgreementRow): Subject => {
    const representative = groups.find((row) => row.id === agreement.clientGroupId)?.representativeId;
    const clients = agreement.clientDepartmentId ? [agreement.clientDepartmentId] : agreement.clientGroupId ? members.filter((row) => row.groupId === agreement.clientGroupId).map((row) => row.departmentId) : everyone;
    return { partyIds: [agreement.providerId, ...clients], personIds: representative ? [representative] : [] };
  };
  const nameOf = (id: string | null) => nameIn(book.departments.get(id ?? "")?.name ?? groups.find((row) => row.id === id)?.name ?? {}, locale);
  return [...frequencyLines(book)].flatMap(([key, versions]) => {
    const { obligation } = versions.at(-1)!;
    const agreement = book.agreements.get(obligation.agreementId)!;
    if (!can(actor, "task.read", subjectOf(agreement))) return [];
    return [{
      key, name: nameIn(obligation.name, locale), productId: obligation.productId, product: nameIn(products.find((row) => row.id === obligation.productId)?.name ?? {}, locale),
      agreementId: agreement.id, agreement: agreement.code, provider: nameOf(agreement.providerId), client: agreement.clientKind === "everyone" ? everybody : nameOf(agreement.clientDepartmentId ?? agreement.clientGroupId),
    }];
  });
}

export interface LineFilter {
  readonly search: string;
  readonly agreementId: string | null;
  readonly productId: string | null;
}

/** The lines that a filter leaves; the search looks into names of promise, product and parties, and the agreement's code. */
export function filterLines(lines: readonly PlannedLine[], { search, agreementId, productId }: LineFilter): PlannedLine[] {
  const words = foldKey(search).split(/\s+/).filter(Boolean);
  return lines.filter((line) => {
    if (agreementId !== null && line.agreementId !== agreementId) return false;
    if (productId !== null && line.productId !== productId) return false;
    const text = foldKey(`${line.name} ${line.product} ${line.provider} ${line.client} ${line.agreement}`);
    return words.every((word) => text.includes(word));
  });
}
