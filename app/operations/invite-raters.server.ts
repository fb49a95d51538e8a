import { chooseRater, DEFAULT_BUDGET } from "#app/domain/survey/choose-rater.ts";
import type { Asked, Candidate } from "#app/domain/survey/choose-rater.ts";
import { periodOf } from "#app/domain/time/instant.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { presentDepartment } from "#app/domain/organisation/succession.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { queueMails } from "#db/queries/outbox.server.ts";
import type { QueuedMail } from "#db/queries/outbox.server.ts";
import { loadMemberships, loadPeople, loadPosts } from "#db/queries/people.server.ts";
import { touchPeriods } from "#db/queries/periods.server.ts";
import { insertInvitations, loadAsked, loadContacts, loadTasksToRate } from "#db/queries/ratings.server.ts";
import type { InvitationRow } from "#db/queries/ratings.server.ts";
import { loadSuccessions } from "#db/queries/reorganisations.server.ts";
import { newId } from "#db/new-id.server.ts";
import type { OperationContext } from "./context.ts";

/** How far back an accepted delivery is still asked about after a standstill. */
const LOOK_BACK_MS = 10 * DAY_MS;
/** How long a link is good. */
export const INVITATION_LIFE_MS = 14 * DAY_MS;
const MOST_A_RUN = 2000;

export interface Invited {
  readonly invited: number;
  readonly noRater: number;
  readonly overBudget: number;
}

/**
 * Asks about deliveries that were accepted, by word or by silence, and queues the mails in the same
 * transaction. A task is asked about once; a second run finds nothing left to ask.
 */
export async function inviteRaters(ctx: OperationContext): Promise<Invited> {
  const { store, now } = ctx;
  const organisation = await loadOrganisation(store);
  if (!organisation) return { invited: 0, noRater: 0, overBudget: 0 };
  const zone = zoneOf(organisation.zone);
  const today = localDateOf(zone, now);
  const [tasks, history, departments, memberships, posts, contacts, successions] = await Promise.all([
    loadTasksToRate(store, now - LOOK_BACK_MS, now, MOST_A_RUN),
    loadAsked(store, now - 31 * DAY_MS),
    loadDepartments(store),
    loadMemberships(store, today, today),
    loadPosts(store, today),
    loadContacts(store),
    loadSuccessions(store),
  ]);
  if (tasks.length === 0) return { invited: 0, noRater: 0, overBudget: 0 };

  const tree = departmentTree(departments);
  const departmentsOf = new Map<string, string[]>();
  for (const row of memberships) departmentsOf.set(row.personId, [...(departmentsOf.get(row.personId) ?? []), row.departmentId]);
  const heads = new Map(posts.filter((row) => row.post === "head").map((row) => [row.departmentId, row.personId]));
  const people = new Map((await loadPeople(store)).map((row) => [row.id, row]));

  const candidate = (personId: string, clientId: string): Candidate => {
    const own = departmentsOf.get(personId) ?? [];
    return {
      personId,
      tooClose: new Set(own.flatMap((id) => [...tree.pathUp(id), ...tree.withBelow(id)])),
      isActiveClientMember: own.some((id) => tree.pathUp(id).includes(clientId) || tree.pathUp(clientId).includes(id)),
    };
  };

  const asked: Asked[] = [...history];
  const invitations: InvitationRow[] = [];
  const mails: QueuedMail[] = [];
  const count = { invited: 0, noRater: 0, overBudget: 0 };
  const period = periodOf(now, zone);
  for (const task of tasks) {
    const named = contacts.filter((row) => row.agreementId === task.agreementId).map((row) => row.personId);
    // Where an agreement names no contact, the head of the client answers for it.
    // What a department asked for that ended is rated by its successor.
    const clientNow = presentDepartment(task.clientId, successions);
    const head = heads.get(clientNow);
    const turn = named.length > 0 ? named : head ? [head] : [];
    const choice = chooseRater(
      task.requesterId ? candidate(task.requesterId, clientNow) : null,
      turn.filter((id) => departmentsOf.has(id)).map((id) => candidate(id, clientNow)),
      task.providerId,
      asked,
      now,
      DEFAULT_BUDGET,
    );
    if ("none" in choice) {
      if (choice.none === "no_rater") count.noRater += 1;
      else count.overBudget += 1;
      continue;
    }
    const person = people.get(choice.personId)!;
    asked.push({ personId: person.id, providerId: task.providerId, at: now });
    const id = newId();
    invitations.push({
      id, survey: "transactional", personId: person.id, taskId: task.taskId, providerId: task.providerId, clientId: task.clientId, agreementId: task.agreementId, period,
      state: "open", tokenHash: null, createdAt: now, sentAt: null, remindedAt: null, expiresAt: now + INVITATION_LIFE_MS,
    });
    if (person.email) mails.push({ dedupeKey: `invitation:${id}`, template: "invitation", locale: person.locale, personId: person.id, refs: { invitationId: id }, notBefore: now });
    count.invited += 1;
  }
  if (invitations.length > 0)
    await store.writeAll((w) => [...touchPeriods(store, w, [period]), ...insertInvitations(store, w, invitations), ...queueMails(store, w, mails, now)], {
      at: now, actor: ctx.actor, action: "survey.invite", entity: "invitation", entityId: period, rows: invitations.length, details: count,
    });
  return count;
}
