import { can } from "#app/domain/access/can.ts";
import type { Terms } from "#app/domain/agreement/terms.ts";
import { PROMPT_FROM } from "#app/domain/task/beyond-agreement.ts";
import { NO_ANSWER_DAYS, otherSide, PAUSE_REASONS, type TaskSide } from "#app/domain/task/task-acts.ts";
import type { TaskDesk } from "#app/operations/task-desk.server.ts";
import { beyondThisQuarter } from "#app/operations/third-beyond.server.ts";
import type { Viewer } from "#app/web/session.server.ts";
import { loadAttachments } from "#db/queries/evidence.server.ts";
import type { AttachmentRow } from "#db/queries/evidence.server.ts";
import { loadTaskEntries } from "#db/queries/task-entries.server.ts";
import type { TaskEntryRow } from "#db/queries/task-entries.server.ts";
import type { Store } from "#db/store.ts";

/** What people brought to a task besides its events, and whom it names. */
export async function loadBrought(store: Store, taskId: string, disputeIds: readonly string[]) {
  const [files, evidence, entries] = await Promise.all([loadAttachments(store, { taskId }), loadAttachments(store, { disputeIds }), loadTaskEntries(store, taskId)]);
  return { files, evidence, entries, personIds: [...files.map((row) => row.addedBy), ...entries.flatMap((row) => [row.toldBy, row.answeredBy])] };
}

/** A file as a page lists it. */
export const shownFile = (row: AttachmentRow, nameOf: (id: string) => string | null) => ({ id: row.id, name: row.name, size: row.size, attachedTo: row.attachedTo, by: nameOf(row.addedBy) ?? "–", at: row.addedAt });

/** An entry as a page shows it, with what the viewer can do about it. */
export function shownEntry(row: TaskEntryRow, sides: readonly TaskSide[], personId: string, nameOf: (id: string) => string | null) {
  const waits = row.state === "waiting";
  return {
    id: row.id, side: row.side, command: row.command, occurredAt: row.occurredAt, channel: row.channel, by: nameOf(row.toldBy) ?? "–", toldAt: row.toldAt, state: row.state,
    answeredBy: row.answeredBy === null ? null : (nameOf(row.answeredBy) ?? "–"), answeredAt: row.answeredAt, answer: row.answer,
    mayAnswer: waits && sides.includes(otherSide(row.side)) && row.toldBy !== personId, mayWithdraw: waits && sides.includes(row.side),
  };
}

/** What the forms of the task page offer, from the terms that judge it. */
export async function formChoices(store: Store, viewer: Viewer, { task, terms, facts }: TaskDesk) {
  const counting = new Set(terms.flatMap((one) => ("pauseReasons" in one ? one.pauseReasons : [])));
  const checklist = terms.flatMap((one) => (one.kind === "completeness" && one.rule.type === "checklist" ? one.rule.parts : []));
  const mayPropose = !facts.hasAgreement && can(viewer.actor, "agreement.edit", { partyIds: [task.providerId] });
  const beyond = facts.hasAgreement || task.state === "cancelled" ? 0 : await beyondThisQuarter(store, task);
  return {
    // Reasons that only these terms know stand among those that everybody does.
    pauseReasons: [...new Set([...PAUSE_REASONS, ...counting])].map((reason) => ({ reason, counts: counting.has(reason) })),
    pauses: facts.pauses,
    noAnswer: facts.noAnswerFrom === null ? null : { from: facts.noAnswerFrom, days: NO_ANSWER_DAYS },
    proposed: facts.proposed,
    inputSaidAt: facts.inputSaidAt,
    asksItems: terms.some((one) => one.kind === "completeness" && one.rule.type === "share"),
    checklist,
    asksFiles: terms.some((one) => one.kind === "format" && one.rule.type !== "field"),
    templates: terms.flatMap((one) => (one.kind === "format" && one.rule.type === "template" ? [one.rule.template] : [])),
    measures: facts.measures.map((name) => ({ name, values: allowedValues(terms, name) })),
    beyond: { count: beyond, isMany: beyond >= PROMPT_FROM, mayPropose },
  };
}

/** The values that a field may have to conform; none for a number. */
const allowedValues = (terms: readonly Terms[], name: string) => terms.flatMap((one) => (one.kind === "format" && one.rule.type === "field" && one.rule.name === name ? [...one.rule.values] : []));
