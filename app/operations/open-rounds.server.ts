import { newestRound, reviewPeriod, ROUND_SURVEYS } from "#app/domain/survey/survey-round.ts";
import type { AskedPerson } from "#app/domain/survey/plan-round.ts";
import { sendingTime } from "#app/domain/survey/sending-time.ts";
import { askedIn } from "#app/domain/survey/survey-policy.ts";
import type { SurveyPolicy } from "#app/domain/survey/survey-policy.ts";
import { addDays, DAY_MS } from "#app/domain/time/local-date.ts";
import { newId } from "#db/new-id.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { queueMails } from "#db/queries/outbox.server.ts";
import { loadPeriod, touchPeriods } from "#db/queries/periods.server.ts";
import { insertInvitations } from "#db/queries/ratings.server.ts";
import { insertRelationshipAsked } from "#db/queries/relationship.server.ts";
import { findRound, insertRound, insertRoundPeople, loadRoundPeople } from "#db/queries/survey-rounds.server.ts";
import type { RoundRow } from "#db/queries/survey-rounds.server.ts";
import { loadSurveyPolicy } from "#db/queries/surveys.server.ts";
import type { Store, Unit, Writer } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { organisationDay } from "./organisation-day.server.ts";
import { openRaterBook } from "./rater-book.server.ts";
import type { RaterBook } from "./rater-book.server.ts";
import { roundAudience } from "./round-audience.server.ts";

/** People of one transaction. */
const AT_ONCE = 100;
/** Nobody is asked so shortly before a round closes that there is no time to answer. */
const LAST_DAYS = 3;

export interface OpenedRounds {
  readonly opened: number;
  readonly asked: number;
}

/**
 * Opens the rounds whose day has come and asks whom they concern; while one is open, those who were away or had no work done for them
 * at first are asked too. After a standstill a round opens late, as long as its own time to answer would still run. Each person is
 * asked once a round, however often this runs.
 */
export async function openRounds(ctx: OperationContext): Promise<OpenedRounds> {
  const { store, now } = ctx;
  const count = { opened: 0, asked: 0 };
  if (!(await loadOrganisation(store))) return count;
  const { today, calendar } = await organisationDay(ctx);
  for (const survey of ROUND_SURVEYS) {
    const policy = await loadSurveyPolicy(store, survey);
    const { quarter, opensOn } = newestRound(survey, today, calendar);
    const known = await findRound(store, survey, quarter);
    if (!policy.isOn || (known ? known.closesAt - LAST_DAYS * DAY_MS <= now : addDays(opensOn, policy.expiryDays) <= today)) continue;
    if (survey === "client_review" && !(await takesAnswers(ctx, quarter))) continue;
    const raters = await openRaterBook(store, today);
    const there = new Set(known ? (await loadRoundPeople(store, known.id)).map((row) => row.personId) : []);
    const people = (await roundAudience(ctx, survey, quarter, today, raters)).filter((one) => !there.has(one.personId));
    if (people.length === 0) continue;
    const round: RoundRow = known ?? { id: newId(), survey, quarter, openedAt: now, closesAt: now + policy.expiryDays * DAY_MS, closedAt: null };
    for (let at = 0; at < people.length; at += AT_ONCE) await ask(ctx, { round, isNew: !known && at === 0, policy, people: people.slice(at, at + AT_ONCE), raters });
    count.opened += known ? 0 : 1;
    count.asked += people.length;
  }
  return count;
}

async function takesAnswers(ctx: OperationContext, quarter: string): Promise<boolean> {
  const period = await loadPeriod(ctx.store, reviewPeriod(quarter));
  return period?.state === "open" || period?.state === "review";
}

interface Asking {
  readonly round: RoundRow;
  readonly isNew: boolean;
  readonly policy: SurveyPolicy;
  readonly people: readonly AskedPerson[];
  readonly raters: RaterBook;
}

async function ask({ store, now, actor }: OperationContext, asking: Asking): Promise<void> {
  const { round, isNew, policy, people, raters } = asking;
  const questions = questionsOf(store, asking, now);
  const rows = people.map((one) => ({ ...one, id: newId(), person: raters.person(one.personId)! }));
  const mails = rows
    .filter(({ person }) => person.email !== null)
    .map(({ id, personId, person }) => ({ dedupeKey: `round:${id}`, template: "round", locale: askedIn(policy, person.locale), personId, refs: { roundPersonId: id }, notBefore: sendingTime(policy, raters.hoursOf(personId), now) }));
  await store.writeAll(
    (w) => [
      ...(isNew ? [insertRound(store, w, round)] : []),
      ...insertRoundPeople(store, w, rows.map(({ id, personId }) => ({ id, roundId: round.id, personId, state: "open" as const, draft: null, tokenHash: null, createdAt: now, sentAt: null, remindedAt: null }))),
      ...questions(w),
      ...queueMails(store, w, mails, now),
    ],
    { at: now, actor, action: "survey.open_round", entity: "survey_round", entityId: round.id, rows: rows.length, details: { survey: round.survey, quarter: round.quarter } },
  );
}

/** What is asked: of a client review one invitation a provider, of a relationship survey rows that hold no answer. */
function questionsOf(store: Store, { round, people }: Asking, now: number): (w: Writer) => Unit {
  const all = people.flatMap(({ personId, about }) => about.map((one) => ({ personId, ...one })));
  if (round.survey === "relationship")
    return (w) => insertRelationshipAsked(store, w, all.map(({ personId, providerId, clientId }) => ({ roundId: round.id, personId, providerId, clientId, isAnswered: false })));
  const period = reviewPeriod(round.quarter);
  const invitations = all.map((one) => ({
    ...one, id: newId(), survey: "client_review" as const, taskId: null, period, state: "open" as const, tokenHash: null, createdAt: now, sentAt: null, remindedAt: null, expiresAt: round.closesAt,
  }));
  return (w) => [...touchPeriods(store, w, [period]), ...insertInvitations(store, w, invitations)];
}
