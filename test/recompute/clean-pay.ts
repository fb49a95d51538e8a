import { cleanScore } from "./clean-score.ts";
import type { CleanInput, CleanResult } from "./clean-score.ts";
import { cmp, dec, minus, nearest, over, plus, q, share, sumOf, times } from "./exact.ts";
import type { Q } from "./exact.ts";

type Gate = { readonly id: string; readonly effect: { readonly action: "zero" } | { readonly action: "cap"; readonly capBp: number } } & (
  | { readonly type: "lowest_client"; readonly thresholdBp: number; readonly minDueItems: number }
  | { readonly type: "line_floor"; readonly key: string }
);
export interface CleanTerms {
  readonly payout:
    | { readonly type: "curve"; readonly points: readonly (readonly [number, number])[] }
    | { readonly type: "steps"; readonly steps: readonly (readonly [number, number])[] }
    | { readonly type: "ramp"; readonly tiers: readonly { readonly fromBp: number; readonly toBp: number | null; readonly rate: string }[]; readonly capBp: number | null };
  readonly gates: readonly Gate[];
  readonly planCapBp: number;
  readonly memberCapBp: number;
  readonly proration: "calendar" | "working";
  readonly targetIncludesFte: boolean;
  readonly mode: "individual" | "pool";
  readonly nothingMeasured: "hold" | "pay_full" | "pay_zero";
  readonly mix: { readonly team: string; readonly department: string };
  readonly external?: { readonly metricId: string; readonly weightPct: string; readonly zero: string; readonly target: string };
  readonly minorDigits: number;
  readonly fundLimitMinor: number | null;
  readonly negativeAdjustment: "offset_future" | "write_off";
}
interface Membership {
  readonly id: string;
  readonly departmentId: string;
  readonly from: string;
  readonly to: string | null;
  readonly fte: string;
  readonly sharePct: string;
}
export interface CleanPerson {
  readonly personId: string;
  readonly target: { readonly type: "amount"; readonly minor: number } | { readonly type: "percent_of_base"; readonly baseMinor: number; readonly percentBp: number } | { readonly type: "percent_only" };
  readonly memberships: readonly Membership[];
  readonly absences: readonly { readonly from: string; readonly to: string }[];
  readonly poolId: string;
  readonly coefficient: string;
  readonly pastPeriods: readonly { readonly period: string; readonly recalculatedMinor: number; readonly paidMinor: number; readonly alreadyAdjustedMinor: number }[];
  readonly isHeld?: boolean;
}
export interface CleanRun {
  readonly terms: CleanTerms;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly productionCalendar: { readonly holidays: readonly string[]; readonly workingWeekends: readonly string[] };
  readonly externalValue?: string | null;
  readonly parentOf: Readonly<Record<string, string | null>>;
  readonly people: readonly CleanPerson[];
}
export interface CleanCard {
  readonly departmentId: string;
  readonly isTeam: boolean;
  readonly input: CleanInput;
}
export interface CleanStatement {
  readonly personId: string;
  readonly amountMinor: number;
  readonly proratedMinor: number;
  readonly earnedMinor: number;
  /** `segment|line` -> minor units; lines of nothing are left out, but for failed gates. */
  readonly lines: ReadonlyMap<string, number>;
}

interface Payout {
  readonly held: boolean;
  readonly measured: boolean;
  readonly curveBp: number;
  readonly steps: readonly { readonly line: string; readonly payoutBp: number; readonly shown: boolean }[];
  readonly payoutBp: number;
  readonly causes: readonly { readonly id: string; readonly points: Q }[];
}

