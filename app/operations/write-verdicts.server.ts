import { standingOf } from "#app/domain/evaluation/standing.ts";
import type { Standing, Verdict } from "#app/domain/evaluation/verdict.ts";
import { touchPeriods } from "#db/queries/periods.server.ts";
import { addToTallies } from "#db/queries/scorecards.server.ts";
import type { TallyRow } from "#db/queries/scorecards.server.ts";
import { insertCorrections, loadCorrectionsOf, upsertVerdicts } from "#db/queries/verdicts.server.ts";
import type { CorrectionRow, ExcuseRow, VerdictRow } from "#db/queries/verdicts.server.ts";
import { newId } from "#db/new-id.server.ts";
import type { Unit, Writer } from "#db/store.ts";
import { askWaiting } from "./chain-excuses.server.ts";
import type { OperationContext } from "./context.ts";
import { auditExcuses, NO_EXCUSE_CHANGES, writeExcuses, type ExcuseChanges } from "./excuse-changes.server.ts";
import { tellOfVerdicts } from "./hooks/tell-hooks.server.ts";
import type { PeriodBook } from "./period-book.server.ts";

export interface VerdictKey {
  readonly obligationKey: string;
  readonly item: string;
  readonly taskId: string | null;
  readonly versionId: string;
  readonly calendarVersionId: string | null;
  readonly recipientId: string;
  readonly taskSeq: number;
}

/** A verdict as it is stored; its standing is that without an excuse. */
export function verdictRow(verdict: Verdict, key: VerdictKey, periods: PeriodBook): VerdictRow {
  // Written out: a pass makes millions of these, and a spread of this size is many times slower than a literal.
  const { obligationKey, item, taskId, versionId, calendarVersionId, recipientId, taskSeq } = key;
  const { cycle, carry, state, outcome, dueAt, fallsDueAt, decidedAt, lateByMs, nextChangeAt } = verdict;
  return {
    obligationKey, item, cycle, carry, taskId, versionId, calendarVersionId, recipientId, state, outcome, standing: standingOf(verdict, false),
    period: fallsDueAt === null ? "" : periods.periodOf(fallsDueAt), dueAt, fallsDueAt, decidedAt, lateByMs, measured: wholeOrNull(verdict.measured), nextChangeAt, taskSeq,
  };
}

/** The column holds whole numbers; a measure such as 0.5 stands in its event, and in the explanation that is made from it. */
const wholeOrNull = (measured: number | null): number | null => (Number.isSafeInteger(measured) ? measured : null);

export interface VerdictChanges {
  readonly rows: readonly VerdictRow[];
  readonly tallies: readonly TallyRow[];
  /** Months whose inputs change. */
  readonly months: readonly string[];
  /** What would change in a month that is sealed or closed. */
  readonly corrections: readonly Omit<CorrectionRow, "id" | "createdAt">[];
}

const keyOf = (row: Pick<VerdictRow, "obligationKey" | "item" | "cycle" | "carry">) => `${row.obligationKey}\n${row.item}\n${row.cycle}\n${row.carry}`;

/**
 * What has to be written so that the stored verdicts become the found ones: changed rows with the tally
 * differences, and corrections where the row's month takes no changes any more. A verdict that is found
 * no longer becomes void, its row stays.
 */
export function changesOf(stored: readonly VerdictRow[], found: readonly VerdictRow[], excuses: readonly ExcuseRow[], periods: PeriodBook): VerdictChanges {
  const excused = new Set(excuses.map(keyOf));
  const before = new Map(stored.map((row) => [keyOf(row), row]));
  const rows: VerdictRow[] = [];
  const corrections: Omit<CorrectionRow, "id" | "createdAt">[] = [];
  const deltas = new Map<string, TallyRow>();
  const months = new Set<string>();
  const count = (row: VerdictRow, n: 1 | -1) => {
    if (row.period === "") return;
    if (periods.isOpened(row.period)) months.add(row.period);
    const key = `${row.obligationKey}\n${row.recipientId}\n${row.period}\n${row.standing}`;
    const known = deltas.get(key);
    deltas.set(key, { obligationKey: row.obligationKey, recipientId: row.recipientId, period: row.period, standing: row.standing, n: (known?.n ?? 0) + n });
  };
  const correct = (row: VerdictRow, period: string, from: Standing, to: Standing) => {
    if (from !== to)
      corrections.push({ period, obligationKey: row.obligationKey, item: row.item, cycle: row.cycle, carry: row.carry, recipientId: row.recipientId, fromStanding: from, toStanding: to, reason: "re_evaluated", state: "pending", decidedBy: null, decidedAt: null });
  };

  const consider = (old: VerdictRow | undefined, now: VerdictRow) => {
    if (old && same(old, now)) return;
    if (old && periods.isFrozen(old.period)) {
      // Counted there for good; where it would stand today is a correction of that month.
      correct(old, old.period, old.standing, now.period === old.period ? now.standing : "void");
      return;
    }
    if (periods.isFrozen(now.period)) {
      correct(now, now.period, "void", now.standing);
      return;
    }
    rows.push(now);
    if (old && old.period === now.period && old.standing === now.standing && old.recipientId === now.recipientId) return;
    if (old) count(old, -1);
    count(now, 1);
  };

  for (const row of found) {
    const key = keyOf(row);
    const now = excused.has(key) ? { ...row, standing: standingOf(row, true) } : row;
    consider(before.get(key), now);
    before.delete(key);
  }
  for (const gone of before.values()) if (gone.outcome !== "void") consider(gone, { ...gone, outcome: "void", standing: "void", nextChangeAt: null });
  return { rows, tallies: [...deltas.values()].filter((row) => row.n !== 0), months: [...months], corrections };
}

