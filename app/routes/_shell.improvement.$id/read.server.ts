import { can } from "#app/domain/access/can.ts";
import { clocksOf } from "#app/domain/improvement/case-clocks.ts";
import { caseActs, type CaseChange } from "#app/domain/improvement/decide-case.ts";
import { isCaseCause } from "#app/domain/improvement/case-cause.ts";
import { readClock } from "#app/domain/improvement/reply-clock.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { departmentTree } from "#app/domain/organisation/department-tree.ts";
import { localDateOf } from "#app/domain/time/zone.ts";
import { formatDay } from "#app/format/date.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import { caseTimes } from "#app/operations/case-times.ts";
import { caseTitle } from "#app/operations/case-title.server.ts";
import { openFollowUpBook } from "#app/operations/follow-up-book.server.ts";
import { caseSides, caseSubject } from "#app/web/case-access.server.ts";
import { nameCases } from "#app/operations/lists/case-list.server.ts";
import type { AppContext } from "#app/web/context.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { voiceSubject } from "#app/web/voice-access.server.ts";
import { loadCaseEntries, loadLinkedCases, loadObligationNames, loadSameCause, type CaseRow } from "#db/queries/cases.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadMemberships, loadPeople } from "#db/queries/people.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { findVoice } from "#db/queries/voices.server.ts";
import type { Store } from "#db/store.ts";
import { readLateness } from "./lateness.server.ts";

const MOST_SAME = 10;

/** People of the providing department and its teams on a day: who may own a case. */
export async function ownersOf(store: Store, providerId: string, today: string): Promise<string[]> {
  const below = departmentTree(await loadDepartments(store, "all")).withBelow(providerId);
  return [...new Set((await loadMemberships(store, today, today)).filter((row) => below.includes(row.departmentId)).map((row) => row.personId))];
}

/** Everything that the page of one case draws. */
export async function readCasePage(context: AppContext, viewer: Viewer, row: CaseRow, locale: Locale) {
  const { store } = context;
  const now = context.now();
  const book = await openFollowUpBook(store);
  const today = localDateOf(book.zone, now);
  const sides = caseSides(viewer.actor, row);
  const acts = caseActs(row.state, sides);
  const [candidates, departments, task, voice, lines, entries, sameCause, allLinked, lateness] = await Promise.all([
    acts.includes("save") ? ownersOf(store, row.providerId, today) : Promise.resolve<string[]>([]), loadDepartments(store, "all"), row.taskId ? findTask(store, row.taskId) : null, row.voiceId ? findVoice(store, row.voiceId) : null,
    loadObligationNames(store, row.obligationKey ? [row.obligationKey] : []), loadCaseEntries(store, row.id), loadSameCause(store, row, MOST_SAME), loadLinkedCases(store, row.id), readLateness(context, row, today),
  ]);
  // Another client's case with the same department is not this one's to read.
  const isTheirs = (one: CaseRow) => can(viewer.actor, "case.read", caseSubject(one));
  const [same, linked] = [sameCause.filter(isTheirs), allLinked.filter(isTheirs)];
  const changed = entries.flatMap((entry) => entry.changes).flatMap((one) => (one.field === "ownerId" ? [one.before, one.after] : [])).filter((id) => id !== "");
  const ids = [...new Set([...candidates, ...changed, ...entries.map((entry) => entry.personId), ...[row.ownerId, row.openedBy].flatMap((id) => id ?? [])])];
  const people = ids.length > 0 ? await loadPeople(store, ids) : [];
  const t = translateIn(locale, "improvement");
  const personOf = (id: string | null) => people.flatMap((one) => (one.id === id ? [personName(one, locale)] : []))[0] ?? null;
  const department = (id: string | null) => (id ? nameIn(departments.find((one) => one.id === id)?.name ?? {}, locale) : "");
  const [sameNamed, linkedNamed] = await Promise.all([nameCases(store, same, book, locale, now), nameCases(store, linked, book, locale, now)]);
  const line = nameIn(lines.get(row.obligationKey ?? "") ?? {}, locale);
  return {
    id: row.id, rowVersion: row.rowVersion, state: row.state, origin: row.origin, title: caseTitle(row, lines, locale), problem: row.problem, obligationKey: row.obligationKey, line,
    plan: { cause: row.cause, category: row.category, action: row.action, check: row.check, ownerId: row.ownerId, dueOn: row.dueOn }, owner: personOf(row.ownerId), openedBy: personOf(row.openedBy), createdAt: row.createdAt,
    provider: department(row.providerId), client: department(row.clientId), owners: people.filter((one) => candidates.includes(one.id)).map((one) => ({ value: one.id, label: personName(one, locale) })),
    task: task && { id: task.id, title: task.title || task.externalId }, voice: voice && can(viewer.actor, "feedback.read", voiceSubject(voice)) ? { id: voice.id, subject: voice.subject } : null,
    clocks: clocksOf(caseTimes(row, book.zone)).map((one) => ({ clock: one.clock, dueAt: one.dueAt, ...readClock(one, book.calendarOf(row.providerId), now) })),
    history: entries.map((entry) => ({ key: String(entry.number), who: personOf(entry.personId), act: entry.act, side: entry.side, at: entry.at, text: entry.text, changes: entry.changes.map(sayChange) })),
    same: sameNamed.map((one) => ({ ...one, isLinked: linked.some((other) => other.id === one.id) })), linked: linkedNamed.filter((one) => !same.some((other) => other.id === one.id)),
    lateness, acts, mayLink: sides.includes("provider"), zone: viewer.timeZone, now,
  };

  /** Long texts are only said to be written; the rest is shown before and after. */
  function sayChange({ field, before, after }: CaseChange): string {
    const label = t(FIELD_NAMES[field]);
    if (field === "cause" || field === "action" || field === "check") return t("entry.change.text", { field: label });
    const word = (value: string) => (value === "" ? t("entry.nothing") : field === "ownerId" ? (personOf(value) ?? "–") : field === "dueOn" ? formatDay(value, locale) : isCaseCause(value) ? t(`category.${value}`) : value);
    return t("entry.change", { field: label, before: word(before), after: word(after) });
  }
}

const FIELD_NAMES = { cause: "cause", category: "category", action: "action", check: "checkBy", ownerId: "owner", dueOn: "due" } as const;

export type CasePageData = Awaited<ReturnType<typeof readCasePage>>;
