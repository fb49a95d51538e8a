import { createHash } from "node:crypto";
import { canonicalJson } from "#app/domain/canonical-json.ts";
import { compareCodePoints } from "#app/domain/order-by-code-point.ts";
import type { ClosedItem } from "#db/queries/closing.server.ts";
import type { ScorecardRow, StoredScorecard } from "#db/queries/scorecards.server.ts";
import { sha256 } from "#db/new-id.server.ts";

/** Hash of what one scorecard says. */
export const scorecardHash = (content: StoredScorecard): string => sha256(canonicalJson(content));

/**
 * Hash of a whole closing: its scorecards, computed anew from what they say, and every item that counted.
 * The order in which a database returns them changes nothing.
 */
export function closingHash(cards: readonly Pick<ScorecardRow, "content">[], items: readonly ClosedItem[]): string {
  const hash = createHash("sha256");
  for (const one of cards.map((card) => scorecardHash(card.content)).sort(compareCodePoints)) hash.update(`${one}\n`);
  for (const line of items.map((item) => canonicalJson(item)).sort(compareCodePoints)) hash.update(`${line}\n`);
  return hash.digest("hex");
}
