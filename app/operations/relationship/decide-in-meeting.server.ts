import { checkDecision, meetingState, pairOf, type DecisionDraft } from "#app/domain/relationship/meeting.ts";
import { ok, refused, type Refused, type Result } from "#app/domain/refusal.ts";
import { localDateOf, zoneOf } from "#app/domain/time/zone.ts";
import { findMeeting, highestDecision, insertDecision, loadDecisions, updateDecision, updateMeeting, type MeetingDecisionRow } from "#db/queries/meetings.server.ts";
import { DuplicateError, StaleWriteError } from "#db/store.ts";
import type { OperationContext } from "../context.ts";
import { openCaseByHand } from "../open-case.server.ts";
import { startDraft } from "../start-draft.server.ts";
import { confirmationsOf, peopleOfPair } from "./meeting-book.server.ts";
import { promisesBetween } from "./promises-between.server.ts";
import type { MeetingRef } from "./write-meeting.server.ts";

export type Decided = { readonly ok: true } | { readonly ok: false; readonly faults: readonly Refused[] };

/**
 * Writes a decision into open minutes: an improvement case is opened, a draft of changed terms begun, or an action gets its owner and day.
 * The case or draft is made by the operation that makes it anywhere else, with the same rules.
 */
export async function decideInMeeting(ctx: OperationContext, command: MeetingRef & DecisionDraft & { readonly personId: string; readonly formKey: string }, zone: string): Promise<Decided> {
  const { store, now } = ctx;
  const row = await findMeeting(store, pairOf(...command.departmentIds), command.number);
  if (!row) return { ok: false, faults: [refused("not_found")] };
  if (meetingState(confirmationsOf(row)) !== "open") return { ok: false, faults: [refused("minutes_sent")] };
  const today = localDateOf(zoneOf(zone), now);
  const people = await peopleOfPair(store, row, today);
  const faults = checkDecision(command, [row.oneId, row.otherId], new Set(people.keys()), today);
  if (faults.length > 0 || command.kind === null) return { ok: false, faults };
  const made = await makeDecided(ctx, command, row.oneId === command.providerId ? row.otherId : row.oneId, today);
  if (!made.ok) return made;
  const decision: MeetingDecisionRow = {
    meetingId: row.id, number: (await highestDecision(store, row.id)) + 1, kind: command.kind, text: command.text, ownerId: command.kind === "action" ? command.ownerId : null, dueOn: command.kind === "action" ? command.dueOn : null,
    ...made.columns, doneBy: null, doneAt: null, decidedBy: command.personId, decidedAt: now, takenBackAt: null,
  };
  try {
    await store.writeAll((w) => [updateMeeting(store, w, row, {}), insertDecision(store, w, decision)], { at: now, actor: ctx.actor, action: "meeting.decide", entity: "meeting", entityId: row.id, details: { kind: command.kind, number: decision.number } });
  } catch (error) {
    if (error instanceof StaleWriteError || error instanceof DuplicateError) return { ok: false, faults: [refused("changed_meanwhile")] };
    throw error;
  }
  return { ok: true };
}

type Made = { readonly ok: true; readonly columns: Pick<MeetingDecisionRow, "caseId" | "agreementId" | "versionNumber"> } | { readonly ok: false; readonly faults: readonly Refused[] };

async function makeDecided(ctx: OperationContext, command: DecisionDraft & { readonly personId: string; readonly formKey: string }, clientId: string, today: string): Promise<Made> {
  const nothing = { caseId: null, agreementId: null, versionNumber: null };
  const { providerId } = command;
  if (command.kind === "case") {
    const opened = await openCaseByHand(ctx, { providerId, clientId, taskId: null, obligationKey: null, problem: command.text, formKey: command.formKey, personId: command.personId });
    return opened.ok ? { ok: true, columns: { ...nothing, caseId: opened.caseId } } : { ok: false, faults: opened.faults.map((fault) => refused("case_refused", { why: fault.code }, "kind")) };
  }
  if (command.kind === "terms") {
    const own = (await promisesBetween(ctx.store, { providerId, clientId }, today)).find((one) => one.agreement.clientDepartmentId === clientId);
    const begun = await startDraft(ctx, { providerId, client: { kind: "department", id: clientId }, ...(own ? { basedOnVersionId: own.version.id } : {}) });
    return begun.ok ? { ok: true, columns: { ...nothing, agreementId: begun.value.agreementId, versionNumber: begun.value.number } } : { ok: false, faults: [refused("terms_refused", { why: begun.code }, "kind")] };
  }
  return { ok: true, columns: nothing };
}

/** Takes a decision back while the minutes are open; a case or a draft that came of it stays where it is. */
export async function takeBackDecision(ctx: OperationContext, command: MeetingRef & { readonly decision: number }): Promise<Result<null>> {
  const { store, now } = ctx;
  const row = await findMeeting(store, pairOf(...command.departmentIds), command.number);
  if (!row) return refused("not_found");
  if (meetingState(confirmationsOf(row)) !== "open") return refused("minutes_sent");
  return changed(() => store.writeAll((w) => [updateMeeting(store, w, row, {}), updateDecision(store, w, row.id, command.decision, { takenBackAt: now })], { at: now, actor: ctx.actor, action: "meeting.undecide", entity: "meeting", entityId: row.id, details: { number: command.decision } }));
}

/** Says that an action is done, or that it is not after all; at any time. */
export async function markAction(ctx: OperationContext, command: MeetingRef & { readonly decision: number; readonly isDone: boolean; readonly personId: string }): Promise<Result<null>> {
  const { store, now } = ctx;
  const row = await findMeeting(store, pairOf(...command.departmentIds), command.number);
  const decision = row && (await loadDecisions(store, [row.id])).find((one) => one.number === command.decision);
  if (!row || decision?.kind !== "action") return refused("not_found");
  const set = command.isDone ? { doneBy: command.personId, doneAt: now } : { doneBy: null, doneAt: null };
  return changed(() => store.writeAll((w) => [updateDecision(store, w, row.id, command.decision, set)], { at: now, actor: ctx.actor, action: "meeting.act", entity: "meeting", entityId: row.id, details: { number: command.decision, isDone: command.isDone } }));
}

async function changed(write: () => Promise<unknown>): Promise<Result<null>> {
  try {
    await write();
    return ok(null);
  } catch (error) {
    if (error instanceof StaleWriteError) return refused("changed_meanwhile");
    throw error;
  }
}
