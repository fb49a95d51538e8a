import { cmp, dec, nearest, over, plus, q, sumOf, times } from "./exact.ts";
import type { Q } from "./exact.ts";

/** The part of an exported document that scores are computed from. Percents are whole hundredths. */
export interface CleanInput {
  readonly policy: { readonly objectiveWeight: string; readonly satisfactionWeight: string; readonly csatTargetBp: number; readonly csatCapBp: number; readonly assumedAnswers: string; readonly minAnswers: number; readonly fallbackPeriods: number };
  readonly clients: readonly CleanClient[];
}
interface Answers {
  readonly satisfied: number;
  readonly responses: number;
}
interface CleanClient {
  readonly party: string;
  readonly weight: string;
  readonly answers: Answers;
  readonly previousAnswers: readonly Answers[];
  readonly lines: readonly CleanLine[];
}
interface CleanLine {
  readonly key: string;
  readonly mode: string;
  readonly weight: string;
  readonly teamId?: string;
  readonly target: { readonly type: "share"; readonly bp: number } | { readonly type: "count"; readonly atMostMissed: number };
  readonly floor?: CleanLine["target"];
  readonly counts: { readonly due: number; readonly excused: number; readonly conforming: number };
}

export interface CleanResult {
  readonly scoreBp: number | null;
  readonly objectiveBp: number | null;
  readonly csatIndexBp: number | null;
  readonly satisfactionBp: number | null;
  readonly clients: readonly {
    readonly party: string;
    readonly indexBp: number | null;
    readonly due: number;
    readonly adjustedBp: number | null;
    readonly csatLossE4: number | null;
    readonly lines: readonly { readonly key: string; readonly attainmentBp: number | null; readonly floorBp: number | null; readonly scoreBp: number | null; readonly lossE4: number | null }[];
  }[];
}

/**
 * A department's score by formulas.md, written from its text alone. `paidOnly` is the pay score; `team` keeps the
 * objective to the lines that name it, the satisfaction stays the department's.
 */
export function cleanScore({ policy, clients: all }: CleanInput, paidOnly: boolean, team: string | null): CleanResult {
  const modes = paidOnly ? ["paid"] : ["trial", "paid"];
  const clients = paidOnly ? all.filter(({ lines }) => lines.some(({ mode }) => mode === "paid")) : all;
  const linesOf = clients.map(({ lines }) => lines.filter((line) => modes.includes(line.mode) && (team === null || line.teamId === team)));
  const scored = linesOf.map((lines) => lines.map(lineScore));
  const indexes = scored.map((lines, c) => index(lines.map(({ scoreBp }, i) => [scoreBp, linesOf[c]![i]!.weight])));
  const weights = clients.map(({ weight }) => weight);
  const objectiveBp = index(indexes.map((bp, c) => [bp, weights[c]!]));

  const answers = used(policy, clients);
  const adjusted = answers.map(({ satisfied, responses }) => (responses === 0 ? null : shrunk(policy, satisfied, responses)));
  const responses = answers.reduce((sum, one) => sum + one.responses, 0);
  const csatIndexBp = responses < policy.minAnswers ? null : index(adjusted.map((bp, c) => [bp, weights[c]!]));
  const satisfactionBp = csatIndexBp === null ? null : Math.min(policy.csatCapBp, nearest(q(csatIndexBp * 10_000, policy.csatTargetBp)));

  const [wObj, wSat] = usedWeights(policy, objectiveBp, satisfactionBp);
  const both = plus(wObj, wSat);
  const measured = both.n > 0n;
  const noLine = linesOf.every((lines) => lines.length === 0) && (paidOnly || team !== null);
  const points = plus(times(wObj, q(objectiveBp ?? 0)), times(wSat, q(satisfactionBp ?? 0)));
  const clientShare = (c: number, present: readonly (number | null)[]): Q =>
    over(dec(weights[c]!), sumOf(present.flatMap((bp, i) => (bp === null ? [] : [dec(weights[i]!)]))));
  return {
    scoreBp: measured && !noLine ? nearest(over(points, both)) : null,
    objectiveBp,
    csatIndexBp,
    satisfactionBp,
    clients: clients.map(({ party }, c) => ({
      party,
      indexBp: indexes[c]!,
      due: linesOf[c]!.reduce((sum, { counts }) => sum + counts.due - counts.excused, 0),
      adjustedBp: adjusted[c]!,
      csatLossE4:
        csatIndexBp === null || adjusted[c] === null || !measured
          ? null
          : nearest(times(over(wSat, both), clientShare(c, adjusted), q((policy.csatTargetBp - adjusted[c]!) * 10_000 * 100, policy.csatTargetBp))),
      lines: scored[c]!.map((line, i) => {
        const weightOf = (place: number) => dec(linesOf[c]![place]!.weight);
        const lineShare = () => over(weightOf(i), sumOf(scored[c]!.flatMap(({ scoreBp }, place) => (scoreBp === null ? [] : [weightOf(place)]))));
        const takesPart = line.scoreBp !== null && measured && objectiveBp !== null && indexes[c] !== null;
        return { key: linesOf[c]![i]!.key, ...line, lossE4: takesPart ? nearest(times(over(wObj, both), clientShare(c, indexes), lineShare(), q((10_000 - line.scoreBp!) * 100))) : null };
      }),
    })),
  };
}

