import { workingDayFrom } from "#app/domain/agreement/answer-days.ts";
import { answerClock, REMIND_WORKING_DAYS } from "#app/domain/improvement/provider-answer.ts";
import { loadPosts } from "#db/queries/people.server.ts";
import { loadUnansweredReports } from "#db/queries/provider-answers.server.ts";
import type { OperationContext } from "./context.ts";
import { notifyOnce } from "./notify.server.ts";
import type { Notification } from "./notify.server.ts";
import { organisationDay } from "./organisation-day.server.ts";

/** Reminds heads of relationship surveys that their department has not answered: once shortly before the day, once after it. Returns how many were told. */
export async function watchProviderAnswers(ctx: OperationContext): Promise<number> {
  const { store, now } = ctx;
  const waiting = await loadUnansweredReports(store);
  if (waiting.length === 0) return 0;
  const { today, calendar } = await organisationDay(ctx);
  const posts = await loadPosts(store, today);
  const given = waiting.flatMap(({ quarter, providerId, answerBy }) => {
    const clock = answerClock(answerBy, workingDayFrom(calendar, answerBy, -REMIND_WORKING_DAYS), today);
    if (!clock) return [];
    const heads = posts.filter((row) => row.post === "head" && row.departmentId === providerId);
    return heads.map((row): Notification => ({ kind: `relationship_answer_${clock}`, personId: row.personId, refs: { departmentId: providerId, quarter, to: answerBy }, about: `${quarter}:${providerId}` }));
  });
  return notifyOnce(store, given, now);
}