/** A whole run from an exported document; written from formulas.md and design.md sections 7 and 8 alone. */
export function cleanRun(run: CleanRun, cards: readonly CleanCard[]): CleanStatement[] {
  const payouts = new Map<string, Payout>();
  const payoutOf = (departmentId: string) => {
    if (!payouts.has(departmentId)) payouts.set(departmentId, payoutOfDepartment(run, cards, departmentId));
    return payouts.get(departmentId)!;
  };
  const own = run.people.map((person) => ownStatement(run, person, payoutOf));
  const money = own.filter((_, i) => run.people[i]!.target.type !== "percent_only");
  const personOf = new Map(run.people.map((person) => [person.personId, person]));
  const shares = run.terms.mode === "pool" ? poolShares(run, money, personOf) : fundShares(run, money);
  return own
    .map((statement) => {
      let amountMinor = shares.get(statement.personId) ?? statement.earnedMinor;
      const lines = new Map(statement.lines);
      if (amountMinor !== statement.earnedMinor) lines.set(run.terms.mode === "pool" ? "|pool" : "|fund", amountMinor - statement.earnedMinor);
      amountMinor += adjust(personOf.get(statement.personId)!, run.terms, amountMinor, lines);
      return { personId: statement.personId, amountMinor, proratedMinor: statement.proratedMinor, earnedMinor: statement.earnedMinor, lines };
    })
    .sort((a, b) => (a.personId < b.personId ? -1 : 1));
}

/** What past periods add or take, oldest first; taken back at most what is there, or nothing. */
function adjust({ pastPeriods }: CleanPerson, { negativeAdjustment }: CleanTerms, open: number, lines: Map<string, number>): number {
  let sum = 0;
  for (const past of [...pastPeriods].sort((a, b) => (a.period < b.period ? -1 : 1))) {
    const delta = past.recalculatedMinor - past.paidMinor - past.alreadyAdjustedMinor;
    const applied = delta >= 0 ? delta : negativeAdjustment === "write_off" ? 0 : -Math.min(-delta, Math.max(0, open + sum));
    if (applied !== 0) lines.set(`|adjustment:${past.period}`, applied);
    sum += applied;
  }
  return sum;
}

const total = (all: readonly { readonly earnedMinor: number }[]) => all.reduce((sum, one) => sum + one.earnedMinor, 0);

function fundShares({ terms }: CleanRun, own: readonly Own[]): Map<string, number> {
  const limit = terms.fundLimitMinor;
  if (limit === null || total(own) <= limit) return new Map(own.map((one) => [one.personId, one.earnedMinor]));
  const parts = share(limit, own.map((one) => ({ id: one.personId, weight: q(one.earnedMinor) })));
  return new Map(own.map((one, i) => [one.personId, parts[i]!]));
}

function poolShares({ terms }: CleanRun, own: readonly Own[], personOf: ReadonlyMap<string, CleanPerson>): Map<string, number> {
  const pools = new Map<string, Own[]>();
  for (const one of own) {
    const pool = personOf.get(one.personId)!.poolId;
    pools.set(pool, [...(pools.get(pool) ?? []), one]);
  }
  const ids = [...pools.keys()];
  const earned = ids.map((id) => total(pools.get(id)!));
  const limit = terms.fundLimitMinor;
  const over_ = limit !== null && earned.reduce((a, b) => a + b, 0) > limit;
  const amounts = over_ ? share(limit, ids.map((id, i) => ({ id, weight: q(earned[i]!) }))) : earned;
  const shares = new Map<string, number>();
  ids.forEach((id, i) => {
    const members = pools.get(id)!;
    const parts = share(amounts[i]!, members.map((one) => ({ id: one.personId, weight: times(q(one.proratedMinor - one.heldMinor), dec(personOf.get(one.personId)!.coefficient)) })));
    members.forEach((one, place) => shares.set(one.personId, parts[place]!));
  });
  return shares;
}

interface Own extends Omit<CleanStatement, "amountMinor"> {
  readonly heldMinor: number;
}

