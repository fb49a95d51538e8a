import { CALL_WITHIN_MS, monthToCompare, quarterOfAdvice, weeksOpen, WEEK_MS } from "#app/domain/style/keep-in-touch.ts";
import type { CommunicationStyle } from "#app/domain/style/style.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { loadBrokenOf, loadOpenOf, loadStyledPeople, type StyledPerson } from "#db/queries/styles.server.ts";
import type { OperationContext } from "../context.ts";
import { notifyOnce, type Notification } from "../notify.server.ts";
import { openHeads, openWorkingHours } from "../watch-tasks.server.ts";
import { styledContacts } from "./styled-contacts.server.ts";

export interface KeptInTouch {
  readonly confirmed: number;
  readonly calls: number;
  readonly advice: number;
  readonly compared: number;
}

/**
 * What follows from the styles of clients' people: a weekly confirmation of what runs long (certainty), a prompt for a call after a broken
 * promise (rapport), one to ask for advice each quarter (status), the month in figures (benefit). Once each, inside the hours of whoever
 * hears it, however often it runs.
 */
export async function keepInTouch(ctx: OperationContext): Promise<KeptInTouch> {
  const { store, now } = ctx;
  const organisation = await loadOrganisation(store);
  const nothing = { confirmed: 0, calls: 0, advice: 0, compared: 0 };
  if (!organisation) return nothing;
  const today = localDateOf(zoneOf(organisation.zone), now);
  const people = await loadStyledPeople(store, today);
  if (people.length === 0) return nothing;
  const of = (style: CommunicationStyle) => people.filter((one) => one.style === style);
  const [works, headsOf] = await Promise.all([openWorkingHours(store), openHeads(store, now)]);
  const placeOf = new Map(people.map((one) => [one.personId, one.departmentIds[0]!]));
  const isAtWork = (one: Notification, departmentId: string) => works(one.personId, departmentId, now);

  const open = await loadOpenOf(store, of("certainty"), now - WEEK_MS);
  const confirmations = open.map((task): Notification => ({ kind: "request_weekly", personId: task.requesterId!, refs: { taskId: task.id, weeks: String(weeksOpen(task.requestedAt, now)) }, about: `${task.id}:${weeksOpen(task.requestedAt, now)}` }));

  const broken = await loadBrokenOf(store, of("rapport"), now - CALL_WITHIN_MS, now);
  const calls = broken.flatMap((task) => headsOf(task.providerId).filter((id) => id !== task.requesterId).map((personId) => ({ departmentId: task.providerId, one: { kind: "style_call", personId, refs: { taskId: task.id, person: task.requesterId! }, about: `${task.id}:${task.dueAt}` } satisfies Notification })));

  const contacts = of("status").length === 0 ? [] : await styledContacts(store, of("status"), today, now);
  const quarter = quarterOfAdvice(today);
  const advice = contacts.flatMap(({ providerId, clientId, personId: person }) => headsOf(providerId).filter((id) => id !== person).map((personId) => ({ departmentId: providerId, one: { kind: "style_advice", personId, refs: { providerId, clientId, person }, about: `${providerId}:${person}:${quarter}` } satisfies Notification })));

  return {
    confirmed: await notifyOnce(store, confirmations.filter((one) => isAtWork(one, placeOf.get(one.personId)!)), now),
    calls: await notifyOnce(store, calls.filter(({ one, departmentId }) => isAtWork(one, departmentId)).map(({ one }) => one), now),
    advice: await notifyOnce(store, advice.filter(({ one, departmentId }) => isAtWork(one, departmentId)).map(({ one }) => one), now),
    compared: await notifyOnce(store, (await comparisons(ctx, of("benefit"), monthToCompare(today), organisation.firstPeriod)).filter((one) => isAtWork(one, placeOf.get(one.personId)!)), now),
  };
}

/** The month that has just ended, for each department of whoever likes figures; none before the first counted month. */
async function comparisons({ store }: OperationContext, people: readonly StyledPerson[], month: string, firstPeriod: string): Promise<Notification[]> {
  if (people.length === 0 || month < firstPeriod) return [];
  const known = new Set((await loadDepartments(store)).map((row) => row.id));
  return people.flatMap(({ personId, departmentIds }) => departmentIds.filter((id) => known.has(id)).map((clientId): Notification => ({ kind: "style_compare", personId, refs: { clientId, month }, about: `${clientId}:${month}` })));
}
