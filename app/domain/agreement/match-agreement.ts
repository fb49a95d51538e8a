/** The client side of an agreement: a department, a client group, or everyone. */
export type ClientParty =
  | { readonly type: "department"; readonly id: string }
  | { readonly type: "group"; readonly id: string }
  | { readonly type: "everyone" };

/** A version that may judge a task, with what decides whether it does. */
export interface AgreementCandidate {
  readonly versionId: string;
  readonly providerId: string;
  readonly client: ClientParty;
  /** Validity `[from, to)` in local dates; null = no end. */
  readonly from: string;
  readonly to: string | null;
  /** Products that its obligations name. */
  readonly productIds: readonly string[];
}

/** One recipient of a task at the date of the request. */
export interface AgreementQuestion {
  readonly providerId: string;
  readonly productId: string;
  readonly recipientId: string;
  /** Departments above the recipient, the nearest first. */
  readonly ancestorIds: readonly string[];
  /** Client groups to which the recipient belongs. */
  readonly groupIds: readonly string[];
  /** Local date in the organisation's zone. */
  readonly date: string;
}

export const isInForce = (
  version: Pick<AgreementCandidate, "from" | "to">,
  date: string,
): boolean => version.from <= date && (version.to === null || date < version.to);

/**
 * How specific a client party is for a recipient: 0 its own agreement, 1 … its ancestors' from the
 * nearest up, then groups, then everyone; null when it is not the recipient's.
 */
function rankOf(client: ClientParty, question: AgreementQuestion): number | null {
  const above = question.ancestorIds.length;
  switch (client.type) {
    case "department": {
      if (client.id === question.recipientId) return 0;
      const i = question.ancestorIds.indexOf(client.id);
      return i < 0 ? null : i + 1;
    }
    case "group":
      return question.groupIds.includes(client.id) ? above + 1 : null;
    case "everyone":
      return above + 2;
  }
}

/** All candidates of the best rank; more than one is a conflict that signing refuses. */
export function mostSpecificAgreements<T extends AgreementCandidate>(
  question: AgreementQuestion,
  candidates: readonly T[],
): T[] {
  let best: T[] = [];
  let bestRank = Infinity;
  for (const candidate of candidates) {
    if (candidate.providerId !== question.providerId) continue;
    if (!candidate.productIds.includes(question.productId)) continue;
    if (!isInForce(candidate, question.date)) continue;
    const rank = rankOf(candidate.client, question);
    if (rank === null || rank > bestRank) continue;
    if (rank < bestRank) best = [];
    bestRank = rank;
    best.push(candidate);
  }
  return best;
}

/**
 * The most specific agreement in force for a provider, product, recipient and date (design.md section
 * 4), null when no SLA applies. Among equals, which signing and joining a group refuse, the smallest
 * version id answers, so that the answer never depends on the order of rows.
 */
export function matchAgreement<T extends AgreementCandidate>(
  question: AgreementQuestion,
  candidates: readonly T[],
): T | null {
  const best = mostSpecificAgreements(question, candidates);
  return best.reduce<T | null>(
    (first, next) => (first === null || next.versionId < first.versionId ? next : first),
    null,
  );
}