function ownStatement(run: CleanRun, person: CleanPerson, payoutOf: (departmentId: string) => Payout): Own {
  const { terms } = run;
  const { target } = person;
  const full = target.type === "amount" ? target.minor : target.type === "percent_only" ? 10_000 : nearest(q(BigInt(target.baseMinor) * BigInt(target.percentBp), 10_000));
  const whole = daysIn(run).length;
  const segments = person.memberships
    .map((one) => ({ ...one, days: daysIn(run).filter((day) => day >= one.from && (one.to === null || day < one.to) && !person.absences.some(({ from, to }) => day >= from && day < to)).length }))
    .filter(({ days }) => days > 0)
    .sort((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1));
  const weights = segments.map(({ id, days, fte, sharePct }) => ({ id, weight: times(q(days), terms.targetIncludesFte ? q(1) : dec(fte), over(dec(sharePct), q(100))) }));
  const time = sumOf(weights.map(({ weight }) => weight));
  const proratedMinor = target.type === "percent_only" && segments.length > 0 ? full : nearest(over(times(q(full), time), q(Math.max(1, whole))));
  const targets = share(proratedMinor, weights);
  const lines = new Map<string, number>([["|target", full]]);
  const put = (id: string, minor: number, always = false) => void ((minor !== 0 || always) && lines.set(id, minor));
  put("|time", proratedMinor - full, true);
  let earned = 0;
  let heldMinor = 0;
  segments.forEach(({ id, departmentId }, i) => {
    const payout = payoutOf(departmentId);
    const mine = targets[i]!;
    if (payout.held || person.isHeld) {
      put(`${id}|held:${id}`, -mine, true);
      heldMinor += mine;
      return;
    }
    let paid = percent(payout.curveBp, mine);
    for (const [cause, minor] of lossOf(mine, paid, payout)) put(`${id}|${cause}`, minor);
    for (const step of payout.steps) {
      const after = percent(step.payoutBp, mine);
      put(`${id}|${step.line}`, after - paid, step.shown);
      paid = after;
    }
    earned += paid;
  });
  const limit = percent(terms.memberCapBp, proratedMinor);
  if (earned > limit) put("|cap", limit - earned);
  return { personId: person.personId, proratedMinor, earnedMinor: Math.min(earned, limit), heldMinor, lines };
}

const percent = (bp: number, minor: number): number => nearest(q(BigInt(bp) * BigInt(minor), 10_000));

function lossOf(target: number, paid: number, { curveBp, causes, measured }: Payout): [string, number][] {
  const loss = target - paid;
  if (loss === 0) return [];
  if (loss < 0) return [["above_target", -loss]];
  if (curveBp === 0) return [[measured ? "below_threshold" : "nothing_measured", -loss]];
  const weights = causes.map(({ id, points }) => ({ id, weight: cmp(points, q(0)) > 0 ? points : q(0) }));
  if (weights.every(({ weight }) => weight.n === 0n)) return [["rounding", -loss]];
  return share(loss, weights).map((minor, i) => [weights[i]!.id, -minor]);
}

