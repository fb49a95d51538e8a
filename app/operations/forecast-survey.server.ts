import { planInvitations } from "#app/domain/survey/plan-invitations.ts";
import type { Asked } from "#app/domain/survey/choose-rater.ts";
import type { SurveyPolicy } from "#app/domain/survey/survey-policy.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadDelivered } from "#db/queries/ratings.server.ts";
import type { OperationContext } from "./context.ts";
import { openRaterBook } from "./rater-book.server.ts";

/** The days that a forecast tells of. */
export const FORECAST_DAYS = 30;
/** Days before them that only fill the budgets, so that the first of the month is like any other. */
const WARM_UP_DAYS = 30;

export interface SurveyForecast {
  readonly deliveries: number;
  readonly invitations: number;
  readonly people: number;
  /** People to whom the budget spared at least one question. */
  readonly atBudget: number;
  readonly overBudget: number;
  readonly noRater: number;
  readonly notSampled: number;
  /** The most that one person would have got. */
  readonly mostToOne: number;
}

/** What a policy would have sent for the deliveries of the last days, by the planner that sends: with today's people, day by day. */
export async function forecastSurvey(ctx: OperationContext, policy: SurveyPolicy): Promise<SurveyForecast> {
  const { store, now } = ctx;
  const organisation = await loadOrganisation(store);
  const zone = zoneOf(organisation?.zone ?? "UTC");
  const from = now - FORECAST_DAYS * DAY_MS;
  const [delivered, book] = await Promise.all([loadDelivered(store, from - WARM_UP_DAYS * DAY_MS, now), openRaterBook(store, localDateOf(zone, now))]);
  const byDay = new Map<number, typeof delivered>();
  for (const task of delivered) {
    const day = Math.floor((task.deliveredAt - from) / DAY_MS);
    const known = byDay.get(day);
    if (known) known.push(task);
    else byDay.set(day, [task]);
  }
  const count = { deliveries: 0, invitations: 0, overBudget: 0, noRater: 0, notSampled: 0 };
  const atBudget = new Set<string>();
  const perPerson = new Map<string, number>();
  let asked: Asked[] = [];
  const memory = Math.max(30, policy.budget.daysBetweenSameProvider) * DAY_MS;
  for (let day = -WARM_UP_DAYS; day < FORECAST_DAYS; day += 1) {
    const at = from + (day + 1) * DAY_MS;
    const tasks = byDay.get(day) ?? [];
    const plan = planInvitations(tasks.map(book.delivery), policy, asked, book, at);
    asked = [...asked.filter((one) => at - one.at < memory), ...plan.invitations.map((one) => ({ personId: one.personId, providerId: one.providerId, at }))];
    if (day < 0) continue;
    count.deliveries += tasks.length;
    count.invitations += plan.invitations.length;
    count.overBudget += plan.overBudget;
    count.noRater += plan.noRater;
    count.notSampled += plan.notSampled;
    for (const personId of plan.atBudget) atBudget.add(personId);
    for (const { personId } of plan.invitations) perPerson.set(personId, (perPerson.get(personId) ?? 0) + 1);
  }
  return { ...count, people: perPerson.size, atBudget: atBudget.size, mostToOne: Math.max(0, ...perPerson.values()) };
}
