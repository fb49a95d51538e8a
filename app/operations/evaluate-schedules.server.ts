import type { FrequencyTerms } from "#app/domain/agreement/terms.ts";
import { localDateOf } from "#app/domain/time/zone.ts";
import { evaluateOccurrences } from "#app/domain/evaluation/evaluate-occurrences.ts";
import type { OccurrenceChange, OccurrenceVerdict } from "#app/domain/evaluation/evaluate-occurrences.ts";
import type { AgreementRow, ObligationRow, VersionRow } from "#db/queries/agreements.server.ts";
import { expectConfirmed, loadConfirmedChanges, loadOccurrenceInputs } from "#db/queries/occurrences.server.ts";
import type { OccurrenceChangeRow, OccurrenceInputRow } from "#db/queries/occurrences.server.ts";
import { loadDeliveries, loadExcuses, loadOccurrences, loadVerdictsOfOccurrences, upsertOccurrences } from "#db/queries/verdicts.server.ts";
import type { OccurrenceRow, VerdictRow } from "#db/queries/verdicts.server.ts";
import { StaleWriteError } from "#db/store.ts";
import type { Writer } from "#db/store.ts";
import type { AgreementBook, UsedCalendar } from "./agreement-book.server.ts";
import type { OperationContext } from "./context.ts";
import type { EvaluationCounts, EvaluationPass } from "./evaluate-tasks.server.ts";
import { excuseChanges, standingAfter, type ExcuseChanges, type WantedExcuse } from "./excuse-changes.server.ts";
import { judgeKeepingFrozen } from "./keep-frozen.server.ts";
import { changesOf, verdictRow, writeVerdicts } from "./write-verdicts.server.ts";
import type { VerdictChanges } from "./write-verdicts.server.ts";

/**
 * Judges every frequency obligation: its occurrences up to three months ahead, each with the delivery it
 * took. One transaction an obligation key; a second run changes nothing.
 */
export async function evaluateSchedules(ctx: OperationContext, pass: EvaluationPass): Promise<EvaluationCounts> {
  const total = { tasks: 0, changed: 0, corrections: 0 };
  for (const [key, versions] of frequencyLines(pass.book)) {
    const done = await evaluateLine(ctx, pass, key, versions);
    total.tasks += done.tasks;
    total.changed += done.changed;
    total.corrections += done.corrections;
  }
  return total;
}

/** Judges one line and writes what changed; a move confirmed while it was being judged makes it be judged again. */
export async function evaluateLine(given: OperationContext, pass: EvaluationPass, key: string, versions: readonly VersionedObligation[]): Promise<EvaluationCounts> {
  const ctx = pass.clock ? { ...given, now: pass.clock() } : given;
  for (let attempt = 1; ; attempt += 1) {
    const confirmed = await loadConfirmedChanges(ctx.store, key);
    const line = await changesOfLine(ctx, pass, key, versions, confirmed);
    try {
      const along = { rows: line.occurrences.length, excuses: line.excuses, build: (w: Writer) => [expectConfirmed(ctx.store, w, key, confirmed.length), ...upsertOccurrences(ctx.store, w, line.occurrences)] };
      return { tasks: line.judged.length, ...(await writeVerdicts(ctx, line.changes, key, along)) };
    } catch (error) {
      if (!(error instanceof StaleWriteError) || attempt >= 3) throw error;
      await pass.periods.reload();
    }
  }
}

export interface LineChanges {
  readonly judged: readonly JudgedOccurrence[];
  readonly stored: readonly VerdictRow[];
  readonly changes: VerdictChanges;
  /** Excuses that declared incidents give, or give no longer. */
  readonly excuses: ExcuseChanges;
  /** Rows of planned deliveries that are new or changed. */
  readonly occurrences: readonly OccurrenceRow[];
}

