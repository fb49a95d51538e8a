import { can, type Subject } from "#app/domain/access/can.ts";
import { decisionsFor } from "#app/domain/dispute/decide-dispute.ts";
import { effectiveEvents } from "#app/domain/evaluation/effective-events.ts";
import { nameIn, type Locale } from "#app/domain/names.ts";
import { personName } from "#app/format/person-name.ts";
import { localTime } from "#app/format/local-time.ts";
import type { AppContext } from "#app/web/context.server.ts";
import { disputeSubject, nameDisputes } from "#app/web/dispute-rows.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { departmentsOf } from "#app/web/work-scope.server.ts";
import { findDisputedVerdict } from "#db/queries/disputes.server.ts";
import type { DisputeRow } from "#db/queries/disputes.server.ts";
import { loadAttachments } from "#db/queries/evidence.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadPeriod } from "#db/queries/periods.server.ts";
import { loadObligationNames } from "#db/queries/cases.server.ts";
import { loadToldEvents } from "#db/queries/task-page.server.ts";

/** Who decides, as the rules of objections see it. */
export const deciderOf = (viewer: Viewer) => ({ personId: viewer.actor.personId, departmentIds: departmentsOf(viewer.actor) });

/** Whoever raised it and both sides of the work bring evidence until it is decided. */
export const mayAddEvidence = (viewer: Viewer, row: DisputeRow, subject: Subject): boolean => (row.state === "open" || row.state === "carried") && can(viewer.actor, "dispute.raise", subject);

/** One objection with what it is about and what the viewer can do. */
export async function readDisputePage(context: AppContext, viewer: Viewer, row: DisputeRow, locale: Locale) {
  const { store } = context;
  const isOpen = row.state === "open" || row.state === "carried";
  const mayDecide = isOpen && can(viewer.actor, "dispute.decide") && row.raisedBy !== viewer.actor.personId && !departmentsOf(viewer.actor).includes(row.departmentId);
  const [named, verdict, lines, period, files] = await Promise.all([
    nameDisputes(store, [row], locale),
    findDisputedVerdict(store, row),
    loadObligationNames(store, row.obligationKey ? [row.obligationKey] : []),
    /^\d{4}-\d{2}$/.test(row.period) ? loadPeriod(store, row.period) : null,
    loadAttachments(store, { disputeIds: [row.id] }),
  ]);
  const taskId = named[0]!.taskId;
  const acts = mayDecide ? decisionsFor(row.subject, verdict?.outcome ?? null).filter((act) => act !== "correct" || taskId !== null) : [];
  const events = acts.includes("correct") && taskId !== null ? effectiveEvents(await loadToldEvents(store, taskId), context.now()) : [];
  const people = files.length > 0 ? await loadPeople(store, [...new Set(files.map((file) => file.addedBy))]) : [];
  const nameOf = (id: string) => people.flatMap((one) => (one.id === id ? [personName(one, locale)] : []))[0] ?? "–";
  return {
    ...named[0]!,
    files: files.map(({ id, name, size, attachedTo, addedBy, addedAt }) => ({ id, name, size, attachedTo, by: nameOf(addedBy), at: addedAt })),
    rowVersion: row.rowVersion,
    isFrozen: period?.state === "closed" || period?.state === "sealed",
    verdict: verdict && { outcome: verdict.outcome, standing: verdict.standing, line: nameIn(lines.get(verdict.obligationKey) ?? {}, locale), period: verdict.period, dueAt: verdict.dueAt, decidedAt: verdict.decidedAt },
    acts,
    events: events.map((event) => ({ id: event.id, type: event.type, occurredAt: event.occurredAt, ...clockOf(event.occurredAt, viewer.timeZone) })),
    mayAddEvidence: mayAddEvidence(viewer, row, await disputeSubject(store, row)),
    mayWithdraw: isOpen && row.raisedBy === viewer.actor.personId,
    zone: viewer.timeZone,
    now: context.now(),
  };
}

export type DisputePageData = Awaited<ReturnType<typeof readDisputePage>>;

function clockOf(instant: number, zone: string) {
  const { date, hour, minute } = localTime(instant, zone);
  return { date, time: `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}` };
}
