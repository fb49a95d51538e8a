import type { Locale } from "#app/domain/names.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { personName } from "#app/format/person-name.ts";
import { loadHandOvers } from "#db/queries/hand-overs.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Store } from "#db/store.ts";

const SHOWN_MS = 30 * DAY_MS;

/** Questions that a person gave to colleagues lately. */
export async function readHandedOver(store: Store, personId: string, now: number, locale: Locale) {
  const given = (await loadHandOvers(store, personId, now - SHOWN_MS)).filter((row) => row.fromId === personId);
  const people = given.length === 0 ? [] : await loadPeople(store, [...new Set(given.map((row) => row.toId))]);
  return given.map(({ invitationId, taskId, title, at, toId }) => {
    const person = people.find((one) => one.id === toId);
    return { id: invitationId, taskId, title: title ?? "", at, to: person ? personName(person, locale) : "–" };
  });
}
