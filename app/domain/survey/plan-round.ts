import { compareCodePoints } from "../order-by-code-point.ts";
import type { Candidate } from "./choose-rater.ts";

/** A provider that a client can say something about, with those who speak for the client. */
export interface RoundSubject {
  readonly providerId: string;
  readonly clientId: string;
  /** The agreement in whose score the answer counts; null = shown, never scored. */
  readonly agreementId: string | null;
  readonly raters: readonly Candidate[];
}

export interface AskedAbout {
  readonly providerId: string;
  readonly clientId: string;
  readonly agreementId: string | null;
}

export interface AskedPerson {
  readonly personId: string;
  readonly about: readonly AskedAbout[];
}

/**
 * Whom a round asks about whom: each person once about a provider, for the client of the first subject that names them. Nobody is
 * asked about a department they belong to, or one above or below it. A used-up budget does not hold back a question that comes once
 * a quarter; the round counts in the budget as one question.
 */
export function planRound(subjects: readonly RoundSubject[], isBlocked: (personId: string) => boolean): readonly AskedPerson[] {
  const asked = new Map<string, Map<string, AskedAbout>>();
  for (const { providerId, clientId, agreementId, raters } of subjects)
    for (const { personId, tooClose } of raters) {
      if (tooClose.has(providerId) || isBlocked(personId)) continue;
      const about = asked.get(personId) ?? new Map<string, AskedAbout>();
      asked.set(personId, about);
      if (!about.has(providerId)) about.set(providerId, { providerId, clientId, agreementId });
    }
  return [...asked]
    .map(([personId, about]) => ({ personId, about: [...about.values()].sort((a, b) => compareCodePoints(a.providerId, b.providerId)) }))
    .sort((a, b) => compareCodePoints(a.personId, b.personId));
}
