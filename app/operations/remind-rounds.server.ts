import { askedIn } from "#app/domain/survey/survey-policy.ts";
import { reminderDue } from "#app/domain/survey/reminder-due.ts";
import { sendingTime } from "#app/domain/survey/sending-time.ts";
import { ROUND_SURVEYS } from "#app/domain/survey/survey-round.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { queueMails } from "#db/queries/outbox.server.ts";
import { loadUnansweredRounds, markRoundReminded } from "#db/queries/survey-rounds.server.ts";
import { loadSurveyPolicy } from "#db/queries/surveys.server.ts";
import type { OperationContext } from "./context.ts";
import { openRaterBook } from "./rater-book.server.ts";

/** Invitations a transaction. */
const BATCH = 500;

/** Reminds those who have not answered an open round, on the days that its policy names, one mail a person. A second run on the same day finds nobody. */
export async function remindRounds(ctx: OperationContext): Promise<{ readonly reminded: number }> {
  const { store, now } = ctx;
  const organisation = await loadOrganisation(store);
  let reminded = 0;
  for (const survey of ROUND_SURVEYS) {
    const policy = await loadSurveyPolicy(store, survey);
    const first = policy.reminderDays[0];
    if (!organisation || !policy.isOn || first === undefined) continue;
    const due = (await loadUnansweredRounds(store, survey, now - first * DAY_MS, now)).flatMap((row) => {
      const number = reminderDue(policy.reminderDays, row.sentAt, row.remindedAt, now);
      return number === null ? [] : [{ row, number }];
    });
    if (due.length === 0) continue;
    const book = await openRaterBook(store, localDateOf(zoneOf(organisation.zone), now));
    const awake = due.filter(({ row }) => !book.isBlocked(row.personId));
    for (let at = 0; at < awake.length; at += BATCH) {
      const part = awake.slice(at, at + BATCH);
      const mails = part.map(({ row, number }) => ({
        dedupeKey: `round-reminder:${row.id}:${number}`, template: "round", locale: askedIn(policy, row.locale), personId: row.personId, refs: { roundPersonId: row.id, reminder: String(number) },
        notBefore: sendingTime(policy, book.hoursOf(row.personId), now),
      }));
      await store.writeAll((w) => [...part.map(({ row }) => markRoundReminded(store, w, row.id, now)), ...queueMails(store, w, mails, now)], {
        at: now, actor: ctx.actor, action: "survey.remind", entity: "survey_round", entityId: survey, rows: part.length,
      });
    }
    reminded += awake.length;
  }
  return { reminded };
}
