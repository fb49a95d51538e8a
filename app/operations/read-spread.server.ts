import type { Names } from "#app/domain/names.ts";
import type { PaidPerson } from "#app/domain/pay/pay-spread.ts";
import { paidForOwnPeriod } from "#app/domain/pay/past-difference.ts";
import { payPeriodDays } from "#app/domain/score/pay-period-months.ts";
import { addDays } from "#app/domain/time/local-date.ts";
import { loadMemberships } from "#db/queries/people.server.ts";
import type { RunRow } from "#db/queries/runs.server.ts";
import type { Store } from "#db/store.ts";
import { readRun } from "./read-run.server.ts";

export interface RunSpread {
  readonly people: readonly PaidPerson[];
  /** Names of the positions by the keys that `people` have. */
  readonly positions: ReadonlyMap<string, Names>;
}

/** The money of a run person by person, with what the work is called on the last day of the period. */
export async function readSpread(store: Store, row: RunRow): Promise<RunSpread> {
  const { from, to } = payPeriodDays(row.period);
  const [{ statements, departmentOf }, memberships] = await Promise.all([readRun(store, row), loadMemberships(store, from, addDays(to, -1))]);
  const positionOf = new Map<string, Names>();
  // In the order of their start: the last one holds.
  for (const membership of memberships) positionOf.set(membership.personId, membership.position);
  const keyOf = (names: Names): string => names.en ?? names.ru ?? "";
  const positions = new Map<string, Names>();
  const people = statements.flatMap((statement): PaidPerson[] => {
    if (statement.unit !== "money") return [];
    const names = positionOf.get(statement.personId) ?? {};
    const position = keyOf(names);
    positions.set(position, names);
    const [segment, ...others] = statement.segments;
    return [
      {
        personId: statement.personId, departmentId: departmentOf.get(statement.personId) ?? "", position, scoreBp: others.length === 0 ? (segment?.scoreBp ?? null) : null,
        payoutBp: statement.effectivePayoutBp, targetMinor: statement.targetMinor, amountMinor: paidForOwnPeriod(statement),
      },
    ];
  });
  return { people, positions };
}
