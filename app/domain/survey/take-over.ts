import type { Candidate } from "./choose-rater.ts";

export interface HandOver {
  readonly providerId: string;
  /** Everybody who was asked about the same delivery, whoever has the question now. */
  readonly alreadyAsked: ReadonlySet<string>;
  readonly isBlocked: (personId: string) => boolean;
}

export type TakeOverFault = "not_of_the_client" | "too_close" | "is_away" | "already_asked";

/**
 * Why a colleague may not answer in somebody's place; null = they may. The rules are those of asking (design.md section 6): of the
 * client, not of the provider's line, not away. A question never comes back to who was asked before.
 */
export function takeOverFault(colleague: Candidate, { providerId, alreadyAsked, isBlocked }: HandOver): TakeOverFault | null {
  if (!colleague.isActiveClientMember) return "not_of_the_client";
  if (colleague.tooClose.has(providerId)) return "too_close";
  if (alreadyAsked.has(colleague.personId)) return "already_asked";
  return isBlocked(colleague.personId) ? "is_away" : null;
}
