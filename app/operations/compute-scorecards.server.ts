import type { Names } from "#app/domain/names.ts";
import { buildScorecard, buildTeamScorecard } from "#app/domain/score/build-scorecard.ts";
import { countStandings } from "#app/domain/evaluation/standing.ts";
import type { Tally } from "#app/domain/evaluation/standing.ts";
import { lineTermsOf } from "#app/domain/score/line-terms.ts";
import type { VersionedLine } from "#app/domain/score/line-terms.ts";
import { monthsOfPayPeriod } from "#app/domain/score/pay-period-months.ts";
import { DEFAULT_SCORE_POLICY } from "#app/domain/score/score-policy.ts";
import type { AnswerCounts, Scorecard, ScorecardInput, ScoreClient } from "#app/domain/score/scorecard.ts";
import { addMonths } from "#app/domain/time/local-date.ts";
import { startOfDate, zoneOf } from "#app/domain/time/zone.ts";
import { loadApprovedCorrections } from "#db/queries/closing.server.ts";
import { loadScorePolicy } from "#db/queries/policies.server.ts";
import { countAnswers } from "#db/queries/ratings.server.ts";
import type { AnswerCount } from "#db/queries/ratings.server.ts";
import { countCoverage, loadClientWeights, loadTallies } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";
import { groupBy, openAgreementBook } from "./agreement-book.server.ts";
import type { AgreementBook } from "./agreement-book.server.ts";
import { answeringAgreements, heirsIn } from "./agreements-of-party.server.ts";

export interface ComputedScorecard {
  readonly departmentId: string;
  readonly card: Scorecard;
  readonly input: ScorecardInput;
  /** Of the lines of `input` that name this team. */
  readonly isTeam: boolean;
}

/** An answer that is looked away from, to see what it does to a score. */
export type LeftOutAnswer = Pick<AnswerCount, "providerId" | "agreementId" | "period" | "csat">;

/**
 * Scorecards of a month or quarter from the tallies and answers as they stand: a provider for each
 * agreement, and each team that a line names. A quarter sums its months' counts; it never averages
 * scores. Statistics-only answers count where `includeStatisticsOnly` (at closing), not in live figures.
 *
 * @param period YYYY-MM or YYYY-Qn
 * @param approvedUntil corrections approved later do not count in a quarter: at closing the instant of the seal
 */
export async function computeScorecards(store: Store, period: string, includeStatisticsOnly: boolean, leftOut: readonly LeftOutAnswer[] = [], approvedUntil = Number.POSITIVE_INFINITY): Promise<ComputedScorecard[]> {
  const book = await openAgreementBook(store);
  const months = monthsOfPayPeriod(period);
  const first = months[0]!;
  const after = addMonths(months[months.length - 1]!, 1);
  const zone = zoneOf(book.organisation.zone);
  const previous = [1, 2].map((back) => months.map((month) => addMonths(month, -back * months.length)));
  const [tallies, corrections, weights, coverage, policy, ...answers] = await Promise.all([
    loadTallies(store, months),
    loadApprovedCorrections(store, months),
    loadClientWeights(store),
    countCoverage(store, startOfDate(zone, `${first}-01`), startOfDate(zone, `${after}-01`)),
    loadScorePolicy(store, `${first}-01`),
    countAnswers(store, months, includeStatisticsOnly).then((rows) => [...rows, ...leftOut.map((row) => ({ ...row, n: -1 }))]),
    countAnswers(store, previous[0]!, true),
    countAnswers(store, previous[1]!, true),
  ]);
  const tallyByKey = new Map<string, Tally>();
  for (const row of tallies) {
    const counts = (tallyByKey.get(row.obligationKey) ?? {}) as Record<string, number>;
    counts[row.standing] = (counts[row.standing] ?? 0) + row.n;
    tallyByKey.set(row.obligationKey, counts);
  }

  // A quarter sums its months as they were frozen, plus the corrections approved since.
  for (const row of months.length > 1 ? corrections.filter((one) => (one.decidedAt ?? 0) <= approvedUntil) : []) {
    const counts = { ...tallyByKey.get(row.obligationKey) } as Record<string, number>;
    counts[row.fromStanding] = (counts[row.fromStanding] ?? 0) - 1;
    counts[row.toStanding] = (counts[row.toStanding] ?? 0) + 1;
    tallyByKey.set(row.obligationKey, counts);
  }

  const heirs = heirsIn(book, first);
  const cards: ComputedScorecard[] = [];
  for (const [providerId, agreements] of groupBy([...book.agreements.values()].filter((row) => !heirs.has(row.id)), (row) => row.providerId)) {
    const clients = agreements.flatMap((agreement): ScoreClient[] => {
      const former = [...heirs].filter(([, ids]) => ids.includes(agreement.id)).map(([id]) => book.agreements.get(id)!);
      const inherited = former.flatMap((row) => linesOf(book, row.id).filter((versions) => heirOf(book, heirs.get(row.id)!, versions[0]!.productId) === agreement.id));
      const lines = [...linesOf(book, agreement.id), ...inherited].flatMap((versions) => {
        const found = lineTermsOf(versions, `${first}-01`, `${after}-01`);
        if (!found) return [];
        const { line, runOut } = found;
        const tally = tallyByKey.get(line.key);
        if (runOut && !tally) return [];
        return [
          {
            key: line.key, name: line.name, mode: line.mode, target: line.target, weight: line.weight, runOut, counts: countStandings(tally ?? {}, line.terms.missingMeasure),
            ...(line.floor ? { floor: line.floor } : {}), ...(line.teamId ? { teamId: line.teamId } : {}),
          },
        ];
      });
      const [now, ...before] = answers.map((rows) => addCounts(answeringAgreements(book, heirs, agreement).map((row) => answersOf(rows, row.providerId, row.id))));
      if (lines.length === 0 && now!.responses === 0) return [];
      return [{ party: agreement.id, name: clientName(book, agreement), weight: weightAt(weights, agreement.id, `${first}-01`), lines, answers: now!, previousAnswers: before }];
    });
    if (clients.every((client) => client.lines.length === 0)) continue;
    const input: ScorecardInput = {
      policy: policy ?? DEFAULT_SCORE_POLICY,
      clients,
      coverage: coverageOf(coverage.find((row) => row.providerId === providerId)),
    };
    cards.push({ departmentId: providerId, card: buildScorecard(input), input, isTeam: false });
    const teams = new Set(clients.flatMap((client) => client.lines.flatMap((line) => line.teamId ?? [])));
    for (const teamId of teams) cards.push({ departmentId: teamId, card: buildTeamScorecard(input, teamId), input, isTeam: true });
  }
  return cards;
}

