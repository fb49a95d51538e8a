import { nextClock } from "#app/domain/improvement/case-clocks.ts";
import { readClock, type Clock } from "#app/domain/improvement/reply-clock.ts";
import type { NoticeKind } from "#app/domain/notice/notice-kind.ts";
import { DAY_MS } from "#app/domain/time/local-date.ts";
import { loadWatchedCases } from "#db/queries/cases.server.ts";
import { loadWaitingVoices } from "#db/queries/voices.server.ts";
import { caseTimes } from "./case-times.ts";
import type { OperationContext } from "./context.ts";
import { openFollowUpBook, type FollowUpBook } from "./follow-up-book.server.ts";
import { notifyOnce } from "./notify.server.ts";
import type { Notification } from "./notify.server.ts";
import { providersOfCase } from "./tell-about-case.server.ts";
import { openWorkingHours } from "./watch-tasks.server.ts";
import { speakersOfDepartment } from "./who-speaks.server.ts";

/** A case that is older is no news, and what has been late for longer was told before. */
const NEWS_MS = 7 * DAY_MS;

type Kinds = { readonly near: NoticeKind; readonly late: NoticeKind };
const VOICE_KINDS: Kinds = { near: "voice_near", late: "voice_late" };
const CASE_KINDS: Kinds = { near: "case_near", late: "case_late" };

interface Wanted {
  readonly departmentId: string;
  readonly notice: Omit<Notification, "personId">;
  readonly heard: () => Promise<readonly string[]>;
}

/**
 * Tells those who answer for a provider of new cases, and of replies and cases that are near their due time or past it: once each, and
 * only inside their own working hours.
 */
export async function watchFollowUp(ctx: OperationContext): Promise<{ readonly told: number }> {
  const { store, now } = ctx;
  const [voices, cases, book] = await Promise.all([loadWaitingVoices(store), loadWatchedCases(store), openFollowUpBook(store)]);
  const heads = remembered((departmentId: string) => speakersOfDepartment(store, now, departmentId));
  const wanted: Wanted[] = [];
  for (const voice of voices) {
    if (voice.replyDueAt === null || voice.clockFrom === null) continue;
    const told = dueNews(book, VOICE_KINDS, voice.providerId, { startedAt: voice.clockFrom, dueAt: voice.replyDueAt, stoppedAt: null }, { voiceId: voice.id }, voice.id, now);
    if (told) wanted.push({ departmentId: voice.providerId, notice: told, heard: () => heads(voice.providerId) });
  }
  for (const row of cases) {
    if (now - row.createdAt <= NEWS_MS) wanted.push({ departmentId: row.providerId, notice: { kind: "case_opened", refs: { caseId: row.id }, about: row.id }, heard: () => heads(row.providerId) });
    const clock = nextClock(caseTimes(row, book.zone));
    const told = clock && dueNews(book, CASE_KINDS, row.providerId, clock, { caseId: row.id }, `${row.id}:${clock.clock}`, now);
    if (told) wanted.push({ departmentId: row.providerId, notice: told, heard: () => (row.ownerId ? providersOfCase(ctx, row) : heads(row.providerId)) });
  }
  if (wanted.length === 0) return { told: 0 };
  const works = await openWorkingHours(store);
  const given: Notification[] = [];
  for (const { departmentId, notice, heard } of wanted) given.push(...(await heard()).filter((personId) => works(personId, departmentId, now)).map((personId) => ({ ...notice, personId })));
  return { told: await notifyOnce(store, given, now) };
}

/** The notice that a running clock asks for now; a due time that was moved makes it a new one. */
function dueNews(book: FollowUpBook, kinds: Kinds, providerId: string, clock: Clock, refs: Readonly<Record<string, string>>, about: string, now: number): Omit<Notification, "personId"> | null {
  if (now - clock.dueAt > NEWS_MS) return null;
  const { state } = readClock(clock, book.calendarOf(providerId), now);
  if (state !== "near" && state !== "late") return null;
  return { kind: kinds[state], refs, about: `${about}:${clock.dueAt}` };
}

/** Asks once a key. */
function remembered<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const found = known.get(key) ?? ask(key);
    known.set(key, found);
    return found;
  };
}
