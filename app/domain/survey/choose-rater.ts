import { DAY_MS } from "../time/local-date.ts";

/** How often a person may be asked, over all providers (design.md section 6). */
export interface AskingBudget {
  /** At most one question about a provider in so many days. */
  readonly daysBetweenSameProvider: number;
  /** At most so many questions in 30 days, whoever served. */
  readonly perThirtyDays: number;
}

export const DEFAULT_BUDGET: AskingBudget = { daysBetweenSameProvider: 14, perThirtyDays: 4 };

export interface Candidate {
  readonly personId: string;
  /** Departments of the person today, and all above and below them: none of these may the person rate. */
  readonly tooClose: ReadonlySet<string>;
  readonly isActiveClientMember: boolean;
}

export interface Asked {
  readonly personId: string;
  readonly providerId: string;
  readonly at: number;
  /** The quarterly round to which it belongs: all questions of one round together are one of the 30 days' questions. */
  readonly roundId?: string;
}

export type RaterChoice =
  | { readonly personId: string }
  | { readonly none: "no_rater" | "budget" };

/**
 * Whom to ask about one delivery: the requester if an active member of the client, else the agreement's
 * contacts in turn, else nobody. Nobody rates a department they belong to, or one above or below it. The
 * first person fit to answer decides; a used-up budget is not passed on to a colleague, so that the same
 * people are not asked instead over and over.
 */
export function chooseRater(
  requester: Candidate | null,
  contacts: readonly Candidate[],
  providerId: string,
  asked: readonly Asked[],
  now: number,
  budget: AskingBudget,
): RaterChoice {
  const fit = [...(requester?.isActiveClientMember ? [requester] : []), ...contacts].find((candidate) => !candidate.tooClose.has(providerId));
  if (!fit) return { none: "no_rater" };
  const mine = asked.filter((question) => question.personId === fit.personId && question.at <= now);
  const sameProvider = mine.some((question) => question.providerId === providerId && now - question.at < budget.daysBetweenSameProvider * DAY_MS);
  const lately = mine.filter((question) => now - question.at < 30 * DAY_MS);
  const recent = lately.filter((question) => question.roundId === undefined).length + new Set(lately.flatMap((question) => question.roundId ?? [])).size;
  return sameProvider || recent >= budget.perThirtyDays ? { none: "budget" } : { personId: fit.personId };
}