function same(a: VerdictRow, b: VerdictRow): boolean {
  return (
    a.outcome === b.outcome && a.standing === b.standing && a.state === b.state && a.period === b.period && a.dueAt === b.dueAt && a.fallsDueAt === b.fallsDueAt &&
    a.decidedAt === b.decidedAt && a.lateByMs === b.lateByMs && a.measured === b.measured && a.nextChangeAt === b.nextChangeAt && a.versionId === b.versionId &&
    a.recipientId === b.recipientId && a.calendarVersionId === b.calendarVersionId
  );
}

/** What belongs into the transaction of the verdicts besides them. */
export interface AlongWith {
  readonly rows: number;
  readonly build: (w: Writer) => Unit;
  readonly excuses?: ExcuseChanges;
}

/** Writes the changes and what belongs to them in one transaction; nothing when there is nothing. */
export async function writeVerdicts(
  ctx: OperationContext,
  changes: VerdictChanges,
  entityId: string,
  along: AlongWith,
): Promise<{ changed: number; corrections: number }> {
  const corrections = await newCorrections(ctx, changes);
  const counts = { changed: changes.rows.length, corrections: corrections.length };
  const excuses = along.excuses ?? NO_EXCUSE_CHANGES;
  if (counts.changed + counts.corrections + along.rows + excuses.add.length + excuses.end.length === 0) return counts;
  const { store } = ctx;
  const [tell, ask] = await Promise.all([tellOfVerdicts(store, changes.rows, ctx.now), askWaiting(store, changes.rows, ctx.now)]);
  await store.writeAll(
    (w) => [
      ...touchPeriods(store, w, changes.months),
      ...upsertVerdicts(store, w, changes.rows),
      ...addToTallies(store, w, changes.tallies),
      ...insertCorrections(store, w, corrections),
      ...writeExcuses(store, w, excuses, ctx.now),
      ...along.build(w),
      // After the marks of what was judged: a task that waits for another of the same batch is judged once more.
      ...ask(w),
      ...tell(w),
    ],
    [{ at: ctx.now, actor: ctx.actor, action: "evaluate", entity: "verdict", entityId, rows: counts.changed, details: { ...counts, months: changes.months } }, ...auditExcuses(ctx, excuses)],
  );
  return counts;
}

/**
 * Corrections that nobody knows of yet. A closed item stands where the last approved correction put it: what would change is counted
 * from there. What waits already, or was refused, is not proposed again.
 */
export async function newCorrections(ctx: OperationContext, changes: Pick<VerdictChanges, "corrections">): Promise<CorrectionRow[]> {
  if (changes.corrections.length === 0) return [];
  const known = await loadCorrectionsOf(ctx.store, [...new Set(changes.corrections.map((row) => row.obligationKey))]);
  const standsAt = new Map(known.filter((row) => row.state === "approved").map((row) => [keyOf(row), row.toStanding]));
  const proposed = new Set(known.filter((row) => row.state !== "approved").map(moveOf));
  return changes.corrections
    .map((row) => ({ ...row, fromStanding: standsAt.get(keyOf(row)) ?? row.fromStanding }))
    .filter((row) => row.fromStanding !== row.toStanding && !proposed.has(moveOf(row)))
    .map((row) => ({ ...row, id: newId(), createdAt: ctx.now }));
}

/** A correction's item with what it moves from and to. */
export const moveOf = (row: Omit<CorrectionRow, "id" | "createdAt">) => `${keyOf(row)}\n${row.fromStanding}\n${row.toStanding}`;
