import type { LineResult, ScoreResult } from "#app/domain/score/scorecard.ts";
import type { Standing } from "#app/domain/evaluation/verdict.ts";

/** Where exactly the items behind a figure are: the list counts what the figure counts. */
export function itemsOf(keys: readonly string[], period: string, standings: readonly Standing[]): string {
  const params = new URLSearchParams([...keys.map((key): [string, string] => ["obligation", key]), ["period", period], ["standing", standings.join(",")]]);
  return `/work?${params}`;
}

/** What is due and not excused; items without a measure are in it unless the signed terms leave them out. */
export function baseStandings(line: Pick<LineResult, "counts">): readonly Standing[] {
  return (line.counts.leftOut ?? 0) > 0 ? ["met", "breached"] : ["met", "breached", "unmeasurable"];
}

/** What was not kept: the base without what was met. */
export const missedStandings = (line: Pick<LineResult, "counts">): readonly Standing[] => baseStandings(line).filter((standing) => standing !== "met");

/** Keys of the lines that have any item of a kind. */
export function keysWith(result: ScoreResult, part: "excused" | "unmeasurable"): readonly string[] {
  return result.clients.flatMap((client) => client.lines.filter((line) => line.counts[part] > 0).map((line) => line.key));
}

/** The answers that a client's satisfaction was made of. */
export const answersOf = (party: string, period: string, periods: number): string => `/ratings/answers?agreement=${encodeURIComponent(party)}&period=${period}${periods > 1 ? `&periods=${periods}` : ""}`;

/** Deliveries of a department in a period that no agreement was in force for. */
export const withoutAgreement = (departmentId: string, period: string): string => `/work?delivered=${period}&provider=${encodeURIComponent(departmentId)}&outcome=none`;
