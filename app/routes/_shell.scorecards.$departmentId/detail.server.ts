import { fromBp, toBp } from "#app/domain/decimal/stored-units.ts";
import type { Names } from "#app/domain/names.ts";
import { explainChange } from "#app/domain/score/explain-change.ts";
import type { ScoreChange } from "#app/domain/score/explain-change.ts";
import { previousPeriod } from "#app/domain/score/period-choices.ts";
import type { Scorecard, ScoreResult } from "#app/domain/score/scorecard.ts";
import { xmr } from "#app/domain/score/xmr.ts";
import { isPayPeriod, payoutsOf } from "#app/operations/department-payout.server.ts";
import type { PaysPercent } from "#app/operations/department-payout.server.ts";
import { quarterBridge, type QuarterBridge } from "#app/operations/quarter-bridge.server.ts";
import { readScorecard, readScoresBefore } from "#app/operations/read-scorecards.server.ts";
import type { PeriodFrame } from "#app/operations/read-scorecards.server.ts";
import { loadDepartments, type DepartmentRow } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";

export type Which = "shown" | "pay";

/** Periods in the trend; limits come from the first of them. */
const TREND = 12;
const BASELINE = 6;

export interface ScorecardDetail {
  readonly which: Which;
  readonly result: ScoreResult;
  /** Trial lines exist: the two results differ in what they count. */
  readonly hasTrial: boolean;
  readonly pays: readonly PaysPercent[];
  readonly coverageBp: number | null;
  readonly formulaVersion: string;
  readonly hash: string | null;
  readonly asOf: number | null;
  readonly change: (ScoreChange & { readonly since: string }) | null;
  /** Names of clients and lines, those of the period before too. */
  readonly names: Readonly<Record<string, Names>>;
  readonly trend: Trend;
  /** Both scores, so that what is shown and what is paid by are told apart. */
  readonly scores: { readonly shownBp: number | null; readonly payBp: number | null };
  /** Responsible teams that the lines name, and whether their own scorecard opens to who looks. */
  readonly teams: Readonly<Record<string, { readonly name: Names; readonly opens: boolean }>>;
  /** The department whose answers and deliveries count: the team's own department for a team. */
  readonly provider: { readonly id: string; readonly name: Names };
  /** How a quarter's months make it; null for a month. */
  readonly bridge: QuarterBridge | null;
}

export interface Trend {
  readonly periods: readonly string[];
  readonly scoresBp: readonly (number | null)[];
  readonly limitsBp: { readonly mean: number; readonly upper: number; readonly lower: number } | null;
}

/** Everything on a scorecard's page; null when the department has none for the period. */
export async function readScorecardDetail(store: Store, department: DepartmentRow, frame: PeriodFrame, asked: Which, now: number, mayOpen: (departmentId: string) => boolean): Promise<ScorecardDetail | null> {
  const { period, isFinal, organisation } = frame;
  const { card, asOf } = await readScorecard(store, department.id, period, isFinal, now);
  if (!card) return null;
  const since = previousPeriod(period);
  const isWaiting = frame.rows.some((row) => row.month === since && (row.state === "review" || row.state === "sealed"));
  const hasTrial = hasTrialLine(card.card);
  // Without a trial line the two count the same, and the pay score says more.
  const which = hasTrial || card.card.pay.scoreBp === null ? asked : "pay";
  const [departments, bridge, previous, parent, trend] = await Promise.all([
    loadDepartments(store, "all"),
    quarterBridge(store, department.id, period, which, frame.rows, now),
    readScorecard(store, department.id, since, !isWaiting, now),
    department.isTeam && department.parentId ? readScorecard(store, department.parentId, period, isFinal, now) : null,
    readTrend(store, department.id, period, which, now),
  ]);
  const parentCard = parent?.card && department.parentId ? { id: department.parentId, card: parent.card.card } : null;
  const pays =
    isPayPeriod(period, organisation.payPeriod) && which === "pay" && (!department.isTeam || parentCard)
      ? await payoutsOf(store, period, { id: department.id, card: card.card, parent: parentCard })
      : [];
  const result = card.card[which];
  const before = previous.card?.card[which] ?? null;
  const change = before && explainChange(before, result);
  const named = new Map(departments.map((row) => [row.id, row.name]));
  const teamIds = new Set(result.clients.flatMap((client) => client.lines.flatMap((line) => (line.teamId && line.teamId !== department.id ? [line.teamId] : []))));
  const providerId = department.isTeam && department.parentId ? department.parentId : department.id;
  return {
    which, result, pays, asOf, trend, bridge,
    scores: { shownBp: card.card.shown.scoreBp, payBp: card.card.pay.scoreBp },
    teams: Object.fromEntries([...teamIds].flatMap((id) => (named.has(id) ? [[id, { name: named.get(id)!, opens: mayOpen(id) }]] : []))),
    provider: { id: providerId, name: named.get(providerId) ?? {} },
    hasTrial,
    coverageBp: card.card.coverageBp,
    formulaVersion: card.card.formulaVersion,
    hash: card.hash,
    change: change && change.changeBp !== null ? { ...change, since } : null,
    names: { ...namesOf(before), ...namesOf(result) },
  };
}

const hasTrialLine = (card: Scorecard): boolean => card.shown.clients.some((client) => client.lines.some((line) => line.mode === "trial"));

function namesOf(result: ScoreResult | null): Record<string, Names> {
  const names: Record<string, Names> = {};
  for (const client of result?.clients ?? []) {
    names[client.party] = client.name;
    for (const line of client.lines) names[line.key] = line.name;
  }
  return names;
}

/** Scores up to the period, frozen or waiting in review, with the limits of a process behaviour chart once there are enough. */
async function readTrend(store: Store, departmentId: string, period: string, which: Which, now: number): Promise<Trend> {
  const periods = [period];
  while (periods.length < TREND) periods.unshift(previousPeriod(periods[0]!));
  const scores = new Map((await readScoresBefore(store, periods, now, departmentId)).map((row) => [row.period, which === "shown" ? row.shownBp : row.payBp]));
  const first = periods.findIndex((one) => scores.has(one));
  const shown = first < 0 ? [] : periods.slice(first).filter((one) => scores.has(one) || one !== period);
  const known = shown.flatMap((one) => scores.get(one) ?? []);
  const chart = xmr(known.map(fromBp), Math.max(BASELINE, known.length));
  return {
    periods: shown,
    scoresBp: shown.map((one) => scores.get(one) ?? null),
    limitsBp: chart.mean === null ? null : { mean: toBp(chart.mean), upper: toBp(chart.unpl), lower: toBp(chart.lnpl) },
  };
}
