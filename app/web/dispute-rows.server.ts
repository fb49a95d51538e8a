import type { Actor } from "#app/domain/access/actor.ts";
import { can, type Subject } from "#app/domain/access/can.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { formatDay, formatPeriod } from "#app/format/date.ts";
import { personName } from "#app/format/person-name.ts";
import { translateIn } from "#app/i18n/translate.server.ts";
import type { DisputeRow, DisputeScope } from "#db/queries/disputes.server.ts";
import { loadItemTitles } from "#db/queries/disputes.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { findTask } from "#db/queries/task-page.server.ts";
import { loadProvidersOfLines } from "#db/queries/habits.server.ts";
import { loadVerdictsOfDates } from "#db/queries/waits.server.ts";
import type { Store } from "#db/store.ts";
import { scopeFor } from "./work-scope.server.ts";

/**
 * An objection as the access table sees it: both sides of the work read what is said about its verdict. One to a bonus is no matter of a
 * department.
 */
export async function disputeSubject(store: Store, row: Pick<DisputeRow, "raisedBy" | "departmentId" | "subject" | "subjectId" | "obligationKey" | "item">): Promise<Subject> {
  if (row.subject === "bonus") return { personIds: [row.raisedBy] };
  const task = row.subject === "verdict" && row.subjectId ? await findTask(store, row.subjectId) : null;
  const planned = task === null && row.subject === "verdict" && row.obligationKey && row.item?.startsWith("o:") ? await partiesOfDate(store, row.obligationKey, row.item.slice(2)) : [];
  return { personIds: [row.raisedBy], partyIds: [row.departmentId, ...(task ? [task.providerId, task.clientId] : planned)] };
}

/** Both sides of a planned delivery. */
async function partiesOfDate(store: Store, obligationKey: string, date: string): Promise<string[]> {
  const [verdicts, providers] = await Promise.all([loadVerdictsOfDates(store, [{ obligationKey, date }]), loadProvidersOfLines(store)]);
  return [...verdicts.map((row) => row.recipientId), ...[providers.get(obligationKey)].flatMap((id) => id ?? [])];
}

/** Whose objections a list shows to somebody. */
export function disputeScope(actor: Actor): DisputeScope {
  return { departmentIds: can(actor, "dispute.read") ? "all" : scopeFor(actor, "dispute.read"), personId: actor.personId };
}

/** Objections with the names that a list shows. */
export async function nameDisputes(store: Store, rows: readonly DisputeRow[], locale: Locale) {
  const t = translateIn(locale, "disputes");
  const people = [...new Set(rows.flatMap((row) => [row.raisedBy, ...(row.decidedBy ? [row.decidedBy] : [])]))];
  const [departments, persons, titles] = await Promise.all([
    loadDepartments(store, "all"),
    people.length > 0 ? loadPeople(store, people) : [],
    loadItemTitles(store, rows.flatMap((row) => (row.item ? [row.item] : []))),
  ]);
  const nameOf = (id: string | null) => {
    const person = persons.find((one) => one.id === id);
    return person ? personName(person, locale) : null;
  };
  return rows.map((row) => ({
    id: row.id, subject: row.subject, state: row.state, period: row.period, reason: row.reason, decision: row.decision, createdAt: row.createdAt, decideBy: row.decideBy, decidedAt: row.decidedAt,
    title: titleOf(row), taskId: titles.get(row.item ?? "")?.taskId ?? null, department: nameIn(departments.find((one) => one.id === row.departmentId)?.name ?? {}, locale), by: nameOf(row.raisedBy) ?? "",
    decidedBy: nameOf(row.decidedBy),
  }));

  function titleOf(row: DisputeRow): string {
    if (row.subject === "bonus") return t("title.bonus", { period: formatPeriod(row.period, locale) });
    if (row.subject === "answer") return t("title.answer");
    return titles.get(row.item ?? "")?.title ?? t("title.planned", { date: row.item?.startsWith("o:") ? formatDay(row.item.slice(2), locale) : "" });
  }
}

export type NamedDispute = Awaited<ReturnType<typeof nameDisputes>>[number];
