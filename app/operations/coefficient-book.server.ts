import { DEFAULT_COEFFICIENT, poolPartsBp } from "#app/domain/pay/coefficient.ts";
import { whole } from "#app/domain/decimal/rational.ts";
import type { Names } from "#app/domain/names.ts";
import { payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import { findCoefficientRound, loadCoefficients, openCoefficient, type CoefficientRound } from "#db/queries/coefficients.server.ts";
import { loadDepartments } from "#db/queries/directory.server.ts";
import { loadPeople } from "#db/queries/people.server.ts";
import { loadPlanVersionAt } from "#db/queries/plans.server.ts";
import { findRunOf } from "#db/queries/runs.server.ts";
import type { Store } from "#db/store.ts";
import { calculateRun } from "./calculate-run.server.ts";

/** One member of a pool as a head sees them: parts of the pool in percent, never an amount. */
export interface PoolMemberShown {
  readonly personId: string;
  readonly surname: string;
  readonly givenName: string;
  readonly personnelNumber: string;
  readonly departmentId: string;
  readonly coefficient: string;
  readonly reason: string;
  /** Somebody entered it; otherwise it is 1 by default. */
  readonly isEntered: boolean;
  /** Part of the pool with every coefficient at 1, and as they are; 0.01 %. */
  readonly plainBp: number;
  readonly partBp: number;
}

export interface PoolShown {
  readonly poolId: string;
  readonly name: Names;
  readonly members: readonly PoolMemberShown[];
}

export interface CoefficientBook {
  readonly round: CoefficientRound | null;
  /** Nothing can be entered any more: the deadline has passed or the run was prepared. */
  readonly frozen: "deadline" | "run" | null;
  readonly pools: readonly PoolShown[];
}

/**
 * The pools of a plan for a pay period with their members and coefficients, as they stand. Null where the version of that period shares
 * nothing out. People who are paid by percent only have no part of a pool.
 */
export async function openCoefficientBook(store: Store, planId: string, period: string, now: number): Promise<CoefficientBook | null> {
  const version = await loadPlanVersionAt(store, planId, payPeriodDays(period).from);
  if (version?.terms.mode !== "pool") return null;
  const [round, run, given, { people, run: calculated, departmentOf }, departments] = await Promise.all([
    findCoefficientRound(store, planId, period), findRunOf(store, planId, period), loadCoefficients(store, planId, period), calculateRun(store, version, period), loadDepartments(store, "all"),
  ]);
  const names = new Map((await loadPeople(store, people.map((person) => person.personId))).map((person) => [person.id, person]));
  const proratedOf = new Map(calculated.statements.flatMap((one) => (one.unit === "money" ? [[one.personId, one.proratedMinor] as const] : [])));
  const poolIds = [...new Set(people.filter((person) => proratedOf.has(person.personId)).map((person) => person.poolId))];
  const pools = poolIds.map((poolId): PoolShown => {
    const members = people.filter((person) => person.poolId === poolId && proratedOf.has(person.personId));
    const parts = members.map(({ personId, coefficient }) => ({ personId, base: whole(proratedOf.get(personId)!), coefficient }));
    const [plain, now] = [poolPartsBp(parts.map((part) => ({ ...part, coefficient: DEFAULT_COEFFICIENT }))), poolPartsBp(parts)];
    return {
      poolId,
      name: departments.find((row) => row.id === poolId)?.name ?? {},
      members: members
        .map(({ personId, coefficient }, place): PoolMemberShown => {
          const row = given.get(personId);
          const { surname = "", givenName = "", personnelNumber = "" } = names.get(personId) ?? {};
          return { personId, surname, givenName, personnelNumber, departmentId: departmentOf.get(personId)!, coefficient, reason: row ? openCoefficient(store, row).reason : "", isEntered: row !== undefined, plainBp: plain[place]!, partBp: now[place]! };
        })
        .sort((a, b) => (names.get(a.personId)!.sortKey < names.get(b.personId)!.sortKey ? -1 : 1)),
    };
  });
  const frozen = run ? "run" : round !== null && now >= round.deadlineAt ? "deadline" : null;
  return { round, frozen, pools };
}
