import { newestRound } from "#app/domain/survey/survey-round.ts";
import type { RoundSurvey } from "#app/domain/survey/survey-round.ts";
import type { OperationContext } from "./context.ts";
import { organisationDay } from "./organisation-day.server.ts";
import { openRaterBook } from "./rater-book.server.ts";
import { roundAudience } from "./round-audience.server.ts";

export interface RoundForecast {
  readonly quarter: string;
  readonly people: number;
  readonly providers: number;
  readonly questions: number;
  readonly mostToOne: number;
  /** People without an address: they find it in the portal only. */
  readonly withoutMail: number;
}

/** Whom the newest round of a survey would ask, with today's people, by the planner that asks. */
export async function forecastRound(ctx: OperationContext, survey: RoundSurvey): Promise<RoundForecast> {
  const { today, calendar } = await organisationDay(ctx);
  const { quarter } = newestRound(survey, today, calendar);
  const raters = await openRaterBook(ctx.store, today);
  const people = await roundAudience(ctx, survey, quarter, today, raters);
  const sizes = people.map((one) => one.about.length);
  return {
    quarter,
    people: people.length,
    providers: new Set(people.flatMap((one) => one.about.map((about) => about.providerId))).size,
    questions: sizes.reduce((sum, size) => sum + size, 0),
    mostToOne: Math.max(0, ...sizes),
    withoutMail: people.filter((one) => !raters.person(one.personId)?.email).length,
  };
}
