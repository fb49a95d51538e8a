import type { NoticeKind } from "#app/domain/notice/notice-kind.ts";
import { insertNotices, loadGivenKeys } from "#db/queries/notices.server.ts";
import { queueMails } from "#db/queries/outbox.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import type { Statement, Store, UnauditedWriter, Writer } from "#db/store.ts";

export interface Notification {
  readonly kind: NoticeKind;
  readonly personId: string;
  /** What it is about: ids that page and mail look up; never text. */
  readonly refs: Readonly<Record<string, string>>;
  /** What makes it one notice: with kind and person it is given once, however often a job runs. */
  readonly about: string;
}

/**
 * Statements that put notices into the inboxes and their mails into the outbox, for the caller's transaction.
 * People without an address, and those who chose one mail a day, get the notice only; a notice that was given before is not given again.
 */
export async function notices(store: Store, given: readonly Notification[], now: number): Promise<(w: Writer | UnauditedWriter) => Statement[]> {
  const people = new Map((given.length === 0 ? [] : await loadPeople(store, [...new Set(given.map((one) => one.personId))])).map((row) => [row.id, row]));
  const rows = given.flatMap((one) => {
    const person = people.get(one.personId);
    return person && person.archivedAt === null ? [{ ...one, person, dedupeKey: keyOfNotice(one) }] : [];
  });
  return (w) => [
    ...insertNotices(store, w, rows.map(({ dedupeKey, personId, kind, refs }) => ({ dedupeKey, personId, kind, refs })), now),
    ...queueMails(
      store, w,
      rows.filter(({ person }) => person.email !== null && person.noticeMode !== "daily").map(({ dedupeKey, personId, kind, refs, person }) => ({ dedupeKey: `notice:${dedupeKey}`, template: "notice", locale: person.locale, personId, refs: { ...refs, kind }, notBefore: now })),
      now,
    ),
  ];
}

/** Gives notices by themselves, as jobs do. */
export async function notify(store: Store, given: readonly Notification[], now: number): Promise<void> {
  if (given.length === 0) return;
  const build = await notices(store, given, now);
  await store.writeUnaudited((w) => build(w));
}

/** Gives those of many notices that were not given before; how many that are. */
export async function notifyOnce(store: Store, given: readonly Notification[], now: number): Promise<number> {
  if (given.length === 0) return 0;
  const known = await loadGivenKeys(store, given.map(keyOfNotice));
  const fresh = given.filter((one) => !known.has(keyOfNotice(one)));
  for (let at = 0; at < fresh.length; at += AT_ONCE) await notify(store, fresh.slice(at, at + AT_ONCE), now);
  return fresh.length;
}

/** Notices of one transaction. */
const AT_ONCE = 500;

/** What makes a notice one. */
export const keyOfNotice = (one: Notification): string => `${one.kind}:${one.about}:${one.personId}`;
