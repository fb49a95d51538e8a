import { payCases } from "#app/domain/recompute/pay-cases.ts";
import { scoreCases } from "#app/domain/recompute/score-cases.ts";
import type { FormulaCase } from "#app/domain/recompute/formula-case.ts";
import { canonicalJson } from "#app/domain/canonical-json.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { buildScorecard, buildTeamScorecard } from "#app/domain/score/build-scorecard.ts";
import { monthsOfPayPeriod, periodsClosedWith } from "#app/domain/score/pay-period-months.ts";
import type { ItemCounts } from "#app/domain/score/scorecard.ts";
import { loadApprovedCorrections, loadClosedItems } from "#db/queries/closing.server.ts";
import type { ClosedItem } from "#db/queries/closing.server.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import { loadRunsOf, openStatement } from "#db/queries/runs.server.ts";
import type { RunLineRow, RunRow } from "#db/queries/runs.server.ts";
import { loadScorecards } from "#db/queries/scorecards.server.ts";
import type { ScorecardRow } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";
import { closingHash, scorecardHash } from "./closing-hash.server.ts";
import { recalculateRun } from "./recalculate-run.server.ts";
import { runHashes } from "./run-hash.server.ts";

/**
 * `month`: the closing's hash is not that of its scorecards and items; `counts`: a line counts other than the
 * frozen items do; `scorecard`, `statement`: the kept inputs give another result; `run`: its content is not what
 * was approved; `inputs`: frozen or prepared before inputs were kept, and not calculated again.
 */
export interface Difference {
  readonly what: "month" | "scorecard" | "counts" | "run" | "statement" | "inputs";
  /** Month, scorecard as `period/department id`, run id, or `run id/person id`. */
  readonly id: string;
}

export interface PeriodVerdict {
  readonly period: string;
  readonly months: number;
  readonly items: number;
  readonly scorecards: number;
  readonly runs: number;
  readonly statements: number;
  readonly differences: readonly Difference[];
  /** Every step of the scores and of the payments, for `concord formula`. */
  readonly scoreCases: readonly FormulaCase[];
  readonly payCases: readonly FormulaCase[];
}

/**
 * Computes a closed period again from what was frozen with it and compares: the closing's hash, each scorecard, the
 * counts behind them, and every statement of its runs. Nothing in the result is an amount except in `payCases`.
 *
 * @param period YYYY-MM with what closed with it, or YYYY-Qn
 */
export async function verifyPeriod(store: Store, period: string): Promise<Result<PeriodVerdict, "unknown_period" | "not_closed">> {
  const [all, organisation] = await Promise.all([loadPeriods(store), loadOrganisation(store)]);
  const months = monthsOfPayPeriod(period);
  const rows = all.filter((row) => months.includes(row.month));
  if (rows.length === 0) return refused("unknown_period", { period });
  if (rows.some((row) => row.state !== "closed")) return refused("not_closed", { period });
  const payPeriod = organisation?.payPeriod ?? "quarter";
  const frozen = months.length > 1 ? [period] : periodsClosedWith(period, payPeriod);

  const differences: Difference[] = [];
  const items: ClosedItem[] = [];
  for (const row of rows) {
    const [cards, counted] = await Promise.all([loadScorecards(store, periodsClosedWith(row.month, payPeriod)), loadClosedItems(store, row.month)]);
    if (closingHash(cards, counted) !== row.draftHash) differences.push({ what: "month", id: row.month });
    for (const item of counted) items.push(item);
  }
  const cards = await loadScorecards(store, frozen);
  const ownCounts = countsByLine(items);
  const withCorrections = new Map(ownCounts);
  await addCorrections(store, withCorrections, rows);
  for (const card of cards) {
    const id = `${card.period}/${card.departmentId}`;
    if (!sameCard(card)) differences.push({ what: card.content.input ? "scorecard" : "inputs", id });
    // A month's card closed with the quarter that is asked for stands on that month's items alone.
    if (card.period === period && !sameCounts(card, monthsOfPayPeriod(card.period).length > 1 ? withCorrections : ownCounts)) differences.push({ what: "counts", id });
  }
  const runs = await loadRunsOf(store, frozen);
  const paid: FormulaCase[] = [];
  let statements = 0;
  for (const row of runs) {
    const verdict = await verifyRun(store, row);
    statements += verdict.statements;
    differences.push(...verdict.differences);
    for (const one of verdict.cases) paid.push(one);
  }
  return ok({
    period, months: rows.length, items: items.length, scorecards: cards.length, runs: runs.length, statements, differences,
    scoreCases: cards.flatMap((card) => scoreCases(`${card.period}/${card.departmentId}`, card.content.card)),
    payCases: paid,
  });
}

