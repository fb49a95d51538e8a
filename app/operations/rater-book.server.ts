import { presentDepartment } from "#app/domain/organisation/succession.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import type { Candidate } from "#app/domain/survey/choose-rater.ts";
import type { DeliveryToRate, RaterFacts } from "#app/domain/survey/plan-invitations.ts";
import type { SendingHours } from "#app/domain/survey/sending-time.ts";
import { zoneOf } from "#app/domain/time/zone.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadMemberships, loadPeople, loadPosts } from "#db/queries/people.server.ts";
import type { PersonRow } from "#db/queries/people.server.ts";
import { loadContacts } from "#db/queries/ratings.server.ts";
import type { TaskToRate } from "#db/queries/ratings.server.ts";
import { loadSuccessions } from "#db/queries/reorganisations.server.ts";
import { loadPausedRaters } from "#db/queries/surveys.server.ts";
import type { Store } from "#db/store.ts";
import { openPersonCalendars } from "./person-calendars.server.ts";

export interface RaterBook extends RaterFacts {
  readonly person: (personId: string) => PersonRow | undefined;
  readonly delivery: (task: TaskToRate) => DeliveryToRate;
  /** Who speaks for a client: the contacts that an agreement names and who belong to it, its head, and its deputies. */
  readonly speakersOf: (clientId: string, agreementId: string | null) => { readonly contacts: readonly Candidate[]; readonly head: Candidate | null; readonly deputies: readonly Candidate[] };
}

/** Who may be asked about deliveries on a local day: members, contacts, heads, who is away, and when each may be written to. */
export async function openRaterBook(store: Store, today: string): Promise<RaterBook> {
  const [departments, memberships, posts, contacts, successions, people, paused, calendarOf] = await Promise.all([
    loadDepartments(store), loadMemberships(store, today, today), loadPosts(store, today), loadContacts(store), loadSuccessions(store), loadPeople(store), loadPausedRaters(store, today), openPersonCalendars(store),
  ]);
  const tree = departmentTree(departments);
  const departmentsOf = new Map<string, string[]>();
  for (const row of memberships) departmentsOf.set(row.personId, [...(departmentsOf.get(row.personId) ?? []), row.departmentId]);
  const heads = new Map(posts.filter((row) => row.post === "head").map((row) => [row.departmentId, row.personId]));
  const contactsOf = new Map<string, string[]>();
  for (const row of contacts) contactsOf.set(row.agreementId, [...(contactsOf.get(row.agreementId) ?? []), row.personId]);
  const byId = new Map(people.map((row) => [row.id, row]));

  const candidate = (personId: string, clientId: string): Candidate => {
    const own = departmentsOf.get(personId) ?? [];
    return {
      personId,
      tooClose: new Set(own.flatMap((id) => [...tree.pathUp(id), ...tree.withBelow(id)])),
      isActiveClientMember: own.some((id) => tree.pathUp(id).includes(clientId) || tree.pathUp(clientId).includes(id)),
    };
  };
  const hours = new Map<string, SendingHours>();
  return {
    person: (personId) => byId.get(personId),
    isBlocked: (personId) => paused.has(personId),
    hoursOf: (personId) => {
      const known = hours.get(personId);
      if (known) return known;
      const made = { zone: zoneOf(byId.get(personId)?.zone ?? "UTC"), calendar: calendarOf(personId, departmentsOf.get(personId)?.[0] ?? "") };
      hours.set(personId, made);
      return made;
    },
    speakersOf: (clientId, agreementId) => {
      const clientNow = presentDepartment(clientId, successions);
      const named = agreementId === null ? [] : (contactsOf.get(agreementId) ?? []);
      const head = heads.get(clientNow);
      const deputies = posts.filter((row) => row.post === "deputy" && row.departmentId === clientNow).map((row) => row.personId);
      return {
        contacts: named.filter((id) => departmentsOf.get(id)?.some((own) => tree.pathUp(own).includes(clientNow))).map((id) => candidate(id, clientNow)),
        head: head && departmentsOf.has(head) ? candidate(head, clientNow) : null,
        deputies: deputies.filter((id) => departmentsOf.has(id)).map((id) => candidate(id, clientNow)),
      };
    },
    delivery: (task) => {
      // What a department asked for that ended is rated by its successor.
      const clientNow = presentDepartment(task.clientId, successions);
      const named = task.agreementId === null ? [] : (contactsOf.get(task.agreementId) ?? []);
      // Where an agreement names no contact, the head of the client answers for it.
      const head = heads.get(clientNow);
      const turn = named.length > 0 ? named : head ? [head] : [];
      return {
        taskId: task.taskId, providerId: task.providerId,
        requester: task.requesterId ? candidate(task.requesterId, clientNow) : null,
        contacts: turn.filter((id) => departmentsOf.has(id)).map((id) => candidate(id, clientNow)),
      };
    },
  };
}
