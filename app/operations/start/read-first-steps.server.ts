import { nextPayPeriod } from "#app/domain/agreement/check-dates.ts";
import { isLed, phaseDates, startSteps, type StartFacts, type StartPhase, type StartStep } from "#app/domain/start/first-steps.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { hasScore, loadStartFacts } from "#db/queries/first-steps.server.ts";
import type { Store } from "#db/store.ts";

export interface FirstSteps {
  readonly steps: readonly StartStep[];
  readonly facts: StartFacts;
  /** When each phase should be over, local dates; null before the founding. */
  readonly dates: Readonly<Record<StartPhase, string>> | null;
  /** Whether the portal still leads. */
  readonly isLed: boolean;
}

/** How far the company is on its way from an empty database to the first paid promise. */
export async function readFirstSteps(store: Store, now: number): Promise<FirstSteps> {
  const organisation = await loadOrganisation(store);
  const zone = zoneOf(organisation?.zone ?? "UTC");
  const facts = { hasOrganisation: organisation !== null, ...(await loadStartFacts(store, localDateOf(zone, now), now)) };
  const steps = startSteps(facts);
  return { steps, facts, isLed: isLed(steps), dates: organisation && phaseDates(localDateOf(zone, organisation.createdAt), (day) => nextPayPeriod(day, organisation.payPeriod)) };
}

/** The same for Home: nothing is counted any more once a department has its score. */
export async function readLedSteps(store: Store, now: number): Promise<FirstSteps | null> {
  if (await hasScore(store)) return null;
  return readFirstSteps(store, now);
}