const coverageOf = (counted: ScorecardInput["coverage"] | undefined): ScorecardInput["coverage"] => ({ underAgreement: counted?.underAgreement ?? 0, deliveries: counted?.deliveries ?? 0 });

type LineOfProduct = VersionedLine & { readonly productId: string };

/** Of several agreements in which terms run on, the one that has the product; the first where none or several have it. */
function heirOf(book: AgreementBook, heirIds: readonly string[], productId: string): string | undefined {
  return heirIds.find((id) => book.versionsOf(id).some((version) => book.obligationsOf(version.id).some((row) => row.productId === productId))) ?? heirIds[0];
}

const addCounts = (counts: readonly AnswerCounts[]): AnswerCounts => counts.reduce((sum, one) => ({ satisfied: sum.satisfied + one.satisfied, responses: sum.responses + one.responses }));

/** Each obligation key of an agreement with its versions. */
function linesOf(book: AgreementBook, agreementId: string): LineOfProduct[][] {
  const rows = book.versionsOf(agreementId).flatMap((version) =>
    book.obligationsOf(version.id).map((row): LineOfProduct => ({
      productId: row.productId, key: row.key, from: version.from, to: version.to, name: row.name, terms: row.terms, target: row.target, floor: row.floor, weight: row.weight, mode: row.mode, teamId: row.teamId,
    })),
  );
  return [...groupBy(rows, (row) => row.key).values()];
}

function answersOf(rows: readonly AnswerCount[], providerId: string, agreementId: string): AnswerCounts {
  const mine = rows.filter((row) => row.providerId === providerId && row.agreementId === agreementId);
  const sum = (some: readonly AnswerCount[]) => some.reduce((total, row) => total + row.n, 0);
  return { satisfied: sum(mine.filter((row) => row.csat >= 4)), responses: sum(mine) };
}

function weightAt(weights: readonly { agreementId: string; from: string; weight: string }[], agreementId: string, day: string): string {
  const dated = weights.filter((row) => row.agreementId === agreementId && row.from <= day);
  return dated[dated.length - 1]?.weight ?? weights.find((row) => row.agreementId === agreementId)?.weight ?? "1";
}

const EVERYONE: Names = { en: "All departments", ru: "Все подразделения" };

/** The client party's name: a department's, a group's, or everyone. */
export function clientName(book: AgreementBook, agreement: { clientKind: string; clientDepartmentId: string | null; clientGroupId: string | null; code: string }): Names {
  if (agreement.clientDepartmentId) return book.departments.get(agreement.clientDepartmentId)?.name ?? { en: agreement.code };
  return agreement.clientGroupId ? { en: agreement.code } : EVERYONE;
}

