import { agreementStanding, type AgreementStanding } from "#app/domain/agreement/version-state.ts";
import type { Names } from "#app/domain/names.ts";
import type { Kept } from "#app/domain/score/kept-share.ts";
import { listAgreements, loadGroups, loadObligationLines, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import type { AgreementScope, GroupRow, ObligationLine, VersionHead } from "#db/queries/agreement-pages.server.ts";
import type { AgreementRow } from "#db/queries/agreements.server.ts";
import { loadDepartments, loadProducts } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";
import { groupBy } from "./agreement-book.server.ts";
import { missingMeasures, readKept } from "./read-kept.server.ts";

/** The client side of an agreement: a department, a group or everyone. */
export interface ClientParty {
  readonly kind: AgreementRow["clientKind"];
  /** Department or group; null for everyone. */
  readonly id: string | null;
  /** null for everyone: the page has its own word. */
  readonly name: Names | null;
}

export interface AgreementSummary {
  readonly id: string;
  readonly code: string;
  readonly provider: { readonly id: string; readonly name: Names };
  readonly client: ClientParty;
  readonly products: readonly Names[];
  readonly obligations: number;
  readonly standing: AgreementStanding<VersionHead>;
  /** Over all months asked for. */
  readonly kept: Kept;
}

export function clientParty(agreement: AgreementRow, departments: ReadonlyMap<string, { readonly name: Names }>, groups: ReadonlyMap<string, GroupRow>): ClientParty {
  const id = agreement.clientDepartmentId ?? agreement.clientGroupId;
  const name = id === null ? null : (departments.get(id) ?? groups.get(id))?.name ?? { en: agreement.code };
  return { kind: agreement.clientKind, id, name };
}

/**
 * Agreements of a scope with what they promise on a day and how it was kept in some months.
 *
 * @param showsDrafts whether an agreement that has nothing but drafts is listed
 */
export async function readAgreements(store: Store, scope: AgreementScope, at: { readonly today: string; readonly months: readonly string[] }, showsDrafts: boolean): Promise<AgreementSummary[]> {
  const [agreements, departments, products, groups] = await Promise.all([listAgreements(store, scope), loadDepartments(store), loadProducts(store), loadGroups(store)]);
  const ids = agreements.map((row) => row.id);
  const [versions, lines] = await Promise.all([loadVersionHeads(store, ids), loadObligationLines(store, ids)]);
  const kept = await readKept(store, at.months, missingMeasures(lines), [...new Set(lines.map((line) => line.key))]);

  const departmentById = new Map(departments.map((row) => [row.id, row]));
  const productById = new Map(products.map((row) => [row.id, row]));
  const groupById = new Map(groups.map((row) => [row.id, row]));
  const versionsOf = groupBy(versions, (row) => row.agreementId);
  const linesOf = groupBy(lines, (row) => row.agreementId);
  return agreements.flatMap((agreement): AgreementSummary[] => {
    const shown = (versionsOf.get(agreement.id) ?? []).filter((version) => showsDrafts || version.state !== "draft");
    const standing = agreementStanding(shown, at.today);
    if (!standing) return [];
    const all = linesOf.get(agreement.id) ?? [];
    const inForce = all.filter((line) => line.versionId === standing.version.id);
    return [
      {
        id: agreement.id,
        code: agreement.code,
        provider: { id: agreement.providerId, name: departmentById.get(agreement.providerId)?.name ?? { en: agreement.code } },
        client: clientParty(agreement, departmentById, groupById),
        products: productNames(inForce, productById),
        obligations: inForce.length,
        standing,
        kept: kept.sum([...new Set(all.map((line) => line.key))]),
      },
    ];
  });
}

function productNames(lines: readonly ObligationLine[], products: ReadonlyMap<string, { readonly name: Names }>): Names[] {
  return [...new Set(lines.map((line) => line.productId))].flatMap((id) => products.get(id)?.name ?? []);
}
