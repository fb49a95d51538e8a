/** An agreement's parties and the validity of its agreed versions, as matching needs them. */
export interface AgreementInForce {
  readonly agreementId: string;
  readonly providerId: string;
  readonly client:
    | { readonly kind: "department"; readonly departmentId: string }
    | { readonly kind: "group"; readonly groupId: string }
    | { readonly kind: "everyone" };
  readonly versions: readonly {
    readonly versionId: string;
    /** Half-open local dates; null = open end. */
    readonly from: string;
    readonly to: string | null;
    readonly productIds: ReadonlySet<string>;
  }[];
}

export interface MatchRequest {
  readonly productId: string;
  /** The serving department and those above it: a team serves under its department's agreements. */
  readonly providerPath: readonly string[];
  /** The recipient department first, then those above it. */
  readonly recipientPath: readonly string[];
  /** Groups that hold the recipient, or a department above it, on that date. */
  readonly groupIds: ReadonlySet<string>;
  /** Local date of the request, or the scheduled date of an occurrence. */
  readonly date: string;
}

export interface Match {
  readonly agreementId: string;
  readonly versionId: string;
}

/** The version in force on a date, if it has the product; later `from` wins where data overlap. */
export function versionInForce(agreement: AgreementInForce, date: string): AgreementInForce["versions"][number] | null {
  let found: AgreementInForce["versions"][number] | null = null;
  for (const version of agreement.versions)
    if (version.from <= date && (version.to === null || date < version.to) && (!found || version.from > found.from)) found = version;
  return found;
}

/**
 * The most specific agreement in force for a provider, product and recipient: the recipient department's
 * own, then its nearest ancestor's, then a client group's, then everyone's (design.md section 4); among
 * equals the nearest provider. Null = no SLA applies.
 */
export function matchAgreement(agreements: readonly AgreementInForce[], request: MatchRequest): Match | null {
  let best: { match: Match; rank: number } | null = null;
  for (const agreement of agreements) {
    const providerRank = request.providerPath.indexOf(agreement.providerId);
    if (providerRank < 0) continue;
    const clientRank = rankOf(agreement.client, request);
    if (clientRank === null) continue;
    const version = versionInForce(agreement, request.date);
    if (!version?.productIds.has(request.productId)) continue;
    const rank = clientRank * 1000 + providerRank;
    if (!best || rank < best.rank) best = { match: { agreementId: agreement.agreementId, versionId: version.versionId }, rank };
  }
  return best?.match ?? null;
}

const GROUP_RANK = 10_000;
const EVERYONE_RANK = 20_000;

function rankOf(client: AgreementInForce["client"], request: MatchRequest): number | null {
  switch (client.kind) {
    case "department": {
      const rank = request.recipientPath.indexOf(client.departmentId);
      return rank < 0 ? null : rank;
    }
    case "group":
      return request.groupIds.has(client.groupId) ? GROUP_RANK : null;
    case "everyone":
      return EVERYONE_RANK;
  }
}