function sameCard({ departmentId, content, contentHash }: ScorecardRow): boolean {
  const { input, isTeam, card } = content;
  if (!input || scorecardHash(content) !== contentHash) return false;
  const again = isTeam ? buildTeamScorecard(input, departmentId) : buildScorecard(input);
  return canonicalJson(again) === canonicalJson(card);
}

type StandingCounts = Readonly<Record<string, number>>;

function countsByLine(items: readonly ClosedItem[]): Map<string, StandingCounts> {
  const found = new Map<string, Record<string, number>>();
  for (const { obligationKey, standing } of items) {
    const counts = found.get(obligationKey) ?? {};
    counts[standing] = (counts[standing] ?? 0) + 1;
    found.set(obligationKey, counts);
  }
  return found;
}

/** A quarter counts the corrections that were approved before its last month was sealed. */
async function addCorrections(store: Store, counts: Map<string, StandingCounts>, rows: readonly PeriodRow[]): Promise<void> {
  const sealedAt = Math.max(...rows.map((row) => row.sealedAt ?? 0));
  const corrections = await loadApprovedCorrections(store, rows.map((row) => row.month));
  for (const { obligationKey, fromStanding, toStanding, decidedAt } of corrections) {
    if (decidedAt === null || decidedAt > sealedAt) continue;
    const before = counts.get(obligationKey) ?? {};
    counts.set(obligationKey, { ...before, [fromStanding]: (before[fromStanding] ?? 0) - 1, [toStanding]: (before[toStanding] ?? 0) + 1 });
  }
}

function sameCounts({ content }: ScorecardRow, counted: ReadonlyMap<string, StandingCounts>): boolean {
  const lines = (content.input?.clients ?? []).flatMap((client) => client.lines);
  return lines.every(({ key, counts }) => isSum(counts, counted.get(key) ?? {}));
}

/** Unmeasurable items are due unless the signed terms leave them out: both readings are sums of the same items. */
function isSum(counts: ItemCounts, standings: StandingCounts): boolean {
  const of = (standing: string) => standings[standing] ?? 0;
  const measured = of("met") + of("breached") + of("excused");
  const isDue = counts.due === measured || counts.due === measured + of("unmeasurable");
  return isDue && counts.conforming === of("met") && counts.excused === of("excused") && counts.unmeasurable === of("unmeasurable");
}

async function verifyRun(store: Store, row: RunRow): Promise<{ statements: number; differences: Difference[]; cases: readonly FormulaCase[] }> {
  const again = await recalculateRun(store, row);
  if (!again) return { statements: row.people, differences: [{ what: "inputs", id: row.id }], cases: [] };
  const { version, secret, facts, people, lines, run } = again;
  const { salt, scorecardHashes } = secret;
  const hashes = runHashes(salt, { runId: row.id, planVersionId: version.id, plan: version.terms, period: row.period, scorecardHashes }, run);
  const computed = new Map(run.statements.map((statement, place) => [statement.personId, { statement, hash: hashes.statements[place]! }]));
  const isSame = (line: RunLineRow) => {
    const one = computed.get(line.personId);
    return one?.hash === line.statementHash && canonicalJson(openStatement(store, line)) === canonicalJson(one.statement);
  };
  const differences = lines.filter((line) => !isSame(line)).map((line): Difference => ({ what: "statement", id: `${row.id}/${line.personId}` }));
  if (hashes.content !== row.contentHash) differences.push({ what: "run", id: row.id });
  return { statements: lines.length, differences, cases: payCases(`${row.period}/${row.id}`, facts, people, run) };
}