/** What has to be written so that a line stands as it is judged with these confirmed moves and waivers. */
export async function changesOfLine(ctx: OperationContext, pass: EvaluationPass, key: string, versions: readonly VersionedObligation[], confirmed: readonly OccurrenceChangeRow[]): Promise<LineChanges> {
  const [stored, known] = await Promise.all([loadVerdictsOfOccurrences(ctx.store, key), loadOccurrences(ctx.store, key)]);
  const judged = await judgeLine(ctx, pass, versions, { stored, confirmed });
  const found = judged.map((one) => one.row);
  const live = (await loadExcuses(ctx.store, found.map((row) => row.item))).filter((row) => row.obligationKey === key);
  const excuses = excuseChanges("incident", judged.flatMap((one) => wantedExcuse(pass, one)), live, ctx.now);
  const changes = changesOf(stored, found, standingAfter(live, excuses), pass.periods);
  const rows = judged.map(({ version, result }) => occurrenceRow(key, version.id, result));
  return { judged, stored, changes, excuses, occurrences: rows.filter((row) => !known.some((old) => sameOccurrence(old, row))) };
}

/** A delivery that was not made because its window ended inside an incident of the provider. */
function wantedExcuse({ book }: EvaluationPass, { result, agreement, row }: JudgedOccurrence): WantedExcuse[] {
  if (row.outcome !== "breached" || result.windowTo === null) return [];
  const incident = book.incidents.at(agreement.providerId, result.windowTo);
  if (!incident) return [];
  const { obligationKey, item, cycle, carry } = row;
  return [{ obligationKey, item, cycle, carry, evidence: `i:${incident.id}` }];
}

export interface JudgedOccurrence {
  readonly result: OccurrenceVerdict;
  readonly agreement: AgreementRow;
  readonly version: VersionRow;
  readonly obligation: ObligationRow;
  readonly recipientId: string;
  /** The verdict as it is stored. */
  readonly row: VerdictRow;
}

export interface LineQuestion {
  /** The verdicts that it has: what a frozen month counts of them keeps its calendar. */
  readonly stored?: readonly VerdictRow[];
  /** Moves and waivers signed by both sides; default: those that are stored. */
  readonly confirmed?: readonly OccurrenceChangeRow[];
  /** Say every step. */
  readonly explain?: boolean;
  /** Leave out deliveries before this instant. */
  readonly deliveredSince?: number;
  /** List what is scheduled before this local date; default: three months ahead. */
  readonly until?: string;
}

/** The occurrences of one line through all its versions, each with its verdict. */
export async function judgeLine(ctx: Pick<OperationContext, "store" | "now">, pass: EvaluationPass, versions: readonly VersionedObligation[], question: LineQuestion = {}): Promise<JudgedOccurrence[]> {
  const { book, periods } = pass;
  const { stored = [], explain = false, deliveredSince = 0, until } = question;
  const changes = (question.confirmed ?? (await loadConfirmedChanges(ctx.store, versions[0]!.obligation.key))).map(signedChange);
  const inputs = versions.some(({ obligation }) => (obligation.terms as FrequencyTerms).afterInput) ? receivedInputs(await loadOccurrenceInputs(ctx.store, versions[0]!.obligation.key)) : {};
  const agreement = book.agreements.get(versions[0]!.obligation.agreementId)!;
  const clientIds = clientsOf(book, agreement);
  // A group that nobody has joined yet is still owed what is planned.
  const recipientId = agreement.clientDepartmentId ?? clientIds[0] ?? agreement.providerId;
  const deliveries = (await loadDeliveries(ctx.store, versions[0]!.obligation.productId, clientIds, deliveredSince))
    .filter((row) => isClientOn(book, agreement, row.clientId, localDateOf(periods.zone, row.deliveredAt)))
    .map((row) => ({ id: row.taskId, at: row.deliveredAt }));
  return versions.flatMap(({ version, obligation }) => {
    const terms = obligation.terms as FrequencyTerms;
    const judge = ({ calendar, versionId: calendarVersionId }: UsedCalendar): JudgedOccurrence[] =>
      evaluateOccurrences({ obligation: { terms }, calendar, zone: periods.zone, asOf: ctx.now, validFrom: version.from, validTo: version.to, deliveries, explain, changes, inputs, incidents: book.incidents.windowsOf(agreement.providerId), ...(until === undefined ? {} : { until }) }).map((result) => {
        const item = `o:${result.occurrence.date}`;
        const key = { obligationKey: obligation.key, item, taskId: result.matchedDeliveryId ?? null, versionId: version.id, calendarVersionId, recipientId, taskSeq: 0 };
        return { result, agreement, version, obligation, recipientId, row: verdictRow(result.verdict, key, periods) };
      });
    return judgeKeepingFrozen(periods, {
      newest: book.calendarFor(agreement, terms.calendar, recipientId), judge, rowOf: (one) => one.row, stored: stored.filter((row) => row.versionId === version.id),
      calendarAt: (at, versionId) => book.calendarAt(agreement, terms.calendar, recipientId, at, versionId),
    });
  });
}

