import { monthsOfPayPeriod, payPeriodDays, periodsClosedWith } from "#app/domain/score/pay-period-months.ts";
import { DEFAULT_SCORE_POLICY } from "#app/domain/score/score-policy.ts";
import { FORMULA_VERSION } from "#app/domain/score/scorecard.ts";
import { lineTermsOf } from "#app/domain/score/line-terms.ts";
import { ok, refused } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/refusal.ts";
import { loadApprovedCorrections } from "#db/queries/closing.server.ts";
import { loadPeriods } from "#db/queries/periods.server.ts";
import { loadScorePolicy } from "#db/queries/policies.server.ts";
import { countAnswers } from "#db/queries/ratings.server.ts";
import { loadClientWeights, loadScorecards, loadTallies } from "#db/queries/scorecards.server.ts";
import type { Store } from "#db/store.ts";
import { groupBy, openAgreementBook } from "./agreement-book.server.ts";

/**
 * Everything that a period's scorecards are computed from, and the scorecards themselves with the very input that
 * was frozen with each, so that an auditor can compute them again. Answers end at counts, and those that are for
 * statistics only are in none of a month before it is closed; nothing in it names a person.
 *
 * @param period YYYY-MM, with the quarter that closed with it; or YYYY-Qn
 */
export async function exportInputs(store: Store, period: string): Promise<Result<Readonly<Record<string, unknown>>, "unknown_period">> {
  const months = monthsOfPayPeriod(period);
  const periods = (await loadPeriods(store)).filter((row) => months.includes(row.month));
  if (periods.length === 0) return refused("unknown_period", { period });
  const book = await openAgreementBook(store);
  const { from, to } = payPeriodDays(period);
  const closed = periods.filter((row) => row.state === "closed").map((row) => row.month);
  const isOpen = (month: string) => !closed.includes(month);
  const frozen = months.length > 1 ? [period] : periodsClosedWith(period, book.organisation.payPeriod);
  const [tallies, answers, policy, weights, scorecards, corrections] = await Promise.all([
    loadTallies(store, months), Promise.all([countAnswers(store, closed, true), countAnswers(store, months.filter(isOpen), false)]).then((parts) => parts.flat()), loadScorePolicy(store, from), loadClientWeights(store), loadScorecards(store, frozen), loadApprovedCorrections(store, months),
  ]);
  const codeOf = (id: string) => book.departments.get(id)?.code ?? id;
  const lines = [...book.agreements.values()].flatMap((agreement) => {
    const versioned = book.versionsOf(agreement.id).flatMap((version) => book.obligationsOf(version.id).map((row) => ({ ...row, from: version.from, to: version.to })));
    return [...groupBy(versioned, (row) => row.key).values()].flatMap((versions) => {
      const found = lineTermsOf(versions, from, to);
      if (!found) return [];
      const { key, name, terms, target, floor, weight, mode, teamId } = found.line;
      return [{ agreement: agreement.id, agreementCode: agreement.code, provider: codeOf(agreement.providerId), key, name, kind: terms.kind, missingMeasure: terms.missingMeasure, target, floor, weight, mode, team: teamId && codeOf(teamId), runOut: found.runOut }];
    });
  });
  const satisfied = (csat: number, n: number) => (csat >= 4 ? n : 0);
  return ok({
    format: "concord-inputs-2",
    formulaVersion: FORMULA_VERSION,
    period,
    months: periods.map(({ month, state, from: cutFrom, to: cutTo, inputSeq, draftHash }) => ({ month, state, from: cutFrom, to: cutTo, inputSeq, hash: state === "closed" ? draftHash : null })),
    policy: policy ?? DEFAULT_SCORE_POLICY,
    clientWeights: weights,
    lines,
    tallies: tallies.map(({ recipientId, ...row }) => ({ ...row, recipient: codeOf(recipientId) })),
    answers: [...groupBy(answers, (row) => JSON.stringify([row.providerId, row.agreementId, row.period])).values()].map((rows) => ({
      provider: codeOf(rows[0]!.providerId), agreement: rows[0]!.agreementId, period: rows[0]!.period,
      responses: rows.reduce((sum, row) => sum + row.n, 0), satisfied: rows.reduce((sum, row) => sum + satisfied(row.csat, row.n), 0),
    })),
    corrections: corrections.map(({ recipientId, ...row }) => ({ ...row, recipient: codeOf(recipientId) })),
    scorecards: scorecards.map((row) => ({ department: codeOf(row.departmentId), contentHash: row.contentHash, ...row.content })),
  });
}
