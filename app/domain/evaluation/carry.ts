import type { TimingTerms } from "../agreement/terms.ts";
import { standsStill } from "./counting-pauses.ts";
import type { EvaluationContext } from "./evaluation-context.ts";
import { because } from "./reasons.ts";
import type { TaskHistory } from "./task-history.ts";
import type { Verdict } from "./verdict.ts";

/** An item that nobody delivers is counted in at most this many later periods. */
export const MOST_CARRIES = 11;

/**
 * A breached item that is still undelivered at the last instant of a later period counts once more
 * there, unless a counting pause runs at that instant (design.md section 5, Undelivered). `carry` is the
 * number of periods after the one in which it fell due, so the key of a period never shifts.
 */
export function carryOver(
  verdict: Verdict,
  history: TaskHistory,
  terms: TimingTerms,
  context: EvaluationContext,
  limit: number,
): Verdict[] {
  if (verdict.outcome !== "breached" || verdict.fallsDueAt === null) return [verdict];
  const endedAt = history.handovers[0]?.at ?? history.cancelledAt ?? Infinity;
  const carried: Verdict[] = [];
  let nextChangeAt: number | null = null;
  if (endedAt <= verdict.fallsDueAt) return [verdict];
  let end = context.periodEndAfter(verdict.fallsDueAt);
  for (let carry = 1; carry <= MOST_CARRIES; carry++) {
    end = context.periodEndAfter(end);
    const last = end - 1;
    if (endedAt <= last) break;
    if (history.asOf < end) {
      nextChangeAt = end;
      break;
    }
    if (last <= limit || standsStill(history, terms.pauseReasons, context.incidents, last)) continue;
    carried.push({
      ...verdict,
      carry,
      fallsDueAt: last,
      nextChangeAt: null,
      reasons: context.explain
        ? [...verdict.reasons, because("carried", { month: context.monthOf(last), carry })]
        : verdict.reasons,
    });
  }
  if (carried.length === 0 && nextChangeAt === verdict.nextChangeAt) return [verdict];
  return [{ ...verdict, nextChangeAt }, ...carried];
}
