import { planInvitations } from "#app/domain/survey/plan-invitations.ts";
import { periodOf } from "#app/domain/time/instant.ts";
import { DAY_MS, HOUR_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { queueMails } from "#db/queries/outbox.server.ts";
import type { QueuedMail } from "#db/queries/outbox.server.ts";
import { touchPeriods } from "#db/queries/periods.server.ts";
import { insertInvitations, loadAsked, loadTasksToRate } from "#db/queries/ratings.server.ts";
import type { NewInvitation } from "#db/queries/ratings.server.ts";
import { loadSurveyPolicy } from "#db/queries/surveys.server.ts";
import { newId } from "#db/new-id.server.ts";
import type { OperationContext } from "./context.ts";
import { questionMail } from "./question-mail.server.ts";
import { openRaterBook } from "./rater-book.server.ts";

/** How far back an accepted delivery is still asked about after a standstill. */
const LOOK_BACK_MS = 10 * DAY_MS;
const MOST_A_RUN = 2000;

export interface Invited {
  readonly invited: number;
  readonly noRater: number;
  readonly overBudget: number;
  readonly notSampled: number;
}

const NOBODY: Invited = { invited: 0, noRater: 0, overBudget: 0, notSampled: 0 };

/**
 * Asks about deliveries that were accepted, by word or by silence, as the policy says, and queues the mails in the
 * same transaction. A task is asked about once; a second run finds nothing left to ask.
 */
export async function inviteRaters(ctx: OperationContext): Promise<Invited> {
  const { store, now } = ctx;
  const [organisation, policy] = await Promise.all([loadOrganisation(store), loadSurveyPolicy(store, "transactional")]);
  if (!organisation || !policy.isOn) return NOBODY;
  const zone = zoneOf(organisation.zone);
  const until = now - policy.delayHours * HOUR_MS;
  const tasks = await loadTasksToRate(store, until - LOOK_BACK_MS, until, MOST_A_RUN);
  if (tasks.length === 0) return NOBODY;
  const [book, asked] = await Promise.all([openRaterBook(store, localDateOf(zone, now)), loadAsked(store, now - Math.max(30, policy.budget.daysBetweenSameProvider) * DAY_MS)]);
  const plan = planInvitations(tasks.map(book.delivery), policy, asked, book, now);

  const period = periodOf(now, zone);
  const taskOf = new Map(tasks.map((task) => [task.taskId, task]));
  const invitations: NewInvitation[] = [];
  const mails: QueuedMail[] = [];
  for (const { taskId, personId } of plan.invitations) {
    const task = taskOf.get(taskId)!;
    const person = book.person(personId)!;
    const id = newId();
    const { sendAt, mail } = questionMail(book, policy, person, id, now);
    invitations.push({
      id, survey: "transactional", personId, taskId, providerId: task.providerId, clientId: task.clientId, agreementId: task.agreementId, period, state: "open", tokenHash: null, createdAt: now, sentAt: null, remindedAt: null,
      // Days of quiet before the first mail are not taken from the time to answer.
      expiresAt: sendAt + policy.expiryDays * DAY_MS,
    });
    if (mail) mails.push(mail);
  }
  const count: Invited = { invited: invitations.length, noRater: plan.noRater, overBudget: plan.overBudget, notSampled: plan.notSampled };
  if (invitations.length > 0)
    await store.writeAll((w) => [...touchPeriods(store, w, [period]), ...insertInvitations(store, w, invitations), ...queueMails(store, w, mails, now)], {
      at: now, actor: ctx.actor, action: "survey.invite", entity: "invitation", entityId: period, rows: invitations.length, details: { ...count },
    });
  return count;
}
