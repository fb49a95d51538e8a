import { can } from "#app/domain/access/can.ts";
import type { Actor } from "#app/domain/access/actor.ts";
import { suppress } from "#app/domain/survey/suppress.ts";

/** The sum of fewer people would tell what one of them gets. */
const FEWEST_PEOPLE = 3;

/**
 * Departments whose sums a reader without the right to single amounts does not see. The total is shown, so that a hidden sum must not be
 * what the shown ones leave of it. A department that nobody is in any more counts as one person: what it had is still somebody's.
 */
export function hiddenSums(actor: Actor, departments: readonly { readonly departmentId: string; readonly people: number }[]): ReadonlySet<string> {
  if (can(actor, "statement.read_any")) return new Set();
  return new Set(suppress(departments.map((one) => ({ id: one.departmentId, answers: Math.max(1, one.people) })), FEWEST_PEOPLE, true).hidden);
}
