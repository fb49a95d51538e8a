/** An agreement as its rank sees it: who serves whom with what, and when. Half-open local dates. */
export interface RankedAgreement {
  readonly agreementId: string;
  readonly providerId: string;
  readonly client: { readonly kind: "department" | "group" | "everyone"; readonly id: string | null };
  readonly spans: readonly { readonly from: string; readonly to: string | null; readonly productIds: readonly string[] }[];
}

/** Who belongs to client groups and when. */
export interface GroupSpan {
  readonly groupId: string;
  readonly departmentId: string;
  readonly from: string;
  readonly to: string | null;
}

const overlap = (a: { from: string; to: string | null }, b: { from: string; to: string | null }): boolean =>
  (a.to === null || b.from < a.to) && (b.to === null || a.from < b.to);

/**
 * Products of a text that another agreement of the same rank covers in the same time: the same provider and
 * the same client, or two groups that share a department (design.md section 4). Matching could not choose
 * between the two, so signing is refused.
 */
export function takenProducts(mine: RankedAgreement, others: readonly RankedAgreement[], groups: readonly GroupSpan[]): { productId: string; agreementId: string }[] {
  const found: { productId: string; agreementId: string }[] = [];
  for (const other of others) {
    if (other.agreementId === mine.agreementId || other.providerId !== mine.providerId || other.client.kind !== mine.client.kind) continue;
    for (const span of mine.spans) {
      for (const theirs of other.spans) {
        if (!overlap(span, theirs)) continue;
        const from = span.from > theirs.from ? span.from : theirs.from;
        if (!isSameClient(mine.client, other.client, from, groups)) continue;
        for (const productId of span.productIds) {
          if (theirs.productIds.includes(productId) && !found.some((one) => one.productId === productId)) found.push({ productId, agreementId: other.agreementId });
        }
      }
    }
  }
  return found;
}

/** Groups count as one client where a department is in both on the first common day or later. */
function isSameClient(a: RankedAgreement["client"], b: RankedAgreement["client"], from: string, groups: readonly GroupSpan[]): boolean {
  if (a.id === b.id) return true;
  if (a.kind !== "group") return false;
  const membersOf = (id: string | null) => groups.filter((row) => row.groupId === id && (row.to === null || row.to > from));
  const theirs = membersOf(b.id);
  return membersOf(a.id).some((row) => theirs.some((other) => other.departmentId === row.departmentId && overlap(row, other)));
}
