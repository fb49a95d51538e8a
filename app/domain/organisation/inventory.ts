/** What a side says about a product of a pair: it is given and got, or it is not. */
export const CLAIM_STATES = ["claimed", "denied"] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

export interface Claim {
  readonly providerId: string;
  readonly clientId: string;
  readonly productId: string;
  readonly side: "provider" | "client";
  readonly state: ClaimState;
}

/**
 * - `agreed`: both say it is given; `gone`: nobody says so any more;
 * - `only_provider`, `only_client`: one side says it, the other one has said nothing yet;
 * - `contested`: one side says it, the other says it is not so.
 */
export const INVENTORY_OUTCOMES = ["contested", "only_provider", "only_client", "agreed", "gone"] as const;
export type InventoryOutcome = (typeof INVENTORY_OUTCOMES)[number];

export interface InventoryLine {
  readonly providerId: string;
  readonly clientId: string;
  readonly productId: string;
  readonly provider: ClaimState | null;
  readonly client: ClaimState | null;
  readonly outcome: InventoryOutcome;
  /** Closed by both: they say the same. A mismatch stays open until then. */
  readonly isClosed: boolean;
}

export function inventoryOutcome(provider: ClaimState | null, client: ClaimState | null): InventoryOutcome {
  if (provider === "claimed") return client === "claimed" ? "agreed" : client === "denied" ? "contested" : "only_provider";
  if (client === "claimed") return provider === "denied" ? "contested" : "only_client";
  return "gone";
}

/** The claims of a year side by side, one line a provider, client and product; mismatches first. */
export function matchInventory(claims: readonly Claim[]): InventoryLine[] {
  const lines = new Map<string, { providerId: string; clientId: string; productId: string; provider: ClaimState | null; client: ClaimState | null }>();
  for (const { providerId, clientId, productId, side, state } of claims) {
    const key = `${providerId} ${clientId} ${productId}`;
    const line = lines.get(key) ?? { providerId, clientId, productId, provider: null, client: null };
    lines.set(key, { ...line, [side]: state });
  }
  return [...lines.values()]
    .map((line): InventoryLine => {
      const outcome = inventoryOutcome(line.provider, line.client);
      return { ...line, outcome, isClosed: outcome === "agreed" || outcome === "gone" };
    })
    .sort((a, b) => INVENTORY_OUTCOMES.indexOf(a.outcome) - INVENTORY_OUTCOMES.indexOf(b.outcome));
}
