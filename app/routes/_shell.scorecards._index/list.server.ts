import { readTableQuery } from "#app/domain/list/table-query.ts";
import type { TableQuery, TableSpec } from "#app/domain/list/table-query.ts";
import { can } from "#app/domain/access/can.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { foldKey, nameIn } from "#app/domain/names.ts";
import type { Locale, Names } from "#app/domain/names.ts";
import { keptPromises } from "#app/domain/score/score-summary.ts";
import { previousPeriod } from "#app/domain/score/period-choices.ts";
import type { PeriodFrame } from "#app/operations/read-scorecards.server.ts";
import { readScorecards, readScoresBefore } from "#app/operations/read-scorecards.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import type { Store } from "#db/store.ts";

const SPEC = { sortable: ["name", "score", "payScore", "kept", "change"], defaultSort: { column: "name", descending: false }, filters: {}, pageSize: 50 } as const satisfies TableSpec;
/** Periods in the small line of each row. */
const TREND = 6;

export interface ScoreListRow {
  readonly departmentId: string;
  readonly name: Names;
  readonly isTeam: boolean;
  readonly scoreBp: number | null;
  readonly payBp: number | null;
  readonly keptBp: number | null;
  readonly changeBp: number | null;
  readonly trend: readonly (number | null)[];
}

export interface ScoreList {
  readonly query: TableQuery;
  readonly rows: readonly ScoreListRow[];
  readonly total: number;
  readonly asOf: number | null;
  /** Over all rows that the person may see. */
  readonly keptBp: number | null;
  readonly departments: number;
}

/** Rows of the departments whose scorecards the actor may see. */
export async function readScoreList(store: Store, actor: Actor, frame: PeriodFrame, url: URL, locale: Locale, now: number): Promise<ScoreList> {
  const { period, isFinal } = frame;
  const query = readTableQuery(url.searchParams, SPEC);
  const before: string[] = [];
  for (let one = previousPeriod(period); before.length < TREND - 1; one = previousPeriod(one)) before.unshift(one);
  const [departments, { cards, asOf }, scores] = await Promise.all([loadDepartments(store, "all"), readScorecards(store, period, isFinal, now), readScoresBefore(store, before, now)]);
  const departmentById = new Map(departments.map((row) => [row.id, row]));
  const scoreAt = new Map(scores.map((row) => [`${row.departmentId}/${row.period}`, row.shownBp]));

  let conforming = 0;
  let base = 0;
  let measured = 0;
  const wanted = foldKey(query.search);
  const rows: ScoreListRow[] = [];
  for (const { departmentId, card } of cards) {
    const department = departmentById.get(departmentId);
    if (!department || !can(actor, "scorecard.read", { departmentIds: [departmentId] })) continue;
    const kept = keptPromises(card.shown);
    if (!department.isTeam && kept.base > 0) {
      conforming += kept.conforming;
      base += kept.base;
      measured += 1;
    }
    if (wanted !== "" && !foldKey(nameIn(department.name, locale)).includes(wanted)) continue;
    const previous = scoreAt.get(`${departmentId}/${before[before.length - 1]!}`) ?? null;
    const scoreBp = card.shown.scoreBp;
    rows.push({
      departmentId, name: department.name, isTeam: department.isTeam, scoreBp, payBp: card.pay.scoreBp, keptBp: kept.shareBp,
      changeBp: scoreBp === null || previous === null ? null : scoreBp - previous,
      trend: [...before.map((one) => scoreAt.get(`${departmentId}/${one}`) ?? null), scoreBp],
    });
  }
  const { column, descending } = query.sort;
  const direction = descending ? -1 : 1;
  rows.sort((a, b) => direction * (column === "name" ? 0 : compareNull(valueOf(a, column), valueOf(b, column))) || (column === "name" ? direction : 1) * compareNames(a, b, locale));
  return { query, rows: rows.slice(query.offset, query.offset + query.pageSize), total: rows.length, asOf, keptBp: base === 0 ? null : Math.round((10_000 * conforming) / base), departments: measured };
}

function valueOf(row: ScoreListRow, column: (typeof SPEC.sortable)[number]): number | null {
  if (column === "score") return row.scoreBp;
  if (column === "payScore") return row.payBp;
  return column === "kept" ? row.keptBp : row.changeBp;
}

const compareNull = (a: number | null, b: number | null): number => (a ?? -Infinity) === (b ?? -Infinity) ? 0 : (a ?? -Infinity) - (b ?? -Infinity);
function compareNames(a: ScoreListRow, b: ScoreListRow, locale: Locale): number {
  const [left, right] = [foldKey(nameIn(a.name, locale)), foldKey(nameIn(b.name, locale))];
  return left < right ? -1 : left > right ? 1 : 0;
}