/** One planned delivery with its explanation; null when the line plans none on that date. */
export async function explainOccurrence(ctx: OperationContext, pass: EvaluationPass, obligationKey: string, date: string): Promise<JudgedOccurrence | null> {
  const versions = frequencyLines(pass.book).get(obligationKey);
  if (!versions) return null;
  return (await judgeLine(ctx, pass, versions, { explain: true })).find((row) => row.result.occurrence.date === date) ?? null;
}

/** The planned deliveries of one line with their verdicts, by the agreements of the pass; writes nothing. Deliveries before `deliveredSince` are left out. */
export async function judgeSchedule(ctx: Pick<OperationContext, "store" | "now">, pass: EvaluationPass, obligationKey: string, deliveredSince: number): Promise<JudgedOccurrence[]> {
  const versions = frequencyLines(pass.book).get(obligationKey);
  return versions ? judgeLine(ctx, pass, versions, { deliveredSince }) : [];
}

export interface VersionedObligation {
  readonly version: VersionRow;
  readonly obligation: ObligationRow;
}

/** Frequency obligations with the versions they stand in, by key. */
export function frequencyLines(book: AgreementBook): Map<string, VersionedObligation[]> {
  const lines = new Map<string, VersionedObligation[]>();
  for (const agreement of book.agreements.values())
    for (const version of book.versionsOf(agreement.id))
      for (const obligation of book.obligationsOf(version.id))
        if (obligation.kind === "frequency") lines.set(obligation.key, [...(lines.get(obligation.key) ?? []), { version, obligation }]);
  return lines;
}

/** Departments whose deliveries belong to the client party, the party itself first. */
export function clientsOf(book: AgreementBook, agreement: AgreementRow): readonly string[] {
  if (agreement.clientDepartmentId) return book.everBelow(agreement.clientDepartmentId);
  if (agreement.clientGroupId) return [...new Set(book.groupMembers.filter((row) => row.groupId === agreement.clientGroupId).flatMap((row) => book.everBelow(row.departmentId)))];
  return [...book.departments.values()].filter((row) => row.parentId === null).flatMap((row) => book.tree.withBelow(row.id));
}

/** Whether a department belongs to the client party on a day: a group's members come and go, and departments are moved. */
function isClientOn(book: AgreementBook, agreement: AgreementRow, departmentId: string, date: string): boolean {
  const path = book.treeOn(date).pathUp(departmentId);
  if (!agreement.clientGroupId) return agreement.clientDepartmentId === null || path.includes(agreement.clientDepartmentId);
  return book.groupMembers.some((row) => row.groupId === agreement.clientGroupId && row.from <= date && (row.to === null || date < row.to) && path.includes(row.departmentId));
}

/** When the input of each date came that was not taken back. */
const receivedInputs = (rows: readonly OccurrenceInputRow[]): Readonly<Record<string, number>> => Object.fromEntries(rows.filter((row) => row.takenBackAt === null).map((row) => [row.scheduledOn, row.receivedAt]));

/** A confirmed change as the evaluation reads it; of several the last one stands, as they are listed in their order. */
const signedChange = (row: OccurrenceChangeRow): OccurrenceChange => (row.type === "moved" ? { type: "moved", date: row.scheduledOn, at: row.toAt! } : { type: "waived", date: row.scheduledOn });

function occurrenceRow(obligationKey: string, versionId: string, { occurrence, verdict, windowFrom, windowTo, change, matchedDeliveryId }: OccurrenceVerdict): OccurrenceRow {
  return {
    obligationKey, scheduledOn: occurrence.date, versionId, dueAt: verdict.dueAt ?? occurrence.scheduledAt, windowFrom, windowTo: windowTo ?? occurrence.windowTo, taskId: matchedDeliveryId ?? null, change,
  };
}

function sameOccurrence(a: OccurrenceRow, b: OccurrenceRow): boolean {
  return (
    a.scheduledOn === b.scheduledOn && a.versionId === b.versionId && a.dueAt === b.dueAt && a.windowFrom === b.windowFrom && a.windowTo === b.windowTo && a.taskId === b.taskId &&
    a.change === b.change
  );
}
