import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { periodChoices } from "#app/domain/score/period-choices.ts";
import type { Scorecard } from "#app/domain/score/scorecard.ts";
import { loadOrganisation } from "#db/queries/directory.server.ts";
import type { OrganisationRow } from "#db/queries/directory.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import type { PeriodRow } from "#db/queries/periods.server.ts";
import { findScorecard, loadScorecards, loadScores } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";
import { liveScorecards } from "./live-scorecards.server.ts";

export interface PeriodFrame {
  readonly organisation: OrganisationRow;
  readonly rows: readonly PeriodRow[];
  /** Months and quarters that have begun, in time order. */
  readonly periods: readonly string[];
  /** The chosen one, or the newest month. */
  readonly period: string;
  readonly isFinal: boolean;
}

/** The periods of a page and the one that its address asks for; null before the first setup. */
export async function readPeriodFrame(store: Store, asked: string | null, now: number): Promise<PeriodFrame | null> {
  const [organisation, rows] = await Promise.all([loadOrganisation(store), loadPeriods(store)]);
  if (!organisation || rows.length === 0) return null;
  const begun = rows.filter((row) => row.from <= now);
  const months = (begun.length > 0 ? begun : rows.slice(0, 1)).map((row) => row.month);
  const periods = periodChoices(months, organisation.payPeriod);
  const period = asked !== null && periods.includes(asked) ? asked : months[months.length - 1]!;
  const asMonths = monthsOfPayPeriod(period);
  const isFinal = rows.find((row) => row.month === asMonths[asMonths.length - 1])?.state === "closed";
  return { organisation, rows, periods, period, isFinal };
}

export interface ReadCard {
  readonly departmentId: string;
  readonly card: Scorecard;
  /** Hash of the frozen content; null while it is not frozen. */
  readonly hash: string | null;
}

/** All scorecards of a period: the frozen ones, or as they stand now. */
export async function readScorecards(store: Store, period: string, isFinal: boolean, now: number): Promise<{ cards: ReadCard[]; asOf: number | null }> {
  if (isFinal) {
    const rows = await loadScorecards(store, [period]);
    return { cards: rows.map((row) => ({ departmentId: row.departmentId, card: row.content.card, hash: row.contentHash })), asOf: null };
  }
  const live = await liveScorecards(store, period, now);
  return { cards: [...live.cards].map(([departmentId, card]) => ({ departmentId, card, hash: null })), asOf: live.asOf };
}

/** One scorecard of a period, frozen or as it stands now; null when nothing is measured there. */
export async function readScorecard(store: Store, departmentId: string, period: string, isFinal: boolean, now: number): Promise<{ card: ReadCard | null; asOf: number | null }> {
  if (isFinal) {
    const row = await findScorecard(store, departmentId, period);
    return { card: row && { departmentId, card: row.content.card, hash: row.contentHash }, asOf: null };
  }
  const live = await liveScorecards(store, period, now);
  const card = live.cards.get(departmentId);
  return { card: card ? { departmentId, card, hash: null } : null, asOf: live.asOf };
}

export interface ScoreOfPeriod {
  readonly period: string;
  readonly departmentId: string;
  readonly shownBp: number | null;
  readonly payBp: number | null;
}

/** Scores of earlier periods for a trend: the frozen ones, and those of months that wait in review as they stand now. */
export async function readScoresBefore(store: Store, periods: readonly string[], now: number, departmentId?: string): Promise<ScoreOfPeriod[]> {
  const [frozen, rows] = await Promise.all([loadScores(store, periods, departmentId), loadPeriods(store)]);
  const waiting = rows.filter((row) => periods.includes(row.month) && (row.state === "review" || row.state === "sealed")).map((row) => row.month);
  const live = await Promise.all(waiting.map(async (period) => ({ period, cards: (await liveScorecards(store, period, now)).cards })));
  return [
    ...frozen,
    ...live.flatMap(({ period, cards }) =>
      [...cards].filter(([id]) => departmentId === undefined || id === departmentId).map(([id, card]) => ({ period, departmentId: id, shownBp: card.shown.scoreBp, payBp: card.pay.scoreBp }))
    ),
  ];
}
