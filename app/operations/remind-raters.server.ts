import { reminderDue } from "#app/domain/survey/reminder-due.ts";
import { sendingTime } from "#app/domain/survey/sending-time.ts";
import { askedIn } from "#app/domain/survey/survey-policy.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { queueMails } from "#db/queries/outbox.server.ts";
import type { QueuedMail } from "#db/queries/outbox.server.ts";
import { loadSurveyPolicy, loadUnanswered, markReminded } from "#db/queries/surveys.server.ts";
import type { OperationContext } from "./context.ts";
import { weeklyMail } from "./question-mail.server.ts";
import { openRaterBook } from "./rater-book.server.ts";

const MOST_A_RUN = 5000;
/** Invitations a transaction. */
const BATCH = 500;

/**
 * Reminds those who have not answered, on the days that the policy names, outside their quiet hours. Whoever is away is
 * not reminded meanwhile; a second run on the same day finds nobody.
 */
export async function remindRaters(ctx: OperationContext): Promise<{ readonly reminded: number }> {
  const { store, now } = ctx;
  const [organisation, policy] = await Promise.all([loadOrganisation(store), loadSurveyPolicy(store, "transactional")]);
  const first = policy.reminderDays[0];
  if (!organisation || !policy.isOn || first === undefined) return { reminded: 0 };
  const open = await loadUnanswered(store, "transactional", now - first * DAY_MS, now, MOST_A_RUN);
  const due = open.flatMap((row) => {
    const number = row.email === null || row.sentAt === null ? null : reminderDue(policy.reminderDays, row.sentAt, row.remindedAt, now);
    return number === null ? [] : [{ row, number }];
  });
  if (due.length === 0) return { reminded: 0 };
  const book = await openRaterBook(store, localDateOf(zoneOf(organisation.zone), now));
  // Whoever wants no such mails finds the question in the inbox, as before.
  const awake = due.filter(({ row }) => !book.isBlocked(row.personId) && book.person(row.personId)?.surveyMail !== "none");
  for (let at = 0; at < awake.length; at += BATCH) {
    const part = awake.slice(at, at + BATCH);
    const mails = part.flatMap(({ row, number }): QueuedMail[] => {
      const person = book.person(row.personId);
      if (person?.surveyMail === "weekly") return [weeklyMail(book, policy, person, now).mail].filter((mail) => mail !== null);
      return [
        {
          dedupeKey: `reminder:${row.id}:${number}`, template: "invitation", locale: askedIn(policy, row.locale), personId: row.personId, refs: { invitationId: row.id, reminder: String(number) },
          notBefore: sendingTime(policy, book.hoursOf(row.personId), now),
        },
      ];
    });
    await store.writeAll((w) => [...part.map(({ row }) => markReminded(store, w, row.id, row.remindedAt, now)), ...queueMails(store, w, mails, now)], {
      at: now, actor: ctx.actor, action: "survey.remind", entity: "invitation", entityId: part[0]!.row.id, rows: part.length,
    });
  }
  return { reminded: awake.length };
}
