import { compareCodePoints } from "../order-by-code-point.ts";

/** One person of a run, as far as comparing people needs it. Money only; amounts without adjustments. */
export interface PaidPerson {
  readonly personId: string;
  readonly departmentId: string;
  /** What the work is called; people of the same name do the same. */
  readonly position: string;
  /** Of the one department that paid the person; null where there were several or none had a score. */
  readonly scoreBp: number | null;
  readonly payoutBp: number | null;
  readonly targetMinor: number;
  readonly amountMinor: number;
}

export interface DepartmentSpread {
  readonly departmentId: string;
  readonly people: number;
  readonly targetMinor: number;
  readonly amountMinor: number;
  /** Percents of the prorated target; null where nobody has one. */
  readonly lowestBp: number | null;
  readonly medianBp: number | null;
  readonly highestBp: number | null;
}

/** Payouts by department, in code point order of their ids. The median of an even number is the lower of the two. */
export function departmentSpread(people: readonly PaidPerson[]): readonly DepartmentSpread[] {
  return [...grouped(people, (one) => one.departmentId)].sort(([a], [b]) => compareCodePoints(a, b)).map(([departmentId, group]) => {
    const percents = group.flatMap((one) => one.payoutBp ?? []).sort((a, b) => a - b);
    return {
      departmentId,
      people: group.length,
      targetMinor: group.reduce((sum, one) => sum + one.targetMinor, 0),
      amountMinor: group.reduce((sum, one) => sum + one.amountMinor, 0),
      lowestBp: percents[0] ?? null,
      medianBp: percents[Math.floor((percents.length - 1) / 2)] ?? null,
      highestBp: percents.at(-1) ?? null,
    };
  });
}

/** People with the same position and the same score whose payout is not the same. */
export interface UnequalGroup {
  readonly position: string;
  readonly scoreBp: number;
  readonly people: number;
  readonly lowest: PaidPerson;
  readonly highest: PaidPerson;
  /** What differs between any two of them: the percent, the target bonus, or both. */
  readonly differs: readonly ("payout" | "target")[];
}

/**
 * The equity check (design.md section 8, HR pages): same position, same score, different payout. Part of the period and part time are no
 * difference: it compares the percent of the prorated target and the target of a full period at full time. By position, then score.
 */
export function unequalGroups(people: readonly PaidPerson[]): readonly UnequalGroup[] {
  const scored = people.filter((one) => one.scoreBp !== null && one.payoutBp !== null && one.position !== "");
  return [...grouped(scored, (one) => JSON.stringify([one.position, one.scoreBp]))]
    .flatMap(([, group]): UnequalGroup[] => {
      const differs = (["payout", "target"] as const).filter((what) => new Set(group.map((one) => (what === "payout" ? one.payoutBp : one.targetMinor))).size > 1);
      if (differs.length === 0) return [];
      const atFullTime = (one: PaidPerson): number => one.targetMinor * one.payoutBp!;
      const ordered = [...group].sort((a, b) => atFullTime(a) - atFullTime(b) || compareCodePoints(a.personId, b.personId));
      return [{ position: group[0]!.position, scoreBp: group[0]!.scoreBp!, people: group.length, lowest: ordered[0]!, highest: ordered.at(-1)!, differs }];
    })
    .sort((a, b) => compareCodePoints(a.position, b.position) || a.scoreBp - b.scoreBp);
}

function grouped<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
