import { sendingTime } from "#app/domain/survey/sending-time.ts";
import { nextMonday } from "#app/domain/survey/survey-mail.ts";
import { askedIn } from "#app/domain/survey/survey-policy.ts";
import type { SurveyPolicy } from "#app/domain/survey/survey-policy.ts";
import type { QueuedMail } from "#db/queries/outbox.server.ts";
import type { PersonRow } from "#db/queries/people.server.ts";
import type { RaterBook } from "./rater-book.server.ts";

export interface QuestionMail {
  /** From when on the days to answer count. */
  readonly sendAt: number;
  /** Null for who reads mail elsewhere, or wants none: the question waits in the inbox of the portal. */
  readonly mail: QueuedMail | null;
}

/** By which mail, and when, a person learns of a question: its own, or that of the coming Monday, which many questions share. */
export function questionMail(book: Pick<RaterBook, "hoursOf">, policy: SurveyPolicy, person: PersonRow, invitationId: string, now: number): QuestionMail {
  const hours = book.hoursOf(person.id);
  if (person.surveyMail === "weekly") return weeklyMail(book, policy, person, now);
  const sendAt = sendingTime(policy, hours, now);
  if (person.email === null || person.surveyMail === "none") return { sendAt, mail: null };
  return { sendAt, mail: { dedupeKey: `invitation:${invitationId}`, template: "invitation", locale: askedIn(policy, person.locale), personId: person.id, refs: { invitationId }, notBefore: sendAt } };
}

/** The one mail of the coming week about everything that a person was asked. */
export function weeklyMail(book: Pick<RaterBook, "hoursOf">, policy: SurveyPolicy, person: PersonRow, now: number): QuestionMail {
  const hours = book.hoursOf(person.id);
  const monday = nextMonday(hours.zone, now);
  const sendAt = sendingTime(policy, hours, monday.startsAt);
  if (person.email === null) return { sendAt, mail: null };
  return { sendAt, mail: { dedupeKey: `weekly-questions:${person.id}:${monday.day}`, template: "weekly_questions", locale: askedIn(policy, person.locale), personId: person.id, refs: {}, notBefore: sendAt } };
}