/** Every counted day of the period as text. */
function daysIn({ firstDay, lastDay, terms, productionCalendar }: CleanRun): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${firstDay}T00:00:00Z`); at <= Date.parse(`${lastDay}T00:00:00Z`); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    const weekend = [0, 6].includes(new Date(at).getUTCDay());
    const worked = productionCalendar.workingWeekends.includes(day) || (!weekend && !productionCalendar.holidays.includes(day));
    if (terms.proration === "calendar" || worked) days.push(day);
  }
  return days;
}

function payoutOfDepartment({ terms, parentOf, externalValue = null }: CleanRun, cards: readonly CleanCard[], departmentId: string): Payout {
  let owner: string | null = departmentId;
  const card = (id: string, isTeam: boolean) => cards.find((one) => one.departmentId === id && one.isTeam === isTeam);
  while (owner !== null && !card(owner, false)) owner = parentOf[owner] ?? null;
  const department = owner === null ? null : cleanScore(card(owner, false)!.input, true, null);
  const teamCard = terms.mix.team === "0" ? undefined : card(departmentId, true);
  const teamScore = teamCard ? cleanScore(teamCard.input, true, departmentId) : null;
  const team = teamScore?.scoreBp == null ? null : teamScore;
  const parts = [{ result: department, weight: dec(terms.mix.department) }, { result: team, weight: dec(terms.mix.team) }].filter((part): part is { result: CleanResult; weight: Q } => part.result?.scoreBp != null && part.weight.n > 0n);
  const weight = sumOf(parts.map((part) => part.weight));
  if (parts.length === 0) {
    const held = terms.nothingMeasured === "hold";
    const curveBp = terms.nothingMeasured === "pay_full" ? 10_000 : 0;
    const payoutBp = Math.min(curveBp, terms.planCapBp);
    return { held, measured: false, curveBp, payoutBp, causes: [], steps: [{ line: "plan_cap", payoutBp, shown: false }] };
  }
  const ownBp = nearest(over(sumOf(parts.map((part) => times(part.weight, q(part.result.scoreBp!)))), weight));
  const external = terms.external && externalValue !== null ? { ...terms.external, bp: pointsOf(terms.external, externalValue), part: over(dec(terms.external.weightPct), q(100)) } : null;
  const beside = external ? minus(q(1), external.part) : q(1);
  const scoreBp = external ? nearest(plus(times(beside, q(ownBp)), times(external.part, q(external.bp)))) : ownBp;
  const causes = causesOf(parts, weight).map(({ id, points }) => ({ id, points: times(beside, points) }));
  if (external) causes.push({ id: `external:${external.metricId}`, points: times(external.part, q(10_000 - external.bp, 100)) });
  const curveBp = payoutOf(terms.payout, scoreBp);
  const steps: { line: string; payoutBp: number; shown: boolean }[] = [];
  let payoutBp = curveBp;
  for (const gate of terms.gates) {
    const [value, threshold] = department ? gateValue(gate, department) : [null, 0];
    const failed = value !== null && value < threshold;
    if (failed) payoutBp = gate.effect.action === "zero" ? 0 : Math.min(payoutBp, gate.effect.capBp);
    if (value !== null) steps.push({ line: failed ? `gate:${gate.id}` : gate.id, payoutBp, shown: failed });
  }
  payoutBp = Math.min(payoutBp, terms.planCapBp);
  steps.push({ line: "plan_cap", payoutBp, shown: false });
  return { held: false, measured: true, curveBp, payoutBp, steps, causes };
}

/** On the line from `zero` (0 points) to `target` (100), in 0.01. */
function pointsOf({ zero, target }: { readonly zero: string; readonly target: string }, value: string): number {
  const bp = nearest(times(q(10_000), over(minus(dec(value), dec(zero)), minus(dec(target), dec(zero)))));
  return Math.min(10_000, Math.max(0, bp));
}

function gateValue(gate: Gate, { clients }: CleanResult): [number | null, number] {
  if (gate.type === "lowest_client") {
    const values = clients.flatMap(({ indexBp, due }) => (indexBp === null || due < gate.minDueItems ? [] : [indexBp]));
    return [values.length === 0 ? null : Math.min(...values), gate.thresholdBp];
  }
  const line = clients.flatMap(({ lines }) => lines).find(({ key, floorBp }) => key === gate.key && floorBp !== null);
  return [line?.attainmentBp ?? null, line?.floorBp ?? 0];
}

/** Points lost by leaf, over team and department by their part of the mix; obligations first. */
function causesOf(parts: readonly { readonly result: CleanResult; readonly weight: Q }[], weight: Q): { id: string; points: Q }[] {
  const found = [new Map<string, Q>(), new Map<string, Q>()] as const;
  const lose = (leaves: Map<string, Q>, id: string, part: Q, e4: number | null) => void (e4 !== null && leaves.set(id, plus(leaves.get(id) ?? q(0), times(over(part, weight), q(e4, 10_000)))));
  for (const { result, weight: part } of parts) {
    for (const { party, lines, csatLossE4 } of result.clients) {
      for (const { key, lossE4 } of lines) lose(found[0], `obligation:${party}/${key}`, part, lossE4);
      lose(found[1], `csat:${party}`, part, csatLossE4);
    }
  }
  return found.flatMap((leaves) => [...leaves].map(([id, points]) => ({ id, points })));
}

function payoutOf(rule: CleanTerms["payout"], x: number): number {
  if (rule.type === "steps") return rule.steps.filter(([from]) => x >= from).at(-1)?.[1] ?? 0;
  if (rule.type === "ramp") {
    const raw = nearest(sumOf(rule.tiers.map(({ fromBp, toBp, rate }) => times(dec(rate), q(Math.max(0, Math.min(x, toBp ?? x) - fromBp))))));
    return rule.capBp === null ? raw : Math.min(raw, rule.capBp);
  }
  const { points } = rule;
  if (x < points[0]![0]) return 0;
  const above = points.findIndex(([score]) => score > x);
  if (above < 0) return points.at(-1)![1];
  const [[s1, p1], [s2, p2]] = [points[above - 1]!, points[above]!];
  return nearest(plus(q(p1), over(times(q(x - s1), minus(q(p2), q(p1))), q(s2 - s1))));
}
