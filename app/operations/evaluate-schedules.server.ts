import type { FrequencyTerms } from "#app/domain/agreement/terms.ts";
import { evaluateOccurrences } from "#app/domain/evaluation/evaluate-occurrences.ts";
import type { OccurrenceVerdict } from "#app/domain/evaluation/evaluate-occurrences.ts";
import type { AgreementRow, ObligationRow, VersionRow } from "#db/queries/agreements.server.ts";
import { loadDeliveries, loadExcuses, loadOccurrences, loadVerdictsOfOccurrences, upsertOccurrences } from "#db/queries/verdicts.server.ts";
import type { OccurrenceRow, VerdictRow } from "#db/queries/verdicts.server.ts";
import type { AgreementBook, UsedCalendar } from "./agreement-book.server.ts";
import type { OperationContext } from "./context.ts";
import type { EvaluationCounts, EvaluationPass } from "./evaluate-tasks.server.ts";
import { judgeKeepingFrozen } from "./keep-frozen.server.ts";
import { changesOf, verdictRow, writeVerdicts } from "./write-verdicts.server.ts";

/**
 * Judges every frequency obligation: its occurrences up to three months ahead, each with the delivery it
 * took. One transaction an obligation key; a second run changes nothing.
 */
export async function evaluateSchedules(ctx: OperationContext, pass: EvaluationPass): Promise<EvaluationCounts> {
  const total = { tasks: 0, changed: 0, corrections: 0 };
  for (const [key, versions] of frequencyLines(pass.book)) {
    const [stored, known] = await Promise.all([loadVerdictsOfOccurrences(ctx.store, key), loadOccurrences(ctx.store, key)]);
    const judged = await judgeLine(ctx, pass, versions, false, stored);
    const found = judged.map((one) => one.row);
    const rows = judged.map(({ version, result }) => occurrenceRow(key, version.id, result));
    const excuses = await loadExcuses(ctx.store, found.map((row) => row.item));
    const changes = changesOf(stored, found, excuses.filter((row) => row.obligationKey === key), pass.periods);
    const news = rows.filter((row) => !known.some((old) => sameOccurrence(old, row)));
    const done = await writeVerdicts(ctx, changes, key, { rows: news.length, build: (w) => upsertOccurrences(ctx.store, w, news) });
    total.tasks += rows.length;
    total.changed += done.changed;
    total.corrections += done.corrections;
  }
  return total;
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

/** The occurrences of one line through all its versions, each with its verdict; with every step where `explain` asks for it. */
export async function judgeLine(ctx: Pick<OperationContext, "store" | "now">, pass: EvaluationPass, versions: readonly VersionedObligation[], explain: boolean, stored: readonly VerdictRow[], deliveredSince = 0): Promise<JudgedOccurrence[]> {
  const { book, periods } = pass;
  const agreement = book.agreements.get(versions[0]!.obligation.agreementId)!;
  const clientIds = clientsOf(book, agreement);
  const recipientId = agreement.clientDepartmentId ?? clientIds[0]!;
  const deliveries = (await loadDeliveries(ctx.store, versions[0]!.obligation.productId, clientIds, deliveredSince)).map((row) => ({ id: row.taskId, at: row.deliveredAt }));
  return versions.flatMap(({ version, obligation }) => {
    const terms = obligation.terms as FrequencyTerms;
    const judge = ({ calendar, versionId: calendarVersionId }: UsedCalendar): JudgedOccurrence[] =>
      evaluateOccurrences({ obligation: { terms }, calendar, zone: periods.zone, asOf: ctx.now, validFrom: version.from, validTo: version.to, deliveries, explain }).map((result) => {
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
  return (await judgeLine(ctx, pass, versions, true, [])).find((row) => row.result.occurrence.date === date) ?? null;
}

/** The planned deliveries of one line with their verdicts, by the agreements of the pass; writes nothing. Deliveries before `deliveredSince` are left out. */
export async function judgeSchedule(ctx: Pick<OperationContext, "store" | "now">, pass: EvaluationPass, obligationKey: string, deliveredSince: number): Promise<JudgedOccurrence[]> {
  const versions = frequencyLines(pass.book).get(obligationKey);
  return versions ? judgeLine(ctx, pass, versions, false, [], deliveredSince) : [];
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
  if (agreement.clientDepartmentId) return book.tree.withBelow(agreement.clientDepartmentId);
  return [...book.departments.values()].filter((row) => row.parentId === null).flatMap((row) => book.tree.withBelow(row.id));
}

function occurrenceRow(obligationKey: string, versionId: string, { occurrence, verdict, matchedDeliveryId }: OccurrenceVerdict): OccurrenceRow {
  return {
    obligationKey, scheduledOn: occurrence.date, versionId, dueAt: verdict.dueAt ?? occurrence.scheduledAt, windowFrom: occurrence.windowFrom, windowTo: occurrence.windowTo, taskId: matchedDeliveryId ?? null,
  };
}

function sameOccurrence(a: OccurrenceRow, b: OccurrenceRow): boolean {
  return a.scheduledOn === b.scheduledOn && a.versionId === b.versionId && a.dueAt === b.dueAt && a.windowFrom === b.windowFrom && a.windowTo === b.windowTo && a.taskId === b.taskId;
}
