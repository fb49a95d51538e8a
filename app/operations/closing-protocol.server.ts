import type { Names } from "#app/domain/names.ts";
import { periodsClosedWith } from "#app/domain/score/pay-period-months.ts";
import { keptPromises } from "#app/domain/score/score-summary.ts";
import { closingHistory, type ClosingStepTaken } from "./closing-history.server.ts";
import { countClosedItems } from "#db/queries/closing.server.ts";
import { loadDepartments, loadOrganisation } from "#db/queries/directory.server.ts";
import { countCorrectionsByState, listDisputes } from "#db/queries/disputes.server.ts";
import type { DisputeRow } from "#db/queries/disputes.server.ts";
import { loadPeriod } from "#db/queries/periods.server.ts";
import { loadScorecards } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";

/** Objections named in a protocol; more are a number. */
const MOST_NAMED = 200;

export interface ClosingProtocol {
  readonly organisation: Names;
  readonly zone: string;
  readonly month: string;
  /** The quarter that froze with it. */
  readonly freezes: string | null;
  readonly cutOffAt: number;
  readonly reviewEndsAt: number | null;
  readonly steps: readonly ClosingStepTaken[];
  readonly snapshotHash: string;
  readonly items: number;
  readonly formulaVersion: string;
  /** By name in the order of the directory; a quarter's scorecards stand after the month's. */
  readonly departments: readonly { readonly period: string; readonly name: Names; readonly shownBp: number | null; readonly payBp: number | null; readonly keptBp: number | null; readonly hash: string }[];
  readonly carried: readonly DisputeRow[];
  /** Changes to closed months that wait for a decision now. */
  readonly pendingCorrections: number;
}

/** What was closed, by whom and with what left open; null when the month is not closed. */
export async function closingProtocol(store: Store, month: string): Promise<ClosingProtocol | null> {
  const [row, organisation] = await Promise.all([loadPeriod(store, month), loadOrganisation(store)]);
  if (row?.state !== "closed" || !organisation) return null;
  const periods = periodsClosedWith(month, organisation.payPeriod);
  const [steps, items, cards, departments, carried, corrections] = await Promise.all([
    closingHistory(store, month), countClosedItems(store, month), loadScorecards(store, periods), loadDepartments(store, "all"),
    listDisputes(store, { scope: { departmentIds: "all", personId: "" }, states: ["carried"], period: month }, { limit: MOST_NAMED, offset: 0 }), countCorrectionsByState(store, null),
  ]);
  const placeOf = new Map(departments.map((one, place) => [one.id, place]));
  const ordered = [...cards].sort((a, b) => periods.indexOf(a.period) - periods.indexOf(b.period) || (placeOf.get(a.departmentId) ?? 0) - (placeOf.get(b.departmentId) ?? 0));
  return {
    organisation: organisation.name, zone: organisation.zone, month, freezes: periods[1] ?? null, cutOffAt: row.to, reviewEndsAt: row.reviewEndsAt, steps, snapshotHash: row.draftHash ?? "", items,
    formulaVersion: cards[0]?.formulaVersion ?? "",
    departments: ordered.map(({ period, departmentId, shownBp, payBp, contentHash, content }) => ({ period, name: departments.find((one) => one.id === departmentId)?.name ?? {}, shownBp, payBp, keptBp: keptPromises(content.card.shown).shareBp, hash: contentHash })),
    carried, pendingCorrections: corrections.pending ?? 0,
  };
}