function lineScore({ counts, target, floor }: CleanLine) {
  const base = counts.due - counts.excused;
  const targetBp = threshold(target, base);
  const floorBp = floor === undefined ? null : threshold(floor, base);
  if (base === 0) return { attainmentBp: null, floorBp, scoreBp: null };
  const attainmentBp = nearest(q(counts.conforming * 10_000, base));
  return { attainmentBp, floorBp, scoreBp: targetBp === 0 ? 10_000 : Math.min(10_000, nearest(q(attainmentBp * 10_000, targetBp))) };
}

/** "At most n missed" of so many is a share of them. */
function threshold(target: CleanLine["target"], base: number): number {
  if (target.type === "share") return target.bp;
  return base <= target.atMostMissed ? 0 : nearest(q((base - target.atMostMissed) * 10_000, base));
}

function index(items: readonly (readonly [number | null, string])[]): number | null {
  const present = items.flatMap(([bp, weight]) => (bp === null ? [] : [{ bp, weight: dec(weight) }]));
  const total = sumOf(present.map(({ weight }) => weight));
  return total.n === 0n ? null : nearest(over(sumOf(present.map(({ bp, weight }) => times(q(bp), weight))), total));
}

function used({ minAnswers, fallbackPeriods }: CleanInput["policy"], clients: readonly CleanClient[]): Answers[] {
  const now = clients.reduce((sum, { answers }) => sum + answers.responses, 0);
  const before = now >= minAnswers ? 0 : fallbackPeriods;
  return clients.map(({ answers, previousAnswers }) =>
    [answers, ...previousAnswers.slice(0, before)].reduce((sum, one) => ({ satisfied: sum.satisfied + one.satisfied, responses: sum.responses + one.responses }), { satisfied: 0, responses: 0 }),
  );
}

function shrunk({ assumedAnswers, csatTargetBp }: CleanInput["policy"], satisfied: number, responses: number): number {
  const k = dec(assumedAnswers);
  return nearest(over(times(q(10_000), plus(q(satisfied), times(k, q(csatTargetBp, 10_000)))), plus(q(responses), k)));
}

function usedWeights(policy: CleanInput["policy"], objectiveBp: number | null, satisfactionBp: number | null): [Q, Q] {
  const [wObj, wSat] = [dec(policy.objectiveWeight), dec(policy.satisfactionWeight)];
  if (objectiveBp === null && satisfactionBp === null) return [q(0), q(0)];
  if (objectiveBp === null) return [q(0), q(1)];
  if (satisfactionBp === null) return [q(1), q(0)];
  return cmp(plus(wObj, wSat), q(0)) > 0 ? [wObj, wSat] : [q(0), q(0)];
}
