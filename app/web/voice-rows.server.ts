import { readTableQuery } from "#app/domain/list/table-query.ts";
import { readClock } from "#app/domain/improvement/reply-clock.ts";
import { foldKey, nameIn, type Locale } from "#app/domain/names.ts";
import { VOICE_KINDS, VOICE_STATES, WAITING_VOICE_STATES } from "#app/domain/voice/voice-kind.ts";
import { personName } from "#app/format/person-name.ts";
import { openFollowUpBook, type FollowUpBook } from "#app/operations/follow-up-book.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { listVoices, VOICE_SORTS, type VoiceRow } from "#db/queries/voices.server.ts";
import type { Store } from "#db/store.ts";
import type { Viewer } from "./session.server.ts";
import { scopeFor } from "./work-scope.server.ts";

export const VOICE_VIEWS = ["sent", "received"] as const;
export type VoiceView = (typeof VOICE_VIEWS)[number];

const PAGE_SIZE = 50;
const MOST_ROWS = 5_000;

/** The reply clock as it stands now: the running one, or the first once it was answered; null where no reply is owed. */
export function voiceClock(row: VoiceRow, { calendarOf }: FollowUpBook, now: number) {
  const calendar = calendarOf(row.providerId);
  const isWaiting = row.state === "open" || row.state === "reopened";
  if (isWaiting && row.replyDueAt !== null && row.clockFrom !== null) return { dueAt: row.replyDueAt, ...readClock({ startedAt: row.clockFrom, dueAt: row.replyDueAt, stoppedAt: null }, calendar, now) };
  if (row.firstDueAt === null || row.firstRepliedAt === null) return null;
  return { dueAt: row.firstDueAt, ...readClock({ startedAt: row.createdAt, dueAt: row.firstDueAt, stoppedAt: row.firstRepliedAt }, calendar, now) };
}

/** What the address asks for of what clients said, for one side; `isAll` for a CSV of all pages. */
export async function readVoiceRows(request: Request, store: Store, viewer: Viewer, locale: Locale, now: number, isAll = false) {
  const params = new URL(request.url).searchParams;
  const query = readTableQuery(params, { sortable: VOICE_SORTS, defaultSort: { column: "said", descending: true }, filters: { kind: VOICE_KINDS, state: VOICE_STATES, view: VOICE_VIEWS }, pageSize: PAGE_SIZE });
  const view: VoiceView = VOICE_VIEWS.find((one) => one === query.filters.view) ?? (viewer.actor.headOf.length > 0 ? "received" : "sent");
  const side = view === "sent" ? ("client" as const) : ("provider" as const);
  const departmentIds = scopeFor(viewer.actor, "feedback.read");
  const filter = { side, departmentIds, kind: VOICE_KINDS.find((one) => one === query.filters.kind) ?? null, states: VOICE_STATES.filter((one) => one === query.filters.state), search: foldKey(query.search) };
  const [found, waiting, departments, book] = await Promise.all([
    listVoices(store, filter, { sort: query.sort, limit: isAll ? MOST_ROWS : query.pageSize, offset: isAll ? 0 : query.offset }),
    listVoices(store, { ...filter, kind: null, states: WAITING_VOICE_STATES, search: "" }, { sort: { column: "due", descending: false }, limit: MOST_ROWS, offset: 0 }),
    loadDepartments(store, "all"),
    openFollowUpBook(store),
  ]);
  const people = found.rows.length > 0 ? await loadPeople(store, [...new Set(found.rows.map((row) => row.senderId))]) : [];
  const nameOf = (id: string) => nameIn(departments.find((one) => one.id === id)?.name ?? {}, locale);
  const rows = found.rows.map((row) => {
    const sender = people.find((one) => one.id === row.senderId);
    return { id: row.id, kind: row.kind, state: row.state, subject: row.subject, client: nameOf(row.clientId), provider: nameOf(row.providerId), sender: sender ? personName(sender, locale) : "–", said: row.createdAt, clock: voiceClock(row, book, now) };
  });
  const { view: _chosen, ...filters } = query.filters;
  return { query: { ...query, filters }, view, rows, total: found.total, waiting: waiting.total, late: waiting.rows.filter((row) => row.replyDueAt !== null && row.replyDueAt < now).length };
}
