import type { Statement } from "#app/domain/pay/statement.ts";
import type { CleanCard, CleanRun } from "./clean-pay.ts";

const percent = (bp: number) => `${Math.trunc(bp / 100)}.${String(bp % 100).padStart(2, "0")}`;
const dayBefore = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/**
 * A statement as a question to the `chain` formula, which knows one department, a curve, calendar days and one
 * employee; null where the statement has more to it. Its answer must be the bonus that the person earned.
 */
export function chainCase(run: CleanRun, cards: readonly CleanCard[], statement: Statement): { readonly request: object; readonly bonus: string } | null {
  const { terms } = run;
  const person = run.people.find(({ personId }) => personId === statement.personId)!;
  const [segment] = statement.segments;
  const card = cards.find((one) => one.departmentId === segment?.cardOf && !one.isTeam);
  const isPlain = terms.payout.type === "curve" && terms.gates.length === 0 && terms.mix.team === "0" && terms.proration === "calendar";
  const isOne = statement.segments.length === 1 && person.memberships.length === 1 && segment!.sharePct === "100" && segment!.scoreBp !== null;
  if (!isPlain || !isOne || !card || statement.unit === "percent" || statement.capped) return null;
  const { policy, clients } = card.input;
  const counted = clients.filter(({ lines }) => lines.some(({ mode }) => mode === "paid"));
  const paidLines = counted.flatMap(({ lines }) => lines.filter(({ mode }) => mode === "paid"));
  if (paidLines.some(({ target }) => target.type !== "share" || target.bp === 0)) return null;
  const now = counted.reduce((sum, { answers }) => sum + answers.responses, 0);
  const request = {
    id: statement.personId,
    kind: "chain",
    input: {
      k: policy.assumedAnswers, csat_target: percent(policy.csatTargetBp), csat_cap: percent(policy.csatCapBp), min_responses: policy.minAnswers, w_obj: policy.objectiveWeight, w_sat: policy.satisfactionWeight,
      points: terms.payout.type === "curve" ? terms.payout.points.map(([score, payout]) => [percent(score), percent(payout)]) : [],
      plan_cap_pct: percent(terms.planCapBp), client_floor: "0", floor_cap_pct: "100",
      clients: counted.map(({ party, weight, answers, previousAnswers, lines }) => {
        const used = now >= policy.minAnswers ? [answers] : [answers, ...previousAnswers.slice(0, policy.fallbackPeriods)];
        return {
          id: party, weight, satisfied: used.reduce((sum, one) => sum + one.satisfied, 0), responses: used.reduce((sum, one) => sum + one.responses, 0),
          obligations: lines.filter(({ mode }) => mode === "paid").map(({ key, counts, target, weight: share }) => ({
            id: `${party}/${key}`, due: counts.due, excused: counts.excused, conforming: counts.conforming, target_pct: percent(target.type === "share" ? target.bp : 0), weight: share,
          })),
        };
      }),
      employee: {
        target: (statement.targetMinor / 10 ** terms.minorDigits).toFixed(terms.minorDigits), fte: terms.targetIncludesFte ? "1" : segment!.fte, period_start: run.firstDay, period_end: run.lastDay,
        hire: segment!.from, ...(segment!.to === null ? {} : { leave: dayBefore(segment!.to) }),
      },
      minor_digits: terms.minorDigits,
    },
  };
  return { request, bonus: (statement.earnedMinor / 10 ** terms.minorDigits).toFixed(terms.minorDigits) };
}
