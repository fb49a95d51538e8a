import type { Standing } from "../evaluation/verdict.ts";
import { buildScorecard, buildTeamScorecard } from "./build-scorecard.ts";
import { inputOfCard } from "./input-of-card.ts";
import type { ItemCounts, Scorecard, ScorecardInput } from "./scorecard.ts";

/** An item of a frozen period that was approved to count as something else. */
export interface CardCorrection {
  readonly obligationKey: string;
  readonly fromStanding: Standing;
  readonly toStanding: Standing;
}

/** A frozen scorecard with what was approved after it was frozen. */
export interface CorrectedCard {
  /** Same counts, weights and answers as the frozen one, the corrected items apart. Only its `pay` result may be used. */
  readonly card: Scorecard;
  /** Its responsible teams, each by its lines. */
  readonly teams: ReadonlyMap<string, Scorecard>;
}

/**
 * What a department's pay score would have been: the frozen counts and the corrections, nothing else, so that terms, weights and answers
 * that changed since take no part. Null where none of them concerns a line of the card.
 *
 * @param leavesOut whether the signed terms of a line leave out what could not be measured
 */
export function correctedCard(frozen: Scorecard, corrections: readonly CardCorrection[], leavesOut: (obligationKey: string) => boolean): CorrectedCard | null {
  const input = inputOfCard(frozen, "pay");
  const keys = new Set(input.clients.flatMap((client) => client.lines.map((line) => line.key)));
  const mine = corrections.filter((one) => keys.has(one.obligationKey));
  if (mine.length === 0) return null;
  const changed = withCorrections(input, mine, leavesOut);
  const teamIds = new Set(changed.clients.flatMap((client) => client.lines.flatMap((line) => line.teamId ?? [])));
  return { card: buildScorecard(changed), teams: new Map([...teamIds].map((id) => [id, buildTeamScorecard(changed, id)])) };
}

function withCorrections(input: ScorecardInput, corrections: readonly CardCorrection[], leavesOut: (key: string) => boolean): ScorecardInput {
  const clients = input.clients.map((client) => ({
    ...client,
    lines: client.lines.map((line) => {
      const own = corrections.filter((one) => one.obligationKey === line.key);
      const left = leavesOut(line.key);
      return { ...line, counts: own.reduce((counts, one) => moved(moved(counts, one.fromStanding, -1, left), one.toStanding, 1, left), line.counts) };
    }),
  }));
  return { ...input, clients };
}

/** The counts with one item more or less of a standing. Items that are not due (void, still running) count nowhere. */
function moved(counts: ItemCounts, standing: Standing, by: 1 | -1, isLeftOut: boolean): ItemCounts {
  switch (standing) {
    case "met":
      return { ...counts, due: counts.due + by, conforming: counts.conforming + by };
    case "breached":
      return { ...counts, due: counts.due + by };
    case "excused":
      return { ...counts, due: counts.due + by, excused: counts.excused + by };
    case "unmeasurable":
      return { ...counts, due: counts.due + (isLeftOut ? 0 : by), unmeasurable: counts.unmeasurable + by };
    default:
      return counts;
  }
}
