import { compareCodePoints } from "../order-by-code-point.ts";
import { compareRuns } from "./compare-runs.ts";
import type { Statement } from "./statement.ts";

/** What HR looks at before a run is submitted, in the order in which the page shows it. */
export const FINDING_KINDS = [
  "changed",
  "outlier",
  "zero",
  "capped",
  "held",
  "adjusted",
  "no_segment",
  "over_full_time",
  "new",
  "gone",
  "without_plan",
  "without_base",
  "without_acknowledgement",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Almost everybody's amount changes from run to run: this list is there to look into, and asks for no word. */
export const needsWord = (kind: FindingKind): boolean => kind !== "changed";

/** One person on a list. Amounts in the unit of the statement; null = not in that run. */
export interface FindingRow {
  readonly personId: string;
  readonly departmentId: string;
  readonly unit: Statement["unit"];
  readonly beforeMinor: number | null;
  readonly afterMinor: number | null;
}

export interface RunFinding {
  readonly kind: FindingKind;
  /** By person id in code point order. */
  readonly rows: readonly FindingRow[];
}

/** A person who should perhaps be paid and is not in the run, or is in it with something missing. */
export interface PersonGap {
  readonly personId: string;
  readonly departmentId: string;
}

export interface RunToCheck {
  readonly before: readonly Statement[];
  readonly after: readonly Statement[];
  /** Where each person of either run is shown. */
  readonly departmentOf: ReadonlyMap<string, string>;
  /** People of the serving departments who are in no plan. */
  readonly withoutPlan: readonly PersonGap[];
  /** People of the run who have not acknowledged the version that pays them. */
  readonly withoutAcknowledgement: readonly PersonGap[];
}

/** An amount that differs from the last one by more than this part of it (1 / 4) stands out. */
const OUTLYING_PART = 4;
/** Where there is no last amount: a target above this many times the median target of the run. */
const OUTLYING_TARGET = 3;

/** The lists of a prepared run (design.md section 8); those without anybody are left out. */
export function findInRun(run: RunToCheck): readonly RunFinding[] {
  const earlier = new Map(run.before.map((one) => [one.personId, one]));
  const later = new Map(run.after.map((one) => [one.personId, one]));
  const changed = new Set(compareRuns(run.before, run.after).map((one) => one.personId));
  const high = OUTLYING_TARGET * medianTarget(run.after);
  const row = (personId: string, departmentId = run.departmentOf.get(personId) ?? ""): FindingRow => {
    const [was, is] = [earlier.get(personId), later.get(personId)];
    return { personId, departmentId, unit: (is ?? was)?.unit ?? "money", beforeMinor: was?.amountMinor ?? null, afterMinor: is?.amountMinor ?? null };
  };
  const those = (test: (statement: Statement) => boolean): FindingRow[] => run.after.filter(test).map((one) => row(one.personId));
  const gaps = (people: readonly PersonGap[]): FindingRow[] => people.map((one) => row(one.personId, one.departmentId));
  const lists: Readonly<Record<FindingKind, readonly FindingRow[]>> = {
    changed: [...changed].filter((id) => earlier.has(id) && later.has(id)).map((id) => row(id)),
    outlier: those((one) => standsOut(one, earlier.get(one.personId), high)),
    zero: those((one) => one.amountMinor === 0 && one.targetMinor > 0),
    capped: those((one) => one.capped || one.lines.some((line) => line.id === "plan_cap")),
    held: those((one) => one.heldMinor > 0),
    adjusted: those((one) => one.adjustments.length > 0),
    no_segment: those((one) => one.remarks.includes("no_segment")),
    over_full_time: those((one) => one.remarks.includes("over_full_time")),
    new: run.before.length === 0 ? [] : those((one) => !earlier.has(one.personId)),
    gone: run.before.filter((one) => !later.has(one.personId)).map((one) => row(one.personId)),
    without_plan: gaps(run.withoutPlan),
    without_base: those((one) => one.unit === "money" && one.targetMinor === 0),
    without_acknowledgement: gaps(run.withoutAcknowledgement),
  };
  return FINDING_KINDS.map((kind) => ({ kind, rows: [...lists[kind]].sort((a, b) => compareCodePoints(a.personId, b.personId)) })).filter(({ rows }) => rows.length > 0);
}

function standsOut(now: Statement, last: Statement | undefined, highTarget: number): boolean {
  if (last !== undefined && last.unit === now.unit && last.amountMinor > 0) {
    return Math.abs(now.amountMinor - last.amountMinor) * OUTLYING_PART > last.amountMinor;
  }
  return now.unit === "money" && highTarget > 0 && now.targetMinor > highTarget;
}

/** The lower median of the money targets; 0 where there are none. */
function medianTarget(statements: readonly Statement[]): number {
  const targets = statements.filter((one) => one.unit === "money").map((one) => one.targetMinor).sort((a, b) => a - b);
  return targets[Math.floor((targets.length - 1) / 2)] ?? 0;
}

export interface DepartmentChange {
  readonly departmentId: string;
  readonly people: number;
  readonly beforeMinor: number;
  readonly afterMinor: number;
}

/** The money of two runs by department, in code point order of their ids. */
export function changeByDepartment({ before, after, departmentOf }: Pick<RunToCheck, "before" | "after" | "departmentOf">): readonly DepartmentChange[] {
  const sums = new Map<string, { people: number; beforeMinor: number; afterMinor: number }>();
  const add = (statements: readonly Statement[], side: "beforeMinor" | "afterMinor") => {
    for (const { personId, unit, amountMinor } of statements) {
      if (unit !== "money") continue;
      const id = departmentOf.get(personId) ?? "";
      const sum = sums.get(id) ?? { people: 0, beforeMinor: 0, afterMinor: 0 };
      sums.set(id, sum);
      sum[side] += amountMinor;
      if (side === "afterMinor") sum.people += 1;
    }
  };
  add(before, "beforeMinor");
  add(after, "afterMinor");
  return [...sums].map(([departmentId, sum]) => ({ departmentId, ...sum })).sort((a, b) => compareCodePoints(a.departmentId, b.departmentId));
}
