import { agreementStanding, type AgreementStanding } from "#app/domain/agreement/version-state.ts";
import type { Names } from "#app/domain/names.ts";
import type { Kept } from "#app/domain/score/kept-share.ts";
import type { AgreementSide } from "#app/domain/agreement/agreement-life.ts";
import { turnOf } from "#app/domain/agreement/decide-agreement.ts";
import { listAgreements, loadGroups, loadObligationLines, loadOpenVersions, loadVersionHeads } from "#db/queries/agreement-pages.server.ts";
import type { AgreementScope, GroupRow, ObligationLine, OpenVersion, VersionHead } from "#db/queries/agreement-pages.server.ts";
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
  /** What is negotiated, and whose move it is; null = nothing, or only the other side's draft. */
  readonly open: { readonly number: number; readonly state: "draft" | "proposed"; readonly turn: AgreementSide; readonly isMine: boolean } | null;
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
 * @param sidesOf the sides of an agreement for which the reader may write: their drafts are listed, the other side's are not
 */
export async function readAgreements(store: Store, scope: AgreementScope, at: { readonly today: string; readonly months: readonly string[] }, sidesOf: (agreement: AgreementRow) => readonly AgreementSide[]): Promise<AgreementSummary[]> {
  const [agreements, departments, products, groups] = await Promise.all([listAgreements(store, scope), loadDepartments(store, "all"), loadProducts(store), loadGroups(store)]);
  const ids = agreements.map((row) => row.id);
  const [versions, open, lines] = await Promise.all([loadVersionHeads(store, ids), loadOpenVersions(store, ids), loadObligationLines(store, ids)]);
  const kept = await readKept(store, at.months, missingMeasures(lines), [...new Set(lines.map((line) => line.key))]);

  const departmentById = new Map(departments.map((row) => [row.id, row]));
  const productById = new Map(products.map((row) => [row.id, row]));
  const groupById = new Map(groups.map((row) => [row.id, row]));
  const versionsOf = groupBy(versions, (row) => row.agreementId);
  const openOf = groupBy(open, (row) => row.agreementId);
  const linesOf = groupBy(lines, (row) => row.agreementId);
  return agreements.flatMap((agreement): AgreementSummary[] => {
    const sides = sidesOf(agreement);
    const openHere = (openOf.get(agreement.id) ?? []).filter((version) => version.state !== "draft" || sides.includes(version.draftedSide ?? "provider"));
    const shown: VersionHead[] = [...(versionsOf.get(agreement.id) ?? []), ...openHere.filter((version) => version.state === "draft")];
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
        open: openWords(openHere, sides),
        kept: kept.sum([...new Set(all.map((line) => line.key))]),
      },
    ];
  });
}

/** A proposal goes before a draft that answers it. */
function openWords(versions: readonly OpenVersion[], sides: readonly AgreementSide[]): AgreementSummary["open"] {
  const version = versions.find((row) => row.state === "proposed") ?? versions[0];
  if (!version || (version.state !== "proposed" && version.state !== "draft")) return null;
  const signed = (by: string | null) => (by === null ? null : { personId: "", accountId: by, at: 0 });
  const turn = turnOf({ state: version.state, draftedSide: version.draftedSide ?? "provider", signatures: { provider: signed(version.providerSignedBy), client: signed(version.clientSignedBy) } });
  return turn ? { number: version.number, state: version.state, turn, isMine: sides.includes(turn) } : null;
}

function productNames(lines: readonly ObligationLine[], products: ReadonlyMap<string, { readonly name: Names }>): Names[] {
  return [...new Set(lines.map((line) => line.productId))].flatMap((id) => products.get(id)?.name ?? []);
}
