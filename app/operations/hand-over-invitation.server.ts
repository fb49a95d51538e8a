import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { takeOverFault } from "#app/domain/survey/take-over.ts";
import type { TakeOverFault } from "#app/domain/survey/take-over.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { newId } from "#db/new-id.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { insertTakenOver, loadAskedAbout } from "#db/queries/hand-overs.server.ts";
import { queueMails } from "#db/queries/outbox.server.ts";
import type { PersonRow } from "#db/queries/people.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadPeriod, touchPeriods } from "#db/queries/periods.server.ts";
import { findInvitation, setInvitationState } from "#db/queries/ratings.server.ts";
import type { InvitationRow } from "#db/queries/ratings.server.ts";
import { loadSurveyPolicyAt } from "#db/queries/surveys.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "./context.ts";
import { questionMail } from "./question-mail.server.ts";
import { openRaterBook } from "./rater-book.server.ts";
import type { RaterBook } from "./rater-book.server.ts";

export interface HandOverCommand {
  readonly invitationId: string;
  /** Whose question it is. */
  readonly fromId: string;
  readonly toId: string;
}

/** Colleagues who may answer a question in somebody's place, as people. */
export async function colleaguesFor(ctx: OperationContext, invitation: InvitationRow): Promise<PersonRow[]> {
  const { book, faultOf } = await openHandOver(ctx, invitation);
  return (await loadPeople(ctx.store)).filter((person) => book.person(person.id) && faultOf(person.id) === null);
}

/**
 * Gives a question to a colleague: theirs is a new invitation with a link of its own, the old one ends and its link with it. What and
 * who is rated, and the month in which it counts, stay as they were.
 */
export async function handOverInvitation(ctx: OperationContext, command: HandOverCommand): Promise<Result<{ readonly invitationId: string }>> {
  const { store, now } = ctx;
  const old = await findInvitation(store, command.invitationId);
  if (!old || old.personId !== command.fromId || old.taskId === null) return refused("not_found");
  if (old.state !== "open" || old.expiresAt <= now) return refused("not_open");
  const period = await loadPeriod(store, old.period);
  if (!period || (period.state !== "open" && period.state !== "review")) return refused("period_sealed");
  const { book, faultOf } = await openHandOver(ctx, old);
  const colleague = book.person(command.toId);
  const fault = colleague ? faultOf(command.toId) : "unknown_person";
  if (!colleague || fault) return refused(fault ?? "unknown_person", undefined, "toId");

  const id = newId();
  const policy = await loadSurveyPolicyAt(store, "transactional", old.createdAt);
  const { sendAt, mail } = questionMail(book, policy, colleague, id, now);
  const taken = { ...old, id, personId: colleague.id, handedFrom: old.id, tokenHash: null, createdAt: now, sentAt: null, remindedAt: null, expiresAt: sendAt + policy.expiryDays * DAY_MS };
  try {
    await store.writeAll(
      (w) => [...touchPeriods(store, w, [old.period]), setInvitationState(store, w, old.id, ["open"], "revoked"), insertTakenOver(store, w, taken), ...queueMails(store, w, mail ? [mail] : [], now)],
      { at: now, actor: ctx.actor, action: "survey.hand_over", entity: "invitation", entityId: old.id, details: { from: old.personId, to: colleague.id, invitationId: id } },
    );
  } catch (error) {
    if (error instanceof DuplicateError) return refused("already_asked", undefined, "toId");
    if (error instanceof StaleWriteError) return refused("not_open");
    throw error;
  }
  return ok({ invitationId: id });
}

interface OpenHandOver {
  readonly book: RaterBook;
  readonly faultOf: (personId: string) => TakeOverFault | null;
}

async function openHandOver(ctx: OperationContext, { taskId, providerId, clientId, agreementId }: InvitationRow): Promise<OpenHandOver> {
  const organisation = await loadOrganisation(ctx.store);
  const today = localDateOf(zoneOf(organisation?.zone ?? "UTC"), ctx.now);
  const [book, alreadyAsked] = await Promise.all([openRaterBook(ctx.store, today), loadAskedAbout(ctx.store, taskId ?? "")]);
  const rules = { providerId, alreadyAsked, isBlocked: book.isBlocked };
  return {
    book,
    faultOf: (personId) => {
      const { requester } = book.delivery({ taskId: taskId ?? "", requesterId: personId, providerId, clientId, agreementId });
      return requester ? takeOverFault(requester, rules) : "not_of_the_client";
    },
  };
}
