import { parseDecimal, whole } from "../decimal/rational.ts";
import { formatDecimal } from "../decimal/round.ts";
import { DomainError } from "../refusal.ts";
import { compareCodePoints } from "../order-by-code-point.ts";
import { fundScale } from "./fund-scale.ts";
import { payContext, type RunFacts } from "./pay-context.ts";
import type { PlanTerms } from "./plan-terms.ts";
import { ktuWeights } from "./pool-ktu.ts";
import { splitPool } from "./pool.ts";
import { prepareOwnStatement, withAdjustments, withShare } from "./prepare-statement.ts";
import type { PersonPay, Statement } from "./statement.ts";

export interface FundUse {
  readonly limitMinor: number | null;
  /** Sum of what was earned, before the limit. */
  readonly earnedMinor: number;
  /** 6 decimals, for display; "1.000000" where everything fits. */
  readonly factor: string;
}

/** Sums over the money statements; percent-only statements have no amounts to add. */
export interface RunTotals {
  readonly people: number;
  readonly percentOnly: number;
  readonly targetMinor: number;
  readonly proratedMinor: number;
  readonly earnedMinor: number;
  readonly heldMinor: number;
  readonly adjustmentMinor: number;
  readonly amountMinor: number;
}

export interface PreparedRun {
  /** By person id in code point order. */
  readonly statements: readonly Statement[];
  readonly totals: RunTotals;
  readonly fund: FundUse;
}

/**
 * Calculates a run (design.md section 8): everybody's own statement, then the fund limit or the pools, then
 * adjustments. The result does not depend on the order of `people`. Throws `duplicate_person` and what
 * `prepareOwnStatement` throws.
 */
export function prepareRun(people: readonly PersonPay[], facts: RunFacts): PreparedRun {
  const ordered = [...people].sort((a, b) => compareCodePoints(a.personId, b.personId));
  ordered.forEach((person, i) => {
    if (person.personId === ordered[i - 1]?.personId) throw new DomainError("duplicate_person");
  });
  const context = payContext(facts);
  const own = ordered.map((person) => prepareOwnStatement(person, context));
  const { shares, fund } = shareOut(ordered, own, facts.plan);
  const id = facts.plan.mode === "pool" ? "pool" : "fund";
  const statements = own.map((statement, i) => {
    const shared = shares[i] === null ? statement : withShare(statement, id, shares[i]!);
    return withAdjustments(shared, ordered[i]!.pastPeriods, facts.plan);
  });
  return { statements, totals: totalsOf(statements), fund };
}

/** What each person gets of the fund, null where no money is involved (percent only). */
function shareOut(
  people: readonly PersonPay[],
  statements: readonly Statement[],
  plan: PlanTerms
): { readonly shares: readonly (number | null)[]; readonly fund: FundUse } {
  const paid = statements.flatMap((statement, place) =>
    statement.unit === "money" ? [place] : []
  );
  const earned = paid.map((place) => ({
    id: people[place]!.personId,
    earned: BigInt(statements[place]!.earnedMinor),
  }));
  const earnedUnits = earned.reduce((total, one) => total + one.earned, 0n);
  const limitUnits = plan.fundLimitMinor === null ? earnedUnits : BigInt(plan.fundLimitMinor);
  const scaled = plan.mode === "pool" ? null : fundScale(limitUnits, earned);
  const shares: (number | null)[] = statements.map(() => null);
  if (scaled !== null) {
    paid.forEach((place, i) => (shares[place] = Number(scaled.paid[i]!)));
  } else {
    sharePools(people, statements, paid, limitUnits, shares);
  }
  const factor = fundScale(limitUnits, [{ id: "all", earned: earnedUnits }]).factor;
  return {
    shares,
    fund: {
      limitMinor: plan.fundLimitMinor,
      earnedMinor: Number(earnedUnits),
      factor: formatDecimal(factor, 6),
    },
  };
}

/** Each pool has what its members earned, scaled to the limit, and splits it by prorated target x coefficient. */
function sharePools(
  people: readonly PersonPay[],
  statements: readonly Statement[],
  paid: readonly number[],
  limitUnits: bigint,
  shares: (number | null)[]
): void {
  const pools = new Map<string, number[]>();
  for (const place of paid) {
    const { poolId } = people[place]!;
    const members = pools.get(poolId);
    if (members === undefined) pools.set(poolId, [place]);
    else members.push(place);
  }
  const funds = [...pools].map(([id, places]) => ({
    id,
    earned: places.reduce((total, place) => total + BigInt(statements[place]!.earnedMinor), 0n),
  }));
  const amounts = fundScale(limitUnits, funds).paid;
  funds.forEach(({ id }, i) => {
    const places = pools.get(id)!;
    const weights = ktuWeights(
      places.map((place) => ({
        id: people[place]!.personId,
        // A held target earned nothing yet and takes no part.
        base: whole(statements[place]!.proratedMinor - statements[place]!.heldMinor),
        ktu: parseDecimal(people[place]!.coefficient),
      }))
    );
    splitPool(amounts[i]!, weights).forEach((share, j) => (shares[places[j]!] = Number(share)));
  });
}

function totalsOf(statements: readonly Statement[]): RunTotals {
  const money = statements.filter((statement) => statement.unit === "money");
  const sum = (part: (statement: Statement) => number) =>
    money.reduce((total, statement) => total + part(statement), 0);
  return {
    people: statements.length,
    percentOnly: statements.length - money.length,
    targetMinor: sum((one) => one.targetMinor),
    proratedMinor: sum((one) => one.proratedMinor),
    earnedMinor: sum((one) => one.earnedMinor),
    heldMinor: sum((one) => one.heldMinor),
    adjustmentMinor: sum((one) =>
      one.adjustments.reduce((total, each) => total + each.appliedMinor, 0)
    ),
    amountMinor: sum((one) => one.amountMinor),
  };
}
